/** Lines that hold nothing but a date: the site's clock, or, when they say so, the day of publication. */
import { type DateMention, findDates, Gap, hashFolded, readWords, WordKind, type Words } from '../text/index.ts';
import type { Line } from './lines.ts';
import { buildPhrases } from './phrases.ts';

/** What a date line says. Only a label makes it a day of publication; any other date is the clock of the page. */
export type DateLine = { readonly meaning: 'published' | 'updated' | 'clock'; readonly date: DateMention | null };

/** «نُشر في: 12 آذار 2024», «آخر تحديث: ...». */
const LABELS = buildPhrases<'published' | 'updated' | 'signed'>([
  ...'تاريخ النشر|نشر في|نشرت في|نشر بتاريخ|نشرت بتاريخ|تم النشر|تم النشر في|تم نشره في|تم النشر بتاريخ|نشر يوم|منشور في|نشر|النشر|تاريخ نشر|أضيف في|أضيف بتاريخ|تاريخ الإضافة|كتب في|published|published on|posted on'
    .split('|')
    .map((phrase) => [phrase, 'published'] as const),
  // «بواسطة هيئة التحرير في 12 مارس، 2024»: who put the page up stands between the label and the day
  ...'بواسطة|أرسل بواسطة|أرسلت بواسطة|نشر بواسطة|كتب بواسطة|posted by|submitted by'
    .split('|')
    .map((phrase) => [phrase, 'signed'] as const),
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

/** Reads a short line as a date line; `mentions` are the dates that begin in it. */
export function readDateLine(words: Words, line: Line, mentions: readonly DateMention[]): DateLine | null {
  if (mentions.length === 0 || line.words > 24) return null;
  const dates = mentions.flatMap((mention) => apart(words, mention));
  const label = findLabel(words, line, dates);
  if (label) return label;
  let at = line.firstWord;
  const behind = line.words <= LONGEST_WITH_BAR;
  for (const date of dates) {
    if (behind && at > line.firstWord && isBehindBar(words, at)) break;
    for (; at < date.first; at++) if (!isFiller(words, at)) return null;
    at = Math.max(at, date.last + 1);
  }
  for (; at < line.lastWord && !(behind && isBehindBar(words, at)); at++) if (!isFiller(words, at)) return null;
  return dates.some(
    (date) => date.kind === 'day' || date.kind === 'clock' || date.kind === 'relative' || date.kind === 'weekday',
  )
    ? { meaning: 'clock', date: dates.find(isOneDay) ?? null }
    : null;
}

/**
 * «3 رمضان 1445 - 13 مارس 2024» is one day in two calendars, not a range from one to the other: the Hijri day stays a
 * mention without a range, and the other is read for itself.
 */
function apart(words: Words, mention: DateMention): readonly DateMention[] {
  if (mention.kind !== 'range' || mention.range !== null) return [mention];
  for (let i = mention.first + 2; i <= mention.last - 2; i++) {
    if (((words.gap[i] as number) & Gap.other) === 0) continue;
    const [before, after] = [dayIn(words, mention.first, i), dayIn(words, i, mention.last + 1)];
    if (before) return [before, { ...mention, first: i }];
    if (after) return [{ ...mention, last: i - 1 }, after];
  }
  return [mention];
}

/** The day that the words from `first` to before `last` name when they are read for themselves. */
function dayIn(words: Words, first: number, last: number): DateMention | null {
  const part = readWords(words.text, words.start[first] as number, words.end[last - 1] as number);
  const day = findDates(part).find((found) => found.kind === 'day' && isOneDay(found));
  return day ? { ...day, first: day.first + first, last: day.last + first } : null;
}

/** «الأحد 19-05-2024 | آخر زيارة: اليوم»: behind a bar a short line may say something else. */
const LONGEST_WITH_BAR = 10;

const isBehindBar = (words: Words, index: number) =>
  words.text.slice(words.end[index - 1], words.start[index]).includes('|');

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
    const name = match.value === 'signed' ? LONGEST_SIGNATURE : 0;
    const date =
      labelledDate(dates, match.next + name, name) ?? (isLast(match.next, line) ? dates.find(isOneDay) : undefined);
    if (!date) continue;
    if (match.value !== 'updated') return { meaning: 'published', date };
    updated ??= { meaning: 'updated', date };
  }
  return updated;
}

/** «14/10/2021 نُشر في»: a page laid out from right to left gives the label behind its date. */
const isLast = (next: number, line: Line) => next === line.lastWord;

/** A name and «في» before the day. */
const LONGEST_SIGNATURE = 5;

/** The date right behind a label; times of the clock and Hijri days may stand before it («نُشر: 14:21 - 12 آذار 2024»). */
function labelledDate(dates: readonly DateMention[], from: number, slack = 0): DateMention | undefined {
  let next = from;
  let first: DateMention | undefined;
  for (const date of dates) {
    if (date.first < from - slack) continue;
    if (date.first > next + 2) break;
    if (isOneDay(date)) return date;
    first ??= date;
    next = date.last + 1;
  }
  return first;
}

/** True when `update` names a day of update on which what `date` names had been published: the same day or a later one. */
export function updates({ date }: DateLine, update: DateLine | null): boolean {
  if (update?.meaning !== 'updated' || !date?.range || !update.date?.range) return false;
  return date.range.earliest <= update.date.range.earliest;
}
