/** Calendar arithmetic over ISO days, without a clock or time zone: a day in the news has neither. */
import type { Day, DayRange } from '../model.ts';

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month of the Gregorian calendar; `month` is 1-12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The ISO day, or null when the calendar has no such day (31 February). */
export function isoDay(year: number, month: number, day: number): Day | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 0001-01-01, which is day 0 and a Monday. */
export function dayNumber(day: Day): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const past = year - 1;
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  const years = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return years + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + Number(day.slice(8, 10)) - 1;
}

/** The day `days` later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  const target = dayNumber(day) + days;
  let year = Math.floor(target / 365.2425) + 1;
  while (dayNumber(`${String(year).padStart(4, '0')}-01-01`) > target) year--;
  while (dayNumber(`${String(year + 1).padStart(4, '0')}-01-01`) <= target) year++;
  let rest = target - dayNumber(`${String(year).padStart(4, '0')}-01-01`);
  let month = 1;
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month++;
  }
  return isoDay(year, month, rest + 1) as Day;
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return (dayNumber(day) + 1) % 7;
}

/** A whole calendar year. */
export function yearRange(year: number): DayRange {
  return monthsRange(year, 1, 12);
}

/** From the first day of one month to the last day of another in the same year. */
export function monthsRange(year: number, from: number, to: number): DayRange {
  return {
    earliest: isoDay(year, from, 1) as Day,
    latest: isoDay(year, to, daysInMonth(year, to)) as Day,
  };
}

/** A month counted on from another: month 0 is the December before, 13 the January after. */
export function shiftedMonth(year: number, month: number): DayRange {
  const index = year * 12 + month - 1;
  return monthsRange(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, (((index % 12) + 12) % 12) + 1);
}

/** The days both ranges have; null when they do not meet. */
export function intersectRanges(a: DayRange, b: DayRange): DayRange | null {
  const earliest = a.earliest > b.earliest ? a.earliest : b.earliest;
  const latest = a.latest < b.latest ? a.latest : b.latest;
  return earliest <= latest ? { earliest, latest } : null;
}
