/** How far a sending is, as the page shows it and as its script puts it in place: the same words for both. */
import type { SendingSight } from '../../app/index.ts';
import type { DeliveryState } from '../../model.ts';
import type { Digits } from '../../text/index.ts';
import { amount, gotWords, grouped, leftWords, rateWords } from './count-words.ts';
import { COUNTED } from './words.ts';

/** What it is told of; a page that was just asked for knows no rate. */
export type Seen = Pick<SendingSight, 'state' | 'counts' | 'candidates'> & { readonly rate: number | null };

type Count = { readonly state: DeliveryState; readonly count: string; readonly isNone: boolean };
type Bar = { readonly state: DeliveryState; readonly x: string; readonly width: string };

/** Plain text and numbers, nothing of anybody. */
export type ProgressView = {
  readonly done: string;
  readonly got: string;
  readonly rate: string;
  readonly left: string;
  readonly counts: readonly Count[];
  readonly bars: readonly Bar[];
};

export function viewProgress({ counts, candidates, rate, state }: Seen, digits: Digits): ProgressView {
  const waiting = counts.queued + counts.sending;
  const isMoving = state === 'sending' && rate !== null && rate > 0;
  return {
    done: `${grouped(candidates - waiting, digits)} من ${grouped(candidates, digits)}`,
    got: gotWords(counts.sent, waiting, digits),
    rate: isMoving ? rateWords(rate, digits) : '',
    left: isMoving && waiting > 0 ? leftWords(waiting / rate, digits) : '',
    counts: COUNTED.map(({ state: each }) => ({
      state: each,
      count: messages(counts[each], digits),
      isNone: counts[each] === 0,
    })),
    bars: viewBars(counts, candidates),
  };
}

/** «3 رسائل». */
export function messages(count: number, digits: Digits): string {
  return amount(count, 'message', 'nominative', digits);
}

/** Parts of a bar that begins at the right; what there is can always be seen. */
function viewBars(counts: Seen['counts'], candidates: number): readonly Bar[] {
  let rest = 100;
  return COUNTED.map(({ state }) => {
    const isThere = counts[state] > 0 && candidates > 0;
    const width = isThere ? Math.min(rest, Math.max(0.5, (100 * counts[state]) / candidates)) : 0;
    rest -= width;
    return { state, x: rest.toFixed(2), width: width.toFixed(2) };
  });
}
