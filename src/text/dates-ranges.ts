/** Joins two dates into one stretch of time: «منذ الأول من تشرين الأول لغاية السادس من شهر تشرين الثاني». */
import type { DayRange } from '../model.ts';
import { dateCueAt, dateLinkAt } from './dates-lexicon.ts';
import { type DateParts, type DateReading, rangeOfParts } from './dates-model.ts';
import { continues } from './dates-numbers.ts';
import { Gap, type Words } from './words.ts';

/** The readings with every pair «من ... إلى ...», «بين ... و...», «2014-2019» made one. */
export function joinDateRanges(words: Words, readings: readonly DateReading[]): readonly DateReading[] {
  if (readings.length < 2) return readings;
  const joined: DateReading[] = [];
  for (const reading of readings) {
    const before = joined.at(-1);
    const pair = before && isRange(words, before, reading) ? joinPair(before, reading) : null;
    if (pair) joined[joined.length - 1] = pair;
    else joined.push(reading);
  }
  return joined;
}

const isCalendar = (reading: DateReading) =>
  reading.kind === 'day' || reading.kind === 'month' || reading.kind === 'year';

function isRange(words: Words, from: DateReading, to: DateReading): boolean {
  if (!isCalendar(from) || !isCalendar(to) || !continues(words, from.last + 1)) return false;
  const between = to.first - from.last - 1;
  if (between === 0) return isDashed(words, from, to) || isBetween(words, from, to);
  if (between > 1) return false;
  const link = dateLinkAt(words, from.last + 1);
  return link === 'to' || (link === 'and' && dateLinkAt(words, from.first - 1) === 'between');
}

/** «2014-2019»: years or months with a dash and nothing else. */
function isDashed(words: Words, from: DateReading, to: DateReading): boolean {
  return from.kind === to.kind && ((words.gap[to.first] as number) & Gap.other) !== 0;
}

/** «بين شباط وآذار»: the second month carries the «و». */
function isBetween(words: Words, from: DateReading, to: DateReading): boolean {
  return dateLinkAt(words, from.first - 1) === 'between' && dateCueAt(words, to.first)?.prefix.startsWith('و') === true;
}

/** One reading over both, with a year that only one of them names passed to the other. */
function joinPair(from: DateReading, to: DateReading): DateReading | null {
  const start = rangeOfParts(withYearOf(from.parts, to.parts, -1));
  const end = rangeOfParts(withYearOf(to.parts, from.parts, 1));
  const range: DayRange | null =
    start && end && start.earliest <= end.latest ? { earliest: start.earliest, latest: end.latest } : null;
  return { first: from.first, last: to.last, kind: 'range', range, parts: to.parts };
}

/** `parts` with the year of `other`; from November to February the year turns between them. */
function withYearOf(parts: DateParts, other: DateParts, turn: -1 | 1): DateParts {
  if (parts.year !== null || other.year === null || parts.month === null) return parts;
  const crosses = other.month !== null && (turn < 0 ? parts.month > other.month : parts.month < other.month);
  return { ...parts, year: other.year + (crosses ? turn : 0) };
}
