/** Finds the dates in a text: one pass over its words, a look into the date lexicon for each, grammar only where it hit. */
import { readDayOfMonth, readOrdinalDay } from './dates-days.ts';
import { type DateCue, dateCueAt, dateLinkAt, mayBeDateCue } from './dates-lexicon.ts';
import type { DateMention, DateReading } from './dates-model.ts';
import { readMonth, readNamedMonth } from './dates-months.ts';
import { continues, countAt, digitsAt, isArticle } from './dates-numbers.ts';
import { readClock, readNumericDate } from './dates-numeric.ts';
import { joinDateRanges } from './dates-ranges.ts';
import {
  isDefinite,
  readAgo,
  readAnniversary,
  readCountedStretch,
  readDayBeforeYesterday,
  readDeicticUnit,
  readElapsed,
  readNearDay,
  readThisUnit,
  readYearsOn,
} from './dates-relative.ts';
import { readPart, readPosition, readSeason } from './dates-stretches.ts';
import { readToday, readWeekday, withDateBehind } from './dates-week.ts';
import { readBareYear, readYear } from './dates-years.ts';
import { FOLD } from './fold.ts';
import { spanOfWords, WordKind, type Words } from './words.ts';

export type { DateMention } from './dates-model.ts';

/** Several readers of a page ask for its dates; they are found once. */
const found = new WeakMap<Words, readonly DateMention[]>();

/** Every date in the text, in its order and without overlap. Durations («3 أيام» alone) and ages are none. */
export function findDates(words: Words): readonly DateMention[] {
  let dates = found.get(words);
  if (!dates) {
    dates = readDates(words);
    found.set(words, dates);
  }
  return dates;
}

function readDates(words: Words): readonly DateMention[] {
  const readings: DateReading[] = [];
  for (let index = 0; index < words.count; ) {
    const reading = readDate(words, index);
    if (reading) readings.push(reading);
    index = reading ? reading.last + 1 : index + 1;
  }
  return joinDateRanges(words, readings).map((reading) => ({
    ...reading,
    span: { ...spanOfWords(words, reading.first, reading.last), start: behindProclitics(words, reading.first) },
  }));
}

/** Where the date itself begins: behind the و of «وآذار» and the ل of «لعام 2024», but before its article. */
function behindProclitics(words: Words, index: number): number {
  let start = words.start[index] as number;
  const prefix = dateCueAt(words, index)?.prefix ?? '';
  for (let left = prefix.length - (isDefinite(prefix) ? 2 : 0); left > 0; start++) {
    if (FOLD[words.text.charCodeAt(start)] !== 0) left--;
  }
  return start;
}

function readDate(words: Words, index: number): DateReading | null {
  if (words.kind[index] === WordKind.number) return readFromNumber(words, index);
  if (!mayBeDateCue(words, index)) return isArticle(words, index) ? readArticle(words, index) : null;
  const cue = dateCueAt(words, index);
  if (cue) return readFromCue(words, index, cue.value, cue.prefix);
  return isArticle(words, index) ? readArticle(words, index) : null;
}

/** «الـ 12 من الشهر», «الـ24 ساعة الماضية». */
const readArticle = (words: Words, index: number) => readOrdinalDay(words, index) ?? readCountedArticle(words, index);

/** «الـ24 ساعة الماضية». */
function readCountedArticle(words: Words, index: number): DateReading | null {
  const reading = digitsAt(words, index + 1) === null ? null : readCountedStretch(words, index + 1);
  return reading && { ...reading, first: index };
}

function readFromNumber(words: Words, index: number): DateReading | null {
  return (
    readNumericDate(words, index) ??
    readClock(words, index) ??
    readDayOfMonth(words, index) ??
    readBareYear(words, index) ??
    readCountedStretch(words, index) ??
    readYearsOn(words, index)
  );
}

