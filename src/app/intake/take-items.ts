/** Items on their way into the records, with a tally of what became of them. */
import type { Page, PageRefusal, Source } from '../../model.ts';
import type { TakenItem, TakenPage } from '../../store/index.ts';
import type { Visit } from './desk.ts';
import { faultOf } from './refused-line.ts';
import { hashOf } from './source-state.ts';

/** The records are written in groups: others wait no longer than for one of them. */
export const GROUP = 200;

/** An item to be saved, and what is told of it. */
export type Taking = { readonly item: TakenItem; readonly refusal: PageRefusal | null };

/** What every item has before it is known what became of it. */
type Handled = Pick<TakenItem, 'source' | 'key' | 'stamp' | 'rank'>;

/** An item that was read. */
export function takePage(handled: Handled, page: Page, pending: TakenItem['pending'] = null): Taking {
  return { item: { ...handled, page, refusal: null, pending }, refusal: null };
}

/** An item that could not be read, which is told. */
export function takeRefusal(handled: Handled, refusal: PageRefusal): Taking {
  return { item: { ...handled, page: null, refusal: faultOf(refusal), pending: null }, refusal };
}

/** An item whose page is still to be fetched. */
export function takePending(handled: Handled, pending: TakenItem['pending']): Taking {
  return { item: { ...handled, page: null, refusal: null, pending }, refusal: null };
}

/** Saves at most `GROUP` items in one transaction, counts what became of them and tells what is refused. */
export async function takeItems({ desk, tally }: Visit, takings: readonly Taking[]): Promise<void> {
  if (takings.length === 0) return;
  const items = takings.map(({ item }) => item);
  const taken = await desk.store.intake.takeIn(items, desk.clock());
  for (const [at, { item, refusal }] of takings.entries()) {
    const { state } = taken[at] as TakenPage;
    if (refusal !== null) tally.refusals.push(refusal);
    if (item.page === null) continue;
    if (state === 'new') tally.added++;
    if (state === 'changed') tally.changed++;
    if (state === 'known') tally.known++;
    if (state === 'refused') tally.refusals.push(unstorable(item.page));
  }
}

/** The records have refused it: both databases keep whole Unicode only. */
function unstorable({ origin }: Page): PageRefusal {
  const reason = 'its text cannot be stored: it holds NUL or half a surrogate pair.';
  return { origin: origin.toWellFormed().replaceAll('\0', ''), reason, next: 'Save it as UTF-8 text again.' };
}

/** Longer ones do not fit into an index. */
const LONGEST_KEY = 500;

/** A key that both databases can keep and look up. */
export function storableKey(key: string): string {
  return key.length <= LONGEST_KEY && key.isWellFormed() && !key.includes('\0') ? key : hashOf(key);
}

/** The page of an outlet's own source is that outlet's, as far as it does not say whose it is. */
export function ofOutlet({ outlet, name }: Source, page: Page): Page {
  return outlet === null || page.meta.source !== null ? page : { ...page, meta: { ...page.meta, source: name } };
}

/** Lets others have their turn: reading pages is work without a pause. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
