/** How long what went wrong is left alone. */
import { createHash } from 'node:crypto';
import { DAY_MS, MINUTE_MS } from '../durations.ts';

const FIRST_REST_MS = 5 * MINUTE_MS;
const LONGEST_REST_MS = DAY_MS;
/** A server that asks for more has made a mistake. */
const LONGEST_WISH_MS = 7 * DAY_MS;

/** Milliseconds after so many failures in a row, 1 or more: 5 minutes, doubled up to a day; at least what the server asks for. */
export function restAfter(failures: number, wishMs: number | null = null): number {
  const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.max(rest, Math.min(wishMs ?? 0, LONGEST_WISH_MS));
}

/** An interval with up to a tenth more, always the same for one source: sources with one interval are not read all at once. */
export function spreadOut(everyMs: number, source: string): number {
  const spread = createHash('sha256').update(source).digest().readUInt16BE(0) / 0x10000;
  return everyMs + Math.floor((everyMs / 10) * spread);
}
