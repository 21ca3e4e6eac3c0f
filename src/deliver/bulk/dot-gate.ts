/** Keeps down how many messages are out and not recorded at a time, over all connections: so many a crash can double. */

/** A server that is slow to answer does not hold the others up for longer, in milliseconds. */
const LONGEST_HOLD_MS = 500;
/** So many answers are heard before they are believed: a program that has just begun is slow at everything. */
const WARM = 200;
/** The part of a new measurement in a running mean. */
const FRESH = 0.1;

/**
 * `few`: one while the server takes longer to answer than the ledger to write, so that nothing is lost by it; where the
 * ledger is the slower one, as many as keep the server busy meanwhile.
 */
export type MostUnrecorded = number | 'few' | null;

/** The gate before the final dot. */
export class DotGate {
  readonly #most: MostUnrecorded;
  readonly #connections: number;
  #out = 0;
  readonly #waiting: (() => void)[] = [];
  /** Running means in milliseconds: from an outcome to the disk, and from a dot to its answer. */
  #ledger = 0;
  #answer = 0;
  #answers = 0;

  /** `most`: dots out at a time; null for no limit. */
  constructor(most: MostUnrecorded, connections: number) {
    this.#most = most;
    this.#connections = connections;
  }

  /** How long an outcome took to be on disk, in milliseconds. */
  noteLedger(ms: number): void {
    this.#ledger = mean(this.#ledger, ms);
  }

  /** How long a dot took to be answered, in milliseconds. */
  noteAnswer(ms: number): void {
    this.#answers++;
    this.#answer = mean(this.#answer, ms);
  }

  /** Lets a dot through, if one may go now: the function to call when its outcome is on disk; else null. */
  pass(): (() => void) | null {
    const room = this.#room();
    if (room === Number.POSITIVE_INFINITY) return () => {};
    if (this.#out >= room) return null;
    this.#out++;
    let timer: NodeJS.Timeout | null = null;
    const release = () => {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      this.#out--;
      for (let free = this.#room() - this.#out; free > 0; free--) this.#waiting.shift()?.();
    };
    timer = setTimeout(release, LONGEST_HOLD_MS);
    return release;
  }

  /** Waits for its turn. */
  async turn(): Promise<() => void> {
    for (;;) {
      const release = this.pass();
      if (release) return release;
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  #room(): number {
    if (this.#most === null) return Number.POSITIVE_INFINITY;
    if (this.#most !== 'few') return this.#most;
    const busy = this.#answers < WARM ? 1 : Math.floor(1 + this.#ledger / this.#answer);
    return Math.min(this.#connections, busy);
  }
}

function mean(before: number, now: number): number {
  return before === 0 ? now : before + FRESH * (now - before);
}
