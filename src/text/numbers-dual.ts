/**
 * Duals that count: «عمليتين», «قتيلان», «سيارتي إسعاف». A dual needs evidence, because ـان and ـين end many other
 * words: the noun is in the list and its form cannot be a plural, or what follows agrees in the dual.
 */

import { foundDual, isComplementWord, isNominative, ownedDual } from './numbers-dual-shapes.ts';
import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, isDigits, lexemeAt, type TaggedWords } from './numbers-lexicon.ts';
import type { Noun, NounForm } from './numbers-nouns.ts';
import { foldedWord, WordKind } from './words.ts';

const NUN = 'ن'.charCodeAt(0);

/** A noun in the dual, the rule that proves it, and how many dual adjectives follow; an unlisted noun is null. */
export type Dual = {
  readonly noun: Noun | null;
  readonly rule: string;
  readonly adjectives: number;
  /** Letters glued before a noun that the list does not know in this form («وطفلاها»). */
  readonly glued?: number;
};

/** «الطرفين», «في اتجاهين»: pairs that news names without counting. */
const PAIRS = new Set(['طرف', 'جانب', 'اتجاه', 'جهة', 'بعد', 'مستوى', 'ضعف']);

/** The dual at word `index`; null when the word is none, is definite, or is followed by «اثنين», which then counts. */
export function readDual(tagged: TaggedWords, index: number): Dual | null {
  const lexeme = lexemeAt(tagged, index);
  if (lexeme === undefined) return isTwo(tagged, index + 1) ? null : readUnlisted(tagged, index);
  if (lexeme.role !== 'noun' || lexeme.form === 'plural') return null;
  if (lexeme.form === 'singular') {
    const { noun } = lexeme;
    return isNominative(tagged, index, noun) ? { noun, rule: 'dual:nominative', adjectives: 0 } : null;
  }
  if ((gluedAt(tagged, index) & Glued.the) !== 0 || isTwo(tagged, index + 1)) return null;
  return isDualAdjective(tagged, index) ? null : readListed(tagged, index, lexeme.noun, lexeme.form);
}

function readUnlisted(tagged: TaggedWords, index: number): Dual | null {
  if (isDualPhrase(tagged, index)) return { noun: null, rule: 'dual:phrase', adjectives: 1 };
  const owned = ownedDual(tagged, index);
  if (owned) return { ...owned, rule: 'dual:owned', adjectives: 0 };
  const found = foundDual(tagged, index);
  return found && { ...found, rule: 'dual:found', adjectives: 0 };
}

/** «طائرتان مسيرتان»: the second dual describes the first. */
function isDualAdjective(tagged: TaggedWords, index: number): boolean {
  const before = isAdjacent(tagged.words, index) ? lexemeAt(tagged, index - 1) : undefined;
  if (before?.role !== 'noun' || (before.form !== 'dual' && before.form !== 'twin')) return false;
  return gluedAt(tagged, index) === Glued.none;
}

function isTwo(tagged: TaggedWords, index: number): boolean {
  const next = isAdjacent(tagged.words, index) ? lexemeAt(tagged, index) : undefined;
  return next?.role === 'unit' && next.value === 2;
}

function readListed(tagged: TaggedWords, index: number, noun: Noun, form: NounForm): Dual | null {
  if (noun.class === 'time' || PAIRS.has(noun.lemma)) return null;
  switch (form) {
    case 'dual':
      return { noun, rule: 'dual:form', adjectives: 0 };
    case 'twin':
      return isFollowedByDual(tagged, index + 1) ? { noun, rule: 'dual:agreement', adjectives: 0 } : null;
    case 'construct':
      return isCountedConstruct(tagged, index, noun) ? { noun, rule: 'dual:construct', adjectives: 0 } : null;
    case 'singular':
    case 'plural':
      return null;
  }
}

/** «مسلحين كانا», «مهاجمين يستقلان»: a word that can only be dual; most adjectives in ـين prove nothing. */
function isFollowedByDual(tagged: TaggedWords, index: number): boolean {
  if (!isAdjacent(tagged.words, index)) return false;
  const next = lexemeAt(tagged, index);
  // «مهندسين أجنبيين»: the adjective has a plural of its own
  if (next?.role === 'noun' && next.form === 'dual' && gluedAt(tagged, index) === Glued.none) return true;
  const word = foldedWord(tagged.words, index);
  return word === 'كانا' || (word.length > 4 && /^[يت].*ان$/u.test(word));
}

