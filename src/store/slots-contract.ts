/** The slots of schedules: one row per digest and local time. Times are epoch milliseconds. */
import type { Slot, SlotState } from '../model.ts';

export type SlotRecord = Slot & {
  readonly dueAt: number;
  readonly state: SlotState;
  readonly edition: number | null;
  /** When the row was last changed. */
  readonly at: number;
  /** Of `failed` and `missed`: why, one line. */
  readonly note: string | null;
  readonly tries: number;
  /** Of `failed`: not before this. */
  readonly retryAt: number | null;
};

export type Slots = {
  /**
   * Since when a digest's schedule is watched: `now` when it is new or another text (cron and time zone) than before. Slots
   * due before are nobody's fault.
   */
  watchedSince(digest: string, schedule: string, now: number): Promise<number>;
  /**
   * True for the one program that shall make the slot's edition: nobody has, the one who tried is silent since its lease
   * ended, or it failed and `retryAt` has come. `byHand`: also when it was missed, had too little, or waits for `retryAt`.
   */
  claim(
    slot: Slot & { readonly dueAt: number },
    owner: string,
    now: number,
    leaseUntil: number,
    byHand?: boolean,
  ): Promise<boolean>;
  /** Writes what became of it; false when it is no longer the owner's. */
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
  /** The newest edition that the schedule of the same digest made after this one; null when there is none. */
  followedBy(edition: number): Promise<number | null>;
};
