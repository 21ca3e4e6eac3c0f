/** The door of `text/`: tools for Arabic text that know nothing of articles. */
export { anchorRightToLeft, balanceBidi, isolate, latinRuns } from './bidi.ts';
export { type DateMention, findDates } from './dates.ts';
export {
  addDays,
  dayNumber,
  intersectRanges,
  isoDay,
  shiftedMonth,
  weekdayOf,
  yearRange,
} from './dates-calendar.ts';
export { fold } from './fold.ts';
export { buildLexicon } from './lexicon.ts';
export { signsIn } from './number-signs.ts';
export { readNumbers } from './numbers.ts';
export { buildWordFilter } from './numbers-filter.ts';
export { Glued, gluedLength, offsetBehind } from './numbers-forms.ts';
export { internedWord } from './numbers-interned.ts';
export {
  gluedAt,
  isSamePhrase,
  lexemeAt,
  lexemeOf,
  type TaggedWords,
  tagNumberWordsWith,
} from './numbers-lexicon.ts';
export type { NumberReading } from './numbers-model.ts';
export type { Noun, NounClass } from './numbers-nouns.ts';
export type { Lexeme } from './numbers-numerals.ts';
export { isDash } from './numbers-range.ts';
export {
  buildVocabulary,
  gluedOf,
  tagOf,
  type Vocabulary,
  type VocabularyEntry,
  type WordTags,
} from './numbers-vocabulary.ts';
export { sentencesOf } from './sentences.ts';
export { bareStem, plainForm, readStems, type Stems, stem } from './stem.ts';
export { correctedFrom, correctedNumber, correctedTo } from './wording-corrections.ts';
export { amountWords, type CountedNoun, counted, type GrammaticalCase } from './wording-counts.ts';
export {
  issueDay,
  longDay,
  publishedWithBasis,
  publishedWords,
  rangeWords,
  shortDay,
  UNKNOWN_DATE,
  yearWords,
} from './wording-dates.ts';
export { type Digits, inDigits } from './wording-digits.ts';
export {
  ASSERTION_WORDS,
  EVENT_NAMES,
  type FigureWords,
  figureWords,
  QUALIFIER_WORDS,
  UNKNOWN_SOURCE,
} from './wording-figures.ts';
export {
  CHOICE_WORDS,
  LETTER_LINKS,
  LETTER_WORDS,
  letterSubject,
  linkTermWords,
  PLAIN_LINK,
} from './wording-letters.ts';
export { failingSinceWords, SOURCES_NOTICE, sourcesNoticeSubject } from './wording-notices.ts';
export { IN_THIS_EDITION, LEAD_JOIN, SUBJECT_JOIN } from './wording-opening.ts';
export { changeWords, UPDATE_MARK, unreadWords } from './wording-updates.ts';
export { foldedWord, Gap, hashFolded, readWords, spanOfWords, WordKind, type Words, wordAt } from './words.ts';
