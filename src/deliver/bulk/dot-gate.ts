/** Keeps down how many messages are out and not recorded at a time, over all connections: so many a crash can double. */

/** A server that is slow to answer does not hold the others up for longer, in milliseconds. */
const LONGEST_HOLD_MS = 500;

/** The gate before the final dot. */
export class DotGate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** `most`: dots out at a time; null for no limit. */
  constructor(most: number | null) {
    this.#free = most ?? Number.POSITIVE_INFINITY;
  }

  /** Lets a dot through, if one may go now: the function to call when its outcome is on disk; else null. */
  pass(): (() => void) | null {
    if (this.#free < 1) return null;
    if (this.#free === Number.POSITIVE_INFINITY) return () => {};
    this.#free--;
    let timer: NodeJS.Timeout | null = null;
    const release = () => {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      this.#free++;
      this.#waiting.shift()?.();
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
}
