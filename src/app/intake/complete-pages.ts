/** Fetches the web pages that items wait for: the whole article of a summary, the article of a link. */
import type { Page, PageRefusal } from '../../model.ts';
import type { ItemState, PendingPage } from '../../store/index.ts';
import { MINUTE_MS } from '../durations.ts';
import type { Visit } from './desk.ts';
import { type FetchedPage, readWebPage } from './read-web-page.ts';
import { faultOf } from './refused-line.ts';
import { restAfter } from './rests.ts';
import { type Taking, takeItems, takePage, takePending, takeRefusal } from './take-items.ts';

/** A page that could not be had so often is given up: after ten hours and more. */
const MOST_TRIES = 8;
/** Where there is nothing of its article yet: after a week. */
const MOST_TRIES_FOR_NOTHING = 16;
/** No server at all so often in a row: the others wait for the next visit, too. */
const MOST_SILENCES = 3;
/** A visit fetches pages for so long; then other sources have their turn. */
const LONGEST_MS = 10 * MINUTE_MS;
/** Asked for at a time. */
const SOME = 20;

/**
 * Fetches what is due, one page after the other.
 * @returns from when on there is more to fetch than the next visit would find by itself; null for no such time
 */
export async function completePages(visit: Visit): Promise<number | null> {
  const { desk, source, stop } = visit;
  const began = desk.clock();
  let silences = 0;
  for (;;) {
    const due = await desk.store.intake.pending(source.id, desk.clock(), SOME);
    if (due.length === 0) return null;
    for (const item of due) {
      if (desk.clock() - began > LONGEST_MS) return desk.clock();
      const fetched = await readWebPage(visit, (item.pending as PendingPage).url);
      if (stop.aborted) return null;
      await takeItems(visit, [await settle(visit, item, fetched)]);
      if (fetched.kind === 'refused' && fetched.why === 'waiting') {
        return desk.clock() + restAfter(1, fetched.retryAfterMs);
      }
      silences = fetched.kind === 'refused' && !fetched.answered && fetched.why === 'failed' ? silences + 1 : 0;
      if (silences >= MOST_SILENCES) return null;
    }
  }
}

/** What becomes of an item by what its page was. */
async function settle(visit: Visit, item: ItemState, fetched: FetchedPage): Promise<Taking> {
  const { desk } = visit;
  const handled = { source: item.source, key: item.key, stamp: item.stamp, rank: 3 } as const;
  if (fetched.kind === 'page') {
    const shown = item.page === null ? null : await desk.store.page(item.page);
    if (shown === null) return takePage(handled, fetched.page);
    // Under the name of the item's article, it stays that one also where its canonical address is another.
    return saysLess(fetched.page, shown)
      ? takePending(handled, null)
      : takePage(handled, { ...fetched.page, id: shown.id });
  }
  const { why, refusal, retryAfterMs } = fetched;
  const { url, tries: before } = item.pending as PendingPage;
  const tries = before + 1;
  if (tries >= (item.page === null ? MOST_TRIES_FOR_NOTHING : MOST_TRIES)) {
    return takeRefusal(handled, withWords(refusal, `It was tried ${tries} times`));
  }
  const nextAt = desk.clock() + restAfter(tries, retryAfterMs);
  const isTold = tries === 1 && why !== 'waiting' && why !== 'failed';
  return {
    ...takePending(handled, { url, tries, nextAt }),
    refusal: isTold ? withWords(refusal, 'It will be tried again') : null,
  };
}

function withWords(refusal: PageRefusal, words: string): PageRefusal {
  return { ...refusal, reason: `${faultOf({ ...refusal, next: '' })} ${words}.` };
}

/** A page with much less text than its item shows a teaser or a mistake; one that was whole before may have been shortened. */
const LEAST_SHARE = { feed: 0.7, html: 0.3, dump: 0 } as const;

/** «سجل الدخول», «للمشتركين فقط», «لمتابعة القراءة»: what stands where the text of an article is kept from visitors. */
const WALL = /سج[\u0651]?ل(?:وا)? (?:ال)?دخول|تسجيل الدخول|للمشتركين|لمتابعة القراءة|لإكمال القراءة|لقراءة المقال/u;
/** A page behind a wall is hardly longer than the summary of its article. */
const WALL_SHARE = 1.5;

function saysLess(page: Page, shown: Page): boolean {
  const [length, before] = [lengthOf(page), lengthOf(shown)];
  const isWall = shown.format === 'feed' && length < before * WALL_SHARE && WALL.test(page.text);
  return isWall || length < before * LEAST_SHARE[shown.format];
}

function lengthOf({ content }: Page): number {
  return content.end - content.start;
}
