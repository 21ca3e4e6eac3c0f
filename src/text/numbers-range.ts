/** Ranges: «بين 40 و50 ألف», «من 3 إلى 5», «3-5 آلاف», «ثلاثة أو أربعة»; a scale word may serve both ends. */
import { type Cardinal, joinedAt, readCardinal } from './numbers-cardinal.ts';
import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, isDigits, isSamePhrase, lexemeAt, linkAt, type TaggedWords } from './numbers-lexicon.ts';
import { percentOf } from './numbers-percent.ts';
import { Gap, type Words } from './words.ts';

/** How the two ends are joined; `between` needs «بين» before the first. */
export type RangeRule = 'between' | 'from-to' | 'to' | 'dash' | 'or';

/** Two cardinals that make a range: values with the scale shared, and where the second begins. */
export type NumberRange = {
  readonly rule: RangeRule;
  readonly second: number;
  readonly last: number;
  readonly low: number;
  readonly high: number;
  readonly to: Cardinal;
};

/** The range whose first end is `from`, read at word `index`; null when it stands alone. */
export function readRange(tagged: TaggedWords, index: number, from: Cardinal): NumberRange | null {
  const rule = linkBefore(tagged, index);
  const behind = percentOf(tagged, index, from.last)?.last ?? from.last;
  if (rule === 'between') {
    return between(tagged, index, from, behind) ?? join(tagged, 'between', from, toAt(tagged, behind + 1));
  }
  const to = toAt(tagged, behind + 1);
  if (to > 0 && isOpenEnd(tagged, index, rule, behind > from.last)) {
    const range = join(tagged, rule === 'from' ? 'from-to' : 'to', from, to);
    const percent = range && percentOf(tagged, range.second, range.last);
    return behind > from.last && !percent ? null : range;
  }
  if (linkAt(tagged, behind + 1) === 'or' && isAdjacent(tagged.words, behind + 1)) {
    const range = join(tagged, 'or', from, behind + 2);
    return range && range.high <= range.low * 2 ? range : null;
  }
  return dashed(tagged, index, from);
}

/** Without «من» before it a range needs a plain first end: not «الصف الواحد حتى خمسين», not «12% إلى 86 مليوناً». */
function isOpenEnd(tagged: TaggedWords, index: number, rule: 'from' | null, percent: boolean): boolean {
  return rule === 'from' || (!percent && (gluedAt(tagged, index) & Glued.the) === 0);
}

function linkBefore(tagged: TaggedWords, index: number): 'between' | 'from' | null {
  let at = index - 1;
  if (linkAt(tagged, at) === 'article') at--;
  const link = at >= 0 && isSamePhrase(tagged.words, at + 1) ? linkAt(tagged, at) : undefined;
  return link === 'between' || link === 'from' ? link : null;
}

/** «بين 40 و50», also with the noun said twice: «بين مليون دولار ومليوني دولار». */
function between(tagged: TaggedWords, index: number, from: Cardinal, behind: number): NumberRange | null {
  const signed = behind === from.last && percentOf(tagged, index, from.last) !== null;
  for (let at = behind + 1; at <= behind + 3; at++) {
    const second = joinedAt(tagged, at, at === behind + 1 && signed);
    const range = second < 0 ? null : join(tagged, 'between', from, second);
    if (range) return range;
    if (lexemeAt(tagged, at)?.role !== 'noun') return null;
  }
  return null;
}

/** The word behind «إلى» at `index`; -1 when there is no «إلى». */
function toAt(tagged: TaggedWords, index: number): number {
  return linkAt(tagged, index) === 'to' && isAdjacent(tagged.words, index) ? index + 1 : -1;
}

function dashed(tagged: TaggedWords, index: number, from: Cardinal): NumberRange | null {
  const { words } = tagged;
  const at = from.last + 1;
  if (!isDigits(words, at) || !isDash(words, at) || (isDigits(words, index - 1) && isDash(words, index))) return null;
  const range = join(tagged, 'dash', from, at);
  if (!range || (isDigits(words, range.last + 1) && isDash(words, range.last + 1))) return null;
  const years = range.to.plain && range.low >= 1800 && range.high <= 2100;
  return years ? null : range;
}

/** True when a dash and nothing else stands before word `index`. */
export function isDash(words: Words, index: number): boolean {
  if (index <= 0 || index >= words.count || ((words.gap[index] as number) & Gap.other) === 0) return false;
  const between = words.text.slice(words.end[index - 1], words.start[index]);
  return between.length <= 5 && /^[\s\u200e\u200f]*[-–—‐‑−][\s\u200e\u200f]*$/u.test(between);
}

/** Puts two ends together; they must rise. «40 و50 ألف» is 40 thousand to 50 thousand. */
function join(tagged: TaggedWords, rule: RangeRule, from: Cardinal, at: number): NumberRange | null {
  if (at < 0 || !isSamePhraseOrDash(tagged, at, rule)) return null;
  const to = readCardinal(tagged, at);
  if (!to) return null;
  const shares = from.power === 0 && to.power > 0 && from.value < to.coefficient;
  const low = shares ? from.value * 10 ** to.power : from.value;
  return low < to.value ? { rule, second: at, last: to.last, low, high: to.value, to } : null;
}

/** A dash parts phrases elsewhere, a conjunction was looked at already. */
function isSamePhraseOrDash(tagged: TaggedWords, index: number, rule: RangeRule): boolean {
  return rule === 'dash' || rule === 'between' || isSamePhrase(tagged.words, index);
}
