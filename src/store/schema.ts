/**
 * The tables, the same for SQLite and PostgreSQL.
 * Times (`…_at`) are milliseconds since 1970 UTC; days are `YYYY-MM-DD`; yes and no are 1 and 0; JSON is text, because it
 * is kept exactly as it was written.
 */
import type {
  AddressHash,
  Assertion,
  ConsentKind,
  FigureEvent,
  FigureKind,
  LetterKind,
  Qualifier,
  Sealed,
  SubscriberStatus,
  SuppressionReason,
} from '../model.ts';
import type { BounceRow, DeliveryRow, EditionVariantRow, SenderRow, SendingRow } from './schema-deliveries.ts';
import type { DraftRow, MendRow } from './schema-drafts.ts';
import type { AuditRow, EditorLinkRow, EditorRow, EditorSessionRow, SignInThrottleRow } from './schema-editors.ts';
import type { AddressRow, ItemRow, SlotRow, SourceClaimRow, SourceRow, WatchedScheduleRow } from './schema-intake.ts';

export type { BounceRow } from './schema-deliveries.ts';
export type { AddressRow, ItemRow, SlotRow, SourceRow } from './schema-intake.ts';

export interface Database {
  migrations: MigrationRow;
  pages: PageRow;
  page_versions: PageVersionRow;
  articles: ArticleRow;
  figures: FigureRow;
  stories: StoryRow;
  story_articles: StoryArticleRow;
  editions: EditionRow;
  edition_stories: EditionStoryRow;
  edition_pages: EditionPageRow;
  keys: KeyRow;
  subscribers: SubscriberRow;
  consents: ConsentRow;
  tickets: TicketRow;
  suppressions: SuppressionRow;
  letter_counts: LetterCountRow;
  sign_ups: SignUpRow;
  letters: LetterRow;
  arrivals: ArrivalRow;
  sendings: SendingRow;
  edition_variants: EditionVariantRow;
  deliveries: DeliveryRow;
  senders: SenderRow;
  bounces: BounceRow;
  sources: SourceRow;
  source_claims: SourceClaimRow;
  items: ItemRow;
  addresses: AddressRow;
  slots: SlotRow;
  watched_schedules: WatchedScheduleRow;
  drafts: DraftRow;
  mends: MendRow;
  editors: EditorRow;
  editor_sessions: EditorSessionRow;
  sign_in_throttles: SignInThrottleRow;
  editor_links: EditorLinkRow;
  audit: AuditRow;
}

type MigrationRow = { name: string; applied_at: number };

/** A page under its id; its content is in the version that `version` names. */
export type PageRow = {
  id: string;
  version: number;
  origin: string;
  first_seen_at: number;
  /** When this version was first seen, as long as nobody may have understood it. */
  unread_since: number | null;
};

/** What a page said; never changed once written. */
export type PageVersionRow = {
  page_id: string;
  /** 1, 2, ... */
  version: number;
  /** Of everything but the origin: the same hash is the same version. */
  hash: string;
  format: 'dump' | 'html' | 'feed';
  text: string;
  content_start: number;
  content_end: number;
  title_start: number | null;
  title_end: number | null;
  url: string | null;
  source: string | null;
  author: string | null;
  sample: number;
  /** JSON of `PublishedDate`. */
  published: string | null;
  seen_at: number;
};

/** How a page version was understood last. */
export type ArticleRow = {
  page_id: string;
  version: number;
  /** Of `body` and the fact keys: what is understood as before is not written again. */
  hash: string;
  source: string | null;
  headline: string | null;
  published_earliest: string | null;
  published_latest: string | null;
  page_date: string | null;
  /** JSON of `Article` without its page. */
  body: string;
  /** For the first time. */
  understood_at: number;
};

/** One stated quantity of an article, with what is needed to find and show it without reading the article. */
export type FigureRow = {
  page_id: string;
  version: number;
  /** Index into `Article.figures`. */
  position: number;
  figure: string;
  span_start: number;
  span_end: number;
  number_start: number;
  number_text: string;
  value: number | null;
  value_max: number | null;
  qualifier: Qualifier;
  unit: string;
  kind: FigureKind;
  event: FigureEvent;
  assertion: Assertion;
  importance: number;
  fact_key: string | null;
  as_of_earliest: string | null;
  as_of_latest: string | null;
  published_earliest: string | null;
  published_latest: string | null;
  source: string | null;
  sample: number;
};

export type StoryRow = { id: string; primary_theme: string; first_seen_at: number };

/** The pages of a story, in the versions that were grouped last. */
export type StoryArticleRow = { story_id: string; page_id: string; version: number };

export type EditionRow = {
  number: number;
  digest: string;
  /** The day, with the time behind it where a digest has several editions a day: `issueKey`. */
  date: string;
  /** Of `body`. */
  hash: string;
  /** JSON of `EditionSummary`'s content: what a list of editions shows. */
  summary: string;
  /** JSON of `Edition`. */
  body: string;
  made_at: number;
  approved_at: number | null;
};

/** Which stories an edition shows, where. */
export type EditionStoryRow = { edition: number; story_id: string; theme: string; position: number };

/** Which page versions an edition quotes. */
export type EditionPageRow = { edition: number; page_id: string; version: number };

/** A key, wrapped by the master key. */
export type KeyRow = { purpose: string; version: number; wrapped: string };

export type SubscriberRow = {
  number: number;
  id: string;
  address_hash: AddressHash;
  address: Sealed;
  status: SubscriberStatus;
  digest: string;
  /** Theme ids sorted and joined by commas, so that equal choices are equal texts; `*` for all. */
  themes: string;
  paused_until: number | null;
  link_version: number;
  signed_up_at: number;
  confirmed_at: number | null;
  left_at: number | null;
};

/** What happened to a subscription, in the order it happened. */
export type ConsentRow = {
  subscriber: number;
  /** 1, 2, ... */
  position: number;
  kind: ConsentKind;
  at: number;
  text_version: string | null;
  ip: Sealed | null;
  /** When `ip` is to be forgotten. */
  ip_until: number | null;
  /** JSON. */
  detail: string;
};

/** A secret that was mailed to someone, as its hash. */
export type TicketRow = {
  hash: string;
  purpose: 'confirm' | 'new-address';
  subscriber: number;
  /** The new one, where the ticket confirms one. */
  address_hash: AddressHash | null;
  address: Sealed | null;
  expires_at: number;
  used_at: number | null;
};

export type SuppressionRow = { address_hash: AddressHash; reason: SuppressionReason; at: number };

/** How many letters nobody asked for with certainty went to an address since it was last confirmed. */
export type LetterCountRow = { address_hash: AddressHash; sent: number; last_at: number };

/** A sign-up as it came in; what becomes of it is decided after the answer was given. */
export type SignUpRow = { id: string; at: number; request: Sealed };

/** A letter that is still to be sent; gone when the mail server has accepted it. */
export type LetterRow = {
  /** Also of its Message-ID. */
  id: string;
  kind: LetterKind;
  subscriber: number;
  /** JSON of what it says and to whom. */
  content: Sealed;
  at: number;
  next_try_at: number;
  attempts: number;
  last_reply: string | null;
};

/** A row of a file on its way in. */
export type ArrivalRow = {
  import: string;
  line: number;
  id: string;
  address_hash: AddressHash;
  address: Sealed;
  /** Why the person must not be mailed, where the file says so. */
  status: SubscriberStatus | SuppressionReason;
  digest: string;
  themes: string;
  signed_up_at: number;
  confirmed_at: number | null;
  left_at: number | null;
  /** JSON, for the consent's record. */
  detail: string;
};
