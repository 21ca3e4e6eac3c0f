import { describe, expect, test } from 'vitest';
import { makeHourlyCount } from '../../src/web/membership/hourly-count.ts';

const HOUR = 3_600_000;

describe('counting within an hour', () => {
  test('takes so many by key, then says how many seconds are left', () => {
    const clock = { now: 0 };
    const count = makeHourlyCount(2, () => clock.now);
    expect([count.take('a'), count.take('a'), count.take('b')]).toEqual([null, null, null]);
    clock.now += 1500;
    expect(count.take('a')).toBe(3599);
    clock.now = HOUR - 1;
    expect(count.take('a')).toBe(1);
    clock.now = HOUR;
    expect([count.take('a'), count.take('a'), count.take('a')]).toEqual([null, null, 3600]);
  });

  test('what is given back was not counted', () => {
    const count = makeHourlyCount(1, () => 0);
    for (let i = 0; i < 5; i += 1) {
      expect(count.take('a')).toBeNull();
      count.giveBack('a');
    }
    count.giveBack('a');
    count.giveBack('b');
    expect([count.take('a'), count.take('a')]).toEqual([null, 3600]);
  });

  test('a million hosts are counted in bounded memory, and quickly', () => {
    const count = makeHourlyCount(1, () => 0);
    const began = performance.now();
    for (let host = 0; host < 1_000_000; host += 1) count.take(`host-${host}`);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect([count.take('host-999999'), count.take('host-0')]).toEqual([3600, null]);
  });
});
