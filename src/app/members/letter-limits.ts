/** How often an address may be written to by those who only claim that it is theirs. */
import type { AddressHash } from '../../model.ts';
import type { MemberWriter } from '../../store/index.ts';
import { countingForm } from '../address.ts';
import { DAY_MS } from '../durations.ts';
import type { Office } from './office.ts';

/** Until the address is confirmed; then it counts from zero again. */
const LETTERS_EVER = 3;

/** `ask`: for a confirmation; `tell`: that there is a subscription already. Counted apart, so that one cannot use up the other. */
type Reason = 'ask' | 'tell';

/**
 * Counts one more letter, or answers false when the mailbox has had enough: one a day, three ever. Spellings that lead to
 * one mailbox (`name+tag@...`) count together.
 */
export async function countLetter(
  office: Office,
  members: MemberWriter,
  canonical: string,
  reason: Reason = 'ask',
): Promise<boolean> {
  const at = office.clock();
  const hash = countingHash(office, canonical, reason);
  const { sent, lastAt } = await members.letterCount(hash);
  if (sent >= LETTERS_EVER || (sent > 0 && at - lastAt < DAY_MS)) return false;
  await members.setLetterCount(hash, { sent: sent + 1, lastAt: at });
  return true;
}

/** The address has answered: the count to three begins anew, the one a day holds on. */
export async function forgiveLetters(office: Office, members: MemberWriter, canonical: string): Promise<void> {
  const hash = countingHash(office, canonical, 'ask');
  const { sent, lastAt } = await members.letterCount(hash);
  if (sent > 1) await members.setLetterCount(hash, { sent: 1, lastAt });
}

/** Leaves no count of an address behind. */
export async function forgetLetters(office: Office, members: MemberWriter, canonical: string): Promise<void> {
  for (const reason of ['ask', 'tell'] as const) {
    await members.forgetLetterCount(countingHash(office, canonical, reason));
  }
}

/** Whether someone may be written to who asks for it: those who left may come back by themselves, nobody else. */
export async function mayBeAsked(members: MemberWriter, hash: AddressHash): Promise<boolean> {
  const suppression = await members.suppression(hash);
  return suppression === null || suppression.reason === 'left';
}

function countingHash({ vault }: Office, canonical: string, reason: Reason): AddressHash {
  return vault.hashAddress(`${reason} ${countingForm(canonical)}`);
}
