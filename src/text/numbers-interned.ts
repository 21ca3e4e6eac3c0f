/** Folded words without a new string for each: news repeats its words. */
import { FOLD } from './fold.ts';
import { foldedWord, type Words } from './words.ts';

/** Direct-mapped and of a fixed size, so that memory stays bounded whatever the text holds. */
const SLOTS = 1 << 13;
const known: (string | undefined)[] = new Array(SLOTS);

/** The folded letters of word `index`; a word met lately costs a comparison. */
export function internedWord(words: Words, index: number): string {
  const slot = (words.hash[index] as number) & (SLOTS - 1);
  const kept = known[slot];
  if (kept !== undefined && isSpelled(words, index, kept)) return kept;
  const word = foldedWord(words, index);
  known[slot] = word;
  return word;
}

function isSpelled(words: Words, index: number, word: string): boolean {
  let seen = 0;
  const end = words.end[index] as number;
  for (let i = words.start[index] as number; i < end; i++) {
    const unit = FOLD[words.text.charCodeAt(i)] as number;
    if (unit === 0) continue;
    if (seen === word.length || unit !== word.charCodeAt(seen)) return false;
    seen++;
  }
  return seen === word.length;
}
