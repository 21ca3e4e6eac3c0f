/**
 * Tells refusals that concern one recipient from those that concern us: where a server refuses more than a few, it is the
 * server or the message, and nobody may be marked as failed for it.
 */

/** Fewer results than that say nothing, even when all are refusals. */
const FIRST_LOOK = 10;
/** The same at the end of a short run. */
const LAST_LOOK = 3;

/**
 * `stand`: positions of refusals that are now for good. `pause`: the sending pauses, and the refusals of `requeue` count
 * for nothing; `refused` of the last `of` results were refusals.
 */
export type RefusalVerdict =
  | { readonly pause: false; readonly stand: readonly number[] }
  | { readonly pause: true; readonly requeue: readonly number[]; readonly refused: number; readonly of: number };

/** A watch over one run of one sending. After a pause it stays paused: what was still on its way is refused likewise. */
export type RefusalWatch = {
  /** A result, in the order in which they come; each refusal is provisional until a verdict names it. */
  note(position: number, isRefusal: boolean): RefusalVerdict;
  /** No more results come: no refusal is provisional after that. */
  end(): RefusalVerdict;
};

/**
 * Opens a watch: more than `percent` of the last `of` results refused is a pause, and a refusal stands when `of` results
 * have come after it. While there are fewer results: a pause when the first ten are all refusals, or when a run ends with
 * at least three results of which more than half (and more than `percent`) are. 100 percent never pause. It remembers
 * `of` numbers.
 */
export function openRefusalWatch({ percent, of }: { readonly percent: number; readonly of: number }): RefusalWatch {
  /** The last results, going round: the position of a refusal, or null. Those in it are the provisional ones. */
  const window: (number | null)[] = [];
  let results = 0;
  let refused = 0;
  let isPaused = false;
  return { note, end };

  function note(position: number, isRefusal: boolean): RefusalVerdict {
    if (isPaused) return { pause: true, requeue: isRefusal ? [position] : [], refused, of: seen() };
    const oldest = window[results % of] ?? null;
    window[results % of] = isRefusal ? position : null;
    results++;
    refused += Number(isRefusal) - Number(oldest !== null);
    // Where a refusal leaves, there are not more of them than before: that never brings a pause.
    return isTooMany() ? pause() : { pause: false, stand: oldest === null ? [] : [oldest] };
  }

  function end(): RefusalVerdict {
    if (isPaused) return { pause: true, requeue: [], refused, of: seen() };
    const isBad = results < of && results >= LAST_LOOK && isMoreThan(Math.max(percent, 50));
    if (isBad) return pause();
    const stand = provisional();
    forget();
    return { pause: false, stand };
  }

  function isTooMany(): boolean {
    if (results >= of) return isMoreThan(percent);
    return results >= FIRST_LOOK && refused === results && isMoreThan(percent);
  }

  function isMoreThan(share: number): boolean {
    return refused * 100 > share * seen();
  }

  function pause(): RefusalVerdict {
    isPaused = true;
    const requeue = provisional();
    window.length = 0;
    return { pause: true, requeue, refused, of: seen() };
  }

  /** Oldest first. */
  function provisional(): number[] {
    const start = results % of;
    return [...window.slice(start), ...window.slice(0, start)].filter((position) => position !== null);
  }

  function seen(): number {
    return Math.min(results, of);
  }

  function forget(): void {
    window.length = 0;
    results = 0;
    refused = 0;
  }
}
