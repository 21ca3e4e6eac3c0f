/** Numbers as dates need them: digits of either system, ordinals up to 31, counts up to 79. The full grammar is elsewhere. */
import { dateCueAt, dateLinkAt } from './dates-lexicon.ts';
import { FOLD } from './fold.ts';
import { Gap, hashFolded, WordKind, type Words } from './words.ts';

/** A number and its last word. */
export type DateNumber = { readonly value: number; readonly last: number };

/** No full stop, line end or colon stands before word `index`: it may continue the date before it. */
export function continues(words: Words, index: number): boolean {
  return index < words.count && ((words.gap[index] as number) & (Gap.stop | Gap.newline | Gap.colon)) === 0;
}

/** True when word `index` touches the one before it («الـ83», «و8»). */
export function touches(words: Words, index: number): boolean {
  return index < words.count && words.gap[index] === Gap.none;
}

/** The value of a run of 1 to 4 digits; null for words and longer runs. */
export function digitsAt(words: Words, index: number): number | null {
  if (index < 0 || index >= words.count || words.kind[index] !== WordKind.number) return null;
  let value = 0;
  let digits = 0;
  for (let i = words.start[index] as number; i < (words.end[index] as number); i++) {
    const unit = FOLD[words.text.charCodeAt(i)] as number;
    if (unit === 0) continue;
    if (++digits > 4) return null;
    value = value * 10 + unit - 0x30;
  }
  return value;
}

/** How many code units the word has; with `digitsAt` it tells «05» from «5». */
export function widthAt(words: Words, index: number): number {
  return (words.end[index] as number) - (words.start[index] as number);
}

/** A day of the month in digits. */
export function dayDigitsAt(words: Words, index: number): number | null {
  const value = digitsAt(words, index);
  return value !== null && value >= 1 && value <= 31 && widthAt(words, index) <= 2 ? value : null;
}

/** A year of the common era in four digits. */
export function yearDigitsAt(words: Words, index: number): number | null {
  const value = digitsAt(words, index);
  return value !== null && value >= 1800 && value <= 2100 ? value : null;
}

/** «السادس», «الحادي عشر», «الخامس والعشرين», «الثلاثين», «الـ 12»: an ordinal. */
export function ordinalAt(words: Words, index: number): DateNumber | null {
  const cue = dateCueAt(words, index);
  if (!cue) return ordinalDigitsAt(words, index);
  if (cue.value.type === 'count' && cue.value.value >= 20 && cue.prefix.endsWith('ال')) {
    return { value: cue.value.value, last: index };
  }
  if (cue.value.type !== 'ordinal') return null;
  const next = continues(words, index + 1) ? dateCueAt(words, index + 1) : undefined;
  if (next?.value.type === 'count') {
    if (next.prefix === '' && next.value.value === 10) return { value: cue.value.value + 10, last: index + 1 };
    if (next.prefix === 'وال' && next.value.value >= 20) {
      return { value: cue.value.value + next.value.value, last: index + 1 };
    }
  }
  return { value: cue.value.value, last: index };
}

function ordinalDigitsAt(words: Words, index: number): DateNumber | null {
  if (!isArticle(words, index) || !continues(words, index + 1)) return null;
  const value = digitsAt(words, index + 1);
  return value !== null && value >= 1 && value <= 150 ? { value, last: index + 1 } : null;
}

const ARTICLE = hashFolded('ال');

/** «الـ», cut off from its number by a tatweel or a space. */
export function isArticle(words: Words, index: number): boolean {
  if (index < 0 || index >= words.count || words.hash[index] !== ARTICLE) return false;
  const start = words.start[index] as number;
  const { text } = words;
  return text[start] === 'ا' && text[start + 1] === 'ل' && isTatweelOnly(text, start + 2, words.end[index] as number);
}

function isTatweelOnly(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (FOLD[text.charCodeAt(i)] !== 0) return false;
  return true;
}

/** «3», «ثلاثة», «خمسة عشر», «عشرين», «خمسة وعشرين» before a unit of time. */
export function countAt(words: Words, index: number): DateNumber | null {
  const digits = digitsAt(words, index);
  if (digits !== null) return { value: digits, last: index };
  const cue = dateCueAt(words, index);
  if (cue?.value.type !== 'count') return null;
  const value = cue.value.value;
  const next = continues(words, index + 1) ? dateCueAt(words, index + 1) : undefined;
  if (next?.value.type === 'count' && value < 10) {
    if (next.value.value === 10 && next.prefix === '') return { value: value + 10, last: index + 1 };
    if (next.value.value >= 20 && next.prefix === 'و') return { value: value + next.value.value, last: index + 1 };
  }
  return { value, last: index };
}

/** The index behind words like «نحو», «أكثر من» that only soften a duration. */
export function skipAbout(words: Words, index: number): number {
  let next = index;
  while (continues(words, next) && dateLinkAt(words, next) === 'about') {
    next++;
    if (dateLinkAt(words, next) === 'of') next++;
  }
  return next;
}
