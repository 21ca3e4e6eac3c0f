/** Stretches of a month or year: «مطلع شباط», «خريف 2014», «الربع الثالث من 2025». */
import { type DatePosition, dateCueAt, dateLinkAt } from './dates-lexicon.ts';
import { type DateParts, type DateReading, dateReading } from './dates-model.ts';
import { monthNameAt, withMonth } from './dates-months.ts';
import { continues, ordinalAt, yearDigitsAt } from './dates-numbers.ts';
import { bareYear, eraBehind, readYear, yearBehind } from './dates-years.ts';
import type { Words } from './words.ts';

/** «خريف 2014», «صيف العام الماضي», «شتاء عام 2020». Winter is the one that begins in December of the year before or of it. */
export function readSeason(words: Words, index: number, months: readonly [number, number]): DateReading | null {
  const next = index + 1;
  const year = yearBehind(words, next);
  if (year) {
    const reading = dateReading(index, year.last, 'season', { year: year.year });
    if (months[0] > months[1] || !reading.range) return reading;
    const month = (number: number) => String(number).padStart(2, '0');
    const range = { earliest: `${year.year}-${month(months[0])}-01`, latest: `${year.year}-${month(months[1])}-30` };
    return { ...reading, range };
  }
  const cue = continues(words, next) ? dateCueAt(words, next)?.value : undefined;
  return cue?.type === 'deixis' ? dateReading(index, next, 'season', { deixis: cue.step }) : null;
}

/** «الربع الثالث من 2025», «النصف الأول من السنة»; a half without its year may be half of anything. */
export function readPart(words: Words, index: number, months: number): DateReading | null {
  const ordinal = continues(words, index + 1) ? ordinalAt(words, index + 1) : null;
  if (!ordinal || ordinal.value > 12 / months) return null;
  const owner = partOwner(words, ordinal.last + 1);
  if (!owner) return months === 3 ? dateReading(index, ordinal.last, 'part', {}) : null;
  const reading = dateReading(index, owner.last, 'part', owner.parts);
  if (!reading.range || owner.parts.year == null) return reading;
  const from = dateReading(index, index, 'month', { year: owner.parts.year, month: (ordinal.value - 1) * months + 1 });
  const to = dateReading(index, index, 'month', { year: owner.parts.year, month: ordinal.value * months });
  if (!from.range || !to.range) return reading;
  return { ...reading, range: { earliest: from.range.earliest, latest: to.range.latest } };
}

function partOwner(words: Words, index: number): { parts: Partial<DateParts>; last: number } | null {
  if (!continues(words, index) || dateLinkAt(words, index) !== 'of') return null;
  const at = index + 1;
  const bare = continues(words, at) ? yearDigitsAt(words, at) : null;
  if (bare !== null) return { parts: { year: bare }, last: eraBehind(words, at) };
  const cue = dateCueAt(words, at)?.value;
  if (cue?.type !== 'unit' || cue.unit !== 'year') return null;
  const year = continues(words, at + 1) ? yearDigitsAt(words, at + 1) : null;
  if (year !== null) return { parts: { year }, last: eraBehind(words, at + 1) };
  const step = continues(words, at + 1) ? dateCueAt(words, at + 1)?.value : undefined;
  if (step?.type !== 'deixis') return { parts: {}, last: at };
  return { parts: { offset: { unit: 'year', from: step.step, to: step.step, distance: false } }, last: at + 1 };
}

/** «مطلع شباط», «نهاية عام 2019», «منتصف الشهر الماضي» (with a reader for what is no month or year). */
export function readPosition(
  words: Words,
  index: number,
  position: DatePosition,
  readRelative: (words: Words, index: number) => DateReading | null,
): DateReading | null {
  const at = index + 1;
  if (!continues(words, at)) return null;
  const cue = dateCueAt(words, at)?.value;
  const month = cue?.type === 'unit' && cue.unit === 'month' ? monthNameAt(words, at + 1) : monthNameAt(words, at);
  if (month && continues(words, month.last)) return withMonth(words, index, month, 'month', { position });
  const year = cue?.type === 'unit' && cue.unit === 'year' ? readYear(words, at, cue.count) : bareYear(words, at);
  if (year) return dateReading(index, year.last, 'year', { year: year.parts.year, position });
  const relative = cue?.type === 'unit' || cue?.type === 'this' ? readRelative(words, at) : null;
  if (!relative) return null;
  return { ...relative, first: index, parts: { ...relative.parts, position } };
}
