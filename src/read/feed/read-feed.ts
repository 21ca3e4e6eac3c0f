/** Feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom, JSON Feed. */
import { printable } from '../refusal.ts';
import type { FeedRefusal, ListedItem, ReadFeed, WebBytes } from './contract.ts';
import { webText, xmlCharset } from './feed-text.ts';
import { readJson } from './json-items.ts';
import { listItem, resolveBase } from './listed-item.ts';
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
    ...(wrong > 0 ? [{ item: `${wrong} of ${items} items`, reason: 'a headline, address or text is no text' }] : []),
    ...(empty > 0 ? [{ item: `${empty} of ${items} items`, reason: 'empty, or outside of the list of items' }] : []),
  ];
}

function listItems(feed: RawFeed, url: string): Pick<ReadFeed, 'items' | 'refused'> {
  const items = new Map<string, ListedItem>();
  const refused: { readonly item: string; readonly reason: string }[] = [];
  // a saved file has no address; then the site's own is as good
  const base = resolveBase(feed.base, URL.canParse(url) ? url : feed.site);
  for (const [index, raw] of feed.items.entries()) {
    const item = withOwnKey(listItem(raw, feed.title, base), items);
    const same = 'key' in item ? items.get(item.key) : undefined;
    if ('reason' in item) refused.push({ item: nameOf(raw, index), reason: item.reason });
    else if (same === undefined) items.set(item.key, item);
    else if (same.stamp !== item.stamp) refused.push({ item: nameOf(raw, index), reason: SECOND });
  }
  return { items: [...items.values()], refused };
}

/** An item that lies elsewhere than one before it with the same id is another one: it goes by its address. */
function withOwnKey<Item extends ListedItem | { readonly reason: string }>(
  item: Item,
  before: ReadonlyMap<string, ListedItem>,
): Item {
  if ('reason' in item || item.url === null) return item;
  const other = before.get(item.key)?.url ?? null;
  return other === null || other === item.url ? item : { ...item, key: item.url };
}

const SECOND = 'another item before it has the same id, and says something else';

/** What an item is called in a line for people. */
function nameOf({ title, id }: RawItem, index: number): string {
  const name = printable((title?.value ?? id ?? '').replace(/\s+/g, ' ').trim().slice(0, 80));
  return name === '' ? `item ${index + 1}` : `item ${index + 1} (${name})`;
}
