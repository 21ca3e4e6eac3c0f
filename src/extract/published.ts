/** When an article was published: what came with the page, a labelled date on it, or what its text lets one conclude. */
import type { Day, Paragraph, PublishedDate } from '../model.ts';
import type { DateLine } from './date-lines.ts';
import type { PageReading } from './page-reading.ts';
import { dateByClues } from './published-clues.ts';

/** The publication date with its basis; null when nothing says it. The clock of the page is never asked. */
export function publishedOf(
  reading: PageReading,
  dateLines: readonly DateLine[],
  paragraphs: readonly Paragraph[],
): PublishedDate | null {
  return reading.page.meta.published ?? labelledDate(dateLines) ?? dateByClues(reading, paragraphs);
}

function labelledDate(dateLines: readonly DateLine[]): PublishedDate | null {
  const date = dateLines.find((line) => line.meaning === 'published' && line.date?.range)?.date;
  return date?.range ? { ...date.range, basis: 'text', evidence: [date.span] } : null;
}

/**
 * The day on the page's clock: when the page was saved. A day without a label that the page also gives as that of its
 * publication is said twice, and no clock.
 */
export function pageDateOf(dateLines: readonly DateLine[]): Day | null {
  const published = labelledDate(dateLines)?.earliest;
  const clock = dateLines.find(
    ({ meaning, date }) => meaning === 'clock' && date?.range && date.range.earliest !== published,
  );
  return clock?.date?.range?.earliest ?? null;
}
