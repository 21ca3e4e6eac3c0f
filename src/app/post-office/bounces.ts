/** Addresses where nobody is: they get no more mail. */
import type { AddressHash } from '../../model.ts';
import type { DueLetter, MemberWriter } from '../../store/index.ts';
import { readAddress } from '../address.ts';
import type { LetterContent } from '../letters.ts';
import type { Counter } from './counter.ts';

/** The hash of the address that a letter goes to: its person may have another one by now, or not yet this one. */
export function recipientHash({ vault }: Pick<Counter, 'vault'>, { to }: LetterContent): AddressHash | null {
  const read = readAddress(to);
  return 'refused' in read ? null : vault.hashAddress(read.canonical);
}

/**
 * Puts the address of a letter on the suppression list, with an entry in the record of its person. When it is not the
 * address on record, the person is left alone: not every address that is typed in is theirs.
 */
export async function suppressBounced(
  { store, vault }: Pick<Counter, 'store' | 'vault'>,
  letter: DueLetter,
  content: LetterContent,
  at: number,
): Promise<void> {
  const hash = recipientHash({ vault }, content);
  if (hash === null) return;
  await store.changeMembers(async (members) => {
    if (!(await mayBeReplaced(members, hash))) return;
    await members.suppress(hash, 'bounced', at);
    if ((await members.byNumber(letter.subscriber))?.addressHash !== hash) return;
    const detail = { reason: 'bounced' };
    const entry = { kind: 'suppressed', at, textVersion: null, ip: null, ipUntil: null, detail } as const;
    await members.addConsent(letter.subscriber, entry);
  });
}

/** Someone who left may come back by asking; whoever is suppressed for another reason stays so. */
async function mayBeReplaced(members: MemberWriter, hash: AddressHash): Promise<boolean> {
  const known = await members.suppression(hash);
  return known === null || known.reason === 'left' || known.reason === 'erased';
}
