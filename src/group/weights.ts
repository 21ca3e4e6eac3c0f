/** Weights of stems over a collection: what few articles say tells an event, what many say does not. */
import { Telling } from './common-words.ts';
import type { Kept } from './kept.ts';
import { IN_LEAD, RECALLED } from './stem-set.ts';

/** The signatures of all articles, with how rare each stem is among them. */
export type Collection = {
  readonly articles: readonly Kept[];
  /** By article: the length of the vector of weights. */
  readonly lengths: Float64Array;
  /** By stem number: its hash. */
  readonly hashes: Uint32Array;
  /** By stem number: inverse document frequency, scaled. */
  readonly rarity: Float32Array;
  /** By stem number: how many articles hold it. */
  readonly counts: Uint32Array;
};

/** Marks take this much room beside a stem number. */
export const MARKS = 32;

/** A word in the body tells less of the event than one in the lead, one told of an earlier event hardly anything. */
const BODY_SHARE = 0.5;
const RECALLED_SHARE = 0.2;
/** A small collection is counted as if this many articles without the word stood beside it. */
const BACKGROUND = 200;
/** Weights are scaled to this greatest one, so that scores mean the same in a small and a large collection. */
const RAREST = 5.5;

/** By mark: how much of a stem's rarity counts. */
export const SHARES: Float32Array = Float32Array.from({ length: MARKS }, (_, mark) => shareOf(mark));

function shareOf(mark: number): number {
  const telling = mark & 3;
  const told = telling === Telling.none ? 0 : telling === Telling.common ? 0.45 : 1;
  return told * (mark & IN_LEAD ? 1 : mark & RECALLED ? RECALLED_SHARE : BODY_SHARE);
}

/** Weighs the stems of articles by how many of them hold each; `hashes` are the stems by number. */
export function weigh(articles: readonly Kept[], hashes: Uint32Array): Collection {
  const counts = new Uint32Array(hashes.length);
  for (const { stems } of articles) {
    for (const packed of stems) {
      const stem = (packed / MARKS) | 0;
      counts[stem] = (counts[stem] as number) + 1;
    }
  }
  const all = articles.length + BACKGROUND + 1;
  const rarity = Float32Array.from(counts, (count) => (RAREST / Math.log(all)) * Math.log(all / (count + 1)));
  const lengths = Float64Array.from(articles, ({ stems }) => lengthOf(stems, rarity));
  return { articles, lengths, hashes, rarity, counts };
}

function lengthOf(stems: Uint32Array, rarity: Float32Array): number {
  let squares = 0;
  for (const packed of stems) {
    squares += ((rarity[(packed / MARKS) | 0] as number) * (SHARES[packed % MARKS] as number)) ** 2;
  }
  return Math.sqrt(squares);
}
