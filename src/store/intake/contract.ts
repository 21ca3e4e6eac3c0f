/** What is known of sources and of what they brought. Times are epoch milliseconds. */
import type { Article, Day, Page } from '../../model.ts';

/** How reading a source went, and when it is read again. */
export type SourceState = {
  readonly source: string;
  /** As configured; the state of another location is not this source's. */
  readonly location: string;
  /** Where it has moved for good. */
  readonly movedTo: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Hash of the last content that was taken in completely. */
  readonly contentHash: string | null;
  readonly nextAt: number;
  readonly triedAt: number | null;
  /** When it could last be read, also when nothing was new. */
  readonly readAt: number | null;
  /** When it last brought something new or changed. */
  readonly newsAt: number | null;
  readonly failingSince: number | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Of the last failure, one line. */
  readonly fault: string | null;
  /** When the editor was told of this failure. */
  readonly warnedAt: number | null;
};

/** A source as it is configured: its id, and where it is. */
export type SourcePlace = Pick<SourceState, 'source' | 'location'>;

/**
 * Which way of coming in is believed more: an item in a feed whose link leads to another outlet, a summary in a feed, a whole
 * item, the web page, a file saved by hand.
 */
export type Rank = 0 | 1 | 2 | 3 | 4;

/** An item of a source as it was handled last. */
export type ItemState = {
  readonly source: string;
  readonly key: string;
  /** Of its content (a feed item's hash, a file's size and time): the same stamp is not handled again. */
  readonly stamp: string;
  readonly page: string | null;
  /** Why it brought no page, one line. */
  readonly refusal: string | null;
  /** The page that is still to be fetched to complete it. */
  readonly pending: PendingPage | null;
  readonly seenAt: number;
};

export type PendingPage = { readonly url: string; readonly tries: number; readonly nextAt: number };

/** An item that was read. */
export type TakenItem = {
  readonly source: string;
  readonly key: string;
  readonly stamp: string;
  readonly rank: Rank;
  /** Null when it could not be read. Its id is a proposal: an article that is known already keeps its own. */
  readonly page: Page | null;
  readonly refusal: string | null;
  readonly pending: PendingPage | null;
};

/** What became of an item's page; `known`: the same article came another way before, which is believed at least as much. */
export type TakenPage = {
  readonly key: string;
  readonly page: string | null;
  readonly state: 'new' | 'changed' | 'unchanged' | 'known' | 'refused';
};

/** An article with when its page was first seen, and this version of it. */
export type SeenArticle = { readonly article: Article; readonly firstSeenAt: number; readonly seenAt: number };

/** An article as an approved edition of the digest told it; of several the latest. */
export type ToldArticle = {
  readonly article: Article;
  readonly version: number;
  readonly edition: number;
  readonly date: Day;
};

/** Which articles may stand in an edition. */
export type NewsFilter = {
  /** Published on this day or later, or undated and first seen at `seenFrom` or later ... */
  readonly publishedFrom: Day;
  readonly seenFrom: number;
  /** ... or, in this version, seen or understood for the first time after this time, when not published before `lateFrom`. Null: no edition before. */
  readonly lateAfter: number | null;
  readonly lateFrom: Day;
};

/** The part of the store that sources and editions made from it use. Every write is one transaction. */
export type Intake = {
  /** All that were ever read. */
  states(): Promise<readonly SourceState[]>;
  state(source: string): Promise<SourceState | null>;
  saveState(state: SourceState): Promise<void>;
  /**
   * Says which sources there are. What is known of a location goes with it to another id; a source that is none of them any
   * more is parked until it is one again: its articles stand in no further edition, unless they came another way, too.
   */
  settle(sources: readonly SourcePlace[]): Promise<void>;
  /** Makes this program the only one that reads the source until `until`; false when another one does. */
  claim(source: string, owner: string, now: number, until: number): Promise<boolean>;
  release(source: string, owner: string): Promise<void>;
  /** Those of `keys` that are known; of all its keys when left out. */
  items(source: string, keys?: readonly string[]): Promise<ReadonlyMap<string, ItemState>>;
  /** Items whose page is to be fetched at `now`, oldest first. */
  pending(source: string, now: number, limit: number): Promise<readonly ItemState[]>;
  /**
   * Saves items with their pages. A page is the same article as one that is known when its canonical address is, or when it
   * has none, when its text is. The article keeps its id; the way with the higher rank tells what it says, of equal ones
   * the first, of one source on the web the last; a changed text from that way is a new version.
   */
  takeIn(items: readonly TakenItem[], at: number): Promise<readonly TakenPage[]>;
  /**
   * Files that are there no more: their articles stand in no further edition, unless they came another way, too.
   * `present`: the keys that are there. Gives how many were withdrawn.
   */
  withdraw(source: string, present: ReadonlySet<string>, at: number): Promise<number>;
  /** Pages whose last version nobody has understood yet, oldest first. */
  unread(limit: number): Promise<readonly Page[]>;
  /** Articles that no approved edition of the digest has told in this version, without withdrawn ones; oldest first. */
  untold(digest: string, filter: NewsFilter): Promise<readonly SeenArticle[]>;
  /** Articles that approved editions of the digest from a day on have told, as they told them. */
  told(digest: string, from: Day): Promise<readonly ToldArticle[]>;
  counts(): Promise<{
    readonly pages: number;
    readonly articles: number;
    readonly pending: number;
    readonly refused: number;
  }>;
};
