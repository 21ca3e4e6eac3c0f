/** Feeds: items that are new or changed become pages, or wait for theirs. */
import { isRefusal, type ListedItem, pageFromFeedItem, type ReadFeed, readFeed } from '../../read/index.ts';
import { completePages } from './complete-pages.ts';
import type { FeedSource, Visit } from './desk.ts';
import { fetchListing, unreadable } from './fetch-listing.ts';
import { isOfAnother } from './other-outlets.ts';
import { asSentence } from './refused-line.ts';
import { hashOf, type Reading } from './source-state.ts';
import {
  GROUP,
  nextTurn,
  ofOutlet,
  storableKey,
  type Taking,
  takeItems,
  takePage,
  takePending,
  takeRefusal,
} from './take-items.ts';

/** Reads a feed once, and the pages that its items wait for. */
export async function visitFeed(visit: Visit<FeedSource>): Promise<Reading> {
  const fetched = await fetchListing(visit, 'feed');
  if (fetched.kind === 'failed') return fetched;
  if (fetched.kind === 'new') {
    const feed = readFeed(fetched.content);
    if ('reason' in feed) return unreadable(visit.source, fetched.content.url, feed);
    await takeFeed(visit, feed);
  }
  return { kind: 'read', learned: fetched.learned, againAt: await completePages(visit) };
}

/** An item or a refused one, by its key; `make` is called only when it is new or changed. */
type Entry = { readonly key: string; readonly stamp: string; readonly make: () => Taking };

async function takeFeed(visit: Visit<FeedSource>, feed: ReadFeed): Promise<void> {
  const entries = [...feed.items.map((item) => itemEntry(visit, feed, item)), ...refusedEntries(visit, feed)];
  const known = await visit.desk.store.intake.items(
    visit.source.id,
    entries.map(({ key }) => key),
  );
  const fresh = entries.filter(({ key, stamp }) => known.get(key)?.stamp !== stamp);
  for (let at = 0; at < fresh.length && !visit.stop.aborted; at += GROUP) {
    await takeItems(visit, await makeAll(fresh.slice(at, at + GROUP), visit.stop));
  }
}

async function makeAll(entries: readonly Entry[], stop: AbortSignal): Promise<readonly Taking[]> {
  const takings: Taking[] = [];
  for (const { make } of entries) {
    if (stop.aborted) break;
    takings.push(make());
    if (takings.length % 10 === 0) await nextTurn();
  }
  return takings;
}

function itemEntry(visit: Visit<FeedSource>, feed: ReadFeed, item: ListedItem): Entry {
  const key = storableKey(item.key);
  return { key, stamp: item.stamp, make: () => takeItem(visit, feed, { ...item, key }) };
}

function takeItem({ desk, source }: Visit<FeedSource>, feed: ReadFeed, item: ListedItem): Taking {
  const rank = isOfAnother(desk.config, source, item.url) ? 0 : item.isSummary ? 1 : 2;
  const handled = { source: source.id, key: item.key, stamp: item.stamp, rank } as const;
  const pending = waitsForPage(source, item) ? { url: item.url, tries: 0, nextAt: desk.clock() } : null;
  // The feed's own title is often the name of a section: the outlet's name is better.
  const named = source.outlet !== null && item.source === inOneLine(feed.title) ? { ...item, source: null } : item;
  const page = pageFromFeedItem(named, source.url);
  if (!isRefusal(page)) return takePage(handled, ofOutlet(source, page), pending);
  return pending === null ? takeRefusal(handled, page) : takePending(handled, pending);
}

const inOneLine = (title: string | null) => title?.replace(/\s+/gu, ' ').trim();

function waitsForPage({ complete }: FeedSource, item: ListedItem): item is ListedItem & { readonly url: string } {
  return item.url !== null && (complete === 'always' || (complete === 'summaries' && item.isSummary));
}

/** Items that say too little to be found again: known by what is wrong with them, so that each is told once. */
function refusedEntries({ source }: Visit<FeedSource>, feed: ReadFeed): readonly Entry[] {
  const entries = feed.refused.map(({ item, reason, key }): Entry => {
    const stamp = hashOf(key);
    const handled = { source: source.id, key: `refused ${stamp}`, stamp, rank: 2 } as const;
    const refusal = { origin: `${source.id}: ${item}`, reason: asSentence(reason), next: 'The other items are read.' };
    return { key: handled.key, stamp, make: () => takeRefusal(handled, refusal) };
  });
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}
