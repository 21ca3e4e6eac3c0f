/** The tables of sources, of what they brought, and of schedules; see `schema.ts` for what holds for all of them. */
import type { SlotState } from '../model.ts';

/** How reading a source went, and when it is read again: `SourceState`. */
export type SourceRow = {
  source: string;
  location: string;
  moved_to: string | null;
  etag: string | null;
  last_modified: string | null;
  content_hash: string | null;
  next_at: number;
  tried_at: number | null;
  read_at: number | null;
  news_at: number | null;
  failing_since: number | null;
  failures: number;
  fault: string | null;
  warned_at: number | null;
};

/** The program that reads a source just now; a source that was never read can be claimed, too. */
export type SourceClaimRow = { source: string; owner: string; claimed_until: number };

/** An item of a source as it was handled last. */
export type ItemRow = {
  source: string;
  key: string;
  /** Empty: it is to be handled again whatever it says. */
  stamp: string;
  page_id: string | null;
  /** How much this way of coming in is believed: `Rank`. */
  rank: number;
  /** 1: what the page says is from this item; at most one of a page. */
  tells: number;
  refusal: string | null;
  pending_url: string | null;
  pending_tries: number | null;
  pending_at: number | null;
  seen_at: number;
  /** When it was found to be gone. */
  withdrawn_at: number | null;
};

/** Which article lies at an address (`addressKey`). */
export type AddressRow = { address: string; page_id: string };

/** One time at which an edition is due. */
export type SlotRow = {
  digest: string;
  date: string;
  time: string;
  due_at: number;
  state: SlotState;
  edition: number | null;
  owner: string | null;
  lease_until: number | null;
  tries: number;
  retry_at: number | null;
  note: string | null;
  at: number;
};

/** Since when a schedule of a digest is watched, and when that was last noted. */
export type WatchedScheduleRow = { digest: string; schedule: string; since: number; seen_at: number };
