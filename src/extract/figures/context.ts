/** What the readers of a figure's surroundings share: a page's words with all that is known of each. */
import type { Span } from '../../model.ts';
import {
  type DateMention,
  Gap,
  Glued,
  gluedAt,
  gluedOf,
  internedWord,
  isSamePhrase,
  type Lexeme,
  lexemeAt,
  lexemeOf,
  type Noun,
  type NumberReading,
  type TaggedWords,
  tagOf,
  WordKind,
  type Words,
} from '../../text/index.ts';
import { type Cue, type CueWords, cueAt, MAY_BE_FLAGGED } from './vocabulary.ts';

/** A page's words, tagged, with its dates and numbers by word. */
export type PageWords = {
  readonly words: Words;
  readonly tagged: TaggedWords;
  readonly cues: CueWords;
  /** The date that covers a word, by word index. */
  readonly dateAt: readonly (DateMention | undefined)[];
  /** The number reading that covers a word, by word index. */
  readonly numberAt: readonly (NumberReading | undefined)[];
  /** The places of the sentence that was asked for last: figures come in the order of the text. */
  readonly placesOf: SentencePlaces;
  /** Folded words, filled as they are asked for. */
  readonly folded: (string | undefined)[];
  /** Cues of words, filled as they are asked for; null for none. */
  readonly cueOf: (Cue | null | undefined)[];
};

/** A place's words. */
export type NamedPlace = { readonly first: number; readonly last: number };

/** The places that a sentence names, and its first and last word. */
export type SentencePlaces = { from: number; to: number; places: readonly NamedPlace[] };

/** The last word before a number that is no glued letter, and whether و joins the number to it. */
export type WordBefore = { readonly index: number; readonly joined: boolean };

/** A number in its sentence: `from` and `to` are the sentence's first and last word. */
export type Place = {
  readonly page: PageWords;
  readonly number: NumberReading;
  readonly from: number;
  readonly to: number;
  readonly before: WordBefore;
};

/** True when a date covers word `index`. */
export function isDated(page: PageWords, index: number): boolean {
  return page.dateAt[index] !== undefined;
}

/** True when a number covers word `index`. */
export function isNumber(page: PageWords, index: number): boolean {
  return page.numberAt[index] !== undefined;
}

/** What the context vocabulary says of word `index`. */
export function cue(page: PageWords, index: number): Cue | undefined {
  const known = page.cueOf[index];
  if (known !== undefined) return known ?? undefined;
  if (index < 0 || index >= page.words.count) return undefined;
  const found = isCutCue(page, index) ? undefined : cueAt(page.cues, index);
  page.cueOf[index] = found ?? null;
  return found;
}

/** `CueFlag` bits of word `index`: a cheap look before its cue is asked for. */
export function flags(page: PageWords, index: number): number {
  return cue(page, index)?.flags ?? 0;
}

/** True when word `index` has a flag that few words have (not `event`, not `mood`); the sieve spares the others a look-up. */
export function isFlagged(page: PageWords, index: number, flag: number): boolean {
  return MAY_BE_FLAGGED(page.words.hash[index] as number) && (flags(page, index) & flag) !== 0;
}

/** «فرداً» is a noun of the number vocabulary as it stands, not ف and «رداً». */
function isCutCue(page: PageWords, index: number): boolean {
  return gluedOf(page.cues, index) !== 0 && tagOf(page.tagged, index) !== 0 && gluedOf(page.tagged, index) === 0;
}

/** What the number vocabulary says of word `index`. */
export function lexeme(page: PageWords, index: number): Lexeme | undefined {
  return lexemeAt(page.tagged, index);
}

/** Letters glued before a word, by whichever vocabulary knows it; «فرداً», «فتى» are nouns as they stand. */
export function glued(page: PageWords, index: number): number {
  const own = gluedAt(page.tagged, index);
  if (own !== Glued.none) return own;
  const other = gluedOf(page.cues, index);
  return other !== Glued.none && tagOf(page.tagged, index) !== 0 ? Glued.none : other;
}

