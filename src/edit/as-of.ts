/** Dates as far as a reader needs them beside a figure: the year. */
import type { DayRange } from '../model.ts';

/** The year of a range that lies within one year, else null: «2019», never a guess between two. */
export function yearOf(range: DayRange | null): string | null {
  if (!range) return null;
  const year = range.earliest.slice(0, 4);
  return year === range.latest.slice(0, 4) ? year : null;
}
