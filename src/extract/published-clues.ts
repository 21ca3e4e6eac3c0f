/**
 * The days on which a text can have been written, by its own words: «اليوم الخميس 13 تشرين الثاني 2025», «الذكرى الثالثة»
 * of what it dates, «العام الجاري 2025». A clue gives a range wide enough to hold the truth; clues that contradict each
 * other, or a date the text speaks of as past, give nothing.
 */
import type { DayRange, Paragraph, PublishedDate, Span } from '../model.ts';
import { addDays, type DateMention, dayNumber, intersectRanges, weekdayOf } from '../text/index.ts';
import { anniversaryClues } from './clue-anniversary.ts';
import { growthClues } from './clue-growth.ts';
import { nearnessClues } from './clue-nearness.ts';
import type { PageReading } from './page-reading.ts';

/** One conclusion on the day of writing, and the words behind it. */
export type DateClue = { readonly range: DayRange; readonly evidence: readonly Span[] };

/** The date mentions of the body, each with the sentence it stands in. */
export type BodyDate = { readonly date: DateMention; readonly sentence: Span };

/** A longer range tells a reader nothing. */
const LONGEST_RANGE_DAYS = 800;

/** What the text says of its own date; null when it does not say enough. */
export function dateByClues(reading: PageReading, paragraphs: readonly Paragraph[]): PublishedDate | null {
  const dates = datesOfBody(reading, paragraphs);
  if (dates.length === 0) return null;
  const clues = [...nearnessClues(reading, dates), ...anniversaryClues(reading, dates), ...growthClues(reading, dates)];
  if (clues.length === 0) return null;
  const range = clues.reduce<DayRange | null>((all, clue) => all && intersectRanges(all, clue.range), EVER);
  const possible = range && notBeforePast(range, dates);
  if (!possible || spanInDays(possible) > LONGEST_RANGE_DAYS) return null;
  return { ...onWeekday(possible, dates), basis: 'text', evidence: inOrder(clues.flatMap((clue) => clue.evidence)) };
}

/** Several clues may rest on the same words. */
function inOrder(evidence: readonly Span[]): readonly Span[] {
  const sorted = evidence.toSorted((a, b) => a.start - b.start);
  return sorted.filter((span, i) => span.start !== sorted[i - 1]?.start);
}

const EVER: DayRange = { earliest: '0001-01-01', latest: '9999-12-31' };

function datesOfBody(reading: PageReading, paragraphs: readonly Paragraph[]): readonly BodyDate[] {
  const found: BodyDate[] = [];
  let at = 0;
  for (const { sentences } of paragraphs) {
    for (const sentence of sentences) {
      for (; at < reading.dates.length; at++) {
        const date = reading.dates[at] as DateMention;
        if (date.span.start >= sentence.end) break;
        if (date.span.start >= sentence.start) found.push({ date, sentence });
      }
    }
  }
  return found;
}

/** No article tells what happens after it: years ahead are announced («بحلول عام 2030»), and left out here. */
function notBeforePast(range: DayRange, dates: readonly BodyDate[]): DayRange | null {
  let { earliest } = range;
  for (const { date } of dates) {
    if (!date.range || date.parts.deixis === 1) continue;
    if (date.range.earliest > range.latest) return null;
    if (date.range.earliest > earliest) earliest = date.range.earliest;
  }
  return { earliest, latest: range.latest };
}

const spanInDays = ({ earliest, latest }: DayRange) => dayNumber(latest) - dayNumber(earliest);

/** «أمس الثلاثاء» in a range of at most a week leaves one day. */
function onWeekday(range: DayRange, dates: readonly BodyDate[]): DayRange {
  const said = dates.find(({ date }) => isNearWeekday(date))?.date.parts;
  if (!said?.offset || said.weekday === null || addDays(range.earliest, 6) < range.latest) return range;
  const wanted = (said.weekday - (said.offset.from ?? 0) + 7) % 7;
  for (let day = range.earliest; day <= range.latest; day = addDays(day, 1)) {
    if (weekdayOf(day) === wanted) return { earliest: day, latest: day };
  }
  return range;
}

const isNearWeekday = ({ parts, range }: DateMention) =>
  range === null && parts.weekday !== null && parts.offset?.unit === 'day' && parts.offset.from !== null;
