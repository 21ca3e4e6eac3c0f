/** Items of a feed as pages. Taking a feed apart into items is the feed reader's job. */
import { createHash } from 'node:crypto';
import type { PageMeta } from '../model.ts';
import { readTimestamp } from './days.ts';
import { parseHTML } from './dom.ts';
import { markupFault, pageFromBlocks } from './html.ts';
import { blocksOf, type DomNode } from './html-blocks.ts';
import { type PageResult, refuse } from './refusal.ts';
import { readUrl } from './urls.ts';

/** What a feed gives of one article, as it stands there. */
export type FeedItem = {
  readonly title: string | null;
  readonly url: string | null;
  /** The time stamp as written; RFC 822, ISO 8601 or Arabic. */
  readonly published: string | null;
  /** The text: as HTML, or else plain. */
  readonly html: string | null;
  readonly text: string | null;
  readonly author: string | null;
  /** The outlet, by the feed's own title. */
  readonly source: string | null;
};

const LONGEST_TITLE = 500;

/** A page from one item; its id is a hash of its address, or of its text where it has none. */
export function pageFromFeedItem(item: FeedItem, origin: string): PageResult {
  const url = item.url === null ? null : readUrl(item.url);
  const title = plain(item.title);
  if (title !== null && title.length > LONGEST_TITLE) {
    return refuse(origin, 'its headline is longer than a page', 'Look at the feed in a browser; it may be broken.');
  }
  const fault = item.html === null ? null : markupFault(item.html);
  if (fault) return refuse(origin, fault, 'Look at the feed in a browser; it may be broken.');
  const blocks = item.html !== null ? fragmentBlocks(item.html) : linesOf(item.text ?? '');
  const day = item.published === null ? null : readTimestamp(item.published);
  const meta: PageMeta = {
    url,
    source: plain(item.source),
    published: day === null ? null : { earliest: day, latest: day, basis: 'feed', evidence: [] },
    sample: false,
    author: plain(item.author),
  };
  const id = pageId(url ?? `${title ?? ''}\n${blocks.join('\n')}`);
  return pageFromBlocks({ id, origin: url ?? origin, format: 'feed', title, blocks, meta });
}

/** A line of HTML without its markup: headlines. Empty for what is too much to be one. */
export function markupText(html: string): string {
  return markupFault(html) ? '' : fragmentBlocks(html).join(' ');
}

/** Sixteen hexadecimal digits that stand for an address. */
export function pageId(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 16);
}

function fragmentBlocks(html: string): readonly string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`) as unknown as {
    document: { body: DomNode | null };
  };
  return document.body === null ? [] : blocksOf(document.body);
}

const linesOf = (text: string) =>
  text
    .split(/[\n\r\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function plain(text: string | null): string | null {
  const joined = (text ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
  return joined === '' ? null : joined;
}
