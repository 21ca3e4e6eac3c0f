/** Sendings as they go on, for any number of viewers: one query a second for all of them, and none where nobody looks. */
import type { SendingState } from '../../model.ts';
import type { DeliveryCounts, Ledger } from '../../store/index.ts';
import type { Replies } from './desk-view.ts';

/** How far a sending is, whichever programs send it. */
export type SendingSight = {
  readonly edition: number;
  readonly state: SendingState;
  readonly changedAt: number;
  readonly sendAt: number | null;
  readonly counts: DeliveryCounts;
  readonly candidates: number;
  /** Messages a second, over the last seconds; null until it is known. */
  readonly rate: number | null;
  readonly failures: Replies;
};

export type ProgressWatch = {
  /** Tells now, and from then on when something has changed; gives how to end it. */
  watch(edition: number, onSight: (sight: SendingSight) => void): () => void;
};

const EVERY_MS = 1000;
/** Over which the rate is taken. */
const WINDOW_MS = 10_000;

type Watched = {
  readonly viewers: Set<(sight: SendingSight) => void>;
  readonly marks: { readonly at: number; readonly sent: number }[];
  sight: SendingSight | null;
};

/** Opens the watch; it sleeps while nobody looks. */
export function openProgressWatch(
  ledger: Pick<Ledger, 'progress' | 'replies'>,
  { everyMs = EVERY_MS, now = () => performance.now() }: { everyMs?: number; now?: () => number } = {},
): ProgressWatch {
  const all = new Map<number, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  return {
    watch(edition, onSight) {
      const watched = all.get(edition) ?? { viewers: new Set(), marks: [], sight: null };
      all.set(edition, watched);
      watched.viewers.add(onSight);
      if (watched.sight) onSight(watched.sight);
      else setImmediate(() => void look());
      timer ??= setInterval(() => void look(), everyMs).unref();
      return () => {
        watched.viewers.delete(onSight);
        if (watched.viewers.size === 0 && all.get(edition) === watched) all.delete(edition);
        if (all.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };

  async function look(): Promise<void> {
    if (isLooking || all.size === 0) return;
    isLooking = true;
    try {
      for (const row of await ledger.progress([...all.keys()])) {
        const watched = all.get(row.edition);
        if (watched) await tell(watched, row);
      }
    } catch {
      // The database is away for a moment: the next look tells.
    } finally {
      isLooking = false;
    }
  }

  async function tell(watched: Watched, row: Awaited<ReturnType<Ledger['progress']>>[number]): Promise<void> {
    const { edition, state, changedAt, sendAt, counts, candidates } = row;
    const before = watched.sight;
    const rate = rateOf(watched.marks, { at: now(), sent: counts.sent });
    const hasNewFailures = counts.failed > 0 && counts.failed !== before?.counts.failed;
    const failures = hasNewFailures
      ? await ledger.replies(edition, 'failed')
      : counts.failed > 0
        ? (before?.failures ?? [])
        : [];
    const sight = { edition, state, changedAt, sendAt, counts, candidates, rate, failures };
    if (before && JSON.stringify(before) === JSON.stringify(sight)) return;
    watched.sight = sight;
    for (const viewer of watched.viewers) viewer(sight);
  }
}

/** Rounded: one that trembles is no news. */
function rateOf(marks: Watched['marks'], mark: Watched['marks'][number]): number | null {
  marks.push(mark);
  while (marks.length > 2 && mark.at - (marks[0]?.at ?? mark.at) > WINDOW_MS) marks.shift();
  const [first] = marks;
  if (!first || mark.at - first.at < EVERY_MS / 2) return null;
  const rate = ((mark.sent - first.sent) * 1000) / (mark.at - first.at);
  return rate >= 10 ? Math.round(rate) : Math.round(rate * 10) / 10;
}
