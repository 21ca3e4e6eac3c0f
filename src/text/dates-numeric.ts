/** Dates in digits alone, «2025-11-06», «6/11/2025», «6.11.2025», «05/2024», and times of the clock. */
import { type DateReading, dateReading } from './dates-model.ts';
import { digitsAt, widthAt, yearDigitsAt } from './dates-numbers.ts';
import { WordKind, type Words } from './words.ts';

/** The one sign between word `index` and the one before it, blanks aside: `/`, `-`, `.`, `:` or '' for anything else. */
function signBefore(words: Words, index: number): string {
  if (index >= words.count) return '';
  const from = words.end[index - 1] as number;
  const to = words.start[index] as number;
  if (to - from > 6) return '';
  const between = words.text.slice(from, to).trim();
  if (between === '–' || between === '−' || between === '\u200f-') return '-';
  if (between === '\u200f/' || between === '/\u200f') return '/';
  return between === '/' || between === '-' || between === '.' || between === ':' ? between : '';
}

const isNumber = (words: Words, index: number) => index < words.count && words.kind[index] === WordKind.number;

/** A date written with digits and one sign, in the orders day-month-year, year-month-day and month-day-year. */
export function readNumericDate(words: Words, index: number): DateReading | null {
  if (!isNumber(words, index) || !isNumber(words, index + 1)) return null;
  const sign = signBefore(words, index + 1);
  if (sign !== '/' && sign !== '-' && sign !== '.') return null;
  if (!isNumber(words, index + 2) || signBefore(words, index + 2) !== sign) {
    return sign === '/' ? monthAndYear(words, index) : null;
  }
  return threeNumbers(words, index);
}

function threeNumbers(words: Words, index: number): DateReading | null {
  const [a, b, c] = [digitsAt(words, index), digitsAt(words, index + 1), digitsAt(words, index + 2)];
  if (a === null || b === null || c === null || widthAt(words, index + 1) > 2) return null;
  const last = index + 2;
  if (yearDigitsAt(words, index) !== null && c <= 31) return numericDay(index, last, a, b, c);
  if (yearDigitsAt(words, last) === null || widthAt(words, index) > 2) return null;
  return b > 12 ? numericDay(index, last, c, a, b) : numericDay(index, last, c, b, a);
}

function numericDay(first: number, last: number, year: number, month: number, day: number): DateReading | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return dateReading(first, last, 'day', { year, month, day });
}

function monthAndYear(words: Words, index: number): DateReading | null {
  const month = digitsAt(words, index);
  const year = yearDigitsAt(words, index + 1);
  if (year === null || month === null || month < 1 || month > 12 || widthAt(words, index) > 2) return null;
  return dateReading(index, index + 1, 'month', { year, month });
}

/** «10:32», «09:41:07»: hours and minutes with a colon and no blanks. */
export function readClock(words: Words, index: number): DateReading | null {
  if (!isMinutes(words, index + 1) || widthAt(words, index) > 2 || (digitsAt(words, index) ?? 24) > 24) return null;
  return dateReading(index, isMinutes(words, index + 2) ? index + 2 : index + 1, 'clock', {});
}

function isMinutes(words: Words, index: number): boolean {
  if (!isNumber(words, index) || widthAt(words, index) !== 2) return false;
  if (words.text[words.end[index - 1] as number] !== ':') return false;
  return (words.start[index] as number) - (words.end[index - 1] as number) === 1 && (digitsAt(words, index) ?? 60) < 60;
}
