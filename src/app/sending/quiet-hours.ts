/** Hours of the day in which no message begins. */
const MINUTE = 60_000;
const DAY = 24 * 60;

/** Times of day, `22:00` to `06:00`; over midnight where `from` is the later one, never quiet where both are the same. */
export type QuietHours = { readonly from: string; readonly to: string };

/**
 * When the quiet hours end that it is now (epoch ms); null outside of them. They end at the first whole minute at which
 * the clock on the wall shows none of them: where `to` is skipped by daylight saving that is the minute after the gap,
 * and where it comes twice, the next one.
 */
export function quietUntil(hours: QuietHours | null, timeZone: string, now: number): number | null {
  if (!hours) return null;
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  const length = between(from, to);
  const isQuiet = (at: number) => between(from, wallMinute(at, timeZone)) < length;
  if (!isQuiet(now)) return null;
  const start = Math.floor(now / MINUTE) * MINUTE;
  const guess = start + between(wallMinute(now, timeZone), to) * MINUTE;
  if (wallMinute(guess, timeZone) === to) return guess;
  // The clock is changed on the way.
  let end = start + MINUTE;
  while (isQuiet(end)) end += MINUTE;
  return end;
}

/** Minutes from one time of day to the next time that it is another. */
function between(from: number, to: number): number {
  return (to - from + DAY) % DAY;
}

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) % DAY;
}

/** A zone's clock and the minute that was last read from it: it is asked before each message. */
type WallClock = { readonly format: Intl.DateTimeFormat; minute: number; wall: number };

/** By zone: making one takes longer than a thousand readings. */
const clocks = new Map<string, WallClock>();

/** Minutes since midnight on the wall. */
function wallMinute(at: number, timeZone: string): number {
  const clock = clocks.get(timeZone) ?? makeClock(timeZone);
  const minute = Math.floor(at / MINUTE);
  if (minute !== clock.minute) {
    clock.wall = minuteOf(clock.format.format(minute * MINUTE));
    clock.minute = minute;
  }
  return clock.wall;
}

function makeClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const clock = { format, minute: Number.NaN, wall: 0 };
  clocks.set(timeZone, clock);
  return clock;
}
