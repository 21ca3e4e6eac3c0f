/** What whoever sends an edition can ask for and is told: the terminal and the desk say it in their own words. */
import type { SendingState } from '../../model.ts';
import type { DeliveryCounts } from '../../store/index.ts';

/** What would happen, before anything does. */
export type SendingPlan = {
  readonly edition: number;
  readonly digest: string;
  readonly date: string;
  readonly subject: string;
  /** `draft`: it must be approved first. */
  readonly state: SendingState | 'draft';
  /** Why it is paused; null when nothing is wrong. */
  readonly reason: string | null;
  /** Of the edition as it is: what is sent must still have it. */
  readonly hash: string;
  /** When it begins by itself (epoch ms); null when that is left to an editor. */
  readonly sendAt: number | null;
  readonly counts: DeliveryCounts;
  readonly candidates: number;
  /** Active subscribers of this digest who are no candidates: they paused mail, or must not be mailed. */
  readonly paused: number;
  readonly suppressed: number;
  /** When the next queued row is due (epoch ms); null when none is queued. */
  readonly nextDueAt: number | null;
  /** Which themes how many people get; `*` for all. Only for a draft, whose recipients are not yet written down. */
  readonly byThemes: readonly { readonly themes: string; readonly people: number }[];
  /** Where it goes: names of relays without secrets, or the folder where no mail server is set. */
  readonly way: { readonly relays: readonly string[] } | { readonly outbox: string };
  /** Until when quiet hours forbid to send (epoch ms); null outside of them. */
  readonly quietUntil: number | null;
};

/** How far a run is. */
export type SendingProgress = {
  readonly counts: DeliveryCounts;
  readonly candidates: number;
  /** Messages a second, over the last seconds. */
  readonly rate: number;
};

/**
 * Why a run ended. `done`: nothing is on its way any more; `later`: rows wait for a later try; `paused`, `cancelled`: by an
 * editor or by a fault (`reason`); `quiet`: quiet hours; `unreachable`: no mail server answers; `stopped`: by a signal.
 */
export type SendingEnd = 'done' | 'later' | 'paused' | 'cancelled' | 'quiet' | 'unreachable' | 'stopped';

/** What became of a run. */
export type SendingReport = {
  readonly edition: number;
  readonly end: SendingEnd;
  readonly reason: string | null;
  readonly counts: DeliveryCounts;
  readonly candidates: number;
  /** What this run alone did. */
  readonly sentNow: number;
  /** Rows that a program which died had claimed, and that became uncertain at the beginning of this run. */
  readonly foundUncertain: number;
  /** Of the uncertain ones, how many were queued again. */
  readonly retriedUncertain: number;
  readonly nextDueAt: number | null;
  readonly seconds: number;
  /** What servers said to those that failed, most frequent first. */
  readonly failures: readonly { readonly reply: string; readonly rows: number }[];
};

/** How to send. */
export type SendingOptions = {
  readonly edition: number;
  /** Stop claiming; open messages are finished. */
  readonly stop: AbortSignal;
  /** Only to the subscriber with this address. */
  readonly to?: string;
  /** Uncertain rows are tried again with the same Message-ID; the setting `sending.uncertain` when left out. */
  readonly retryUncertain?: boolean;
  /** Waits for later tries and quiet hours instead of ending. */
  readonly wait?: boolean;
  readonly onProgress?: (progress: SendingProgress) => void;
  /** Told in one line what goes wrong meanwhile: no address and no token is in it. */
  readonly onFault?: (line: string) => void;
};

/** A test of an edition, for anybody: marked as a test, in no record. */
export type TestSend = {
  readonly edition: number;
  readonly to: readonly string[];
  readonly sent: readonly { readonly address: string; readonly reply: string; readonly isAccepted: boolean }[];
};
