/** Finds the numbers in a text: a cheap look at every word, grammar only where a digit or a number word stands. */
import { readDigits } from './digits.ts';
import { type Cardinal, joinedAt, readCardinal } from './numbers-cardinal.ts';
import { readCounted } from './numbers-counted.ts';
import { readDual } from './numbers-dual.ts';
import { Glued, offsetBehind } from './numbers-forms.ts';
import { readAddedPart } from './numbers-half.ts';
import {
  gluedAt,
  isAdjacent,
  isDigits,
  lexemeAt,
  linkAt,
  mayBeNumber,
  type TaggedWords,
  tagNumberWords,
} from './numbers-lexicon.ts';
import type { NumberReading } from './numbers-model.ts';
import { readOrdinal } from './numbers-ordinal.ts';
import { isDash } from './numbers-range.ts';
import { reading } from './numbers-reading.ts';
import { readFraction, readShare } from './numbers-share.ts';
import { readVague } from './numbers-vague.ts';
import { Gap, type Words } from './words.ts';

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
      return nounAndPart(tagged, index) ?? readCounted(tagged, index) ?? readFraction(tagged, index);
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

/** «طن ونصف الطن»: one of the noun before the part, and the part; «ساعتين ونصف الساعة»: two. */
function nounAndPart(tagged: TaggedWords, index: number): NumberReading | null {
  const at = linkAt(tagged, index - 1) === 'and' ? index - 2 : index - 1;
  const lexeme = lexemeAt(tagged, at);
  if (lexeme?.role !== 'noun' || lexeme.form === 'plural' || (gluedAt(tagged, at) & Glued.the) !== 0) return null;
  const added = readAddedPart(tagged, at);
  if (!added) return null;
  return {
    ...reading(tagged, at, added.last, (lexeme.form === 'singular' ? 1 : 2) + added.value, 'cardinal'),
    noun: added.noun,
    rules: ['number:and-part'],
  };
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
  const added = readAddedPart(tagged, index);
  if (added && added.noun === found.noun) {
    const whole = reading(tagged, index, added.last, 2 + added.value, 'cardinal');
    return { ...whole, noun: added.noun, rules: [found.rule, 'number:and-part'] };
  }
  const range = dualRange(tagged, index);
  const whole = reading(tagged, index, range?.more.last ?? index + found.adjectives, 2, range ? 'range' : 'dual');
  const start = found.glued ? offsetBehind(tagged.words, index, found.glued) : whole.span.start;
  const span = range ? whole.span : { start, end: tagged.words.end[index] as number };
  const rules = range ? [found.rule, range.rule] : [found.rule];
  return { ...whole, span, max: range?.more.value ?? null, noun: found.noun, rules };
}

/** «هجومين أو ثلاثة»: two or three; «بين طنين وأربعة أطنان»: two to four of the same noun. */
function dualRange(
  tagged: TaggedWords,
  index: number,
): { readonly more: Cardinal; readonly rule: 'range:or' | 'range:between' } | null {
  const told = linkAt(tagged, index + 1) === 'or' && isAdjacent(tagged.words, index + 2);
  const more = told ? readCardinal(tagged, index + 2) : null;
  if (more && more.value > 2 && more.value < 10) return { more, rule: 'range:or' };
  if (linkAt(tagged, index - 1) !== 'between' || !isAdjacent(tagged.words, index)) return null;
  const second = joinedAt(tagged, index + 1);
  const end = second < 0 ? null : readCardinal(tagged, second);
  return end && end.value > 2 && isOfNoun(tagged, index, end.last + 1) ? { more: end, rule: 'range:between' } : null;
}

/** True when no other noun than that of the dual stands behind the second end. */
function isOfNoun(tagged: TaggedWords, dualAt: number, index: number): boolean {
  const first = lexemeAt(tagged, dualAt);
  const second = isAdjacent(tagged.words, index) ? lexemeAt(tagged, index) : undefined;
  return second?.role !== 'noun' || (first?.role === 'noun' && first.noun === second.noun);
}
