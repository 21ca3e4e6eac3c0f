/**
 * A part added behind the noun: «ثلاثة أطنان ونصف الطن», «طنين ونصف», «طن ونصف الطن», «مليون دولار ونصف المليون». Without
 * the noun said again it is added to measures only: «خمسة مسلحين ونصف ذخيرتهم» are two things.
 */
import { fold } from './fold.ts';
import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, lexemeAt, linkAt, type TaggedWords } from './numbers-lexicon.ts';
import type { Noun, NounClass } from './numbers-nouns.ts';
import { readPart } from './numbers-part.ts';
import { foldedWord } from './words.ts';

/** The part, in ones of the noun or of the scale before it, its last word, and the noun it stands behind. */
export type AddedPart = { readonly value: number; readonly last: number; readonly noun: Noun };

const MEASURES: readonly NounClass[] = ['time', 'weight', 'distance', 'area', 'measure', 'money'];

/** What may follow «طن ونصف»; any other word could be what the half is of. */
const NO_WHOLE = new Set(
  'من عن في على إلى خلال بعد قبل منذ حتى مع أو ثم قرب لدى عند بين مقابل تقريبا فقط كل'
    .split(' ')
    .map((word) => fold(word)),
);

/** The part added behind the noun at word `at`; `power` is that of the number before the noun. */
export function readAddedPart(tagged: TaggedWords, at: number, power = 0): AddedPart | null {
  const lexeme = lexemeAt(tagged, at);
  if (lexeme?.role !== 'noun' || !isAdjacent(tagged.words, at + 1)) return null;
  const begin = partBegin(tagged, at + 1);
  const part = begin < 0 ? null : readPart(tagged, begin);
  if (!part || part.doubtful || part.suffixed) return null;
  const { noun } = lexeme;
  const next = part.last + 1;
  const again = isAdjacent(tagged.words, next) ? lexemeAt(tagged, next) : undefined;
  const definite = gluedAt(tagged, next) === Glued.the;
  if (again?.role === 'noun' && again.noun === noun && again.form === 'singular' && definite) {
    return power > 0 ? null : { value: part.value, last: next, noun };
  }
  if (again?.role === 'scale' && definite && power > 0 && again.power === power) {
    return { value: part.value * 10 ** power, last: next, noun };
  }
  if (power > 0 || again || !MEASURES.includes(noun.class) || !standsAlone(tagged, next)) return null;
  return { value: part.value, last: part.last, noun };
}

/** «ونصف», «و نصف»; -1 when nothing is joined. */
function partBegin(tagged: TaggedWords, index: number): number {
  if (linkAt(tagged, index) === 'and') return isAdjacent(tagged.words, index + 1) ? index + 1 : -1;
  return gluedAt(tagged, index) === Glued.and ? index : -1;
}

function standsAlone(tagged: TaggedWords, index: number): boolean {
  return !isAdjacent(tagged.words, index) || NO_WHOLE.has(foldedWord(tagged.words, index));
}
