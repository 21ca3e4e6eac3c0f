/** A message between its envelope and its outcome. */
import type { BulkMessage, BulkOutcome } from './contract.ts';
import type { Envelope } from './envelope.ts';
import { unharmed } from './outcomes.ts';

/** A message whose envelope has been written. */
export type OpenMessage = {
  readonly message: BulkMessage;
  readonly envelope: Envelope;
  /** The transaction before it must be ended first. */
  readonly resets: boolean;
  /** Its envelope left together with the end of the message before. */
  readonly isJoined: boolean;
  /** `last`: the final dot is the end of what was written; `joined`: the next envelope follows it. */
  dot: 'held' | 'last' | 'joined';
  /** Lets another connection's dot through. */
  release: () => void;
  /** Known before the connection is ready for the next message. */
  known: BulkOutcome | null;
};

/** What is true of a message when its connection ends; `isPending`: the end of what was written has not left. */
export function fateOf({ known, dot }: OpenMessage, isPending: boolean, reply: string): BulkOutcome {
  if (known) return known;
  const hasLeft = dot === 'joined' || (dot === 'last' && !isPending);
  return hasLeft ? { outcome: 'uncertain', reply } : unharmed(reply);
}
