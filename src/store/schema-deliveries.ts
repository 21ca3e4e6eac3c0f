/** The tables of deliveries; see `schema.ts` for what holds for all of them. */
import type { BounceKind, DeliveryState, ExclusionReason, SendingState } from '../model.ts';

/** An approved edition on its way to its recipients. */
export type SendingRow = {
  edition: number;
  state: SendingState;
  /** Rows of `deliveries`, from the approval on. */
  candidates: number;
  frozen_at: number;
  started_at: number | null;
  /** When `state` was set. */
  changed_at: number;
  /** Why it is paused, in one line; null when nothing is wrong. */
  reason: string | null;
  /** 1: an editor has said that refusals shall not pause it. */
  accepts_refusals: number;
  /** When it begins by itself; any change of the state takes it back. */
  send_at: number | null;
} & {
  /** How many rows of `deliveries` are in each state: kept by whoever changes them, because counting a million is slow. */
  [State in DeliveryState as `${State}_rows`]: number;
};

/** A variant as it was approved, with stand-ins for what is a reader's own. */
export type EditionVariantRow = {
  edition: number;
  /** As in `subscribers.themes`. */
  themes: string;
  /** Of `body`. */
  hash: string;
  /** JSON of `FrozenVariant`'s content; null where the edition has nothing on these themes. */
  body: string | null;
};

/** One edition to one subscriber. */
export type DeliveryRow = {
  edition: number;
  /** 1, 2, ... in the order of the subscribers' numbers. */
  position: number;
  /** Null once the person was erased. */
  subscriber: number | null;
  /** What they had chosen when it was approved, as in `subscribers.themes`. */
  themes: string;
  state: DeliveryState;
  /** Who has claimed it. */
  sender: string | null;
  /** 1: the end of its message may have left. */
  is_finishing: number;
  /** Tries that were answered with "later". */
  attempts: number;
  /** Connections that broke before it was handed over, since the last answer. */
  breaks: number;
  first_tried_at: number | null;
  next_try_at: number;
  last_reply: string | null;
  /** Times that it may have been taken without an answer. */
  doubts: number;
  /** Why it is excluded. */
  exclusion: ExclusionReason | null;
  /** A refusal that may still turn out to be the server's fault. */
  is_provisional: number;
  /** The server said that nobody is there. */
  is_dead: number;
  settled_at: number | null;
};

/** A program that sends. */
export type SenderRow = {
  id: string;
  /** Machine and process space, so that another process there can find out whether it still lives; see `app/sending/`. */
  place: string;
  lease_until: number;
};

/** A mail that came back; each once. */
export type BounceRow = {
  /** Of the report. */
  hash: string;
  edition: number;
  subscriber: number;
  kind: BounceKind;
  /** RFC 3463, or ''. */
  status: string;
  at: number;
};
