/** Letters that nobody wants any more by the time they are sent. */
import type { SuppressionReason } from '../../model.ts';
import type { DueLetter } from '../../store/index.ts';
import type { LetterContent } from '../letters.ts';
import { recipientHash } from './bounces.ts';
import type { Counter } from './counter.ts';

type Told = { readonly reason: SuppressionReason; readonly at: number };

/**
 * Whether a letter must not go out: its person was erased, has left since it was written, or its address is suppressed. A
 * copy of one's data is one's right as long as there is data: besides erasing, only a bounce ends it.
 */
export async function isUnwanted(
  { store: { members }, vault }: Pick<Counter, 'store' | 'vault'>,
  letter: DueLetter,
  content: LetterContent,
): Promise<boolean> {
  const person = await members.byNumber(letter.subscriber);
  if (!person) return true;
  const hash = recipientHash({ vault }, content);
  const suppressed = hash === null ? null : await members.suppression(hash);
  if (suppressed?.reason === 'bounced') return true;
  if (letter.kind === 'data-copy') return false;
  // Whoever has left before and asks again gets a letter for it: only what came after the letter counts.
  const hasLeft = person.leftAt !== null && person.leftAt >= letter.at;
  return hasLeft || (suppressed !== null && forbids(suppressed, letter.at));
}

function forbids({ reason, at }: Told, written: number): boolean {
  return reason !== 'left' || at >= written;
}
