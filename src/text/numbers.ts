/** Finds the numbers in a text: a cheap look at every word, grammar only where a digit or a number word stands. */
import { readDigits } from './digits.ts';
import { type Cardinal, readCardinal } from './numbers-cardinal.ts';
import { readCounted } from './numbers-counted.ts';
import { readDual } from './numbers-dual.ts';
import {
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
