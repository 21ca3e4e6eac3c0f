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

/**
 * The day of a time stamp of a feed or web page, in the time zone it is written in: ISO 8601, RFC 822, or an Arabic
 * date. Null for what is no day of the calendar.
 */
export function readTimestamp(written: string): Day | null {
  const text = written.trim().slice(0, 100);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text);
  if (iso) return plausibleDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const rfc = /^(?:[A-Za-z]{3},? )?(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})\b/.exec(text);
  if (rfc) return plausibleDay(Number(rfc[3]), MONTHS.indexOf((rfc[2] as string).toLowerCase()) + 1, Number(rfc[1]));
  const date = findDates(readWords(text)).find((mention) => mention.kind === 'day');
  const range = date?.range;
  return range && range.earliest === range.latest ? (readDayRange(range.earliest)?.earliest ?? null) : null;
}

function plausibleDay(year: number, month: number, day: number): Day | null {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? isoDay(year, month, day) : null;
}
