/** One request at a time for each host, and a pause from the end of one to the beginning of the next. */
import { setTimeout as sleep } from 'node:timers/promises';

type Lane = {
  /** Settles when everybody who came before is done. */
  tail: Promise<void>;
  waiting: number;
  /** When the last request was over, in milliseconds of `performance.now()`; pauses are real time, whatever the clock says. */
  endedAt: number;
};

/** So many hosts are remembered before those that are idle are forgotten. */
const MANY = 500;

/** Turns are taken in the order of asking. */
export class HostTurns {
  readonly #lanes = new Map<string, Lane>();

  /**
   * Does the work when it is its turn and `pauseMs` have gone by.
   * @throws the signal's reason when it is aborted while waiting.
   */
  async run<T>(host: string, pauseMs: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const lane = this.#lane(host, pauseMs);
    const before = lane.tail;
    const { promise: done, resolve: leave } = Promise.withResolvers<void>();
    lane.tail = before.then(() => done);
    lane.waiting += 1;
    try {
      await unlessAborted(before, signal);
      const restMs = lane.endedAt + pauseMs - performance.now();
      if (restMs > 0) await sleep(restMs, undefined, { signal });
      try {
        return await work();
      } finally {
        lane.endedAt = performance.now();
      }
    } finally {
      lane.waiting -= 1;
      leave();
    }
  }

  #lane(host: string, pauseMs: number): Lane {
    const known = this.#lanes.get(host);
    if (known !== undefined) return known;
    if (this.#lanes.size >= MANY) this.#forget(pauseMs);
    const lane: Lane = { tail: Promise.resolve(), waiting: 0, endedAt: Number.NEGATIVE_INFINITY };
    this.#lanes.set(host, lane);
    return lane;
  }

  #forget(pauseMs: number): void {
    const idle = performance.now() - Math.max(pauseMs, 60_000);
    for (const [host, lane] of this.#lanes) if (lane.waiting === 0 && lane.endedAt < idle) this.#lanes.delete(host);
  }
}

/**
 * What the promise gives, unless the signal is faster.
 * @throws the signal's reason.
 */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
