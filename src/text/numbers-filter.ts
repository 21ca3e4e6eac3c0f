/** A sieve of words: a bit per hash tells in a few nanoseconds that a word is surely not of a list. */
import { fold } from './fold.ts';
import { PROCLITICS } from './lexicon.ts';
import { hashFolded } from './words.ts';

/** 2^18 bits: they stay in the processor's nearest cache, and a few thousand words set two in a hundred. */
const BITS = 18;

/** True for every word of the list with any letters glued before it, and for a few others. */
export type WordFilter = (hash: number) => boolean;

/** A filter over `Words.hash`. */
export function buildWordFilter(spellings: Iterable<string>): WordFilter {
  const bits = new Uint32Array(2 ** (BITS - 5));
  for (const spelling of spellings) {
    for (const prefix of PROCLITICS) {
      const at = hashFolded(prefix + fold(spelling)) >>> (32 - BITS);
      bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
    }
  }
  return (hash) => {
    const at = hash >>> (32 - BITS);
    return (((bits[at >>> 5] as number) >>> (at & 31)) & 1) !== 0;
  };
}
