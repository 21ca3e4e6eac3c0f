/** JSON Feed (1.0 and 1.1) by feedsmith, as raw items. */
import { type JsonFeed, parseJsonFeed } from 'feedsmith';
import type { FeedRefusal } from './contract.ts';
import { present, type RawFeed, type RawItem, type RawText } from './raw-item.ts';
import { MOST_ITEMS } from './xml-guard.ts';

type Json = { readonly [key: string]: unknown };

/** The raw feed, and how many of its items have values of wrong types. */
export type ReadJson = { readonly feed: RawFeed; readonly wrong: number; readonly items: number };

const NEXT = 'Open the address in a browser: it may be the address of something else.';

/** What must be a string where it stands at all; ids may be numbers, as in many feeds. */
const STRINGS = ['url', 'title', 'content_html', 'content_text', 'summary', 'date_published', 'date_modified'];

/** Reads JSON that should be a feed. */
export function readJson(text: string): ReadJson | FeedRefusal {
  const json = parsed(text);
  if (json === undefined) return { reason: 'its JSON is broken or cut', next: NEXT };
  if (!isRecord(json) || !String(json['version']).includes('jsonfeed.org/version/') || !Array.isArray(json['items'])) {
    return { reason: 'this is JSON, but no JSON Feed', next: NEXT };
  }
  const items: readonly unknown[] = json['items'];
  if (items.length > MOST_ITEMS) return { reason: `it has more than ${MOST_ITEMS} items`, next: NEXT };
  const good = items.filter(isItem);
  return {
    feed: rawFeed({ ...json, items: good }, good.length),
    wrong: items.length - good.length,
    items: items.length,
  };
}

function rawFeed(json: Json, items: number): RawFeed {
  // feedsmith takes a feed without items and title for none
  const { title, home_page_url: site, items: read = [], authors } = parseJsonFeed({ title: '-', ...json });
  return {
    title: typeof json['title'] === 'string' ? (title ?? null) : null,
    site: site ?? null,
    base: null,
    items: items === 0 ? [] : read.map((item) => jsonItem(item, authors?.[0]?.name ?? null)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isItem(value: unknown): value is Json {
  if (!isRecord(value)) return false;
  const id = value['id'];
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number') return false;
  return STRINGS.every((key) => value[key] === undefined || value[key] === null || typeof value[key] === 'string');
}

function jsonItem(item: JsonFeed.Item<string>, author: string | null): RawItem {
  return {
    id: item.id ?? null,
    title: text('text', item.title),
    links: present(item.url),
    base: null,
    dates: present(item.date_published, item.date_modified),
    full: text('html', item.content_html) ?? text('text', item.content_text),
    brief: text('text', item.summary),
    author: item.authors?.[0]?.name ?? author,
    source: null,
  };
}

function text(kind: RawText['kind'], value: string | undefined): RawText | null {
  return value === undefined || value.trim() === '' ? null : { kind, value };
}
