/** The vocabulary of the number reader, and small questions about the words around a number. */

import { buildWordFilter } from './numbers-filter.ts';
import { Glued } from './numbers-forms.ts';
import { nounSpellings } from './numbers-nouns.ts';
import {
  HUNDREDS,
  type Lexeme,
  LINKS,
  type Link,
  ORDINALS,
  PARTS,
  SCALES,
  TENS,
  UNITS,
  VAGUE,
} from './numbers-numerals.ts';
import {
  buildVocabulary,
  gluedOf,
  tagOf,
  tagWords,
  type Vocabulary,
  type VocabularyEntry,
  type WordTags,
} from './numbers-vocabulary.ts';
import { Gap, WordKind, type Words } from './words.ts';

/** Words with their tags; what every part of the number reader works on. */
export type TaggedWords = WordTags;

/** A second, and the second one. */
const SECOND = 'ثانية';

const VOCABULARY = buildVocabulary<Lexeme>(entries());

function* entries(): Iterable<VocabularyEntry<Lexeme>> {
  for (const [spellings, link, takes] of LINKS) {
    for (const spelling of spellings.split(' ')) yield [spelling, { role: 'link', link }, takes];
  }
  for (const [spellings, lexeme] of [...UNITS, ...TENS, ...HUNDREDS, ...SCALES, ...PARTS, ...VAGUE, ...ORDINALS]) {
    for (const spelling of spellings.split(' ')) yield [spelling, lexeme, 'all'];
  }
  for (const { spelling, noun, form } of nounSpellings()) {
    // «ثانية» is a second and a second one: both readings are kept
    if (spelling === SECOND) yield [spelling, { role: 'ordinal', value: 2, noun, form }, 'all'];
    else yield [spelling, { role: 'noun', noun, form }, 'all'];
  }
}

const NUMBER_WORDS = buildWordFilter([
  ...[...UNITS, ...TENS, ...HUNDREDS, ...SCALES, ...PARTS, ...VAGUE, ...ORDINALS].flatMap(([words]) =>
    words.split(' '),
  ),
  // «الثانية عشرة» is twelfth, not ten
  SECOND,
]);

/** «عنصرا», «حارسا»: an accusative, or the dual before its complement; other words in ـا need no second look. */
const NOMINATIVES = buildWordFilter(
  [...nounSpellings()]
    .filter(({ noun, form, spelling }) => noun.class === 'person' && form === 'singular' && spelling.endsWith('ا'))
    .map(({ spelling }) => spelling),
);

/** The cheap look at a word before all others: false for what is surely no number and no dual. */
export function mayBeNumber(words: Words, index: number): boolean {
  if (words.kind[index] === WordKind.number) return true;
  return NUMBER_WORDS(words.hash[index] as number) || endsLikeDual(words, index);
}

const [ALIF, LAM, NUN, TA, YA, HA, MIM] = ['ا', 'ل', 'ن', 'ت', 'ي', 'ه', 'م'].map((letter) => letter.charCodeAt(0));

/** «برجي» */
const SHORTEST_DUAL = 4;
/** «ابناه» */
const SHORTEST_OWNED = 5;

/** «ـان», «ـين», «ـا», «ـي»; with a pronoun «ـاه», «ـيها», «ـاهم». */
function endsLikeDual({ text, start, end, hash }: Words, index: number): boolean {
  const at = end[index] as number;
  const from = start[index] as number;
  if (at - from < SHORTEST_DUAL || hasArticle(text, from)) return false;
  const last = text.charCodeAt(at - 1);
  const before = text.charCodeAt(at - 2);
  if (last === NUN && (before === ALIF || before === YA)) return true;
  if (last === HA) return (before === ALIF || before === YA) && at - from >= SHORTEST_OWNED;
  if (before === HA && (last === ALIF || last === MIM || last === NUN)) {
    const sign = text.charCodeAt(at - 3);
    return (sign === ALIF || sign === YA) && at - from > SHORTEST_OWNED;
  }
  if (last !== YA && last !== ALIF) return false;
  if (index + 1 >= start.length) return false;
  if (last === ALIF && before !== TA) return NOMINATIVES(hash[index] as number);
  // «سيارتي إسعاف» needs an indefinite noun behind it
  return last === ALIF || !hasArticle(text, start[index + 1] as number);
}

function hasArticle(text: string, at: number): boolean {
  return text.charCodeAt(at) === ALIF && text.charCodeAt(at + 1) === LAM;
}

/** The words of a text for the number reader. */
export function tagNumberWords(words: Words): TaggedWords {
  return tagWords(words, [VOCABULARY])[0] as TaggedWords;
}

/** The same, with another vocabulary of the caller's looked up on the way. */
export function tagNumberWordsWith(words: Words, other: Vocabulary<unknown>): readonly [TaggedWords, WordTags] {
  const [tags, others] = tagWords(words, [VOCABULARY, other]);
  return [tags as TaggedWords, others as WordTags];
}

/** What word `index` means to the number grammar. */
export function lexemeAt(tagged: TaggedWords, index: number): Lexeme | undefined {
  return index >= 0 && index < tagged.words.count ? VOCABULARY.values[tagOf(tagged, index)] : undefined;
}

/** What a loose folded word means: for words whose ending was cut off («أعضائها»). */
export function lexemeOf(folded: string): Lexeme | undefined {
  return VOCABULARY.get(folded);
}

/** The letters glued before word `index`, as `Glued` bits. */
export function gluedAt(tagged: TaggedWords, index: number): number {
  return gluedOf(tagged, index);
}

/**
 * True for «وأحد» in «مئة وأحد عشر»: folded it is «واحد», so its و is told by the hamza or by «عشر» behind it.
 */
export function isAndOne(tagged: TaggedWords, index: number): boolean {
  const lexeme = lexemeAt(tagged, index);
  if (lexeme?.role !== 'unit' || lexeme.value !== 1 || gluedAt(tagged, index) !== Glued.none) return false;
  const { words } = tagged;
  const start = words.start[index] as number;
  if (words.text[start] !== 'و') return false;
  const next = isAdjacent(words, index + 1) ? lexemeAt(tagged, index + 1) : undefined;
  return words.text[start + 1] === 'أ' || next?.role === 'ten';
}

/** The link word at `index` without glued letters, if it is one. */
export function linkAt(tagged: TaggedWords, index: number): Link | undefined {
  const lexeme = lexemeAt(tagged, index);
  return lexeme?.role === 'link' ? lexeme.link : undefined;
}

/** True when only blanks stand between word `index` and the one before it: a number may go on there. */
export function isAdjacent(words: Words, index: number): boolean {
  return index > 0 && index < words.count && ((words.gap[index] as number) & ~Gap.space) === 0;
}

/** True when no sign that ends a phrase stands before word `index`; quotation marks and brackets do not end one. */
export function isSamePhrase(words: Words, index: number): boolean {
  const ends = Gap.comma | Gap.stop | Gap.colon | Gap.newline | Gap.other;
  return index > 0 && index < words.count && ((words.gap[index] as number) & ends) === 0;
}

/** True for a word of digits. */
export function isDigits(words: Words, index: number): boolean {
  return index >= 0 && index < words.count && words.kind[index] === WordKind.number;
}
