/** Bodies are decompressed and counted piece by piece: what is too much is never held. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** `cut`: the beginning will do. */
export type BodyLimit = { readonly bytes: number; readonly overflow: 'refuse' | 'cut' };

/** The body cannot be used; the message is what to say of it. */
export class BodyRefused extends Error {}

/** What we can undo, as the Accept-Encoding header says it. */
export const ENCODINGS = 'gzip, deflate, br';

type Pieces = AsyncIterable<Uint8Array>;
type Decoder = (source: Pieces) => Pieces;

const DECODERS: Readonly<Record<string, Decoder>> = {
  identity: (source) => source,
  gzip: (source) => through(source, createGunzip()),
  'x-gzip': (source) => through(source, createGunzip()),
  br: (source) => through(source, createBrotliDecompress()),
  deflate: inflate,
};

/**
 * The whole body, decompressed.
 * @throws {BodyRefused} when it is too large or in an encoding nobody asked for; the errors of the connection and of zlib
 * when it is cut or broken.
 */
export async function readBody(body: Readable, encoding: string, limit: BodyLimit): Promise<Uint8Array> {
  const decoder = DECODERS[encoding.trim().toLowerCase() || 'identity'];
  if (decoder === undefined) throw new BodyRefused('it is compressed in a way that was not asked for');
  const kept = new Growing(limit.bytes);
  for await (const piece of decoder(counted(body, limit))) {
    if (kept.add(piece)) continue;
    if (limit.overflow === 'cut') break;
    throw tooLarge(limit);
  }
  return kept.bytes();
}

/** Compressed bytes count, too: an encoder can be made to give out nothing for ever. */
async function* counted(body: Readable, limit: BodyLimit): Pieces {
  let count = 0;
  for await (const piece of body as Pieces) {
    count += piece.byteLength;
    // One piece more than fits is let through, so that the beginning is there when the beginning will do.
    yield piece;
    if (count > limit.bytes) {
      if (limit.overflow === 'cut') return;
      throw tooLarge(limit);
    }
  }
}

/** Both forms are about: with the header of RFC 1950, as RFC 9110 demands, and without. */
async function* inflate(source: Pieces): Pieces {
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return;
  const rest: Pieces = (async function* () {
    yield first.value;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  })();
  // The low four bits of the header name the method: 8 is deflate.
  yield* through(rest, ((first.value[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw());
}

async function* through(source: Pieces, decoder: ReturnType<typeof createGunzip>): Pieces {
  const fed = pipeline(source, decoder);
  // Its error comes out of the loop as well.
  fed.catch(() => undefined);
  for await (const piece of decoder as Pieces) yield piece;
  await fed;
}

function tooLarge({ bytes }: BodyLimit): BodyRefused {
  return new BodyRefused(`it is larger than ${bytes / 2 ** 20} MB`);
}

/** Grows by doubling: a list of pieces would cost a hundred times their bytes when each is one byte long. */
class Growing {
  readonly #limit: number;
  #store = new Uint8Array(2 ** 16);
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False when it did not fit; then the beginning of it was kept. */
  add(piece: Uint8Array): boolean {
    const taken = piece.subarray(0, this.#limit - this.#length);
    if (this.#length + taken.byteLength > this.#store.byteLength) {
      const larger = new Uint8Array(Math.max(2 * this.#store.byteLength, this.#length + taken.byteLength));
      larger.set(this.#store.subarray(0, this.#length));
      this.#store = larger;
    }
    this.#store.set(taken, this.#length);
    this.#length += taken.byteLength;
    return taken.byteLength === piece.byteLength;
  }

  bytes(): Uint8Array {
    return this.#store.slice(0, this.#length);
  }
}
