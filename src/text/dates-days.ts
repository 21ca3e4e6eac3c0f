/** Days of a month: «6 تشرين الثاني 2025», «الأول من تشرين الأول», «12 من الشهر الجاري», «5-8 أيار». */
import { dateCueAt, dateLinkAt } from './dates-lexicon.ts';
import { type DateParts, type DateReading, dateReading } from './dates-model.ts';
import { monthNameAt, withMonth } from './dates-months.ts';
import { continues, dayDigitsAt, isArticle, ordinalAt } from './dates-numbers.ts';
import { Gap, type Words } from './words.ts';

/** «6 تشرين الثاني 2025», «18 / مايو / 2024», «12 من الشهر الجاري», «5 و8 أيار», «5-8 أيار». */
export function readDayOfMonth(words: Words, index: number): DateReading | null {
  const day = dayDigitsAt(words, index);
  if (day === null) return null;
  const first = isArticle(words, index - 1) ? index - 1 : index;
  const single = monthBehindDay(words, first, index, { day });
  if (single) return single;
  const to = secondDay(words, index);
  return to ? monthBehindDay(words, first, to.last, { day, lastDay: to.day }) : null;
}

function secondDay(words: Words, index: number): { day: number; last: number } | null {
  if (!continues(words, index + 1)) return null;
  const link = dateLinkAt(words, index + 1);
  const at = link === 'and' || link === 'to' ? index + 2 : index + 1;
  if (at === index + 1 && ((words.gap[at] as number) & Gap.other) === 0) return null;
  const day = continues(words, at) ? dayDigitsAt(words, at) : null;
  return day === null ? null : { day, last: at };
}

/** The month, or «الشهر الجاري», that a day of the month belongs to. */
function monthBehindDay(words: Words, first: number, dayWord: number, parts: Partial<DateParts>): DateReading | null {
  let at = dayWord + 1;
  if (!continues(words, at)) return null;
  const linked = dateLinkAt(words, at) === 'of';
  if (linked) at++;
  const cue = dateCueAt(words, at);
  if (cue?.value.type === 'deixis' && !linked && dateLinkAt(words, first - 1) === 'in') {
    return dateReading(first, at, 'day', { ...parts, deixis: cue.value.step });
  }
  const named = cue?.value.type === 'unit' && cue.value.unit === 'month' && cue.value.count === 1;
  if (named) {
    if (cue.prefix.endsWith('ال') && linked) return dayOfThisMonth(words, first, at, parts);
    at++;
  }
  const month = continues(words, at) ? monthNameAt(words, at) : null;
  return month ? withMonth(words, first, month, 'day', parts) : null;
}

/** «12 من الشهر الجاري»; without a word on which month it is some month. */
function dayOfThisMonth(words: Words, first: number, at: number, parts: Partial<DateParts>): DateReading {
  const cue = continues(words, at + 1) ? dateCueAt(words, at + 1)?.value : undefined;
  if (cue?.type === 'deixis') return dateReading(first, at + 1, 'day', { ...parts, deixis: cue.step });
  return dateReading(first, at, 'day', parts);
}

/** «الأول من تشرين الأول», «السادس من شهر تشرين الثاني», «الحادي عشر من أيلول 2001», «الـ 12 من الشهر». */
export function readOrdinalDay(words: Words, index: number): DateReading | null {
  const ordinal = ordinalAt(words, index);
  if (!ordinal || ordinal.value > 31) return null;
  return monthBehindDay(words, index, ordinal.last, { day: ordinal.value });
}
