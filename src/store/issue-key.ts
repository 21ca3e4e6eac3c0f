/** What the editions of one digest are told apart by: their day, and their time where there are several a day. */
import type { Day, Edition } from '../model.ts';

/** As in the column `editions.date`: `2025-03-03`, or `2025-03-03 18:00`; it sorts among days as text. */
export function issueKey({ date, time }: Pick<Edition, 'date' | 'time'>): string {
  return time === undefined ? date : `${date} ${time}`;
}

/** The day of an issue. */
export function dayOfIssue(key: string): Day {
  return key.slice(0, 10);
}
