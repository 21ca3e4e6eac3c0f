/** Puts the reading of a number together: its words, its own letters, and whether it has the article. */
import type { Span } from '../model.ts';
import { Glued, gluedLength, offsetBehind } from './numbers-forms.ts';
import { internedWord } from './numbers-interned.ts';
import { gluedAt, isDigits, isSamePhrase, type TaggedWords } from './numbers-lexicon.ts';
import type { NumberKind, NumberReading } from './numbers-model.ts';
import type { Percent } from './numbers-percent.ts';

/** True for «الـ83», «التسعين». */
export function isDefinite(tagged: TaggedWords, index: number): boolean {
  return (gluedAt(tagged, index) & Glued.the) !== 0 || isArticleBefore(tagged, index);
}

/** «الـ83», «الـ 83», «والـ22»: the article as a word of its own before digits. */
function isArticleBefore(tagged: TaggedWords, index: number): boolean {
  if (index === 0 || !isDigits(tagged.words, index) || !isSamePhrase(tagged.words, index)) return false;
  return ARTICLES.has(internedWord(tagged.words, index - 1));
}

const ARTICLES = new Set(['ال', 'وال', 'فال', 'بال', 'كال', 'لل', 'ولل', 'فلل']);

/** A reading of words `first` to `last` in which all that is not given is plain. */
export function reading(
  tagged: TaggedWords,
  first: number,
  last: number,
  value: number | null,
  kind: NumberKind,
  percent: Percent | null = null,
): NumberReading {
  return {
    first,
    last: percent?.last ?? last,
    span: spanOf(tagged, first, last, percent),
    value,
    max: null,
    kind,
    form: isDigits(tagged.words, first) ? 'digits' : 'words',
    definite: isDefinite(tagged, first),
    plain: false,
    scaled: false,
    noun: null,
    ends: [],
    rules: [],
  };
}

/** The number's own letters: glued و ف ب ل ك are left out, the article stays. */
function spanOf(tagged: TaggedWords, first: number, last: number, percent: Percent | null): Span {
  const { words } = tagged;
  const cut = gluedLength(gluedAt(tagged, first) & ~Glued.the);
  const start = percent?.start ?? (cut === 0 ? (words.start[first] as number) : offsetBehind(words, first, cut));
  return { start, end: percent?.end ?? (words.end[last] as number) };
}
