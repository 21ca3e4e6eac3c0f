/** Years: «عام 2019», «سنة ٢٠١٩», «عامي 2014 و2019», «منذ 2018», «2014-2019». */
import { yearRange } from './dates-calendar.ts';
import { dateCueAt, dateLinkAt } from './dates-lexicon.ts';
import { type DateReading, dateReading } from './dates-model.ts';
import { continues, yearDigitsAt } from './dates-numbers.ts';
import { buildLexicon } from './lexicon.ts';
import { foldedWord, Gap, type Words } from './words.ts';

/** A year behind other words of a date: «2019», «عام 2019», «من عام 2019», «من سنة ٢٠١٩». */
export function yearBehind(words: Words, index: number): { year: number; last: number } | null {
  if (!continues(words, index)) return null;
  const from = dateLinkAt(words, index) === 'of' ? index + 1 : index;
  const cue = dateCueAt(words, from)?.value;
  const at = cue?.type === 'unit' && cue.unit === 'year' && cue.count === 1 ? from + 1 : from;
  if (at === index + 1 && at === from) return null; // «آذار من 2019 ...» is no date
  const year = continues(words, at) ? yearDigitsAt(words, at) : null;
  return year === null ? null : { year, last: eraBehind(words, at) };
}

/** The last word of a year that may carry «م» or «هـ». */
export function eraBehind(words: Words, index: number): number {
  const next = index + 1;
  if (!continues(words, next)) return index;
  const folded = foldedWord(words, next);
  return folded === 'م' || folded === 'ه' || folded === 'ميلادي' ? next : index;
}

/** «عام 2019», «سنة ٢٠١٩», «العام 2025 الجاري», «عامي 2014 و2019», «أعوام 2012-2014». */
export function readYear(words: Words, index: number, count: 0 | 1 | 2): DateReading | null {
  const at = index + 1;
  const year = continues(words, at) ? yearDigitsAt(words, at) : null;
  if (year === null) return null;
  const last = eraBehind(words, at);
  if (count === 1) return dateReading(index, last, 'year', { year });
  const second = nextYear(words, at);
  if (!second) return dateReading(index, last, 'year', { year });
  const from = dateReading(index, at, 'year', { year });
  const to = dateReading(index, second.last, 'year', { year: second.year });
  if (!from.range || !to.range || second.year < year) return to;
  return { ...to, kind: 'range', range: { earliest: from.range.earliest, latest: to.range.latest } };
}

function nextYear(words: Words, index: number): { year: number; last: number } | null {
  const at = dateLinkAt(words, index + 1) === 'and' || dateLinkAt(words, index + 1) === 'to' ? index + 2 : index + 1;
  const year = continues(words, at) ? yearDigitsAt(words, at) : null;
  return year === null ? null : { year, last: at };
}

/** A number that can only be a year where it stands. */
export function bareYear(words: Words, index: number): DateReading | null {
  const year = yearDigitsAt(words, index);
  return year === null ? null : dateReading(index, eraBehind(words, index), 'year', { year });
}

/** Words that make a bare number behind them a year: «موازنة 2025», «مونديال 2022», «حرب 2006». */
const YEAR_OWNERS = buildLexicon(
  'موازنة ميزانية مونديال أولمبياد انتخابات حرب ثورة دستور طبعة نسخة موسم'
    .split(' ')
    .map((word) => [word, true] as const),
);

/** A year without «عام»: «منذ 2018», «في 2019», «(2014)», «موازنة 2025»; «في 2000 منزل» is none. */
export function readBareYear(words: Words, index: number): DateReading | null {
  const year = yearDigitsAt(words, index);
  if (year === null || year < 1900) return null;
  return yearsWithDash(words, index, year) ?? yearInContext(words, index, year);
}

/** «2014-2019», «2014 – 2019». */
function yearsWithDash(words: Words, index: number, year: number): DateReading | null {
  if (index + 1 >= words.count || !DASH.test(betweenWords(words, index + 1))) return null;
  const second = yearDigitsAt(words, index + 1);
  const from = yearRange(year);
  if (second === null || second <= year || second - year > 100) return null;
  const reading = dateReading(index, eraBehind(words, index + 1), 'range', { year: second });
  return { ...reading, range: { earliest: from.earliest, latest: yearRange(second).latest } };
}

const DASH = /^ ?[-–/] ?$/;

const betweenWords = (words: Words, index: number) =>
  words.text.slice(words.end[index - 1], Math.min(words.start[index] as number, (words.end[index - 1] as number) + 4));

function yearInContext(words: Words, index: number, year: number): DateReading | null {
  return isYearByContext(words, index, year) ? bareYear(words, index) : null;
}

function isYearByContext(words: Words, index: number, year: number): boolean {
  const link = dateLinkAt(words, index - 1);
  const before = words.gap[index] as number;
  const after = index + 1 < words.count ? (words.gap[index + 1] as number) : Gap.stop;
  const closed = (after & (Gap.stop | Gap.newline | Gap.comma | Gap.bracket)) !== 0;
  if (before & Gap.bracket && isClosed(words, index)) return true;
  if (before & (Gap.stop | Gap.newline | Gap.comma)) return false;
  if (index > 0 && YEAR_OWNERS.find(words, index - 1)) return true;
  if (link !== 'in' && link !== 'since' && link !== 'to' && link !== 'between') return false;
  return closed || year % 100 !== 0;
}

/** «(2014)»: the bracket closes directly behind the number. */
function isClosed(words: Words, index: number): boolean {
  const sign = words.text[words.end[index] as number];
  return sign === ')' || sign === ']';
}
