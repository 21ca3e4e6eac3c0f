/** Puts letters on the list of what is to be mailed. */
import { randomUUID } from 'node:crypto';
import type { LetterKind } from '../../model.ts';
import type { MemberWriter } from '../../store/index.ts';
import type { LetterContent } from '../letters.ts';
import type { Office } from './office.ts';

/** Queues a letter in the transaction it follows from: both happen or neither. */
export async function queueLetter(
  office: Office,
  members: MemberWriter,
  subscriber: number,
  kind: LetterKind,
  content: LetterContent,
): Promise<void> {
  const sealed = office.vault.seal('letter', JSON.stringify(content));
  await members.queueLetter({ id: randomUUID(), kind, subscriber, content: sealed, at: office.clock() });
}
