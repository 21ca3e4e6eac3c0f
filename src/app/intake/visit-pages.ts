/** Web pages by their addresses, each read again every time. */
import type { ItemState } from '../../store/index.ts';
import type { PagesSource, Visit } from './desk.ts';
import { type FetchedPage, readWebPage } from './read-web-page.ts';
import { faultOf } from './refused-line.ts';
import { restAfter } from './rests.ts';
import { shownAddress } from './shown-address.ts';
import { hashOf, type Reading, type SourceFailure } from './source-state.ts';
import { storableKey, takeItems, takePage, takeRefusal } from './take-items.ts';

/** Reads all of them; the source has failed when none of them could be read. */
export async function visitPages(visit: Visit<PagesSource>): Promise<Reading> {
  const { desk, source, stop } = visit;
  const keys = source.urls.map(storableKey);
  const known = await desk.store.intake.items(source.id, keys);
  let failure: SourceFailure | null = null;
  let readable = 0;
  let againAt: number | null = null;
  for (const [at, url] of source.urls.entries()) {
    const fetched = await readWebPage(visit, url);
    if (stop.aborted) break;
    await takeFetched(visit, fetched, keys[at] as string, known.get(keys[at] as string));
    if (fetched.kind === 'page') readable++;
    else failure ??= failureOf(fetched);
    if (fetched.kind === 'refused' && fetched.why === 'waiting') {
      againAt = desk.clock() + restAfter(1, fetched.retryAfterMs);
      break;
    }
  }
  return readable === 0 && failure !== null ? failure : { kind: 'read', learned: {}, againAt };
}

/** What is as it was the last time is passed over; a fault is told once. */
async function takeFetched(
  visit: Visit<PagesSource>,
  fetched: FetchedPage,
  key: string,
  known: ItemState | undefined,
): Promise<void> {
  const handled = { source: visit.source.id, key, stamp: known?.stamp ?? '', rank: 3 } as const;
  if (fetched.kind === 'page') {
    const { text, meta, title } = fetched.page;
    const stamp = hashOf(JSON.stringify([text, meta, title]));
    if (known?.stamp !== stamp || known.refusal !== null) {
      await takeItems(visit, [takePage({ ...handled, stamp }, fetched.page)]);
    }
  } else if (known?.refusal !== faultOf(fetched.refusal)) {
    await takeItems(visit, [takeRefusal(handled, fetched.refusal)]);
  }
}

function failureOf({ why, refusal, retryAfterMs }: Extract<FetchedPage, { kind: 'refused' }>): SourceFailure {
  const fault = `${shownAddress(refusal.origin)}: ${faultOf(refusal)}`;
  return { kind: 'failed', why: why === 'content' ? 'failed' : why, fault, retryAfterMs };
}
