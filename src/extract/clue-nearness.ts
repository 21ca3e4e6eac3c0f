/** Clues that tie the day of writing to a date that is named: «اليوم الخميس 13 تشرين الثاني 2025», «العام الماضي (2024)». */
import { addDays, type DateMention, shiftedMonth, yearRange } from '../text/index.ts';
import type { PageReading } from './page-reading.ts';
import type { BodyDate, DateClue } from './published-clues.ts';

/** The clues of single dates, and of a relative date with its calendar name beside it. */
export function nearnessClues(reading: PageReading, dates: readonly BodyDate[]): readonly DateClue[] {
  return dates.flatMap(({ date }, i) => {
    const next = dates[i + 1]?.date;
    const clue = nearDay(date) ?? (next ? sameStretch(reading, date, next) : null);
    return clue ? [clue] : [];
  });
}

/** «أمس الثلاثاء 23 آذار 2022»: a day from today that the calendar names too. */
function nearDay(date: DateMention): DateClue | null {
  const { offset } = date.parts;
  if (!date.range || offset?.unit !== 'day' || offset.from === null) return null;
  const day = addDays(date.range.earliest, -offset.from);
  return { range: { earliest: day, latest: day }, evidence: [date.span] };
}

/** «العام الماضي (2024)», «الشهر الماضي، تشرين الأول 2025»: two names of one stretch, side by side. */
function sameStretch(reading: PageReading, date: DateMention, next: DateMention): DateClue | null {
  const { offset } = date.parts;
  if (!offset || offset.distance || offset.from === null || offset.from !== offset.to) return null;
  if (next.first !== date.last + 1 || !next.range || !isBeside(reading, next)) return null;
  const year = Number(next.range.earliest.slice(0, 4));
  const month = Number(next.range.earliest.slice(5, 7));
  const evidence = [{ start: date.span.start, end: next.span.end }];
  if (offset.unit === 'year' && next.kind === 'year') return { range: yearRange(year - offset.from), evidence };
  if (offset.unit === 'month' && next.kind === 'month') {
    return { range: shiftedMonth(year, month - offset.from), evidence };
  }
  return null;
}

/** Nothing but a blank, a comma or a bracket stands between. */
function isBeside({ words }: PageReading, next: DateMention): boolean {
  const between = words.text.slice(words.end[next.first - 1], words.start[next.first]).trim();
  return between === '' || between === '(' || between === '،' || between === ',';
}