function readFromCue(words: Words, index: number, cue: DateCue, prefix: string): DateReading | null {
  switch (cue.type) {
    case 'month':
    case 'month-head':
      return readMonth(words, index);
    case 'weekday':
      return isDefinite(prefix) ? readWeekday(words, index, cue.weekday) : null;
    case 'near-day':
      return withDateBehind(words, readNearDay(words, index, cue.offset));
    case 'unit':
      return readFromUnit(words, index, cue, prefix);
    case 'ordinal':
      return withDateBehind(words, readDayBeforeYesterday(words, index)) ?? readOrdinalDay(words, index);
    case 'count':
      return readOrdinalDay(words, index) ?? readCountedStretch(words, index) ?? readYearsOn(words, index);
    case 'position':
      return readPosition(words, index, cue.position, readRelativeUnit);
    case 'ago':
      return readAgo(words, index);
    case 'this':
      return readThisUnit(words, index);
    case 'anniversary':
      return readAnniversary(words, index);
    case 'elapsed':
      return readElapsed(words, index);
    case 'season':
      return readSeason(words, index, cue.months);
    case 'part':
      return prefix.endsWith('ال') ? readPart(words, index, cue.months) : null;
    case 'deixis':
      return null;
  }
}

type UnitCue = Extract<DateCue, { type: 'unit' }>;

function readFromUnit(words: Words, index: number, cue: UnitCue, prefix: string): DateReading | null {
  if (cue.unit === 'hour') return readHour(words, index, cue, prefix) ?? readDeicticUnit(words, index);
  if (cue.unit === 'day' && cue.count === 1) return readDayWord(words, index, prefix);
  if (cue.unit === 'month' && cue.count === 1) {
    return readNamedMonth(words, index) ?? readDeicticUnit(words, index);
  }
  if (cue.unit === 'year') {
    return readYear(words, index, cue.count) ?? readDeicticUnit(words, index) ?? readYearsOn(words, index);
  }
  return readDeicticUnit(words, index);
}

/** «الشهر», «العام» with «الماضي» or «هذا»: what a position («مطلع») may stand before besides months and years. */
function readRelativeUnit(words: Words, index: number): DateReading | null {
  return dateCueAt(words, index)?.value.type === 'this' ? readThisUnit(words, index) : readDeicticUnit(words, index);
}

/** «اليوم», «يوم الثلاثاء», «يوم أمس», «يوم 6 تشرين الثاني». */
function readDayWord(words: Words, index: number, prefix: string): DateReading | null {
  if (isDefinite(prefix)) return readDeicticUnit(words, index) ?? (prefix.length > 3 ? null : readToday(words, index));
  const next = continues(words, index + 1) ? dateCueAt(words, index + 1) : undefined;
  if (next?.value.type === 'near-day' || (next?.value.type === 'weekday' && isDefinite(next.prefix))) {
    const reading = readDate(words, index + 1);
    return reading && { ...reading, first: index };
  }
  const number = continues(words, index + 1) && countAt(words, index + 1);
  const reading = number ? (readNumericDate(words, index + 1) ?? readDayOfMonth(words, index + 1)) : null;
  return reading && { ...reading, first: index };
}

/** «الساعة 10:32», «الساعة العاشرة», «الساعة 7 مساء». */
function readHour(words: Words, index: number, cue: UnitCue, prefix: string): DateReading | null {
  if (!isDefinite(prefix) || cue.count !== 1 || index + 1 >= words.count) return null;
  const clock = readClock(words, index + 1);
  if (clock) return { ...clock, first: index };
  const ordinal = dateCueAt(words, index + 1);
  const digits = digitsAt(words, index + 1);
  const told = ordinal?.value.type === 'ordinal' && isDefinite(ordinal.prefix);
  if (!told && (digits === null || digits > 24)) return null;
  const eleven =
    told && dateCueAt(words, index + 2)?.value.type === 'count' && dateLinkAt(words, index + 2) === undefined;
  return {
    ...readNearDay(words, index, 0),
    kind: 'clock',
    last: eleven ? index + 2 : index + 1,
    parts: NO_CLOCK_PARTS,
  };
}

const NO_CLOCK_PARTS: DateMention['parts'] = {
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
