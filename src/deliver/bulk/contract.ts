/** What the bulk lane and whoever keeps the ledger say to each other. */

import type { MostUnrecorded } from './dot-gate.ts';

/** A message ready to go. */
export type BulkMessage = {
  readonly key: number;
  /** The envelope's sender, without angle brackets; '' for the null sender. */
  readonly from: string;
  /** The one recipient, without angle brackets. */
  readonly to: string;
  /** The bytes of DATA, dot-stuffed, without the final dot line. They are copied at once and may be reused then. */
  chunks(): readonly Uint8Array[];
};

/**
 * What became of a message. `sent`: the server has taken it over. `later`: a 4xx about it. `failed`: a 5xx about it, or
 * an address that cannot be asked for. `unharmed`: nothing of it was taken, and it is not to blame. `uncertain`: its
 * last dot went out and no answer came. `reply` is what the server said, without addresses, or one word.
 */
export type BulkOutcome =
  | { readonly outcome: 'sent' | 'later' | 'unharmed' | 'uncertain'; readonly reply: string }
  | { readonly outcome: 'failed'; readonly reply: string; readonly noSuchAddress: boolean };

/** Where messages come from and where their outcomes go. Rejections end the run with that error. */
export type BulkSource = {
  /** The next message, claimed on disk; null: nothing is due now. Called ahead, at most once more than is in flight. */
  next(): Promise<BulkMessage | null>;
  /**
   * Resolves when it is on disk that the end of this message may leave, and everything that was settled before; false: it
   * must not, the message has become somebody else's. Without it nobody can tell after a crash which of the claimed
   * messages may have been taken.
   */
  permit?(message: BulkMessage): Promise<boolean>;
  /** Resolves when the outcome is on disk; called exactly once for each message. */
  settle(message: BulkMessage, outcome: BulkOutcome): Promise<void>;
  /** The server cannot be used at all: nobody is to blame, the run ends. Called at most once in a run. */
  serverFault(reply: string, kind: ServerFaultKind): void;
};

/**
 * Why a server cannot be used. `refused`: it refuses all of it for good (login, encryption, greeting, sender), which only a
 * person can mend. `unreachable`: nothing answers, or nothing has come of anything for the whole patience.
 */
export type ServerFaultKind = 'refused' | 'unreachable';

/**
 * How far a connection goes ahead of the ledger. `recorded`: the next envelope waits until the last result is on disk.
 * `joined`: the next envelope leaves together with the end of a message (RFC 2920), and only its final dot waits for the
 * ledger; this hides the distance to the server. `auto`: joined where the server is far. A process killed at any moment
 * leaves at most one message per connection that was taken and not recorded, in all of them.
 */
export type Ahead = 'recorded' | 'joined' | 'auto';

/** Longest waits in milliseconds; RFC 5321, 4.5.3.2 asks for patience with the final reply above all. */
export type Timeouts = {
  /** Connecting with greeting, TLS and login, each. */
  readonly connect: number;
  /** Each reply to MAIL, RCPT, DATA and RSET. */
  readonly envelope: number;
  /** Until the system has taken over the bytes of a message. */
  readonly body: number;
  /** The reply to the final dot. */
  readonly final: number;
};

/** Time and chance, to be replaced in tests. */
export type World = {
  /** Milliseconds, never going back. */
  now(): number;
  /** From 0 to 1, without 1. */
  random(): number;
  /** Resolves after `ms`, or at once when `signal` is aborted; never rejects. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

/** How to send. */
export type BulkLaneOptions = {
  /** `smtp://` or `smtps://` with user and password. */
  readonly smtp: string;
  /** At most so many at a time; each is opened when there is a message for it. */
  readonly connections: number;
  /** After so many messages a connection is closed and another one opened. */
  readonly messagesPerConnection?: number;
  /** Most messages that begin in a second, over all connections; null for no limit. */
  readonly messagesPerSecond?: number | null;
  readonly ahead?: Ahead;
  /**
   * Most messages, over all connections, whose final dot has left and whose outcome is not on disk: so many a crash can
   * double. Costs speed where the server is far. null: one per connection; `few`: see `dot-gate.ts`.
   */
  readonly mostUnrecorded?: MostUnrecorded;
  readonly timeouts?: Partial<Timeouts>;
  /** Pauses between failed connections: the first, doubling up to the longest, in milliseconds. */
  readonly backoff?: { readonly first: number; readonly longest: number };
  /** How long all may fail before it is a fault of the server, in milliseconds. */
  readonly patience?: number;
  /** How long open messages may take after `stop`, in milliseconds. */
  readonly grace?: number;
  readonly world?: World;
};

/** Sends what a source has, over several connections. */
export type BulkLane = {
  /**
   * Resolves when nothing is due and every message is settled; rejects when the source does. After `stop` no message
   * begins, and open ones are finished.
   */
  run(source: BulkSource, stop: AbortSignal): Promise<void>;
};
