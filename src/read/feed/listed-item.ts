/** One raw item as what the house reads: its address, text and date chosen, its key and stamp made. */
import { createHash } from 'node:crypto';
import { readTimestamp } from '../days.ts';
import { type FeedItem, markupText } from '../feed-item.ts';
import { readUrl } from '../urls.ts';
import type { ListedItem } from './contract.ts';
import type { RawItem } from './raw-item.ts';
import { itemText } from './summary.ts';
import { LONGEST_FIELD } from './xml-guard.ts';

/** Longer ids are kept as their hash. */
const LONGEST_KEY = 200;
const LONGEST_TITLE = 500;
const LONGEST_NAME = 300;

/**
 * The item, or why there is none.
 * @param outlet the feed's own title: an item taken over from another feed names that one.
 * @param base what its links are relative to.
 */
export function listItem(raw: RawItem, outlet: string | null, base: string | null): ListedItem | { reason: string } {
  if ([raw.full, raw.brief].some((text) => (text?.value.length ?? 0) > LONGEST_FIELD))
    return { reason: 'its text has more than a million characters' };
  if ((raw.title?.value.length ?? 0) > LONGEST_TITLE * 20) return { reason: 'its headline is longer than a page' };
  const { text: body, isSummary } = itemText(raw);
  const title = raw.title?.kind === 'html' ? markupText(raw.title.value) : (raw.title?.value.trim() ?? null);
  if ((title?.length ?? 0) > LONGEST_TITLE) return { reason: 'its headline is longer than a page' };
  const item: FeedItem = {
    title: title === '' ? null : title,
    url: addressOf(raw, base),
    published: raw.dates.find((date) => readTimestamp(date) !== null) ?? raw.dates[0]?.slice(0, 100) ?? null,
    html: body?.kind === 'html' ? body.value : null,
    text: body?.kind === 'text' ? body.value : null,
    author: nameOf(raw.author),
    source: nameOf(raw.source),
  };
  if (item.title === null && body === null && item.url === null) return { reason: 'it has no headline, text or link' };
  const stamp = hash(JSON.stringify(item));
  const key = item.url ?? idOf(raw, item);
  if (!isStorable(key) || !Object.values(item).every((value) => value === null || isStorable(value))) {
    return { reason: 'it has a character that does not exist' };
  }
  return {
    ...item,
    source: item.source ?? nameOf(outlet),
    key: shortKey(key),
    stamp,
    isSummary,
  };
}

/** The item where its address is also that of others: known by its own id, and not to be looked up there. */
export function withoutAddress(item: ListedItem, raw: RawItem): ListedItem {
  return { ...item, url: null, key: shortKey(idOf(raw, item)) };
}

function idOf(raw: RawItem, { title, html, text }: Pick<FeedItem, 'title' | 'html' | 'text'>): string {
  return raw.id?.trim() || hash(`${title}\n${html ?? text ?? undefined}`);
}

function shortKey(key: string): string {
  return key.length > LONGEST_KEY ? hash(key) : key;
}

/** The first of its links that may be shown. */
function addressOf({ links, base: own }: RawItem, base: string | null): string | null {
  const from = resolveBase(own, base) ?? undefined;
  for (const link of links) {
    const url = readUrl(link, from);
    if (url !== null) return url;
  }
  return null;
}

/** What links are relative to when `own` is declared inside of `outer`. */
export function resolveBase(own: string | null, outer: string | null): string | null {
  if (own === null || own.length > 2_000) return outer;
  return URL.canParse(own, outer ?? undefined) ? new URL(own, outer ?? undefined).href : outer;
}

function nameOf(written: string | null): string | null {
  const name = written?.replace(/\s+/g, ' ').trim() ?? '';
  return name === '' || name.length > LONGEST_NAME ? null : name;
}

/** Databases take no NUL and no half of a character; JSON can write both. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
