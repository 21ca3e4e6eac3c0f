/** Fractions in words: «نصف», «ثلثي», «ثلاثة أرباع», «الخُمس», «ربعهم». */

import { fold } from './fold.ts';
import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, isDigits, lexemeAt, type TaggedWords } from './numbers-lexicon.ts';
import { foldedWord } from './words.ts';

/** A fraction; `doubtful` when its letters are a whole number too («خمس») and no vowel mark tells. */
export type Part = {
  readonly last: number;
  readonly value: number;
  readonly doubtful: boolean;
  /** «ربعهم»: the whole is named by a pronoun. */
  readonly suffixed: boolean;
};

const DAMMA = 'ُ';

/** The fraction that begins at word `index`; null when there is none. */
export function readPart(tagged: TaggedWords, index: number): Part | null {
  const lexeme = lexemeAt(tagged, index);
  if (lexeme?.role === 'part') {
    if (lexeme.marked && !hasDamma(tagged, index)) return null;
    const { construct } = lexeme;
    const value = construct !== undefined && isConstruct(tagged, index) ? construct : lexeme.value;
    return { last: index, value, doubtful: false, suffixed: lexeme.suffixed === true };
  }
  if (lexeme?.role !== 'unit' && lexeme?.role !== 'ten') return null;
  const next = isAdjacent(tagged.words, index + 1) ? lexemeAt(tagged, index + 1) : undefined;
  if (next?.role === 'parts' && gluedAt(tagged, index + 1) === Glued.none && lexeme.role === 'unit') {
    return {
      last: index + 1,
      value: lexeme.value / next.denominator,
      doubtful: false,
      suffixed: next.suffixed === true,
    };
  }
  if (lexeme.share === undefined) return null;
  return { last: index, value: lexeme.share, doubtful: !hasDamma(tagged, index), suffixed: false };
}

const TANWIN = 'ً';

/** What follows «ثلثا» when it is «ثلثاً»: «زاد ثلثا عن العام الماضي», «ثلثا من الأنقاض». */
const BEHIND_ACCUSATIVE = new Set(
  'من عن في على إلى خلال بعد قبل منذ حتى مع أو ثم بل لا لم بين مقارنة قياسا مقابل تقريبا فقط أيضا'
    .split(' ')
    .map((word) => fold(word)),
);

/** «ثلثا الموقوفين»: the nominative dual before its complement; «ثلثاً» has its mark or no complement. */
function isConstruct(tagged: TaggedWords, index: number): boolean {
  const { words } = tagged;
  if (words.text.slice(words.start[index], words.end[index]).includes(TANWIN)) return false;
  if ((gluedAt(tagged, index) & Glued.the) !== 0) return false;
  const at = index + 1;
  if (!isAdjacent(words, at) || isDigits(words, at)) return false;
  return !BEHIND_ACCUSATIVE.has(foldedWord(words, at)) && (gluedAt(tagged, at) & ~Glued.the) === Glued.none;
}

/** «خُمس»: the vowel mark of a fraction stands behind its first letter, that of a case («خمسُ») behind the last. */
function hasDamma(tagged: TaggedWords, index: number): boolean {
  const { words } = tagged;
  const word = words.text.slice(words.start[index], words.end[index]);
  const at = word.indexOf(DAMMA);
  return at > 0 && at < word.length - 1;
}
