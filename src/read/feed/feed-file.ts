/** Feeds that were saved as files. */
import { extname } from 'node:path';
import { pageFromFeedItem } from '../feed-item.ts';
import { isRefusal, type PageResult, printable, refuse } from '../refusal.ts';
import { readRegularFile } from '../regular-file.ts';
import { readFeed } from './read-feed.ts';

const FEED_ENDINGS = new Set(['.xml', '.rss', '.atom', '.rdf', '.json']);

/** True for a file that is a feed, by its name. */
export function isFeedFile(path: string): boolean {
  return FEED_ENDINGS.has(extname(path).toLowerCase());
}

/** The pages of a saved feed, item by item, and what of it cannot be read. */
export async function readFeedFile(path: string): Promise<readonly PageResult[]> {
  const file = await readRegularFile(path, null);
  if ('reason' in file) return [refuse(path, file.reason, file.next)];
  const feed = readFeed({ bytes: file.bytes, charset: null, url: '' });
  if ('reason' in feed) return [refuse(path, feed.reason, feed.next)];
  const pages = new Map<string, PageResult>();
  const refused = feed.refused.map(({ item, reason }) => refuse(`${path}: ${item}`, reason, LOOK));
  for (const [index, item] of feed.items.entries()) {
    const origin = `${path}: item ${index + 1}`;
    const page = pageFromFeedItem(item, origin);
    if (isRefusal(page)) refused.push({ ...page, origin: printable(origin), next: LOOK });
    else if (pages.has(page.id)) refused.push(refuse(origin, 'an item before it says the same', LOOK));
    else pages.set(page.id, { ...page, origin: printable(origin) });
  }
  return [...pages.values(), ...refused];
}

const LOOK = 'Look at the feed in a browser.';
