/** What a feed or a list of articles holds. */
import type { FeedItem } from '../feed-item.ts';

/** Bytes as they came, with what was said of them. */
export type WebBytes = {
  readonly bytes: Uint8Array;
  /** The charset of the Content-Type header. */
  readonly charset: string | null;
  /** Where it was found: relative links are resolved against it. */
  readonly url: string;
};

/** An item with what is needed to find it again. */
export type ListedItem = FeedItem & {
  /**
   * Its canonical address, else its own id (guid, Atom id), else a hash of its text: the same on every reading, also where
   * a change gives it another id.
   */
  readonly key: string;
  /** Hash of everything it says: another one is a changed item. */
  readonly stamp: string;
  /** True when its text is only the beginning of the article, or missing. */
  readonly isSummary: boolean;
};

/** An item with a line that says why it cannot be used. `key`: the same wherever it stands in the feed. */
export type RefusedItem = { readonly item: string; readonly reason: string; readonly key: string };

export type ReadFeed = {
  readonly title: string | null;
  /** In the feed's order; each key once. */
  readonly items: readonly ListedItem[];
  /** Items that cannot be used. */
  readonly refused: readonly RefusedItem[];
};

/** Why it is no feed or list. */
export type FeedRefusal = { readonly reason: string; readonly next: string };
