/**
 * «تأسس في تشرين الثاني 2014 ... حتى بات يضم 83 دولة على مدار 7 أعوام», in a text that speaks of the 83 as of today:
 * written seven years after 2014, give or take the year by which such sums are rounded.
 */
import type { DayRange, Span } from '../model.ts';
import { addDays, foldedWord, Gap, WordKind, type Words, wordAt } from '../text/index.ts';
import type { PageReading } from './page-reading.ts';
import type { BodyDate, DateClue } from './published-clues.ts';

/** Words of a beginning, folded and without their article. */
const BEGINNINGS =
  /^(?:و|ف)?(?:ال)?(?:تاسس|تاسست|تاسيس|تاسيسه|تاسيسها|تكوين|انشاء|انشئ|انشيء|تشكيل|تشكل|اطلاق|انطلاق|قيام)$/;

const COUNTS: ReadonlyMap<string, number> = new Map(
  [
    ['ثلاثه', 'ثلاث'],
    ['اربعه', 'اربع'],
    ['خمسه', 'خمس'],
    ['سته', 'ست'],
    ['سبعه', 'سبع'],
    ['ثمانيه', 'ثماني'],
    ['تسعه', 'تسع'],
    ['عشره', 'عشر'],
  ].flatMap((spellings, index) => spellings.map((spelling) => [spelling, index + 3] as const)),
);
const YEARS = new Set(['اعوام', 'سنوات', 'سنين', 'عاما', 'سنه']);

/** The clue of a sentence that tells how something grew from a named beginning to its present size. */
export function growthClues(reading: PageReading, dates: readonly BodyDate[]): readonly DateClue[] {
  const { words } = reading;
  return dates.flatMap(({ date, sentence }) => {
    if (!date.range || (date.kind !== 'month' && date.kind !== 'year')) return [];
    const limit = wordAt(words, sentence.end);
    if (!beginsBefore(words, date.first, sentence)) return [];
    const duration = durationBehind(words, date.last + 1, limit);
    if (!duration || !hasPresentCount(words, date.last + 1, limit, duration.at, sentence)) return [];
    return [{ range: aroundYears(date.range, duration.years), evidence: [date.span, duration.span] }];
  });
}

function beginsBefore(words: Words, index: number, sentence: Span): boolean {
  for (let i = index - 1; i >= Math.max(0, index - 10); i--) {
    if ((words.start[i] as number) < sentence.start) return false;
    if (BEGINNINGS.test(foldedWord(words, i))) return true;
  }
  return false;
}

type Duration = { readonly years: number; readonly at: number; readonly span: Span };

/** «على مدار 7 أعوام», «على مدى سبعة أعوام». */
function durationBehind(words: Words, from: number, limit: number): Duration | null {
  for (let i = from; i + 2 < limit; i++) {
    const word = foldedWord(words, i);
    if (word !== 'مدار' && word !== 'مدي') continue;
    const years = countOf(words, i + 1);
    if (years === null || !YEARS.has(foldedWord(words, i + 2))) continue;
    return { years, at: i + 1, span: { start: words.start[i + 1] as number, end: words.end[i + 2] as number } };
  }
  return null;
}

function countOf(words: Words, index: number): number | null {
  const word = foldedWord(words, index);
  if (words.kind[index] !== WordKind.number) return COUNTS.get(word) ?? null;
  return word.length <= 2 ? Number(word) : null;
}

/** A number of the sentence that another sentence repeats: what grew stands there today. */
function hasPresentCount(words: Words, from: number, limit: number, duration: number, sentence: Span): boolean {
  for (let i = from; i < limit; i++) {
    if (
      i === duration ||
      words.kind[i] !== WordKind.number ||
      (words.end[i] as number) - (words.start[i] as number) < 2
    )
      continue;
    for (let j = 0; j < words.count; j++) {
      const outside = (words.start[j] as number) < sentence.start || (words.start[j] as number) >= sentence.end;
      if (outside && words.hash[j] === words.hash[i] && words.kind[j] === WordKind.number && !isInDate(words, j))
        return true;
    }
  }
  return false;
}

const isInDate = (words: Words, index: number) => ((words.gap[index] as number) & Gap.other) !== 0;

/** From a year less to a year more: such sums count begun years, or leave them out. */
function aroundYears(start: DayRange, years: number): DayRange {
  return { earliest: addDays(start.earliest, (years - 1) * 365), latest: addDays(start.latest, (years + 1) * 365) };
}
