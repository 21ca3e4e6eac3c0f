/**
 * The ledger: who gets an edition, and what became of it. One row per recipient and edition; it is claimed, on disk, before
 * its message leaves, and what becomes of it is on disk before the next one is finished.
 */
import type { DeliveryState, ExclusionReason, Sealed, SendingState, Variant } from '../../model.ts';

/** A variant as it is approved; `slots` stand in its texts where a reader's own tokens belong. */
export type FrozenVariant = {
  /** As in `subscribers.themes`: sorted ids joined by commas, or `*`. */
  readonly themes: string;
  /** Null: the edition has nothing on these themes. */
  readonly content: (Variant & { readonly slots: FrozenSlots }) | null;
};

/** What stands for the tokens of the personal links. */
export type FrozenSlots = { readonly preferences: string; readonly leave: string };

/** What is written at approval, in one transaction. */
export type FreezeRequest = {
  readonly edition: number;
  /** Of the edition that was looked at. */
  readonly hash: string;
  readonly at: number;
  readonly variants: readonly FrozenVariant[];
  /** How many editions of the digest were approved before its news were read; left out where a person approves. */
  readonly approvals?: number | undefined;
};

/**
 * `themes-missing`: meanwhile somebody chose themes that no variant was handed over for. Only of drafts: `told-changed`:
 * there are other `approvals` now; `followed`: where a person approves, a later edition of the schedule tells its stories again.
 */
export type FreezeAnswer =
  | { readonly frozen: true; readonly isNew: boolean; readonly candidates: number }
  | { readonly refused: 'unknown' | 'changed' | 'told-changed' }
  | { readonly refused: 'followed'; readonly by: number }
  | { readonly refused: 'themes-missing'; readonly themes: readonly string[] };

/** An edition on its way. */
export type Sending = {
  readonly edition: number;
  readonly digest: string;
  readonly state: SendingState;
  readonly candidates: number;
  readonly frozenAt: number;
  readonly startedAt: number | null;
  readonly changedAt: number;
  readonly reason: string | null;
  readonly acceptsRefusals: boolean;
  /** When it begins by itself; null unless it is `ready` and has such a time. */
  readonly sendAt: number | null;
};

/** Why a sending does not begin. `changed`: the edition is not the one that was looked at. */
export type BeginRefusal = { readonly refused: 'unknown' | 'unapproved' | 'changed' | SendingState };

/** `isNew` false: it had begun before. */
export type BeginAnswer = { readonly begun: true; readonly isNew: boolean } | BeginRefusal;

/** People with queued rows: those who would be mailed at this moment, and those who would not any more. */
export type Reach = {
  readonly now: number;
  /** Left, erased, or moved to another digest. */
  readonly left: number;
  readonly suppressed: number;
  readonly paused: number;
};

/** Rows by what became of them; their sum is always the number of candidates. */
export type DeliveryCounts = Readonly<Record<DeliveryState, number>>;

/** A row that a sender has claimed. */
export type ClaimedDelivery = {
  readonly position: number;
  /** The subscriber's id, address and link version, as they are now. */
  readonly id: string;
  readonly address: Sealed;
  readonly linkVersion: number;
  /** Those chosen now where a variant for them was approved, else those chosen then. */
  readonly themes: string;
  readonly attempts: number;
  readonly breaks: number;
  readonly firstTriedAt: number | null;
  readonly doubts: number;
};

/**
 * What became of a claimed row. `queued`: back on the list until `nextTryAt`, with attempts and breaks as given; `failed`:
 * `isProvisional` while it may still be the server's fault, `isDead` where nobody is there.
 */
export type DeliveryResult = {
  readonly position: number;
  /** What the server said; null leaves what it said before. */
  readonly reply: string | null;
} & (
  | { readonly state: 'sent' | 'uncertain' }
  | {
      readonly state: 'queued';
      readonly nextTryAt: number;
      readonly attempts: number;
      readonly breaks: number;
      readonly firstTriedAt: number | null;
    }
  | { readonly state: 'failed'; readonly isProvisional: boolean; readonly isDead: boolean }
);

