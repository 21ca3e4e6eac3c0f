/** What is due when, and what became of it. */
import type { Slot } from '../../model.ts';

/** A slot with the moment at which it is due. Epoch milliseconds. */
export type DueSlot = Slot & { readonly dueAt: number };

/** What making the edition of a slot came to. */
export type IssueOutcome =
  | { readonly state: 'made'; readonly edition: number; readonly stories: number; readonly sent: boolean }
  /** `unread`: outlets that could not be read since the last edition, so that more may be on its way. */
  | { readonly state: 'too-little'; readonly stories: number; readonly unread?: number };

/** Makes the edition of a slot from what the store holds. */
export type MakeIssue = (slot: DueSlot, now: Date) => Promise<IssueOutcome>;

/**
 * What was done about a slot: for the log and the terminal. `retryAt`: there may be more by then. `note` of one that was
 * made: what an editor has to do still.
 */
export type SlotReport = DueSlot &
  (
    | (IssueOutcome & { readonly note?: string; readonly retryAt?: number })
    | { readonly state: 'missed' | 'failed'; readonly note: string }
  );
