/** What is due when, and what became of it. */
import type { Slot } from '../../model.ts';

/** A slot with the moment at which it is due. Epoch milliseconds. */
export type DueSlot = Slot & { readonly dueAt: number };

/** What making the edition of a slot came to. */
export type IssueOutcome =
  | { readonly state: 'made'; readonly edition: number; readonly stories: number; readonly sent: boolean }
  | { readonly state: 'too-little'; readonly stories: number };

/** Makes the edition of a slot from what the store holds; `time`: only where its digest has several slots a day. */
export type MakeIssue = (slot: DueSlot, now: Date) => Promise<IssueOutcome>;

/** What was done about a slot: for the log and the terminal. */
export type SlotReport = DueSlot & (IssueOutcome | { readonly state: 'missed' | 'failed'; readonly note: string });
