import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { openSendingActs, openStore } from '../../../src/app/index.ts';
import { readSendTime } from '../../../src/app/sending/send-time.ts';
import { testConfig } from '../office.ts';

const NOW = Date.UTC(2026, 2, 1);

function iso(text: string, timeZone: string): string {
  const time = readSendTime(text, timeZone, NOW);
  if ('refused' in time) return time.refused;
  return Temporal.Instant.fromEpochMilliseconds(time.at).toZonedDateTimeISO(timeZone).toString();
}

describe('a time to begin at', () => {
  test.each([
    ['2026-11-23 07:30', 'Asia/Damascus', '2026-11-23T07:30:00+03:00[Asia/Damascus]'],
    ['2026-11-23T7:30', 'Asia/Damascus', '2026-11-23T07:30:00+03:00[Asia/Damascus]'],
    ['٢٠٢٦-١١-٢٣ ٠٧:٣٠', 'Asia/Damascus', '2026-11-23T07:30:00+03:00[Asia/Damascus]'],
    // Berlin: +1 until 29 March 02:00, +2 until 25 October 03:00.
    ['2026-03-29 01:59', 'Europe/Berlin', '2026-03-29T01:59:00+01:00[Europe/Berlin]'],
    ['2026-03-29 03:00', 'Europe/Berlin', '2026-03-29T03:00:00+02:00[Europe/Berlin]'],
    ['2026-10-25 03:00', 'Europe/Berlin', '2026-10-25T03:00:00+01:00[Europe/Berlin]'],
  ])('%s in %s', (text, timeZone, expected) => {
    expect(iso(text, timeZone)).toBe(expected);
    const time = readSendTime(text, timeZone, NOW);
    expect('isSkipped' in time && time.isSkipped).toBe(false);
  });

  test('that no clock shows is the first minute after the gap, and said so', () => {
    const time = readSendTime('2026-03-29 02:30', 'Europe/Berlin', NOW);
    expect(time).toEqual({ at: Date.UTC(2026, 2, 29, 1), isSkipped: true });
  });

  test('that comes twice is the first of them', () => {
    const time = readSendTime('2026-10-25 02:30', 'Europe/Berlin', NOW);
    expect(time).toEqual({ at: Date.UTC(2026, 9, 25, 0, 30), isSkipped: false });
  });

  test.each([
    ['tomorrow', 'unreadable'],
    ['2026-02-30 07:30', 'unreadable'],
    ['2026-11-23 24:00', 'unreadable'],
    ['2026-11-23', 'unreadable'],
    ['2026-02-28 07:30', 'past'],
    ['2027-11-23 07:30', 'far'],
  ])('%s is refused: %s', (text, refused) => {
    expect(readSendTime(text, 'UTC', NOW)).toEqual({ refused });
  });
});

test('in quiet hours it is told until when nothing leaves', async () => {
  const store = await openStore({ file: ':memory:' });
  const config = testConfig();
  const sending = { ...config.sending, quietHours: { from: '22:00', to: '06:00' } };
  const acts = openSendingActs({ ...config, timeZone: 'Asia/Damascus', sending }, store, { clock: () => NOW });
  expect(acts.readTime('2026-11-23 23:30')).toEqual({
    at: Date.UTC(2026, 10, 23, 20, 30),
    isSkipped: false,
    quietUntil: Date.UTC(2026, 10, 24, 3),
  });
  expect(acts.readTime('2026-11-23 07:30')).toMatchObject({ quietUntil: null });
  await store.close();
});
