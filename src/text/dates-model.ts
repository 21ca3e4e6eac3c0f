/** What a date in a text says: the parts it names, and the days it means when the words alone tell. */
import type { DayRange, Span } from '../model.ts';
import { isoDay, monthsRange, shiftedMonth, yearRange } from './dates-calendar.ts';
import type { DatePosition, DateUnit } from './dates-lexicon.ts';

/**
 * `day` «6 تشرين الثاني», `month` «شباط 2019», `year` «عام 2019», `weekday` «الثلاثاء», `relative` «أمس», «الشهر الماضي»,
 * «قبل عامين», `anniversary` «الذكرى الثالثة», `season` «خريف 2014», `part` «الربع الثالث», `range` «منذ ... لغاية ...»,
 * `clock` «10:32».
 */
export type DateKind =
  | 'day'
  | 'month'
  | 'year'
  | 'weekday'
  | 'relative'
  | 'anniversary'
  | 'season'
  | 'part'
  | 'range'
  | 'clock';

/** Counted from the day of writing: days, weeks, months or years away; null amounts are vague («قبل أيام»). */
export type DateOffset = {
  readonly unit: DateUnit;
  readonly from: number | null;
  readonly to: number | null;
  /** True for a distance («قبل عامين»), false for a stretch of the calendar («العام الماضي»). */
  readonly distance: boolean;
};

/** The parts that the words name; null where they are silent. */
export type DateParts = {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** The last day of «5-8 أيار». */
  readonly lastDay: number | null;
  /** 0 is Sunday. */
  readonly weekday: number | null;
  readonly position: DatePosition | null;
  /** «الماضي» -1, «الجاري» 0, «المقبل» 1 beside a month or weekday without a year. */
  readonly deixis: -1 | 0 | 1 | null;
  readonly offset: DateOffset | null;
  /** How many years an anniversary counts. */
  readonly years: number | null;
};

/** One date in a text. */
export type DateMention = {
  /** Index of its first and last word in `Words`. */
  readonly first: number;
  readonly last: number;
  readonly span: Span;
  readonly kind: DateKind;
  /** The days meant, where the words alone tell; null when the day of writing, or a year, must be known. */
  readonly range: DayRange | null;
  readonly parts: DateParts;
};

/** A date as its reader hands it over: where it ends and what it says. */
export type DateReading = {
  readonly first: number;
  readonly last: number;
  readonly kind: DateKind;
  readonly range: DayRange | null;
  readonly parts: DateParts;
};

const NO_PARTS: DateParts = {
  year: null,
  month: null,
  day: null,
  lastDay: null,
  weekday: null,
  position: null,
  deixis: null,
  offset: null,
  years: null,
};

/** A reading whose days follow from its parts. */
export function dateReading(first: number, last: number, kind: DateKind, parts: Partial<DateParts>): DateReading {
  const whole = { ...NO_PARTS, ...parts };
  return { first, last, kind, range: rangeOfParts(whole), parts: whole };
}

/** The days that year, month, day and position mean; null without a year, or for a day the calendar lacks. */
export function rangeOfParts(parts: DateParts): DayRange | null {
  const { year, month, day } = parts;
  if (year === null) return null;
  if (month === null) return yearPart(year, parts.position);
  if (day === null) return monthPart(year, month, parts.position);
  const earliest = isoDay(year, month, day);
  const latest = parts.lastDay === null ? earliest : isoDay(year, month, parts.lastDay);
  return earliest && latest && earliest <= latest ? { earliest, latest } : null;
}

/** «مطلع» and «أواخر» of a month are ten days, of a year four months: wide, because writers are. */
function monthPart(year: number, month: number, position: DatePosition | null): DayRange | null {
  if (month < 1 || month > 12) return null;
  const whole = shiftedMonth(year, month);
  if (position === 'start') return { earliest: whole.earliest, latest: isoDay(year, month, 10) ?? whole.latest };
  if (position === 'middle')
    return {
      earliest: isoDay(year, month, 11) ?? whole.earliest,
      latest: isoDay(year, month, 20) ?? whole.latest,
    };
  if (position === 'end') return { earliest: isoDay(year, month, 21) ?? whole.earliest, latest: whole.latest };
  return whole;
}

function yearPart(year: number, position: DatePosition | null): DayRange {
  if (position === 'start') return monthsRange(year, 1, 4);
  if (position === 'middle') return monthsRange(year, 5, 8);
  if (position === 'end') return monthsRange(year, 9, 12);
  return yearRange(year);
}
