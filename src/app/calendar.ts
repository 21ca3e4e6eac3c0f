/** Days as newsrooms count them: in a time zone. */
import type { Day } from '../model.ts';

/** The calendar day at `now` in an IANA time zone, as `YYYY-MM-DD`. */
export function dayIn(timeZone: string, now: Date): Day {
  return formatOf(timeZone).format(now);
}

/** Making one takes a hundred times as long as using it. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  // The Canadian English format is ISO 8601's.
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  FORMATS.set(timeZone, format);
  return format;
}

/** True for a day that exists: 2025-02-30 does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
