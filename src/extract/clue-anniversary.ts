/** «الذكرى الثالثة» of an event whose year the text gives: written in that year and three more. */
import { type DateMention, foldedWord, Gap, WordKind, yearRange } from '../text/index.ts';
import type { PageReading } from './page-reading.ts';
import type { BodyDate, DateClue } from './published-clues.ts';

/** The event's name behind «الذكرى الثالثة ل...» has so many words at most. */
const EVENT_WORDS = 6;
/** Its year stands at most so many words from the event's words elsewhere. */
const NEAR_EVENT = 8;
/** So many words of the event, its first among them, must come again beside the year. */
const SHARED_WORDS = 2;

/** Clues from all anniversaries of the text. */
export function anniversaryClues(reading: PageReading, dates: readonly BodyDate[]): readonly DateClue[] {
  return dates.flatMap(({ date }) => {
    const years = date.kind === 'anniversary' ? date.parts.years : null;
    if (years === null || isPastAnniversary(dates, date)) return [];
    const event = dates.find((other) => isYearOfEvent(reading, other.date, date, dates));
    const year = event?.date.range && Number(event.date.range.earliest.slice(0, 4));
    return event && year ? [{ range: yearRange(year + years), evidence: [date.span, event.date.span] }] : [];
  });
}

/** «ففي الذكرى الثانية، أي عام 2021، تحدثت ...»: dated by the text itself, so not of today. */
function isPastAnniversary(dates: readonly BodyDate[], date: DateMention): boolean {
  return dates.some(
    ({ date: other }) => other.range && other.first > date.last && other.first - date.last <= 6 && isWithYear(other),
  );
}

const isWithYear = (date: DateMention) => date.kind === 'year' || date.kind === 'month' || date.kind === 'day';

function isYearOfEvent(
  reading: PageReading,
  date: DateMention,
  anniversary: DateMention,
  dates: readonly BodyDate[],
): boolean {
  if (!date.range || !isWithYear(date) || date.first === anniversary.first) return false;
  return isSameDayYearsAgo(reading, date, dates) || sharedWords(reading, date, anniversary) >= SHARED_WORDS;
}

/** «في مثل هذا اليوم من عام 2019»: the event's day comes round on the day of writing. */
function isSameDayYearsAgo({ words }: PageReading, date: DateMention, dates: readonly BodyDate[]): boolean {
  const today = dates.find(({ date: other }) => other.last < date.first && date.first - other.last <= 2)?.date;
  return date.kind === 'year' && today?.parts.offset?.unit === 'day' && foldedWord(words, today.first - 1) === 'مثل';
}

/** The event's first word («لهزيمة ...») and others of it must come again beside the year. */
function sharedWords(reading: PageReading, date: DateMention, anniversary: DateMention): number {
  const event = contentStems(reading, anniversary.last + 1, eventEnd(reading, anniversary.last + 1));
  const beside = new Set(contentStems(reading, date.first - NEAR_EVENT, date.first));
  const [head] = event;
  return head !== undefined && beside.has(head) ? event.filter((stem) => beside.has(stem)).length : 0;
}

/** The name of the event ends at the first sign of punctuation or «أن». */
function eventEnd({ words }: PageReading, from: number): number {
  let end = from;
  while (end < words.count && end - from < EVENT_WORDS) {
    if (end > from && (words.gap[end] as number) & (Gap.comma | Gap.stop | Gap.newline | Gap.colon)) break;
    if (foldedWord(words, end) === 'ان') break;
    end++;
  }
  return end;
}

function contentStems(reading: PageReading, from: number, to: number): readonly number[] {
  const { words } = reading;
  const { stem, bare } = reading.stems();
  const found: number[] = [];
  for (let i = Math.max(0, from); i < Math.min(to, words.count); i++) {
    const length = (words.end[i] as number) - (words.start[i] as number);
    if (words.kind[i] === WordKind.arabic && length >= 4) found.push((bare[i] || stem[i]) as number);
  }
  return found;
}
