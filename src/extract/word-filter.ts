/** A table that turns away words which are on no list: one look at a byte instead of a search, for lists asked of every word. */
import { fold, hashFolded, type Words } from '../text/index.ts';

const BITS = 14;

/** False for nearly all words that are not among `spellings`; true for all that are. */
export function buildWordFilter(spellings: Iterable<string>): (words: Words, index: number) => boolean {
  const table = new Uint8Array(1 << BITS);
  for (const spelling of spellings) table[hashFolded(fold(spelling)) >>> (32 - BITS)] = 1;
  return (words, index) => table[(words.hash[index] as number) >>> (32 - BITS)] === 1;
}
