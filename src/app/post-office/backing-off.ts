/** When to try again: soon at first, for greylisting and short failures, then ever more seldom (RFC 5321, 4.5.4.1). */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations.ts';

const WAITS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS] as const;
const LONGEST_WAIT = 4 * HOUR_MS;
/** A server that cannot be used is asked more often than a letter is tried: it is one question for all of them. */
const LONGEST_PAUSE = 15 * MINUTE_MS;
const GIVEN_UP_AFTER = 3 * DAY_MS;

/** Milliseconds until a letter is tried again; `attempts` are those made, 1 or more. */
export function waitAfter(attempts: number): number {
  return WAITS[attempts - 1] ?? LONGEST_WAIT;
}

/** Milliseconds until a server is asked again that could not be used `faults` times in a row, 1 or more. */
export function pauseAfter(faults: number): number {
  return Math.min(WAITS[faults - 1] ?? LONGEST_PAUSE, LONGEST_PAUSE);
}

/** Whether a letter written at `at` is given up when it fails once more at `now`. */
export function isGivenUp(at: number, now: number): boolean {
  return now - at >= GIVEN_UP_AFTER;
}
