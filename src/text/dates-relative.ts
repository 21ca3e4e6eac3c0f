/** Dates counted from the day of writing: «أمس», «الشهر الماضي», «قبل عامين», and anniversaries. */
import { type DateUnit, dateCueAt, dateLinkAt } from './dates-lexicon.ts';
import { type DateOffset, type DateReading, dateReading } from './dates-model.ts';
import { continues, countAt, digitsAt, ordinalAt, skipAbout, yearDigitsAt } from './dates-numbers.ts';
import { foldedWord, type Words } from './words.ts';

const step = (unit: DateUnit, from: number | null, to: number | null): DateOffset => ({
  unit,
  from,
  to,
  distance: false,
});

const away = (unit: DateUnit, amount: number | null): DateOffset => ({
  unit,
  from: amount,
  to: amount,
  distance: true,
});

/** «أمس», «أمس الأول», «يوم أمس»: days around the day of writing. */
export function readNearDay(words: Words, index: number, offset: number): DateReading {
  const next = continues(words, index + 1) ? dateCueAt(words, index + 1) : undefined;
  if (offset === -1 && next?.value.type === 'ordinal' && next.value.value === 1 && next.prefix === 'ال') {
    return dateReading(index, index + 1, 'relative', { offset: step('day', -2, -2) });
  }
  return dateReading(index, index, 'relative', { offset: step('day', offset, offset) });
}

/** «أول من أمس», «أول أمس»: two days ago. */
export function readDayBeforeYesterday(words: Words, index: number): DateReading | null {
  const cue = dateCueAt(words, index)?.value;
  if (cue?.type !== 'ordinal' || cue.value !== 1) return null;
  const at = dateLinkAt(words, index + 1) === 'of' ? index + 2 : index + 1;
  const day = continues(words, at) ? dateCueAt(words, at)?.value : undefined;
  if (day?.type !== 'near-day' || day.offset !== -1) return null;
  return dateReading(index, at, 'relative', { offset: step('day', -2, -2) });
}

/** «هذا الأسبوع», «هذه السنة», «هذا اليوم». */
export function readThisUnit(words: Words, index: number): DateReading | null {
  const cue = continues(words, index + 1) ? dateCueAt(words, index + 1) : undefined;
  if (cue?.value.type !== 'unit' || cue.value.count !== 1 || !isDefinite(cue.prefix)) return null;
  return dateReading(index, index + 1, 'relative', { offset: step(cue.value.unit, 0, 0) });
}

/** Letters before a word that hold the article: «ال», «بال», «لل». */
export function isDefinite(prefix: string): boolean {
  return prefix.endsWith('ال') || prefix.endsWith('لل');
}

/** «الشهر الماضي», «الأسبوعين الماضيين», «الأشهر الثلاثة الأخيرة», «العام قبل الماضي», «العام المقبل». */
export function readDeicticUnit(words: Words, index: number): DateReading | null {
  const cue = dateCueAt(words, index);
  if (cue?.value.type !== 'unit' || !isDefinite(cue.prefix)) return null;
  const { unit, count } = cue.value;
  const beforeLast = lastButOne(words, index + 1);
  if (beforeLast) return dateReading(index, beforeLast, 'relative', { offset: step(unit, -2, -2) });
  const number = count === 0 && continues(words, index + 1) ? countedBehind(words, index + 1) : null;
  const at = number ? number.last + 1 : index + 1;
  const deixis = continues(words, at) ? dateCueAt(words, at)?.value : undefined;
  if (deixis?.type !== 'deixis' || isTitle(words, index, at, unit)) return null;
  return dateReading(index, at, 'relative', { offset: stretch(unit, deixis.step, number?.value ?? (count || null)) });
}

/** The number in «الأشهر الثلاثة الأخيرة», with or without its article. */
function countedBehind(words: Words, index: number): { value: number; last: number } | null {
  const cue = dateCueAt(words, index);
  if (cue?.value.type === 'count') return { value: cue.value.value, last: index };
  const article = ordinalAt(words, index);
  return article && digitsAt(words, article.last) !== null ? article : null;
}

function stretch(unit: DateUnit, direction: -1 | 0 | 1, count: number | null): DateOffset {
  if (direction === 0) return step(unit, 0, 0);
  if (count === null) return direction < 0 ? step(unit, null, -1) : step(unit, 1, null);
  return direction < 0 ? step(unit, -count, -1) : step(unit, 1, count);
}

