/** How far away a server is, by the fastest of its first replies: under load the others say more about the load. */

const SAMPLES = 24;
/** Farther than a server on the same machine or in the same house. */
const FAR_MS = 5;

/** What the connections of a run have found out together. */
export class Distance {
  #samples = 0;
  #least = Number.POSITIVE_INFINITY;

  /** Takes the milliseconds between a command and its reply. */
  note(ms: number): void {
    this.#samples++;
    this.#least = Math.min(this.#least, ms);
  }

  /** True when waiting for replies costs more than sending. */
  get isFar(): boolean {
    return this.#samples >= SAMPLES && this.#least >= FAR_MS;
  }
}
