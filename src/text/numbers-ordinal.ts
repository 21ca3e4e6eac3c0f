/** Ordinals: «ثالث», «الحادي عشر», «الخامس والعشرين», and definite numbers that stand like one: «العضو التسعين», «العضو الـ90». */

import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, isSamePhrase, lexemeAt, linkAt, type TaggedWords } from './numbers-lexicon.ts';
import { foldedWord } from './words.ts';

/** An ordinal and its last word. */
export type Ordinal = { readonly last: number; readonly value: number };

/** The ordinal made of words of its own at `index`; null when there is none. */
export function readOrdinal(tagged: TaggedWords, index: number): Ordinal | null {
  const lexeme = lexemeAt(tagged, index);
  if (lexeme?.role !== 'ordinal') return null;
  const at = index + 1;
  const next = isAdjacent(tagged.words, at) ? lexemeAt(tagged, at) : undefined;
  const glued = gluedAt(tagged, at);
  if (next?.role === 'ten' && glued === Glued.none) return { last: at, value: lexeme.value + 10 };
  if (next?.role === 'tens' && glued === (Glued.and | Glued.the)) return { last: at, value: lexeme.value + next.value };
  if (next?.role === 'tens' && glued === Glued.and) return { last: at, value: lexeme.value + next.value };
  return { last: index, value: lexeme.value };
}

/**
 * True when the definite number at `index` ranks the singular before it («العضو التسعين», «الذكرى الـ75»), false when it
 * counts the plural before it («الدول الـ83», «النساء العشر») or what follows («الـ20 دولة»).
 */
export function isRank(tagged: TaggedWords, index: number, last: number): boolean {
  const { words } = tagged;
  if (isCountedBehind(tagged, last + 1)) return false;
  let at = linkAt(tagged, index - 1) === 'article' ? index - 2 : index - 1;
  for (let steps = 0; steps < 4 && at >= 0 && isSamePhrase(words, at + 1); steps++, at--) {
    const word = foldedWord(words, at);
    if (!isDefiniteWord(word)) return false;
    const lexeme = lexemeAt(tagged, at);
    if (lexeme?.role === 'noun') return lexeme.form === 'singular' && !isPluralConstruct(tagged, at - 1);
    if (steps === 0 && looksPlural(word)) return false;
    const before = at > 0 ? foldedWord(words, at - 1) : '';
    // «مراكز الاحتجاز الستة والعشرين»: the number counts the plural
    if (!isDefiniteWord(before)) return !isPluralConstruct(tagged, at - 1);
  }
  return false;
}

/** «أعضاء التحالف الـ89»: the number counts the plural before its complement. */
function isPluralConstruct(tagged: TaggedWords, index: number): boolean {
  const lexeme = lexemeAt(tagged, index);
  const plural = lexeme?.role === 'noun' && lexeme.form !== 'singular' && (gluedAt(tagged, index) & Glued.the) === 0;
  return plural && isAdjacent(tagged.words, index + 1);
}

function isCountedBehind(tagged: TaggedWords, index: number): boolean {
  if (!isAdjacent(tagged.words, index)) return false;
  const lexeme = lexemeAt(tagged, index);
  return lexeme?.role === 'noun' && gluedAt(tagged, index) === Glued.none;
}

const isDefiniteWord = (word: string) => /^[وفبك]*ال|^[وف]*لل/u.test(word) && word.length > 3;

/** Shapes of plurals that the noun list does not know: سالمات، مسؤولين، أفعال، مفاعيل، فعول. */
function looksPlural(word: string): boolean {
  const bare = word.replace(/^.*?(?:ال|لل)/u, '');
  return /(?:ات|ين|ون)$/u.test(bare) || /^ا..ا.$/u.test(bare) || /^م.ا.ي?.$/u.test(bare) || /^..و.$/u.test(bare);
}
