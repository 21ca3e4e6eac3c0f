/** Days in Arabic words. Both month-name systems are given where a reader needs certainty: «تشرين الثاني/نوفمبر». */
import type { Day, DayRange, PublishedDate } from '../model.ts';
import { type Digits, inDigits } from './wording-digits.ts';

/** Levantine and western names, January first. */
const MONTHS: readonly (readonly [levantine: string, western: string])[] = [
  ['كانون الثاني', 'يناير'],
  ['شباط', 'فبراير'],
  ['آذار', 'مارس'],
  ['نيسان', 'أبريل'],
  ['أيار', 'مايو'],
  ['حزيران', 'يونيو'],
  ['تموز', 'يوليو'],
  ['آب', 'أغسطس'],
  ['أيلول', 'سبتمبر'],
  ['تشرين الأول', 'أكتوبر'],
  ['تشرين الثاني', 'نوفمبر'],
  ['كانون الأول', 'ديسمبر'],
];

const WEEKDAYS = ['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت'];

/** `both` names the month twice («شباط/فبراير»), `short` once («شباط»). */
export type MonthStyle = 'both' | 'short';

type Parts = { readonly year: number; readonly month: number; readonly day: number };

function partsOf(day: Day): Parts {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date };
}

function monthName(month: number, style: MonthStyle): string {
  const names = MONTHS[month - 1];
  if (!names) throw new Error(`no month ${month}`);
  return style === 'both' ? names.join('/') : names[0];
}

/** «الخميس 13 تشرين الثاني/نوفمبر 2025». */
export function longDay(day: Day, digits: Digits): string {
  const { year, month, day: date } = partsOf(day);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()];
  return inDigits(`${weekday} ${date} ${monthName(month, 'both')} ${year}`, digits);
}

/** The day of an edition, with its time where a day has several: «الخميس 13 ... 2025، الساعة 18:00». `time`: `HH:MM`. */
export function issueDay(day: Day, time: string | undefined, digits: Digits): string {
  return time ? `${longDay(day, digits)}، الساعة ${inDigits(time, digits)}` : longDay(day, digits);
}

/** «13 تشرين الثاني», for lists of mails where the year is plain. */
export function shortDay(day: Day, digits: Digits): string {
  const { month, day: date } = partsOf(day);
  return inDigits(`${date} ${monthName(month, 'short')}`, digits);
}

function isYear(from: Parts, to: Parts): boolean {
  return from.month === 1 && from.day === 1 && to.month === 12 && to.day === 31;
}

function isMonth(from: Parts, to: Parts): boolean {
  const lastDay = new Date(Date.UTC(from.year, from.month, 0)).getUTCDate();
  return from.month === to.month && from.year === to.year && from.day === 1 && to.day === lastDay;
}

function rangeInLatin({ earliest, latest }: DayRange, style: MonthStyle): string {
  const [from, to] = [partsOf(earliest), partsOf(latest)];
  const name = (parts: Parts) => monthName(parts.month, style);
  if (earliest === latest) return `${to.day} ${name(to)} ${to.year}`;
  if (isYear(from, to)) return from.year === to.year ? `${to.year}` : `${from.year} – ${to.year}`;
  if (isMonth(from, to)) return `${name(to)} ${to.year}`;
  if (from.year !== to.year) return `${from.day} ${name(from)} ${from.year} – ${to.day} ${name(to)} ${to.year}`;
  if (from.month !== to.month) return `${from.day} ${name(from)} – ${to.day} ${name(to)} ${to.year}`;
  return `${from.day}–${to.day} ${name(to)} ${to.year}`;
}

/** A day, month, year or stretch of days: «2019», «تشرين الأول 2025», «1 تشرين الأول – 6 تشرين الثاني 2025». */
export function rangeWords(range: DayRange, style: MonthStyle, digits: Digits): string {
  return inDigits(rangeInLatin(range, style), digits);
}

/** What is shown of something whose day of publication nobody says. */
export const UNKNOWN_DATE = 'تاريخ النشر غير مذكور';

/** What a date of publication rests on. */
const BASIS_WORDS: Readonly<Record<PublishedDate['basis'], string>> = {
  feed: 'بحسب خلاصة الموقع',
  metadata: 'بحسب بيانات الصفحة',
  text: 'بحسب النص',
  editor: 'بحسب المحرر',
};

/** True when page or feed say the date outright, so that a reader need not be told what it rests on. */
function isOutright(basis: PublishedDate['basis']): boolean {
  return basis === 'feed' || basis === 'metadata';
}

/** The date of publication, with what it rests on where no page says it outright; or that it is not known. */
export function publishedWords(published: PublishedDate | null, digits: Digits): string {
  if (!published) return UNKNOWN_DATE;
  return isOutright(published.basis) ? publishedDay(published, digits) : publishedWithBasis(published, digits);
}

/** The date of publication and, always, what it rests on: «18 تشرين الثاني/نوفمبر 2025، بحسب بيانات الصفحة». */
export function publishedWithBasis(published: PublishedDate, digits: Digits): string {
  return `${publishedDay(published, digits)}، ${BASIS_WORDS[published.basis]}`;
}

function publishedDay(published: PublishedDate, digits: Digits): string {
  return rangeWords(published, published.earliest === published.latest ? 'both' : 'short', digits);
}

/** The year or years of a range, as readers scan them on a track: «2019», «2019–2021». */
export function yearWords({ earliest, latest }: DayRange, digits: Digits): string {
  const [from, to] = [partsOf(earliest).year, partsOf(latest).year];
  return inDigits(from === to ? `${to}` : `${from}–${to}`, digits);
}
