/** Tells faults without repeating itself: a database that is away for a night is one line, not thousands. */
import { HOUR_MS } from '../durations.ts';
import type { Counter } from './counter.ts';

/** Told of every fault; passes on what is new. */
export type Teller = (line: string) => void;

/** Lines remembered at once; more kinds of fault than this at the same time are told again. */
const REMEMBERED = 100;

/** Passes a line on when it was not told within the hour. */
export function openTeller({ onFault, clock }: Pick<Counter, 'onFault' | 'clock'>): Teller {
  const told = new Map<string, number>();
  return (line) => {
    const now = clock();
    if (now - (told.get(line) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return;
    if (told.size >= REMEMBERED) told.clear();
    told.set(line, now);
    onFault(line);
  };
}