/** «سيارتي إسعاف» counts; «بلدتي كفر وتل» names, «سيارتي السفير» are his, «بيتي ليلة» is mine. */
function isCountedConstruct(tagged: TaggedWords, index: number, noun: Noun): boolean {
  const { words } = tagged;
  const next = index + 1;
  if (!isAdjacent(words, next) || isDigits(words, next) || words.kind[next] !== WordKind.arabic) return false;
  const nominative = foldedWord(words, index).endsWith('تا');
  if (!mayGovern(tagged, index, noun, nominative)) return false;
  if (!noun.feminine && isDescribing(tagged, index)) return false;
  if (isComplementWord(words, next)) return true;
  const lexeme = lexemeAt(tagged, next);
  if (lexeme) {
    const glued = gluedAt(tagged, next);
    const plain = nominative ? (glued & ~Glued.the) === Glued.none : glued === Glued.none;
    return lexeme.role === 'noun' && plain && lexeme.noun.class !== 'time';
  }
  return mayBeComplement(foldedWord(words, next), noun);
}

/** Things and events count in any case; persons where the letters leave no doubt: «ابنتا مقاتل», «جثتي امرأة», «رجلي أمن». */
function mayGovern(tagged: TaggedWords, index: number, noun: Noun, nominative: boolean): boolean {
  if (noun.class === 'thing' || noun.class === 'event') return true;
  if (noun.class === 'place') return !noun.feminine;
  if (noun.class === 'casualty') return noun.feminine;
  return noun.class === 'person' && (noun.feminine ? nominative : isComplementWord(tagged.words, index + 1));
}

/** «مكتبي تسجيل»: a verbal noun, not a verb; «بيتي خير من» is no pair of houses. */
function mayBeComplement(word: string, noun: Noun): boolean {
  if (/^ت..ي.$/u.test(word)) return true;
  if (noun.class === 'place' && (word.length < 4 || /^ا...$/u.test(word))) return false;
  return !/^(?:ال|لل|[وبلفيت])|ي(?:ه|ا)?$|^.{1,2}$/u.test(word);
}

/** «هجوم صاروخي» is an adjective, «دمروا برجي مراقبة» a dual: a noun before it would be described. */
function isDescribing(tagged: TaggedWords, index: number): boolean {
  if (!isAdjacent(tagged.words, index)) return false;
  const before = lexemeAt(tagged, index - 1);
  const word = foldedWord(tagged.words, index - 1);
  // «أطلق المسلحون صاروخي كاتيوشا»: an adjective without the article describes no definite noun
  if (/^[وف]?ال/u.test(word)) return false;
  return before?.role === 'noun' || before?.role === 'vague' || /(?:ه|ات)$/u.test(word);
}

/** «راجمتين متطورتين», «شريكان أجنبيان»: an unlisted noun and its adjective, both in the dual and of one case. */
function isDualPhrase(tagged: TaggedWords, index: number): boolean {
  const { words } = tagged;
  const last = (at: number) => words.text.charCodeAt((words.end[at] as number) - 1);
  if (!isAdjacent(words, index + 1) || last(index) !== NUN || last(index + 1) !== NUN) return false;
  const noun = foldedWord(words, index);
  const adjective = foldedWord(words, index + 1);
  if (noun.length < 6 || adjective.length < 6 || /^[وفب]?ال|^[يت]/u.test(noun) || /^(?:و|ال)/u.test(adjective))
    return false;
  // «باكستان», «كردستان»
  if (noun.endsWith('ستان')) return false;
  const ending = noun.slice(-2);
  if ((ending !== 'ين' && ending !== 'ان') || !adjective.endsWith(ending)) return false;
  if (noun.endsWith(`ت${ending}`)) return adjective.endsWith(`ت${ending}`);
  const lexeme = lexemeAt(tagged, index + 1);
  return lexeme?.role === 'noun' && lexeme.form === 'dual';
}
