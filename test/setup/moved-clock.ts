/**
 * Moves the calendar of a real process: `MUJAZ_TEST_CLOCK=FILE node --import moved-clock.ts program.ts`.
 *
 * The file holds what time it was when it was written (epoch milliseconds); from then on `Date` goes on from there. It is
 * looked at again while the program runs, so that writing it sets the clock, forward or back. Timers are not moved.
 */
import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';

const file = process.env['MUJAZ_TEST_CLOCK'];
const LOOK_EVERY_MS = 20;

const RealDate = Date;
let lookedAt = Number.NEGATIVE_INFINITY;
let writtenAt = Number.NaN;
let offset = 0;

if (file) globalThis.Date = movedDate(file);

function movedDate(path: string): DateConstructor {
  const now = () => RealDate.now() + offsetNow(path);
  return new Proxy(RealDate, {
    construct: (real, args, target) => Reflect.construct(real, args.length > 0 ? args : [now()], target),
    apply: () => new RealDate(now()).toString(),
    get: (real, key) => (key === 'now' ? now : Reflect.get(real, key)),
  });
}

function offsetNow(path: string): number {
  const at = performance.now();
  if (at - lookedAt < LOOK_EVERY_MS) return offset;
  lookedAt = at;
  const { mtimeMs } = statSync(path);
  if (mtimeMs === writtenAt) return offset;
  const written = Number(readFileSync(path, 'utf8'));
  // Empty for a moment while it is written.
  if (!(written > 0)) return offset;
  writtenAt = mtimeMs;
  offset = written - Math.round(mtimeMs);
  return offset;
}
