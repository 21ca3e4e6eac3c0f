/** The bytes of one message on their way: one buffer of a connection, used again for each. */

const FIRST_BYTES = 128 * 1024;
const [CR, LF] = [0x0d, 0x0a];

/** Holds a message and, behind it, what leaves together with it. */
export class Frame {
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** Bytes held. */
  get length(): number {
    return this.#length;
  }

  /** Takes a message in place of the last one, ending in a line break. */
  fill(chunks: readonly Uint8Array[]): void {
    let bytes = 2;
    for (const chunk of chunks) bytes += chunk.length;
    this.#length = 0;
    this.#grow(bytes);
    for (const chunk of chunks) {
      this.#buffer.set(chunk, this.#length);
      this.#length += chunk.length;
    }
    const isEnded = this.#buffer[this.#length - 2] === CR && this.#buffer[this.#length - 1] === LF;
    if (this.#length > 0 && !isEnded) this.append('\r\n');
  }

  /** Forgets what has left already. */
  clear(): void {
    this.#length = 0;
  }

  /** Puts text behind what is held. */
  append(text: string): void {
    this.#grow(Buffer.byteLength(text));
    this.#length += this.#buffer.write(text, this.#length);
  }

  /** What is held, without a copy: valid until the next change. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  #grow(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#length + bytes));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
