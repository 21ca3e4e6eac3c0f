/** Vague magnitudes: «عشرات القتلى», «مئات الآلاف», «آلاف المسلحين», «بضعة آلاف». */

import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, lexemeAt, type TaggedWords } from './numbers-lexicon.ts';

/** The last word of the vague number at `index`; -1 when there is none. */
export function readVague(tagged: TaggedWords, index: number): number {
  const lexeme = lexemeAt(tagged, index);
  // «بضعة عشر شخصاً», «بضع عشرة امرأة»: eleven to nineteen
  if (lexeme?.role === 'few' && isTen(tagged, index + 1)) return index + 1;
  if (lexeme?.role === 'few') return isMagnitude(tagged, index + 1) ? readVague(tagged, index + 1) : -1;
  return isMagnitude(tagged, index + 1) ? index + 1 : index;
}

/** «آلاف», «الملايين» behind «مئات»: a plural scale, with or without the article. */
function isMagnitude(tagged: TaggedWords, index: number): boolean {
  if (!isAdjacent(tagged.words, index) || (gluedAt(tagged, index) & ~Glued.the) !== 0) return false;
  const lexeme = lexemeAt(tagged, index);
  return lexeme?.role === 'vague' || (lexeme?.role === 'scale' && lexeme.count === 0);
}

function isTen(tagged: TaggedWords, index: number): boolean {
  const ten = isAdjacent(tagged.words, index) && gluedAt(tagged, index) === Glued.none;
  return ten && lexemeAt(tagged, index)?.role === 'ten';
}
