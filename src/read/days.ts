/** Days as files, feeds and web pages write them. Only what the calendar has, and only years in which there was a web. */
import type { Day, DayRange } from '../model.ts';
import { findDates, isoDay, readWords, shiftedMonth, yearRange } from '../text/index.ts';

const EARLIEST_YEAR = 1990;
const LATEST_YEAR = 2100;

/** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or two of them with `/` between; null for anything else. */
export function readDayRange(written: string): DayRange | null {
  const [from = '', to, ...more] = written.trim().split('/');
  if (more.length > 0) return null;
  const start = readIsoPart(from.trim());
  const end = to === undefined ? start : readIsoPart(to.trim());
  return start && end && start.earliest <= end.latest ? { earliest: start.earliest, latest: end.latest } : null;
}

function readIsoPart(written: string): DayRange | null {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(written);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return null;
  if (match[2] === undefined) return yearRange(year);
  if (match[3] === undefined) return month >= 1 && month <= 12 ? shiftedMonth(year, month) : null;
  const found = isoDay(year, month, day);
  return found ? { earliest: found, latest: found } : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** ISO 8601 and RFC 3339: `2024-11-10T10:00:00Z`. */
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:$|[Tt ](.*)$)/;
/** RFC 822 and 5322: `Sun, 10 Nov 2024 10:00:00 GMT`; feeds write names in full, too. */
const RFC = /^(?:[A-Za-z]{3,9},? )?(\d{1,2}) ([A-Za-z]{3})[a-z]*,? (\d{4}|\d{2})(?:$| (.*)$)/;
/** As C and JavaScript print it: `Sun Nov 10 2024 10:00:00 GMT+0300`. */
const PRINTED = /^[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d{4})(?:$| (.*)$)/;

/**
 * The day of a time stamp of a feed or web page, in the time zone it is written in: ISO 8601, RFC 822, or an Arabic
 * date. Null for what is no day of the calendar, or no time of a day: 25:61 makes the day doubtful, too.
 */
export function readTimestamp(written: string): Day | null {
  const text = written.slice(0, 200).trim().slice(0, 100);
  const [, isoYear, isoMonth, isoDate, isoTime] = ISO.exec(text) ?? [];
  if (isoYear) return timed(isoTime, plausibleDay(Number(isoYear), Number(isoMonth), Number(isoDate)));
  const [, date, month = '', year, time] = RFC.exec(text) ?? [];
  if (year) return timed(time, plausibleDay(fullYear(year), monthNumber(month), Number(date)));
  const [, name = '', day, fourDigits, clock] = PRINTED.exec(text) ?? [];
  if (day) return timed(clock, plausibleDay(Number(fourDigits), monthNumber(name), Number(day)));
  const mention = findDates(readWords(text)).find(({ kind }) => kind === 'day');
  const range = mention?.range;
  return range && range.earliest === range.latest ? (readDayRange(range.earliest)?.earliest ?? null) : null;
}

const monthNumber = (name: string) => MONTHS.indexOf(name.toLowerCase()) + 1;

/** Two digits as RFC 5322 (4.3) reads them. */
const fullYear = (digits: string) => Number(digits) + (digits.length > 2 ? 0 : Number(digits) < 50 ? 2000 : 1900);

/** The day when the time behind it can be one of a clock; midnight may be 24:00, and a minute have a leap second. */
function timed(time: string | undefined, day: Day | null): Day | null {
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(time ?? '');
  if (!clock) return day;
  const [hour, minute, second] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)];
  const zone = /[+-](\d{2}):?(\d{2})\b/.exec((time ?? '').slice(clock[0].length));
  // UTC+14 is the farthest there is
  const known = !zone || (Number(zone[1]) <= 14 && Number(zone[2]) <= 59);
  const exists = hour < 24 ? minute <= 59 && second <= 60 : hour === 24 && minute === 0 && second === 0;
  return exists && known ? day : null;
}

function plausibleDay(year: number, month: number, day: number): Day | null {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? isoDay(year, month, day) : null;
}
