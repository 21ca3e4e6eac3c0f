/** Feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom, JSON Feed. */
import { createHash } from 'node:crypto';
import { printable } from '../refusal.ts';
import type { FeedRefusal, ListedItem, ReadFeed, RefusedItem, WebBytes } from './contract.ts';
import { webText, xmlCharset } from './feed-text.ts';
import { readJson } from './json-items.ts';
import { listItem, resolveBase, withoutAddress } from './listed-item.ts';
import type { RawFeed, RawItem } from './raw-item.ts';
import { guardXml } from './xml-guard.ts';
import { XML_FORMATS } from './xml-items.ts';

const NEXT = 'Open the address in a browser: the feed may have moved, ask for a log-in, or be broken.';

/** The raw feed with how many items it should have, and how many of these have values that cannot be read. */
type Opened = { readonly feed: RawFeed; readonly wrong: number; readonly items: number };

/**
 * The items of a feed in its order. What is not whole, not sure or not bearable is refused, in one line without a full
 * stop; so is a feed that has items of which none has the form of one. A feed without items is none the worse for it.
 */
export function readFeed(web: WebBytes): ReadFeed | FeedRefusal {
  const decoded = webText(web, xmlCharset(web.bytes));
  if ('reason' in decoded) return decoded;
  const opened = openFeed(decoded.text);
  if ('reason' in opened) return opened;
  const { feed } = opened;
  const missing = unread(opened);
  const [first] = missing;
  if (feed.items.length === 0 && first !== undefined) {
    return { reason: `it has items, but none that can be read: ${first.reason}`, next: NEXT };
  }
  const { items, refused } = listItems(feed, web.url);
  return { title: feed.title, items, refused: [...refused, ...missing] };
}

function openFeed(text: string): Opened | FeedRefusal {
  const start = text.trimStart().slice(0, 1);
  if (start === '{' || start === '[') return readJson(text);
  if (start !== '<') return { reason: 'this is neither XML nor JSON', next: NEXT };
  const guarded = guardXml(text);
  if (typeof guarded === 'string') return { reason: guarded, next: NEXT };
  const parse = XML_FORMATS.get(guarded.root);
  if (parse === undefined) {
    return { reason: `this is XML, but no feed: it begins with <${printable(guarded.root.slice(0, 40))}>`, next: NEXT };
  }
  return { feed: parsedOrEmpty(parse, guarded.xml), wrong: 0, items: guarded.items };
}

/** Feedsmith throws where it finds nothing in a feed. */
function parsedOrEmpty(parse: (xml: string) => RawFeed, xml: string): RawFeed {
  try {
    return parse(xml);
  } catch {
    return { title: null, site: null, base: null, items: [] };
  }
}

/** Items that are not among those read: empty ones, such with wrong types, such that stand where none belong. */
function unread({ feed, wrong, items }: Opened): ReadFeed['refused'] {
  const empty = Math.max(0, items - wrong - feed.items.length);
  return [
    ...unreadItems(wrong, items, 'a headline, address or text is no text'),
    ...unreadItems(empty, items, 'empty, or outside of the list of items'),
  ];
}

function unreadItems(count: number, items: number, reason: string): readonly RefusedItem[] {
  return count === 0 ? [] : [{ item: `${count} of ${items} items`, reason, key: reason }];
}

function listItems(feed: RawFeed, url: string): Pick<ReadFeed, 'items' | 'refused'> {
  // a saved file has no address; then the site's own is as good
  const base = resolveBase(feed.base, URL.canParse(url) ? url : feed.site);
  const listed = feed.items.map((raw) => ({ raw, item: listItem(raw, feed.title, base) }));
  const isVague = vagueAddresses(listed.flatMap(({ item }) => ('key' in item ? item : [])));
  const items = new Map<string, ListedItem>();
  const refused: RefusedItem[] = [];
  for (const [index, { raw, item: found }] of listed.entries()) {
    if ('reason' in found) {
      refused.push(refusedItem(raw, index, found.reason));
      continue;
    }
    const item = isVague(found) ? withoutAddress(found, raw) : found;
    const same = items.get(item.key);
    if (same === undefined) items.set(item.key, item);
    else if (same.stamp !== item.stamp) refused.push(refusedItem(raw, index, SECOND));
  }
  return { items: [...items.values()], refused };
}

/** Which items have addresses that do not tell them apart: a site's front page, a page of many items. */
function vagueAddresses(items: readonly ListedItem[]): (item: ListedItem) => boolean {
  const byAddress = Map.groupBy(items, ({ url }) => url && bareAddress(url));
  return ({ url }) => {
    if (url === null) return false;
    const { pathname, search } = new URL(url);
    const others = byAddress.get(bareAddress(url)) ?? [];
    return (pathname === '/' && search === '') || new Set(others.map(({ stamp }) => stamp)).size > 1;
  };
}

/** Without what does not tell articles apart. */
const bareAddress = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, '');

function refusedItem(raw: RawItem, index: number, reason: string): RefusedItem {
  const key = createHash('sha256')
    .update(JSON.stringify([raw, reason]))
    .digest('hex');
  return { item: nameOf(raw, index), reason, key };
}

const SECOND = 'another item before it has the same id, and says something else';

/** What an item is called in a line for people. */
function nameOf({ title, id }: RawItem, index: number): string {
  const name = printable((title?.value ?? id ?? '').replace(/\s+/g, ' ').trim().slice(0, 80));
  return name === '' ? `item ${index + 1}` : `item ${index + 1} (${name})`;
}