/** One transaction of a sender: results on disk, and new claims. */
export type LedgerTurn = {
  readonly edition: number;
  readonly sender: string;
  readonly at: number;
  readonly results: readonly DeliveryResult[];
  /** Claimed rows whose messages are about to end: after a crash these alone are uncertain, other claims were not handed over. */
  readonly finishing?: readonly { readonly position: number; readonly linkVersion: number }[];
  /**
   * How many rows to claim at most; none is claimed unless the sending is in state `sending`, or `ready` with `only`: one
   * person can be mailed before the others.
   */
  readonly want: number;
  /** Only this subscriber's row (number). */
  readonly only?: number | undefined;
};

/** What a turn gave. */
export type LedgerAnswer = {
  readonly state: SendingState;
  /**
   * Of `finishing`, the rows whose messages may end: still this sender's, and their people are still to be mailed, at the
   * address and with the links that they were claimed with.
   */
  readonly permitted: readonly number[];
  readonly claimed: readonly ClaimedDelivery[];
  /** Rows that turned out not to be mailed any more: they left, paused, moved, were suppressed or erased. */
  readonly excluded: number;
  /** Where fewer were claimed than wanted: when the next row is due; null when none is queued. */
  readonly nextDueAt: number | null;
};

/** A row as an editor sees it. */
export type ListedDelivery = {
  readonly position: number;
  /** Null once the person was erased. */
  readonly subscriber: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly doubts: number;
  readonly reply: string | null;
  readonly exclusion: ExclusionReason | null;
  readonly nextTryAt: number;
  readonly settledAt: number | null;
};

/** A program that sends; `place` is for `app/sending/` to read. */
export type SenderRecord = { readonly id: string; readonly place: string; readonly leaseUntil: number };

