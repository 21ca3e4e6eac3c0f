/** Lists: web pages that link to articles. */
import { readLinks } from '../../read/index.ts';
import { completePages } from './complete-pages.ts';
import type { ListSource, Visit } from './desk.ts';
import { fetchListing, unreadable } from './fetch-listing.ts';
import type { Reading } from './source-state.ts';
import { GROUP, storableKey, takeItems, takePending } from './take-items.ts';

/** A link is known by its address alone: its page is read once. */
const LINK_STAMP = 'link';

/** Reads a list once, and the pages of the links that are new in it. */
export async function visitList(visit: Visit<ListSource>): Promise<Reading> {
  const fetched = await fetchListing(visit, 'page');
  if (fetched.kind === 'failed') return fetched;
  if (fetched.kind === 'new') {
    const list = readLinks(fetched.content, visit.source.links);
    if ('reason' in list) return unreadable(visit.source, fetched.content.url, list);
    if (list.links.length === 0) return unreadable(visit.source, fetched.content.url, noLinks(visit.source));
    await takeLinks(visit, list.links);
  }
  return { kind: 'read', learned: fetched.learned, againAt: await completePages(visit) };
}

async function takeLinks(visit: Visit<ListSource>, links: readonly string[]): Promise<void> {
  const { desk, source } = visit;
  const addresses = new Map(links.map((url) => [storableKey(url), url]));
  const known = await desk.store.intake.items(source.id, [...addresses.keys()]);
  const fresh = [...addresses].filter(([key]) => known.get(key)?.stamp !== LINK_STAMP);
  for (let at = 0; at < fresh.length; at += GROUP) {
    const takings = fresh.slice(at, at + GROUP).map(([key, url]) => {
      const handled = { source: source.id, key, stamp: LINK_STAMP, rank: 3 } as const;
      return takePending(handled, { url, tries: 0, nextAt: desk.clock() });
    });
    await takeItems(visit, takings);
  }
}

function noLinks({ links }: ListSource): { readonly reason: string; readonly next: string } {
  return { reason: `no link on it fits «${links}»`, next: 'Mend links: in config/sources.yaml, or look at the list.' };
}
