/** Fractions in their place: «ثلث الإنفاق», «ربعهم», and «خمس», which may be a fifth or five. */
import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, isSamePhrase, lexemeAt, type TaggedWords } from './numbers-lexicon.ts';
import type { NumberReading } from './numbers-model.ts';
import { readPart } from './numbers-part.ts';
import { reading } from './numbers-reading.ts';
import { foldedWord } from './words.ts';

/** «خُمس السكان», «سوى الخمس»: letters that could be a whole number, read as a fraction. */
export function readShare(tagged: TaggedWords, index: number): NumberReading | null {
  const part = readPart(tagged, index);
  if (!part || (part.doubtful && !isShareByContext(tagged, index))) return null;
  const scale = isAdjacent(tagged.words, part.last + 1) ? lexemeAt(tagged, part.last + 1) : undefined;
  return scale?.role === 'scale' ? null : readFraction(tagged, index);
}

/** A bare feminine number before a definite noun («خمس السكان»), or a definite one behind no noun («سوى الخمس»). */
function isShareByContext(tagged: TaggedWords, index: number): boolean {
  const { words } = tagged;
  const definite = (gluedAt(tagged, index) & Glued.the) !== 0;
  const next = isAdjacent(words, index + 1) ? foldedWord(words, index + 1) : '';
  const lexeme = lexemeAt(tagged, index);
  if (lexeme?.role === 'ten' && !/عشر$/u.test(foldedWord(words, index))) return false;
  if (!definite) return next.startsWith('ال') && lexemeAt(tagged, index + 1)?.role !== 'scale';
  const before = index > 0 && isSamePhrase(words, index) ? foldedWord(words, index - 1) : '';
  return !/^[وفبلك]*ال/u.test(before) && lexemeAt(tagged, index - 1)?.role !== 'noun' && !isNounAt(tagged, index + 1);
}

function isNounAt(tagged: TaggedWords, index: number): boolean {
  return isAdjacent(tagged.words, index) && lexemeAt(tagged, index)?.role === 'noun';
}

/** «ثلثي السكان», «ثلاثة أرباعهم»: a fraction that stands for itself. */
export function readFraction(tagged: TaggedWords, index: number): NumberReading | null {
  const part = readPart(tagged, index);
  if (!part) return null;
  const rule = part.suffixed ? 'fraction:pronoun' : 'fraction';
  return { ...reading(tagged, index, part.last, part.value, 'fraction'), rules: [rule] };
}
