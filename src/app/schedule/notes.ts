/** Why there is no edition, in one line for editors. */
import type { SlotRecord } from '../../store/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations.ts';
import { faultLine } from '../post-office/fault-line.ts';

/** Of a slot that is too late; `row`: what was tried before. */
export function overdueNote(row: SlotRecord | null, catchUp: number): string {
  if (row === null) return `no program ran when it was due, nor in the ${lengthOf(catchUp)} after`;
  if (row.state === 'making') return 'the program that made it stopped before it was done, and none came back in time';
  return `${row.note ?? 'it failed'}; there was no further try in time`;
}

/** Of an edition that is approved, whose maker stopped before its mails left, and nobody came back in time. */
export function unsentNote(edition: number): string {
  return `edition ${edition} is approved and not sent: npx mujaz send ${edition}`;
}

/** Of a try that threw. */
export function failureNote(error: unknown): string {
  return faultLine('making it failed', error).replace(/\s+/gu, ' ');
}

/** Of the last try. */
export function lastFailureNote(tries: number, failure: string): string {
  return `${failure} (tried ${tries === 1 ? 'once' : `${tries} times`}, the last time too late for another)`;
}

/** The largest unit that leaves no rest: `6 h`, `90 min`. */
function lengthOf(ms: number): string {
  if (ms % DAY_MS === 0) return `${ms / DAY_MS} d`;
  return ms % HOUR_MS === 0 ? `${ms / HOUR_MS} h` : `${Math.round(ms / MINUTE_MS)} min`;
}
