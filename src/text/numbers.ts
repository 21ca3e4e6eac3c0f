/** Finds the numbers in a text: one look-up per word, grammar only where a digit or a number word stands. */
import { readDigits } from './digits.ts';
import { type Cardinal, readCardinal } from './numbers-cardinal.ts';
import { readDual } from './numbers-dual.ts';
import { Glued, gluedLength, offsetBehind } from './numbers-forms.ts';
import {
  gluedAt,
  isAdjacent,
  isDigits,
  isSamePhrase,
  lexemeAt,
  linkAt,
  mayBeNumber,
  type TaggedWords,
  tagNumberWords,
} from './numbers-lexicon.ts';
import type { NumberKind, NumberReading } from './numbers-model.ts';
import { isRank, readOrdinal } from './numbers-ordinal.ts';
import { readPart } from './numbers-part.ts';
import { type Percent, percentOf } from './numbers-percent.ts';
import { isDash, readRange } from './numbers-range.ts';
import { readVague } from './numbers-vague.ts';
import { foldedWord, Gap, type Words } from './words.ts';

/** Every number in the text, in its order and without overlap; digits that follow no rule are passed over. */
export function readNumbers(words: Words, tagged: TaggedWords = tagNumberWords(words)): readonly NumberReading[] {
  const readings: NumberReading[] = [];
  for (let index = 0; index < words.count; ) {
    if (!mayBeNumber(words, index)) {
      index++;
      continue;
    }
    const code = isDigits(words, index) ? codeEnd(words, index) : -1;
    const reading = code < 0 ? readNumber(tagged, index) : null;
    if (reading) readings.push(reading);
    index = 1 + (reading ? repeatEnd(tagged, reading) : Math.max(code, refusedEnd(words, index)));
  }
  return readings;
}

function refusedEnd(words: Words, index: number): number {
  return isDigits(words, index) ? readDigits(words, index).last : index;
}

