/** Months in both name systems, alone or with their year: «شباط 2019», «آذار/ مارس», «أيلول الماضي». */
import { dateCueAt, dateLinkAt } from './dates-lexicon.ts';
import { type DateParts, type DateReading, dateReading } from './dates-model.ts';
import { continues, dayDigitsAt, digitsAt, touches, yearDigitsAt } from './dates-numbers.ts';
import { eraBehind, yearBehind } from './dates-years.ts';
import type { Words } from './words.ts';

/** A month as the text names it. */
export type MonthName = {
  readonly month: number;
  readonly last: number;
  readonly hijri: boolean;
  /** False when the word alone may mean something else. */
  readonly sure: boolean;
  readonly doubt: 'word' | 'name' | null;
};

/** «شباط», «تشرين الأول», «آذار/ مارس», «تشرين الثاني (نوفمبر)»: a month by one or two of its names. */
export function monthNameAt(words: Words, index: number): MonthName | null {
  const first = singleMonthAt(words, index);
  if (!first || first.hijri) return first;
  const next = first.last + 1;
  if (!continues(words, next) || touches(words, next)) return first;
  const second = singleMonthAt(words, next);
  return second && second.month === first.month && !second.hijri
    ? { month: first.month, last: second.last, hijri: false, sure: true, doubt: null }
    : first;
}

function singleMonthAt(words: Words, index: number): MonthName | null {
  const cue = dateCueAt(words, index);
  if (cue?.value.type === 'month') {
    const { month, doubt, hijri } = cue.value;
    const vouched = doubt === undefined || isWrittenWithMadda(words, index);
    return { month, last: index, hijri: hijri === true, sure: vouched, doubt: doubt ?? null };
  }
  if (cue?.value.type !== 'month-head' || !continues(words, index + 1)) return null;
  const which = dateCueAt(words, index + 1)?.value;
  if (which?.type !== 'ordinal' || which.value > 2) return null;
  const month = cue.value.months[which.value - 1] as number;
  return { month, last: index + 1, hijri: false, sure: true, doubt: null };
}

/** «آب» is a month; «أب» and «اب» are more often a father. */
function isWrittenWithMadda(words: Words, index: number): boolean {
  const start = words.start[index] as number;
  return words.text[start] === 'آ' || (words.text[start] === 'و' && words.text[start + 1] === 'آ');
}

/** What «الماضي», «من العام الجاري», «من عام 2019» add behind a month. */
function behindMonth(words: Words, month: MonthName): { parts: Partial<DateParts>; last: number } {
  const next = month.last + 1;
  const year = yearBehind(words, next);
  if (year) return { parts: { year: year.year }, last: year.last };
  if (!continues(words, next)) return { parts: {}, last: month.last };
  const cue = dateCueAt(words, next)?.value;
  if (cue?.type === 'deixis') return { parts: { deixis: cue.step }, last: next };
  if (dateLinkAt(words, next) !== 'of') return { parts: {}, last: month.last };
  const owner = dateCueAt(words, next + 1)?.value;
  const step = dateCueAt(words, next + 2)?.value;
  if (owner?.type === 'unit' && owner.unit === 'year' && step?.type === 'deixis' && continues(words, next + 2)) {
    const offset = { unit: 'year', from: step.step, to: step.step, distance: false } as const;
    return { parts: { offset }, last: next + 2 };
  }
  return { parts: {}, last: month.last };
}

/** A reading that ends with a month; `first` and `parts` come from what stood before it. */
export function withMonth(
  words: Words,
  first: number,
  month: MonthName,
  kind: 'day' | 'month',
  parts: Partial<DateParts>,
): DateReading {
  if (month.hijri) return hijriReading(words, first, month, kind);
  const behind = behindMonth(words, month);
  return dateReading(first, behind.last, kind, { ...parts, month: month.month, ...behind.parts });
}

/** Days of the Hijri year are named but not converted: the sighting of the moon decides them. */
function hijriReading(words: Words, first: number, month: MonthName, kind: 'day' | 'month'): DateReading {
  const year = continues(words, month.last + 1) ? digitsAt(words, month.last + 1) : null;
  const last = year !== null && year >= 1300 && year < 1600 ? eraBehind(words, month.last + 1) : month.last;
  return dateReading(first, last, kind, {});
}

/** «شباط 2019», «نوفمبر 6, 2025», «أيلول الماضي», «مارس/آذار». */
export function readMonth(words: Words, index: number): DateReading | null {
  const month = monthNameAt(words, index);
  if (!month) return null;
  const american = monthDayYear(words, index, month);
  if (american) return american;
  const reading = withMonth(words, index, month, 'month', {});
  return month.sure || reading.last > month.last || isVouchedFor(words, index, month) ? reading : null;
}

function monthDayYear(words: Words, index: number, month: MonthName): DateReading | null {
  const at = month.last + 1;
  const day = continues(words, at) && !month.hijri ? dayDigitsAt(words, at) : null;
  const year = day !== null && continues(words, at + 1) ? yearDigitsAt(words, at + 1) : null;
  return year === null ? null : dateReading(index, at + 1, 'day', { year, month: month.month, day });
}

/** «في مارس» is a month, «مارس ضغوطاً» is not; «من جوان» may be a person, «مطلع جوان» is not. */
function isVouchedFor(words: Words, index: number, month: MonthName): boolean {
  const link = dateLinkAt(words, index - 1);
  const cue = dateCueAt(words, index - 1)?.value;
  if (cue?.type === 'month' || cue?.type === 'month-head') return true;
  return month.doubt === 'word' && continues(words, index) && link !== undefined && link !== 'about' && link !== 'on';
}

/** «شهر أيلول الماضي»; «شهر» before a month vouches for it. */
export function readNamedMonth(words: Words, index: number): DateReading | null {
  const month = continues(words, index + 1) ? monthNameAt(words, index + 1) : null;
  return month ? withMonth(words, index, month, 'month', {}) : null;
}
