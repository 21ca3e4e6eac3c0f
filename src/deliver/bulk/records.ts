/** The outcomes of one connection on their way to the disk. */
import type { BulkMessage, BulkOutcome } from './contract.ts';

/** Takes outcomes without waiting for them; who must not go on before they are on disk waits for `caughtUp`. */
export class Records {
  readonly #settle: (message: BulkMessage, outcome: BulkOutcome) => Promise<void>;
  #open = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(settle: (message: BulkMessage, outcome: BulkOutcome) => Promise<void>) {
    this.#settle = settle;
  }

  /** True while an outcome is not on disk. */
  get isBehind(): boolean {
    return this.#open > 0;
  }

  /** Hands over an outcome; `release` is called when it is on disk or has failed. */
  add(message: BulkMessage, outcome: BulkOutcome, release: () => void): void {
    this.#open++;
    const before = this.#last;
    this.#last = this.#settle(message, outcome)
      .finally(release)
      .then(() => {
        this.#open--;
        return before;
      });
    // Whoever waits hears of a failure; until then it is nobody's.
    this.#last.catch(() => {});
  }

  /** Resolves when all outcomes are on disk; rejects when one could not be written. */
  caughtUp(): Promise<void> {
    return this.#last;
  }
}
