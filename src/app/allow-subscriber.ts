/** Lifting what keeps an address from being mailed, so that its owner can sign up again: an editor's answer to a request. */
import type { Config } from '../config/index.ts';
import type { SuppressionReason } from '../model.ts';
import type { MemberWriter, Store } from '../store/index.ts';
import type { Vault } from '../vault/index.ts';
import { readAddress } from './address.ts';
import { AppFault } from './app-fault.ts';
import { forgetLetters } from './members/letter-limits.ts';
import { type Office, record } from './members/office.ts';

/** What was lifted; null when nothing but the count of letters stood in the way. */
export type Lifted = { readonly reason: SuppressionReason; readonly since: string } | null;

/**
 * Lets the owner of an address sign up by themselves, and counts letters to it from zero. Nobody becomes a member by it:
 * the address is kept as that of one who left, so that no list brings it back, and a membership that was suppressed ends.
 * @param now epoch milliseconds
 * @throws AppFault for what is no address
 */
export async function allowSubscriber(
  config: Config,
  store: Store,
  vault: Vault,
  text: string,
  now: number,
): Promise<Lifted> {
  const read = readAddress(text);
  if ('refused' in read) throw new AppFault('this is no valid address.', 'Write it as reader@example.org.', true);
  const office: Office = { config, store, vault, clock: () => now, wake: () => undefined };
  return await store.changeMembers(async (members) => {
    await forgetLetters(office, members, read.canonical);
    return await lift(office, members, read.canonical);
  });
}

async function lift(office: Office, members: MemberWriter, canonical: string): Promise<Lifted> {
  const hash = office.vault.hashAddress(canonical);
  const at = office.clock();
  const suppression = await members.suppression(hash);
  if (suppression === null || suppression.reason === 'left') return null;
  await members.suppress(hash, 'left', at);
  const member = await members.byHash(hash);
  if (member?.status === 'active') {
    await members.update({ ...member, status: 'left', leftAt: at, pausedUntil: null });
    const detail = { by: 'editor', lifted: suppression.reason };
    await record(office, members, member.number, { kind: 'left', at, detail });
  }
  return { reason: suppression.reason, since: new Date(suppression.at).toISOString() };
}