/** Everything about deliveries. */
export type Ledger = {
  /** Who would get an edition of a digest now, by themes; and who would not, though they are active. */
  recipients(
    digest: string,
    at: number,
  ): Promise<{
    readonly byThemes: readonly { readonly themes: string; readonly people: number }[];
    readonly paused: number;
    readonly suppressed: number;
  }>;
  /** The second half of it alone. */
  leftOut(digest: string, at: number): Promise<{ readonly paused: number; readonly suppressed: number }>;
  /**
   * Approves the edition and writes variants and one queued row per active, unpaused, unsuppressed subscriber of its digest
   * (`insert ... select`); those whose themes it has nothing on are `excluded` at once. An edition that was approved before
   * this existed is frozen now; one that is frozen stays as it is (`isNew: false`).
   */
  freeze(request: FreezeRequest): Promise<FreezeAnswer>;
  /** As approved; null without a row. */
  variant(edition: number, themes: string): Promise<FrozenVariant | null>;
  variantThemes(edition: number): Promise<readonly string[]>;
  sending(edition: number): Promise<Sending | null>;
  /** Newest first. */
  sendings(filter?: {
    readonly states?: readonly SendingState[];
    readonly limit?: number;
  }): Promise<readonly Sending[]>;
  /**
   * Changes the state, if it is one of `from`; gives whether it did. `acceptsRefusals` stays as it is when left out.
   * `cancelled` turns queued rows into excluded ones. A time to begin at is taken back.
   */
  setState(
    edition: number,
    from: readonly SendingState[],
    to: SendingState,
    change: {
      readonly at: number;
      readonly reason: string | null;
      readonly acceptsRefusals?: boolean;
      /** Only if it was changed last at this time. */
      readonly seen?: number | undefined;
    },
  ): Promise<boolean>;
  /** Begins a sending that is `ready`, if the edition still has this hash; a second one finds it begun. */
  begin(which: { readonly edition: number; readonly hash: string; readonly at: number }): Promise<BeginAnswer>;
  /** When it begins by itself; null takes that back. Only while it is `ready`, and the edition has this hash. */
  setSendAt(which: {
    readonly edition: number;
    readonly hash: string;
    readonly sendAt: number | null;
  }): Promise<{ readonly set: true; readonly isNew: boolean } | BeginRefusal>;
  /** Begins those whose time came at `at` or before it, but not before `notBefore`; gives their editions. */
  beginDue(at: number, notBefore: number): Promise<readonly number[]>;
  /** Of the rows that are queued. */
  reach(edition: number, at: number): Promise<Reach>;
  /** Those of these editions that were frozen, with their counts: one query. */
  progress(editions: readonly number[]): Promise<readonly (Sending & { readonly counts: DeliveryCounts })[]>;
  /** `done` when nothing is queued or claimed any more; gives whether it is. */
  finish(edition: number, at: number): Promise<boolean>;
  counts(edition: number): Promise<DeliveryCounts>;
  /** When the next queued row is due; null when none is queued. */
  nextDueAt(edition: number): Promise<number | null>;
  turn(turn: LedgerTurn): Promise<LedgerAnswer>;
  /**
   * Decides on provisional refusals, of some rows or of all that no living sender still decides on: they `stand`, and dead addresses are suppressed with an entry
   * in the person's record; or the rows are queued again, due at once (`done` is `sending` again then). A refusal that is
   * not provisional stands when it is written, in the same way.
   */
  settleRefusals(
    edition: number,
    rows: readonly number[] | 'all',
    fate: 'stand' | 'requeue',
    at: number,
  ): Promise<void>;
  /**
   * Queues uncertain rows again, due at `at`: of all or `only` of one subscriber (number), those with at most so many
   * doubts; gives how many. Each keeps the doubt that it became uncertain with. An edition
   * that was `done` is `sending` again; of a `cancelled` one nothing is.
   */
  retryUncertain(
    edition: number,
    at: number,
    which?: { readonly only?: number | undefined; readonly mostDoubts?: number | undefined },
  ): Promise<number>;
  /** How many `resendFailed` would queue. */
  resendable(edition: number): Promise<number>;
  /**
   * Queues failed rows again, due at `at`, as if they had never been tried: none of people who left or are suppressed, and
   * none of a sending that is `ready` or `cancelled`; gives how many. One that was `done` is `sending` again.
   * @param seen only if the sending was changed last at this time
   */
  resendFailed(edition: number, at: number, seen?: number): Promise<number>;
  /** Rows in a state, by position. */
  list(edition: number, state: DeliveryState, after: number, limit: number): Promise<readonly ListedDelivery[]>;
  /** Rows that may have been delivered twice: handed over once more after nobody knew what had become of them. */
  doubtful(edition: number, after: number, limit: number): Promise<readonly ListedDelivery[]>;
  /** What servers said, most frequent first. */
  replies(
    edition: number,
    state: 'failed' | 'queued',
  ): Promise<readonly { readonly reply: string; readonly rows: number }[]>;
  /** What was sent to a subscriber (number), newest edition first. */
  ofSubscriber(subscriber: number): Promise<readonly (ListedDelivery & { readonly edition: number })[]>;
  /** Writes or renews the lease of a sender. */
  hold(sender: SenderRecord): Promise<void>;
  senders(): Promise<readonly SenderRecord[]>;
  /**
   * Takes a sender's claims away, if its lease is still the one that was seen: after a death (`uncertain`) those that were
   * finishing are uncertain and the others queued again, after a good end all are `queued` again. Gives how many rows became
   * so, by edition.
   */
  dismiss(
    sender: Pick<SenderRecord, 'id' | 'leaseUntil'>,
    claims: 'uncertain' | 'queued',
    at: number,
  ): Promise<readonly { readonly edition: number; readonly rows: number }[]>;
  /** Ends the connection behind it. */
  close(): Promise<void>;
};
