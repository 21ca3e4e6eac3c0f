/** The slots of schedules: one row per digest and local time. Times are epoch milliseconds. */
import type { Slot, SlotState } from '../model.ts';

/** Of an edition that the schedule makes: its slot, and how many editions of its digest were approved before its news were read. */
export type SlotOrigin = { readonly slot: Slot; readonly approvals: number };

export type SlotRecord = Slot & {
  readonly dueAt: number;
  readonly state: SlotState;
  /** Set when it is saved, whatever becomes of its maker then. */
  readonly edition: number | null;
  /** When the row was last changed. */
  readonly at: number;
  /** Of `failed` and `missed`: why, one line. */
  readonly note: string | null;
  readonly tries: number;
  /** Of `failed`, and of a `too-little` that may get more: not before this. */
  readonly retryAt: number | null;
};

export type Slots = {
  /**
   * Since when a schedule (cron and time zone) of a digest is watched: from now on when it is new, when another one was
   * watched in its place, or when only a clock that was ahead has seen it. Slots due before are nobody's fault.
   */
  watchedSince(digest: string, schedule: string, now: number): Promise<number>;
  /**
   * True for the one program that shall make the slot's edition: nobody has, the one who tried is silent since its lease
   * ended, or its `retryAt` has come; and no living program makes another edition of the digest. `byHand`: also when it was
   * missed, had too little, or waits for `retryAt`.
   */
  claim(
    slot: Slot & { readonly dueAt: number },
    owner: string,
    now: number,
    leaseUntil: number,
    byHand?: boolean,
  ): Promise<boolean>;
  /** Writes what became of it; false when it is no longer the owner's. `edition` null leaves the one that was saved. */
  finish(
    slot: Slot,
    owner: string,
    end: {
      readonly state: Exclude<SlotState, 'making'>;
      readonly edition: number | null;
      readonly note: string | null;
      readonly retryAt: number | null;
    },
    at: number,
  ): Promise<boolean>;
  /** Marks a slot that nobody was there for; false when there is a row already. */
  miss(slot: Slot & { readonly dueAt: number }, note: string, at: number): Promise<boolean>;
  find(slot: Slot): Promise<SlotRecord | null>;
  /** Newest due time first. */
  list(range: { readonly digest?: string; readonly limit: number }): Promise<readonly SlotRecord[]>;
  /** Those of a digest due from a time on, by key, for telling which are open. */
  from(digest: string, dueFrom: number): Promise<readonly SlotRecord[]>;
  /** The slot that an edition was made for; null for one that was made by hand. */
  ofEdition(edition: number): Promise<Slot | null>;
  /**
   * The newest edition that the schedule of the same digest had saved by `at` and after this one was made as it is now; null
   * when there is none.
   */
  followedBy(edition: number, at: number): Promise<number | null>;
};
