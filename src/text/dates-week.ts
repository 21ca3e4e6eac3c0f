/** Days of the week, and a weekday or calendar day that only repeats the one before it: «أمس الثلاثاء، 11 تشرين الثاني». */
import { readDayOfMonth, readOrdinalDay } from './dates-days.ts';
import { dateCueAt } from './dates-lexicon.ts';
import { type DateReading, dateReading, rangeOfParts } from './dates-model.ts';
import { continues } from './dates-numbers.ts';
import { readNumericDate } from './dates-numeric.ts';
import { isDefinite } from './dates-relative.ts';
import { foldedWord, type Words } from './words.ts';

const MONDAY = 1;

/** «الثلاثاء», «الخميس الماضي», «السبت ١٨ / مايو / ٢٠٢٤»; null for «الإرهابيين الاثنين», which counts them. */
export function readWeekday(words: Words, index: number, weekday: number): DateReading | null {
  if (weekday === MONDAY && isCountOfTwo(words, index)) return null;
  const next = continues(words, index + 1) ? dateCueAt(words, index + 1)?.value : undefined;
  if (next?.type === 'deixis') return dateReading(index, index + 1, 'weekday', { weekday, deixis: next.step });
  return withDateBehind(words, dateReading(index, index, 'weekday', { weekday }));
}

/** «الجنديين الاثنين»: behind a dual with the article, «الاثنين» is the number. */
function isCountOfTwo(words: Words, index: number): boolean {
  if (index === 0 || !continues(words, index) || dateCueAt(words, index)?.prefix !== 'ال') return false;
  const before = foldedWord(words, index - 1);
  return before.startsWith('ال') && (before.endsWith('ين') || before.endsWith('ان')) && before.length > 5;
}

/** «اليوم», «اليوم الخميس»; not «اليوم التالي» or «اليوم الأول». */
export function readToday(words: Words, index: number): DateReading | null {
  const next = continues(words, index + 1) ? dateCueAt(words, index + 1) : undefined;
  if (next?.value.type === 'ordinal' && isDefinite(next.prefix)) return null;
  const offset = { unit: 'day', from: 0, to: 0, distance: false } as const;
  return withDateBehind(words, dateReading(index, index, 'relative', { offset }));
}

/** Joins a weekday or a calendar day that stands directly behind and names the same day. */
export function withDateBehind(words: Words, reading: DateReading): DateReading;
export function withDateBehind(words: Words, reading: DateReading | null): DateReading | null;
export function withDateBehind(words: Words, reading: DateReading | null): DateReading | null {
  if (!reading) return null;
  let day = reading;
  const cue = continues(words, day.last + 1) ? dateCueAt(words, day.last + 1) : undefined;
  if (day.parts.weekday === null && cue?.value.type === 'weekday' && isDefinite(cue.prefix)) {
    day = { ...day, last: day.last + 1, parts: { ...day.parts, weekday: cue.value.weekday } };
  }
  const calendar = calendarDayAt(words, day.last + 1);
  if (!calendar) return day;
  const { year, month, day: number, lastDay, deixis } = calendar.parts;
  const parts = { ...day.parts, year, month, day: number, lastDay, deixis };
  return { ...day, kind: 'day', last: calendar.last, parts, range: rangeOfParts(parts) };
}

function calendarDayAt(words: Words, index: number): DateReading | null {
  if (!continues(words, index)) return null;
  return readNumericDate(words, index) ?? readDayOfMonth(words, index) ?? readOrdinalDay(words, index);
}
