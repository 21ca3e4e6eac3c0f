/** How far a run is, kept without asking the ledger: for progress bars. */
import type { DeliveryState } from '../../model.ts';
import type { DeliveryCounts } from '../../store/index.ts';
import type { SendingProgress } from './contract.ts';

/** Counts rows as they change. */
export type Tally = {
  moved(from: DeliveryState, to: DeliveryState, rows?: number): void;
  readonly sentNow: number;
};

/** Told no more often than that, and rated over so much time. */
const EVERY_MS = 200;
const WINDOW_MS = 5000;

/** Begins with what the ledger says. */
export function openTally(
  before: DeliveryCounts,
  candidates: number,
  onProgress: (progress: SendingProgress) => void,
  now: () => number = () => performance.now(),
): Tally {
  const counts = { ...before };
  let sentNow = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const marks: { readonly at: number; readonly sent: number }[] = [];
  return {
    get sentNow() {
      return sentNow;
    },
    moved(from, to, rows = 1) {
      counts[from] -= rows;
      counts[to] += rows;
      if (to === 'sent') sentNow += rows;
      const at = now();
      if (at - toldAt < EVERY_MS) return;
      toldAt = at;
      onProgress({ counts: { ...counts }, candidates, rate: rateAt(at) });
    },
  };

  function rateAt(at: number): number {
    marks.push({ at, sent: sentNow });
    while (marks.length > 2 && at - (marks[0]?.at ?? at) > WINDOW_MS) marks.shift();
    const [first] = marks;
    return first && at > first.at ? ((sentNow - first.sent) * 1000) / (at - first.at) : 0;
  }
}
