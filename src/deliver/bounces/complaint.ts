/** Abuse reports (ARF, RFC 5965): a reader pressed the button for spam, and their provider tells the sender. */
import { type Fields, fieldOf, readFieldGroups } from './fields.ts';
import { addressesIn, type Finding } from './report.ts';

/**
 * Kinds of feedback (IANA, MARF) that are a reader's wish to get no more. Others are about viruses and signatures, or say
 * that a mail was no spam after all (RFC 6430).
 */
const WISHES: ReadonlySet<string> = new Set(['abuse', 'fraud', 'opt-out', 'opt-out-list']);

/**
 * Reads the machine's part, and the head of the mail that it is about: providers send all complaints to one address, so
 * that only there stands which mail it was.
 */
export function readComplaint(text: string, about: string): Finding {
  const [fields] = readFieldGroups(text);
  const [head] = readFieldGroups(about);
  const isWish = WISHES.has(fieldOf(fields, 'feedback-type').toLowerCase());
  const mailedFrom = [...allIn(fields, 'original-mail-from'), ...allIn(head, 'return-path')];
  return { kind: isWish ? 'complaint' : 'other', status: '', mailedFrom };
}

function allIn(fields: Fields | undefined, name: string): string[] {
  return (fields?.get(name) ?? []).flatMap(addressesIn);
}
