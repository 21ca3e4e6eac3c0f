/** An edition as a test to anybody: marked as one, in no record. */
import type { Config } from '../../config/index.ts';
import { composeMessage, openMailer } from '../../deliver/index.ts';
import type { Store } from '../../store/index.ts';
import { readAddress } from '../address.ts';
import { AppFault } from '../app-fault.ts';
import { headOf, renderFor } from '../finish-edition.ts';
import { openSigner } from '../signer.ts';
import type { TestSend } from './contract.ts';

const MARK = 'تجربة: ';

/**
 * Sends an edition, approved or not, to addresses; null: the newest one. Its personal links are left out: they would be
 * nobody's.
 * @throws AppFault for what is no address or no edition
 */
export async function testSend(
  config: Config,
  store: Store,
  number: number | null,
  addresses: readonly string[],
): Promise<TestSend> {
  const to = addresses.map(checked);
  const edition = await store.edition(number ?? (await store.editions({ limit: 1 }))[0]?.number ?? 0);
  if (!edition) {
    throw new AppFault(`there is no edition ${number ?? 'yet'}.`, 'Make one with: npx mujaz digest.', true);
  }
  const signer = await openSigner(config);
  const variant = await renderFor(config, edition);
  const marked = { ...variant, subject: MARK + variant.subject };
  const mailer = openMailer({ ...config.mail, signer });
  const sent: TestSend['sent'][number][] = [];
  for (const [at, address] of to.entries()) {
    const date = new Date();
    const id = `test-${edition.digest}-${edition.number}.${date.getTime().toString(36)}-${at}`;
    const head = headOf(config, edition, { id, unsubscribeUrl: null, date });
    const message = await composeMessage(marked, { ...head, to: { name: '', address } });
    const { answer, reply } = await mailer.send(message, { from: config.sender.address, to: address });
    sent.push({ address, reply, isAccepted: answer === 'accepted' });
  }
  mailer.close();
  return { edition: edition.number, to, sent };
}

function checked(text: string): string {
  const read = readAddress(text);
  if ('address' in read) return read.address;
  throw new AppFault(`--to: this is no e-mail address (${read.refused}).`, 'Write it as name@example.org.', true);
}