/** «العام قبل الماضي»: the index of «الماضي», else 0. */
function lastButOne(words: Words, index: number): number {
  if (!continues(words, index) || foldedWord(words, index) !== 'قبل') return 0;
  const cue = continues(words, index + 1) ? dateCueAt(words, index + 1)?.value : undefined;
  return cue?.type === 'deixis' && cue.step === -1 ? index + 1 : 0;
}

/** «الأمين العام الحالي» is a person: «العام» behind a word with an article and before no word of the past. */
function isTitle(words: Words, index: number, at: number, unit: DateUnit): boolean {
  if (unit !== 'year' || index === 0 || !continues(words, index)) return false;
  if (foldedWord(words, index) !== 'العام' || !foldedWord(words, index - 1).startsWith('ال')) return false;
  const word = foldedWord(words, at);
  return word === 'السابق' || word === 'الحالي' || word === 'الاخير';
}

/** «3 أيام الماضية», «الـ24 ساعة الماضية»: a count before its unit. */
export function readCountedStretch(words: Words, index: number): DateReading | null {
  const count = countAt(words, index);
  const cue = count && continues(words, count.last + 1) ? dateCueAt(words, count.last + 1)?.value : undefined;
  if (!count || cue?.type !== 'unit') return null;
  const deixis = continues(words, count.last + 2) ? dateCueAt(words, count.last + 2)?.value : undefined;
  if (deixis?.type !== 'deixis') return null;
  return dateReading(index, count.last + 2, 'relative', { offset: stretch(cue.unit, deixis.step, count.value) });
}

/** «قبل عامين», «منذ ثلاثة أيام», «قبل نحو 5 أشهر», «قبل أيام»; not «قبل يومين من الانتخابات», not «قبل عام 2019». */
export function readAgo(words: Words, index: number): DateReading | null {
  const duration = durationAt(words, skipAbout(words, index + 1));
  if (!duration) return null;
  if (foldedWord(words, index).endsWith('قبل') && dateLinkAt(words, duration.last + 1) === 'of') {
    return dateReading(index, duration.last, 'relative', {});
  }
  const amount = duration.count === null ? null : -duration.count;
  return dateReading(index, duration.last, 'relative', { offset: away(duration.unit, amount) });
}

type Duration = { readonly unit: DateUnit; readonly count: number | null; readonly last: number };

/** «عامين», «3 سنوات», «خمسة عشر عاماً», «أيام», «عام». */
function durationAt(words: Words, index: number): Duration | null {
  if (!continues(words, index)) return null;
  const cue = dateCueAt(words, index);
  if (cue?.value.type === 'unit' && cue.prefix === '') {
    if (cue.value.unit === 'year' && yearDigitsAt(words, index + 1) !== null) return null;
    const ordinal = cue.value.count === 1 ? dateCueAt(words, index + 1)?.value : undefined;
    if (ordinal?.type === 'month' || ordinal?.type === 'month-head' || ordinal?.type === 'weekday') return null;
    return { unit: cue.value.unit, count: cue.value.count === 0 ? null : cue.value.count, last: index };
  }
  const count = countAt(words, index);
  const unit = count && continues(words, count.last + 1) ? dateCueAt(words, count.last + 1) : undefined;
  if (!count || unit?.value.type !== 'unit' || unit.prefix !== '') return null;
  return { unit: unit.value.unit, count: count.value, last: count.last + 1 };
}

/** «الذكرى الثالثة», «الذكرى السنوية الـ10», «ذكراه الخامسة والعشرين». */
export function readAnniversary(words: Words, index: number): DateReading | null {
  const at = dateLinkAt(words, index + 1) === 'yearly' ? index + 2 : index + 1;
  const ordinal = continues(words, at) ? ordinalAt(words, at) : null;
  if (!ordinal) return null;
  const last = dateLinkAt(words, ordinal.last + 1) === 'yearly' ? ordinal.last + 1 : ordinal.last;
  return dateReading(index, last, 'anniversary', { years: ordinal.value });
}

/** «مرور عامين على», «انقضاء 3 سنوات على»; the mention ends before «على». */
export function readElapsed(words: Words, index: number): DateReading | null {
  const reading = readYearsOn(words, skipAbout(words, index + 1));
  return reading && { ...reading, first: index };
}

/** «عامان على سقوط ...», «ثلاث سنوات على ...»; not «عامين على الأقل». */
export function readYearsOn(words: Words, index: number): DateReading | null {
  const duration = durationAt(words, index);
  if (duration?.unit !== 'year' || duration.count === null) return null;
  const on = duration.last + 1;
  if (!continues(words, on) || dateLinkAt(words, on) !== 'on' || dateLinkAt(words, on + 1) === 'not-elapsed')
    return null;
  return dateReading(index, duration.last, 'anniversary', { years: duration.count });
}
