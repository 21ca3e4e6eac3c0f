import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietUntil } from '../../../src/app/sending/quiet-hours.ts';

const NIGHT = { from: '22:00', to: '06:00' };
const HOUR = 3_600_000;

/** `2026-11-22T23:30+01:00` */
function at(time: string): number {
  return Date.parse(time);
}

describe('quiet hours', () => {
  test('are over midnight where they begin later than they end', () => {
    expect(quietUntil(NIGHT, 'Europe/Berlin', at('2026-11-22T21:59:59.999+01:00'))).toBeNull();
    expect(quietUntil(NIGHT, 'Europe/Berlin', at('2026-11-22T22:00+01:00'))).toBe(at('2026-11-23T06:00+01:00'));
    expect(quietUntil(NIGHT, 'Europe/Berlin', at('2026-11-23T00:30:12.345+01:00'))).toBe(at('2026-11-23T06:00+01:00'));
    expect(quietUntil(NIGHT, 'Europe/Berlin', at('2026-11-23T05:59:59.999+01:00'))).toBe(at('2026-11-23T06:00+01:00'));
    expect(quietUntil(NIGHT, 'Europe/Berlin', at('2026-11-23T06:00+01:00'))).toBeNull();
  });

  test('are within a day where they begin sooner than they end', () => {
    const noon = { from: '12:00', to: '12:01' };
    expect(quietUntil(noon, 'Africa/Cairo', at('2026-11-22T12:00:30+02:00'))).toBe(at('2026-11-22T12:01+02:00'));
    expect(quietUntil(noon, 'Africa/Cairo', at('2026-11-22T12:01+02:00'))).toBeNull();
  });

  test('are never, where there are none or they begin as they end', () => {
    expect(quietUntil(null, 'Africa/Cairo', at('2026-11-22T23:00Z'))).toBeNull();
    expect(quietUntil({ from: '10:00', to: '10:00' }, 'Africa/Cairo', at('2026-11-22T08:00Z'))).toBeNull();
  });

  test('follow the clock on the wall through the nights it is changed', () => {
    expect(quietUntil(NIGHT, 'Europe/Berlin', at('2026-03-28T23:00+01:00'))).toBe(at('2026-03-29T06:00+02:00'));
    expect(quietUntil(NIGHT, 'Europe/Berlin', at('2026-10-24T23:00+02:00'))).toBe(at('2026-10-25T06:00+01:00'));
    // Cairo and Beirut change at midnight.
    expect(quietUntil(NIGHT, 'Africa/Cairo', at('2026-04-23T23:00+02:00'))).toBe(at('2026-04-24T06:00+03:00'));
    expect(quietUntil(NIGHT, 'Africa/Cairo', at('2026-10-29T22:30+03:00'))).toBe(at('2026-10-30T06:00+02:00'));
    expect(quietUntil(NIGHT, 'Asia/Beirut', at('2026-03-28T23:30+02:00'))).toBe(at('2026-03-29T06:00+03:00'));
    expect(quietUntil(NIGHT, 'Asia/Beirut', at('2026-10-24T22:30+03:00'))).toBe(at('2026-10-25T06:00+02:00'));
  });

  test('that would end at a time that is skipped end right after it', () => {
    const hours = { from: '22:00', to: '02:30' };
    expect(quietUntil(hours, 'Europe/Berlin', at('2026-03-29T01:30+01:00'))).toBe(at('2026-03-29T03:00+02:00'));
    const midnight = { from: '20:00', to: '00:00' };
    expect(quietUntil(midnight, 'Africa/Cairo', at('2026-04-23T23:00+02:00'))).toBe(at('2026-04-24T01:00+03:00'));
  });

  test('that end at a time that comes twice end the next time that it comes', () => {
    const hours = { from: '22:00', to: '02:30' };
    const first = at('2026-10-25T02:30+02:00');
    expect(quietUntil(hours, 'Europe/Berlin', at('2026-10-25T01:00+02:00'))).toBe(first);
    expect(quietUntil(hours, 'Europe/Berlin', first)).toBeNull();
    expect(quietUntil(hours, 'Europe/Berlin', at('2026-10-25T02:10+01:00'))).toBe(first + HOUR);
    expect(quietUntil(hours, 'Europe/Berlin', at('2026-10-25T02:30+01:00'))).toBeNull();
  });

  test('end later than now, within 25 hours, at the first minute that is not quiet', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'Africa/Cairo',
      'Asia/Beirut',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    const now = fc.oneof(
      fc.integer({ min: at('2026-01-01'), max: at('2032-01-01') }),
      ...['2026-03-28T12:00Z', '2026-04-23T10:00Z', '2026-10-24T12:00Z', '2026-10-29T10:00Z'].map((time) =>
        fc.integer({ min: at(time), max: at(time) + 26 * HOUR }),
      ),
    );
    // The time in between must not be one that a change of the clock can skip as a whole.
    const hours = fc.tuple(minute, minute).filter(([from, to]) => (from - to + 1440) % 1440 > 60 || from === to);
    fc.assert(
      fc.property(hours, zone, now, ([from, to], timeZone, now) => {
        const hours = { from: clockOf(from), to: clockOf(to) };
        const until = quietUntil(hours, timeZone, now);
        if (until === null) return;
        expect(until).toBeGreaterThan(now);
        expect(until - now).toBeLessThanOrEqual(25 * HOUR);
        expect(quietUntil(hours, timeZone, until)).toBeNull();
        expect(quietUntil(hours, timeZone, until - 1)).toBe(until);
        const between = now + Math.floor((until - now) / 2);
        expect(quietUntil(hours, timeZone, between)).toBe(until);
      }),
      { numRuns: 300 },
    );
  });
});

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
