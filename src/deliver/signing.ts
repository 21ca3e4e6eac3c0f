/** A way out that nothing leaves unsigned. */
import type { DkimSigner } from './dkim/signer.ts';
import type { MailAnswer, Mailer } from './mailer.ts';

/** Signs each message before it goes; where that fails, it waits like for a server that is not there. */
export function signing(way: Mailer, signer: DkimSigner): Mailer {
  return {
    send: (message, envelope) => orFault(async () => way.send(await signer.sign(message), envelope)),
    verify: () => orFault(() => signer.probe().then(() => way.verify())),
    close: () => way.close(),
  };
}

async function orFault(work: () => Promise<MailAnswer>): Promise<MailAnswer> {
  try {
    return await work();
  } catch (error) {
    return { answer: 'server-fault', reply: (error as Error).message };
  }
}
