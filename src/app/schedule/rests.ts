/** How long a program may be at a slot, and when a failed one is tried again. All in milliseconds. */
import { MINUTE_MS } from '../durations.ts';

/** A program that is silent for longer is taken for dead: making an edition takes seconds, or a minute of very many pages. */
export const LEASE_MS = 10 * MINUTE_MS;

/** What is made later than this was caught up: a cron that comes every five minutes, and the reading before, are in time. */
export const LATE_MS = 10 * MINUTE_MS;

/** Rests after the first, second ... failed try, in minutes; the last one from then on. */
const RESTS = [1, 2, 5, 10, 20, 40, 60] as const;

/**
 * When to try again after so many failed tries: later and later, and for the last time a minute before the deadline. Null:
 * that was the last try.
 */
export function retryAfter(tries: number, now: number, deadline: number): number | null {
  const last = deadline - MINUTE_MS;
  if (now >= last) return null;
  const rest = RESTS[Math.min(Math.max(tries, 1), RESTS.length) - 1] ?? 60;
  return Math.min(now + rest * MINUTE_MS, last);
}
