/** Percentages in every spelling: «60%», «%60», «٪٦٠», «2.8 في المئة», «بالمائة». */

import { FOLD } from './fold.ts';
import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, isDigits, lexemeAt, linkAt, type TaggedWords } from './numbers-lexicon.ts';
import { Gap, WordKind, type Words } from './words.ts';

/** Where a percentage begins and ends: last word, and text offsets when a sign stands outside the words. */
export type Percent = { readonly last: number; readonly start: number | null; readonly end: number };

const SIGNS = '%٪﹪％';
const BLANKS = ' \u00a0\u202f\u2009';

/** The percent sign or words that belong to the number of words `first` to `last`; null when there are none. */
export function percentOf(tagged: TaggedWords, first: number, last: number): Percent | null {
  const { words } = tagged;
  const behind = signBehind(words, last);
  if (behind > 0) return { last, start: null, end: behind };
  const next = last + 1;
  if (isAdjacent(words, next)) {
    if (linkAt(tagged, next) === 'percent') return { last: next, start: null, end: words.end[next] as number };
    const hundred = lexemeAt(tagged, next + 1);
    const told =
      linkAt(tagged, next) === 'in' && hundred?.role === 'hundred' && gluedAt(tagged, next + 1) === Glued.the;
    if (told && isAdjacent(words, next + 1)) return { last: next + 1, start: null, end: words.end[next + 1] as number };
  }
  const before = signBefore(words, first);
  return before < 0 ? null : { last, start: before, end: words.end[last] as number };
}

/** False when the word reader saw no rare sign before word `index`; the text's edges were not looked at. */
function maySign(words: Words, index: number): boolean {
  return index <= 0 || index >= words.count || ((words.gap[index] as number) & Gap.other) !== 0;
}

/** The offset behind a sign that follows word `index`, blanks aside; 0 for none. */
function signBehind(words: Words, index: number): number {
  if (!maySign(words, index + 1)) return 0;
  const from = words.end[index] as number;
  const to = Math.min(words.text.length, from + 4);
  for (let i = from; i < to; i++) {
    const char = words.text[i] as string;
    if (SIGNS.includes(char)) return i + 1;
    if (!BLANKS.includes(char) && FOLD[char.charCodeAt(0)] !== 0) return 0;
  }
  return 0;
}

/** «%60»: right-to-left text often has the sign first. It must not belong to a number before it. */
function signBefore(words: Words, index: number): number {
  if (!isDigits(words, index) || !maySign(words, index)) return -1;
  let at = (words.start[index] as number) - 1;
  while (at >= 0 && FOLD[words.text.charCodeAt(at)] === 0) at--;
  if (at < 0 || !SIGNS.includes(words.text[at] as string)) return -1;
  const owned = index > 0 && words.kind[index - 1] === WordKind.number && at - (words.end[index - 1] as number) < 2;
  return owned ? -1 : at;
}
