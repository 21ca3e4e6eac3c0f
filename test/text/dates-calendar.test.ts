import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayNumber, intersectRanges, isoDay, shiftedMonth, weekdayOf } from '../../src/text/index.ts';

/** A day of the Gregorian calendar by the platform's own arithmetic. */
const platformDay = (days: number) => new Date(Date.UTC(1970, 0, 1) + days * 86_400_000);
const anyDay = fc.integer({ min: -100_000, max: 60_000 }).map(platformDay);
const isoOf = (date: Date) => date.toISOString().slice(0, 10);

describe('the calendar', () => {
  test('agrees with the platform on weekdays and distances', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(weekdayOf(isoOf(date))).toBe(date.getUTCDay());
        expect(addDays(isoOf(date), days)).toBe(isoOf(new Date(date.getTime() + days * 86_400_000)));
        expect(dayNumber(addDays(isoOf(date), days)) - dayNumber(isoOf(date))).toBe(days);
      }),
    );
  });

  test('has no 29 February but in leap years', () => {
    expect([isoDay(2024, 2, 29), isoDay(2023, 2, 29), isoDay(1900, 2, 29), isoDay(2000, 2, 29)]).toEqual([
      '2024-02-29',
      null,
      null,
      '2000-02-29',
    ]);
  });

  test('counts months over the turn of the year', () => {
    expect(shiftedMonth(2025, 0)).toEqual({ earliest: '2024-12-01', latest: '2024-12-31' });
    expect(shiftedMonth(2025, 13)).toEqual({ earliest: '2026-01-01', latest: '2026-01-31' });
  });

  test('finds the days that two ranges share', () => {
    const year = { earliest: '2021-01-01', latest: '2021-12-31' };
    const turn = { earliest: '2020-11-01', latest: '2021-02-28' };
    expect(intersectRanges(year, turn)).toEqual({ earliest: '2021-01-01', latest: '2021-02-28' });
    expect(intersectRanges(year, { earliest: '2022-01-01', latest: '2022-01-01' })).toBeNull();
  });
});
