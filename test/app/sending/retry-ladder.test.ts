import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterBreak, nextTry } from '../../../src/app/sending/retry-ladder.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIRST = Date.UTC(2026, 10, 22, 6);

/** When a message is tried that is always put off, in ms after the first try. */
function tries(random: () => number, delay = 0): number[] {
  const at = [FIRST];
  for (;;) {
    const now = at.at(-1) as number;
    const next = nextTry({ attempts: at.length, firstTriedAt: FIRST, now, random: random() });
    if (next === null) return at.map((each) => each - FIRST);
    at.push(next + delay);
  }
}

describe('the ladder of retries', () => {
  test('after 5, 15 and 30 minutes, 1, 2, 4, 4 hours and on, and for the last time after a day', () => {
    const pauses = tries(() => 0).map((at, i, all) => (at - (all[i - 1] ?? at)) / MINUTE);
    expect(pauses.slice(1)).toEqual([5, 15, 30, 60, 120, 240, 240, 240, 240, 250]);
  });

  test('chance adds up to a tenth to each pause, and the last try is a day after the first one', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }), (dice) => {
        let thrown = 0;
        const at = tries(() => dice[thrown++ % dice.length] as number);
        expect(at.at(-1)).toBe(DAY);
        expect(at.length).toBeGreaterThanOrEqual(10);
        const ladder = [5, 15, 30, 60, 120];
        ladder.forEach((step, i) => {
          const pause = ((at[i + 1] as number) - (at[i] as number)) / MINUTE;
          expect(pause).toBeGreaterThanOrEqual(step);
          expect(pause).toBeLessThanOrEqual(step * 1.1);
        });
      }),
    );
  });

  test('a try that comes late for whatever reason does not move the end', () => {
    for (const delay of [1, MINUTE, 90 * MINUTE]) {
      const at = tries(() => 0.5, delay);
      expect(at.at(-1)).toBeGreaterThanOrEqual(DAY);
      expect(at.at(-1)).toBeLessThanOrEqual(DAY + delay);
    }
  });

  test('the next try is always later than now and never after the day is over', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 2 * DAY }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, passed, random) => {
          const next = nextTry({ attempts, firstTriedAt: FIRST, now: FIRST + passed, random });
          expect(next === null).toBe(passed >= DAY);
          if (next === null) return;
          expect(next).toBeGreaterThan(FIRST + passed);
          expect(next).toBeLessThanOrEqual(FIRST + DAY);
        },
      ),
    );
  });

  test('a clock that was set back does not put a message off for the lost time', () => {
    const next = nextTry({ attempts: 9, firstTriedAt: FIRST, now: FIRST - 300 * DAY, random: 0 });
    expect(next).toBe(FIRST - 300 * DAY + 240 * MINUTE);
  });
});

describe('a message whose connection broke', () => {
  const pauseAfter = (breaks: number, random = 0) => afterBreak({ breaks, now: FIRST, random }) - FIRST;

  test('is due at once the first three times', () => {
    expect([1, 2, 3].map((breaks) => pauseAfter(breaks, 0.9))).toEqual([0, 0, 0]);
  });

  test('waits longer and longer then, up to a quarter of an hour', () => {
    expect([4, 5, 6, 7, 8, 9, 10, 11, 1000].map((breaks) => pauseAfter(breaks) / MINUTE)).toEqual([
      0.25, 0.5, 1, 2, 4, 8, 15, 15, 15,
    ]);
    expect(pauseAfter(1000, 0.999)).toBeLessThan(16.5 * MINUTE);
  });
});
