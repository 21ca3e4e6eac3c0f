/** A mail server with a login that takes mails, late if it is told so, and keeps whom they were for. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** In the address of the server, and nowhere else. */
export const PASSWORD = 'a-password-of-nobody';

/** What it does with mails is set anew by each test. */
export type Receiver = {
  readonly url: string;
  /** Recipients and bytes of what was taken. */
  readonly taken: { readonly to: string; readonly text: string }[];
  /** How long it thinks before it takes one, in milliseconds. */
  delay: number;
  refusesLogin: boolean;
  close(): Promise<void>;
};

/** Recipients whose names begin with `gone` are refused for good, those with `later` are put off. */
export async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', taken: [], delay: 0, refusesLogin: false, close };
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ password }, _session, done) {
      if (password === PASSWORD && !receiver.refusesLogin) return done(null, { user: 'digest' });
      done(reply(535, '5.7.8 authentication failed'));
    },
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('gone')) return done(reply(550, `5.1.1 <${address}> no such user`));
      if (address.startsWith('later')) return done(reply(450, `4.2.1 <${address}> come again`));
      done();
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      stream.on('end', () => {
        setTimeout(() => {
          receiver.taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', text });
          done();
        }, receiver.delay);
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(receiver, { url: `smtp://digest:${PASSWORD}@127.0.0.1:${port}` });

  function close(): Promise<void> {
    return new Promise((closed) => server.close(() => closed()));
  }
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