/** The folded letters of word `index`; '' outside the text. */
export function wordText(page: PageWords, index: number): string {
  if (index < 0 || index >= page.words.count) return '';
  const known = page.folded[index];
  if (known !== undefined) return known;
  const word = internedWord(page.words, index);
  page.folded[index] = word;
  return word;
}

/** True when word `index` goes on the phrase of the word before it. */
export function samePhrase(page: PageWords, index: number): boolean {
  return isSamePhrase(page.words, index);
}

/** True when the word behind a number goes on its phrase; a percent sign between them does not part them. */
export function followsNumber({ page, number }: Place, index: number): boolean {
  if (index !== number.last + 1 || number.kind !== 'percent') return samePhrase(page, index);
  const between = page.words.text.slice(number.span.end, page.words.start[index]);
  return index < page.words.count && /^[\s»”")]*$/u.test(between) && !between.includes('\n');
}

/** True when word `index` is in Arabic letters. */
export function isArabic(page: PageWords, index: number): boolean {
  return page.words.kind[index] === WordKind.arabic;
}

const ARTICLE = /^[وفبك]*ال|^[وف]?لل/u;

/** True when word `index` has the article; «آليات» begins with the same letters and has none. */
export function isDefinite(page: PageWords, index: number): boolean {
  if (lexeme(page, index) || cue(page, index)) return (glued(page, index) & Glued.the) !== 0;
  const word = wordText(page, index);
  return word.length > 4 && ARTICLE.test(word);
}

const PRONOUN = /(?:هما|هم|هن|ها|نا|ه)$/u;

/** The noun of «أعضائها», «أعضائه», and how many letters its pronoun has; null for other words. */
export function nounWithPronoun(page: PageWords, index: number): { readonly noun: Noun; readonly cut: number } | null {
  if (lexeme(page, index)) return null;
  const word = wordText(page, index);
  const cut = PRONOUN.exec(word)?.[0].length ?? 0;
  if (cut === 0) return null;
  const bare = word.slice(0, -cut);
  // ئ is folded to ي: «أعضائه» is «أعضاء» with a pronoun
  for (const form of [bare, bare.replace(/اي$/u, 'اء'), bare.replace(/ت$/u, 'ه')]) {
    for (const stem of [form, form.replace(/^[وفبلك]/u, '')]) {
      const found = lexemeOf(stem);
      if (found?.role === 'noun') return { noun: found.noun, cut };
    }
  }
  return null;
}

/** Glued letters written as a word of their own before digits: «الـ 83», «و22», «بـ14». */
const LONGEST_CLITIC = 3;
const CLITIC = /^[وفبلك]?(?:ال)?$|^[وف]?لل$|^[وف][بلك]$/u;

/** A number in the sentence of words `from` to `to`. */
export function placeOf(page: PageWords, number: NumberReading, from: number, to: number): Place {
  return { page, number, from, to, before: findBefore(page, number) };
}

/** Past glued letters written apart, and past the «بين» of a range. */
function findBefore(page: PageWords, number: NumberReading): WordBefore {
  let index = number.first - 1;
  let joined = (glued(page, number.first) & 1) !== 0;
  if (page.words.kind[number.first] === WordKind.number && isArabic(page, index)) {
    const clitic = wordText(page, index);
    if (clitic.length <= LONGEST_CLITIC && CLITIC.test(clitic)) {
      joined = /^[وف]/u.test(clitic);
      index--;
    }
  }
  if (number.rules.includes('range:between') && /^[وب]?بين$/u.test(wordText(page, index))) {
    index -= /^[ولب]?ما$/u.test(wordText(page, index - 1)) ? 2 : 1;
  }
  // in this order: an engine sees objects whose keys begin alike as one family, and elsewhere an `index` comes first
  return { joined, index };
}

/** Verbatim span from word `first` to word `last`. */
export function spanBetween(page: PageWords, first: number, last: number): Span {
  return { start: page.words.start[first] ?? 0, end: page.words.end[last] ?? 0 };
}

/** True when a sign that parts clauses (a comma, a colon, a dash) stands before word `index`. */
export function isClauseStart(page: PageWords, index: number): boolean {
  return ((page.words.gap[index] ?? 0) & (Gap.comma | Gap.stop | Gap.colon | Gap.newline)) !== 0;
}