/** The last word of digits joined like a code («5/3», «10:30», «0933-123-456»); -1 when they are not. */
function codeEnd(words: Words, index: number): number {
  let end = index;
  let dashes = 0;
  while (isDigits(words, end + 1)) {
    const sign = words.text.slice(words.end[end], words.start[end + 1]).trim();
    if (isDash(words, end + 1)) dashes++;
    else if (dashes > 1 && /^[.,]$/u.test(sign)) dashes++;
    else if (!/^[/:\\_#@+=*x×]$/u.test(sign)) break;
    else dashes += 2;
    end++;
  }
  return dashes >= 2 ? end : -1;
}

/** «خمسة (5)»: the same number said again in brackets belongs to the first. */
function repeatEnd(tagged: TaggedWords, reading: NumberReading): number {
  const next = reading.last + 1;
  if (reading.form !== 'words' || !isDigits(tagged.words, next)) return reading.last;
  if (((tagged.words.gap[next] as number) & Gap.bracket) === 0) return reading.last;
  const again = readCardinal(tagged, next);
  return again?.value === reading.value ? again.last : reading.last;
}

function readNumber(tagged: TaggedWords, index: number): NumberReading | null {
  if (isDigits(tagged.words, index)) return readCounted(tagged, index);
  const lexeme = lexemeAt(tagged, index);
  switch (lexeme?.role) {
    case 'unit':
    case 'ten':
      return readShare(tagged, index) ?? readCounted(tagged, index);
    case 'one':
    case 'teen':
    case 'tens':
    case 'hundred':
      return readCounted(tagged, index);
    case 'scale':
      return lexeme.count === 0 ? vague(tagged, index) : readCounted(tagged, index);
    case 'part':
      return readCounted(tagged, index) ?? readFraction(tagged, index);
    case 'vague':
    case 'few':
      return vague(tagged, index);
    case 'ordinal':
      return ordinal(tagged, index);
    case 'noun':
    case undefined:
      return dual(tagged, index);
    case 'zero':
    case 'parts':
    case 'link':
      return null;
  }
}

/** «خُمس السكان», «سوى الخمس»: letters that could be a whole number, read as a fraction. */
function readShare(tagged: TaggedWords, index: number): NumberReading | null {
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

function readFraction(tagged: TaggedWords, index: number): NumberReading | null {
  const part = readPart(tagged, index);
  if (!part) return null;
  const rule = part.suffixed ? 'fraction:pronoun' : 'fraction';
  return { ...reading(tagged, index, part.last, part.value, 'fraction'), rules: [rule] };
}

function vague(tagged: TaggedWords, index: number): NumberReading | null {
  const last = readVague(tagged, index);
  return last < 0 ? null : { ...reading(tagged, index, last, null, 'vague'), rules: ['vague'] };
}

function ordinal(tagged: TaggedWords, index: number): NumberReading | null {
  const found = readOrdinal(tagged, index);
  return found && { ...reading(tagged, index, found.last, found.value, 'ordinal'), rules: ['ordinal'] };
}

function dual(tagged: TaggedWords, index: number): NumberReading | null {
  const found = readDual(tagged, index);
  if (!found) return null;
  const orMore = dualRange(tagged, index);
  const whole = reading(tagged, index, orMore?.last ?? index + found.adjectives, 2, orMore ? 'range' : 'dual');
  const span = orMore ? whole.span : { start: whole.span.start, end: tagged.words.end[index] as number };
  return { ...whole, span, max: orMore?.value ?? null, noun: found.noun, rules: [found.rule] };
}

/** «هجومين أو ثلاثة»: two or three. */
function dualRange(tagged: TaggedWords, index: number): Cardinal | null {
  const told = linkAt(tagged, index + 1) === 'or' && isAdjacent(tagged.words, index + 2);
  const more = told ? readCardinal(tagged, index + 2) : null;
  return more && more.value > 2 && more.value < 10 ? more : null;
}

function readCounted(tagged: TaggedWords, index: number): NumberReading | null {
  const cardinal = readCardinal(tagged, index);
  if (!cardinal || isMonday(tagged, index, cardinal) || isNegatedBeing(tagged, index, cardinal)) return null;
  return ratio(tagged, index, cardinal) ?? range(tagged, index, cardinal) ?? single(tagged, index, cardinal);
}

/** «الاثنين» is a weekday, but for «الجنديين الاثنين», «موكليه الاثنين». */
function isMonday(tagged: TaggedWords, index: number, cardinal: Cardinal): boolean {
  if (cardinal.value !== 2 || (gluedAt(tagged, index) & Glued.the) === 0) return false;
  const before = lexemeAt(tagged, index - 1);
  if (!isAdjacent(tagged.words, index)) return true;
  const dualBefore = before?.role === 'noun' && (before.form === 'dual' || before.form === 'twin');
  return !dualBefore && !/.{2,}[يا](?:ه|ها|هم|هن|نا)$/u.test(foldedWord(tagged.words, index - 1));
}

/** «لستُ» is no ل and six, but before a plural («أم لست بنات»). */
function isNegatedBeing(tagged: TaggedWords, index: number, cardinal: Cardinal): boolean {
  if (cardinal.value !== 6 || (gluedAt(tagged, index) & Glued.for) === 0) return false;
  if (foldedWord(tagged.words, index).endsWith('ه')) return false;
  const next = isAdjacent(tagged.words, index + 1) ? lexemeAt(tagged, index + 1) : undefined;
  return next?.role !== 'noun' || next.form !== 'plural';
}

/** «واحد من كل خمسة» is a fifth; «من كل خمسة» behind a noun («طفل من كل خمسة») too. */
function ratio(tagged: TaggedWords, index: number, cardinal: Cardinal): NumberReading | null {
  const { words } = tagged;
  const each = eachBehind(tagged, cardinal.last + 1);
  const isEach = (at: number) => linkAt(tagged, at) === 'each' && linkAt(tagged, at - 1) === 'from';
  const of = each > 0 && isAdjacent(words, each) ? readCardinal(tagged, each + 1) : null;
  if (of && of.value > cardinal.value) {
    return { ...reading(tagged, index, of.last, cardinal.value / of.value, 'ratio'), rules: ['ratio'] };
  }
  if (!isEach(index - 1) || cardinal.value <= 1 || lexemeAt(tagged, index - 3)?.role !== 'noun') return null;
  return { ...reading(tagged, index, cardinal.last, 1 / cardinal.value, 'ratio'), rules: ['ratio:noun'] };
}

/** Where «كل» stands in «ستة من كل عشرة», «ثلاثة أطفال من كل عشرة»; 0 when it does not. */
function eachBehind(tagged: TaggedWords, index: number): number {
  const noun = isAdjacent(tagged.words, index) && lexemeAt(tagged, index)?.role === 'noun';
  const at = noun ? index + 1 : index;
  return linkAt(tagged, at) === 'from' && linkAt(tagged, at + 1) === 'each' ? at + 1 : 0;
}

function range(tagged: TaggedWords, index: number, from: Cardinal): NumberReading | null {
  const found = readRange(tagged, index, from);
  if (!found) return null;
  const percent = percentOf(tagged, found.second, found.last);
  const mixed = from.form !== found.to.form ? 'mixed' : from.form;
  const whole = reading(tagged, index, found.last, found.low, percent ? 'percent' : 'range', percent);
  const ends = [{ ...single(tagged, index, from), value: found.low }, single(tagged, found.second, found.to)];
  return {
    ...whole,
    max: found.high,
    form: mixed,
    scaled: found.to.scaled,
    ends: found.rule === 'from-to' || found.rule === 'to' ? ends : [],
    rules: [`range:${found.rule}`],
  };
}

function single(tagged: TaggedWords, index: number, cardinal: Cardinal): NumberReading {
  const percent = percentOf(tagged, index, cardinal.last);
  const definite = isDefinite(tagged, index);
  const rank = !percent && definite && isRank(tagged, index, cardinal.last);
  const kind = percent ? 'percent' : rank ? 'ordinal' : 'cardinal';
  const value = chosen(tagged, cardinal, percent);
  return {
    ...reading(tagged, index, cardinal.last, value, kind, percent),
    form: cardinal.form,
    plain: cardinal.plain,
    scaled: cardinal.scaled,
    rules: [rank ? 'ordinal:rank' : `number:${cardinal.form}`],
  };
}

/** «1.310 شخص» is a thousand and more, «1.310 دولار» and «1.310%» are decimals; «3,125%» is no thousand. */
function chosen(tagged: TaggedWords, cardinal: Cardinal, percent: Percent | null): number {
  if (cardinal.alternative === null) return cardinal.value;
  const whole = Math.max(cardinal.value, cardinal.alternative);
  const decimal = Math.min(cardinal.value, cardinal.alternative);
  if (percent) return decimal;
  if (cardinal.value === whole) return whole;
  const next = isSamePhrase(tagged.words, cardinal.last + 1) ? lexemeAt(tagged, cardinal.last + 1) : undefined;
  // «23.500 طن»: a decimal would not end with a nought
  if (cardinal.value * 1000 === whole && whole % 10 === 0) return whole;
  const measured = next?.role === 'noun' && ['money', 'distance', 'weight', 'measure'].includes(next.noun.class);
  return measured ? decimal : whole;
}

function isDefinite(tagged: TaggedWords, index: number): boolean {
  return (gluedAt(tagged, index) & Glued.the) !== 0 || isArticleBefore(tagged, index);
}

/** «الـ83», «الـ 83», «والـ22»: the article as a word of its own before digits. */
function isArticleBefore(tagged: TaggedWords, index: number): boolean {
  if (index === 0 || !isDigits(tagged.words, index) || !isSamePhrase(tagged.words, index)) return false;
  return /^[وفبك]?ال$|^[وف]?لل$/u.test(foldedWord(tagged.words, index - 1));
}

function reading(
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
function spanOf(tagged: TaggedWords, first: number, last: number, percent: Percent | null) {
  const { words } = tagged;
  const cut = gluedLength(gluedAt(tagged, first) & ~Glued.the);
  const start = percent?.start ?? (cut === 0 ? (words.start[first] as number) : offsetBehind(words, first, cut));
  return { start, end: percent?.end ?? (words.end[last] as number) };
}
