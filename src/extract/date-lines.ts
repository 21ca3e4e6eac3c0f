/** Lines that hold nothing but a date: the site's clock, or, when they say so, the day of publication. */
import { type DateMention, hashFolded, WordKind, type Words } from '../text/index.ts';
import type { Line } from './lines.ts';
import { buildPhrases } from './phrases.ts';

/** What a date line says. Only a label makes it a day of publication; any other date is the clock of the page. */
export type DateLine = { readonly meaning: 'published' | 'updated' | 'clock'; readonly date: DateMention | null };

/** «نُشر في: 12 آذار 2024», «آخر تحديث: ...». */
const LABELS = buildPhrases<'published' | 'updated'>([
  ...'تاريخ النشر|نشر في|نشرت في|نشر بتاريخ|نشرت بتاريخ|تم النشر|تم النشر في|تم نشره في|تم النشر بتاريخ|نشر يوم|منشور في|نشر|النشر|تاريخ نشر|أضيف في|أضيف بتاريخ|تاريخ الإضافة|كتب في|published|published on|posted on'
    .split('|')
    .map((phrase) => [phrase, 'published'] as const),
  ...'آخر تحديث|آخر تعديل|تحديث|التحديث|تم التحديث|تاريخ التحديث|حدث في|محدث|updated|last updated'
    .split('|')
    .map((phrase) => [phrase, 'updated'] as const),
]);

/** Words that may stand beside a date on such a line without making it a sentence. */
const FILLERS = new Set(
  (
    'يوم ال الساعه بتوقيت توقيت التوقيت غرينتش جرينتش المحلي دمشق بغداد اربيل مكه القاهره بيروت القدس ابوظبي صباحا مساء صباح ظهرا ص م ' +
    'الموافق لـ ل في من هـ ه ميلادي هجري تاريخ التاريخ اليوم و الان gmt am pm utc محرم صفر ربيع الاول الثاني الاخر جمادي الاولي الاخره رجب شعبان ' +
    'رمضان شوال ذو القعده الحجه بتاريخ monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun on at'
  )
    .split(' ')
    .map((word) => hashFolded(word)),
);

/** Reads a short line as a date line; `dates` are the mentions that begin in it. */
export function readDateLine(words: Words, line: Line, dates: readonly DateMention[]): DateLine | null {
  if (dates.length === 0 || line.words > 24) return null;
  const label = findLabel(words, line, dates);
  if (label) return label;
  let at = line.firstWord;
  for (const date of dates) {
    for (; at < date.first; at++) if (!isFiller(words, at)) return null;
    at = Math.max(at, date.last + 1);
  }
  for (; at < line.lastWord; at++) if (!isFiller(words, at)) return null;
  return dates.some(
    (date) => date.kind === 'day' || date.kind === 'clock' || date.kind === 'relative' || date.kind === 'weekday',
  )
    ? { meaning: 'clock', date: dates.find(isOneDay) ?? null }
    : null;
}

/** A day of the Hijri calendar beside it has no range: «3 رمضان 1445 هـ الموافق 13 آذار 2024». */
const isOneDay = ({ range }: DateMention) => range !== null && range.earliest === range.latest;

const isFiller = (words: Words, index: number) =>
  FILLERS.has(words.hash[index] as number) || words.kind[index] === WordKind.number;

/** Words beside the date that a line with a label may have: the label itself, a name («كتب: سامر الأحمد | نُشر في: ...»). */
const LONGEST_BESIDE = 8;

const wordsOutside = (line: Line, dates: readonly DateMention[]) =>
  line.words - dates.reduce((sum, date) => sum + date.last - date.first + 1, 0);

/** A label directly before a date; the first one that speaks of publication wins over one of an update. */
function findLabel(words: Words, line: Line, dates: readonly DateMention[]): DateLine | null {
  if (line.ending === 'stop' || wordsOutside(line, dates) > LONGEST_BESIDE) return null;
  let updated: DateLine | null = null;
  for (let i = line.firstWord; i < line.lastWord; i++) {
    const match = LABELS.longestAt(words, i, line.lastWord);
    if (!match) continue;
    const date = labelledDate(dates, match.next);
    if (!date) continue;
    if (match.value === 'published') return { meaning: 'published', date };
    updated ??= { meaning: 'updated', date };
  }
  return updated;
}

/** The date right behind a label; times of the clock and Hijri days may stand before it («نُشر: 14:21 - 12 آذار 2024»). */
function labelledDate(dates: readonly DateMention[], from: number): DateMention | undefined {
  let next = from;
  let first: DateMention | undefined;
  for (const date of dates) {
    if (date.first < from) continue;
    if (date.first > next + 2) break;
    if (isOneDay(date)) return date;
    first ??= date;
    next = date.last + 1;
  }
  return first;
}
