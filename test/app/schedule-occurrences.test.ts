import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slotAt, slotsAfter, slotsBetween } from '../../src/app/schedule/occurrences.ts';

const DAY = 86_400_000;
const utc = (text: string) => Date.parse(`${text}Z`);

/** `2026-03-29 02:30 due 2026-03-29T01:00Z`: wall time named, instant in UTC. */
function told(slots: readonly { date: string; time: string; dueAt: number }[]): string[] {
  return slots.map(({ date, time, dueAt }) => `${date} ${time} due ${new Date(dueAt).toISOString().slice(0, 16)}Z`);
}

function between(cron: string, timeZone: string, from: string, to: string): string[] {
  return told(slotsBetween({ cron, timeZone }, utc(from), utc(to)));
}

describe('wall time and instants', () => {
  test('a daily slot keeps its wall time when the clocks change', () => {
    expect(between('0 7 * * *', 'Europe/Berlin', '2026-03-28T00:00', '2026-03-30T23:00')).toEqual([
      '2026-03-28 07:00 due 2026-03-28T06:00Z',
      '2026-03-29 07:00 due 2026-03-29T05:00Z',
      '2026-03-30 07:00 due 2026-03-30T05:00Z',
    ]);
  });

  test.each([
    ['Europe/Berlin', '30 2 * * *', '2026-03-29', '2026-03-29 02:30 due 2026-03-29T01:00Z', '03:00'],
    ['Asia/Beirut', '30 0 * * *', '2026-03-29', '2026-03-29 00:30 due 2026-03-28T22:00Z', '01:00'],
    ['Africa/Cairo', '30 0 * * *', '2026-04-24', '2026-04-24 00:30 due 2026-04-23T22:00Z', '01:00'],
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-04', '2026-10-04 02:15 due 2026-10-03T15:30Z', '02:30'],
    ['America/Nuuk', '30 23 * * *', '2026-03-28', '2026-03-28 23:30 due 2026-03-29T01:00Z', '00:00'],
  ])('in %s, %s is skipped on %s and due at the first minute after', (timeZone, cron, day, due, wall) => {
    const slots = slotsBetween({ cron, timeZone }, utc(`${day}T00:00`) - DAY, utc(`${day}T00:00`) + 2 * DAY);
    expect(told(slots.filter(({ date }) => date === day))).toEqual([due]);
    const [slot] = slots.filter(({ date }) => date === day);
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(slot?.dueAt);
    expect(clock).toBe(wall);
  });

  test.each([
    ['Europe/Berlin', '30 2 * * *', '2026-10-25', '2026-10-25 02:30 due 2026-10-25T00:30Z'],
    ['Asia/Beirut', '30 23 * * *', '2026-10-24', '2026-10-24 23:30 due 2026-10-24T20:30Z'],
    ['Africa/Cairo', '30 23 * * *', '2026-10-29', '2026-10-29 23:30 due 2026-10-29T20:30Z'],
  ])('in %s, %s comes twice on %s and is due the first time only', (timeZone, cron, day, due) => {
    const slots = slotsBetween({ cron, timeZone }, utc(`${day}T00:00`) - DAY, utc(`${day}T00:00`) + 2 * DAY);
    expect(told(slots.filter(({ date }) => date === day))).toEqual([due]);
  });

  test('of two slots that a gap puts on one instant the first is kept', () => {
    expect(between('0,30 2,3 * * *', 'Europe/Berlin', '2026-03-28T23:00', '2026-03-29T12:00')).toEqual([
      '2026-03-29 02:00 due 2026-03-29T01:00Z',
      '2026-03-29 03:30 due 2026-03-29T01:30Z',
    ]);
  });

  test('also where the gap ends a day', () => {
    expect(between('30 23,0 * * *', 'America/Nuuk', '2026-03-28T12:00', '2026-03-29T12:00')).toEqual([
      '2026-03-28 23:30 due 2026-03-29T01:00Z',
      '2026-03-29 00:30 due 2026-03-29T01:30Z',
    ]);
    expect(between('0 23,0 * * *', 'America/Nuuk', '2026-03-28T12:00', '2026-03-29T12:00')).toEqual([
      '2026-03-28 23:00 due 2026-03-29T01:00Z',
    ]);
  });

  test('a day that a zone leaves out has no slots', () => {
    expect(between('0 7 * * *', 'Pacific/Apia', '2011-12-29T00:00', '2011-12-31T12:00')).toEqual([
      '2011-12-29 07:00 due 2011-12-29T17:00Z',
      '2011-12-31 07:00 due 2011-12-30T17:00Z',
    ]);
  });
});

describe('ranges', () => {
  test('begin after their start and end with their end', () => {
    const hourly = { cron: '0 * * * *', timeZone: 'Asia/Kathmandu' };
    expect(told(slotsBetween(hourly, utc('2026-01-01T00:15'), utc('2026-01-01T02:15')))).toEqual([
      '2026-01-01 07:00 due 2026-01-01T01:15Z',
      '2026-01-01 08:00 due 2026-01-01T02:15Z',
    ]);
    expect(slotsBetween(hourly, utc('2026-01-01T02:15'), utc('2026-01-01T00:15'))).toEqual([]);
  });

  test('a cron of every minute gives the newest 5000 of a year', () => {
    const to = utc('2026-11-22T00:00');
    const slots = slotsBetween({ cron: '* * * * *', timeZone: 'Europe/Berlin' }, to - 365 * DAY, to);
    expect(slots.length).toBe(5000);
    expect(slots.at(-1)?.dueAt).toBe(to);
  });

  test('the next leap day is found over a turn of the century without one, and no later one is looked for', () => {
    const leap = slotsAfter({ cron: '0 7 29 2 *', timeZone: 'UTC' }, utc('2097-01-01T00:00'), 2);
    expect(told(leap)).toEqual(['2104-02-29 07:00 due 2104-02-29T07:00Z']);
  });

  test('names, ranges over the week end and Sunday as 7 are read', () => {
    const from = utc('2026-11-22T12:00');
    expect(told(slotsAfter({ cron: '0 7 * * fri-sun', timeZone: 'UTC' }, from, 3))).toEqual([
      '2026-11-27 07:00 due 2026-11-27T07:00Z',
      '2026-11-28 07:00 due 2026-11-28T07:00Z',
      '2026-11-29 07:00 due 2026-11-29T07:00Z',
    ]);
    expect(slotsAfter({ cron: '0 7 * * 7', timeZone: 'UTC' }, from, 1)[0]?.date).toBe('2026-11-29');
  });

  test('a slot is found by its wall time', () => {
    const daily = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    expect(slotAt(daily, '2026-03-29', '02:30')?.dueAt).toBe(utc('2026-03-29T01:00'));
    expect(slotAt(daily, '2026-03-29', '03:00')).toBeNull();
  });
});

const ZONES = [
  'Europe/Berlin',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Damascus',
  'America/Nuuk',
  'America/St_Johns',
  'America/Asuncion',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Asia/Gaza',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Antarctica/Troll',
  'UTC',
];

/** What clocks in a zone show, found by asking them minute by minute. */
function clockOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => format.format(at);
}

const some = (values: readonly number[], most: number) =>
  fc.subarray([...values], { minLength: 1, maxLength: most }).map((list) => list.join(','));
const cron = fc
  .tuple(some([0, 1, 15, 29, 30, 59], 3), some([0, 1, 2, 3, 7, 22, 23], 4), fc.constantFrom('*', '*', '1-5', '0,6'))
  .map(([minutes, hours, weekdays]) => `${minutes} ${hours} * * ${weekdays}`);

describe('whatever the zone, the year and the cron', () => {
  const runs = process.env['MUJAZ_SOAK'] ? 2000 : 25;

  test('every wall time that clocks show is due when they first show it, exactly once and in order', () => {
    const start = fc.integer({ min: utc('1990-01-01T00:00') / DAY, max: utc('2037-12-01T00:00') / DAY });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), start, cron, changeDay, (timeZone, day, expression, atChange) => {
        const from = (atChange ? changeBefore(timeZone, day) : day) * DAY;
        const to = from + 3 * DAY;
        const slots = slotsBetween({ cron: expression, timeZone }, from, to);
        const due = new Map(slots.map(({ date, time, dueAt }) => [`${date} ${time}`, dueAt]));
        expect(due.size).toBe(slots.length);
        expect(slots.every(({ dueAt }, at) => at === 0 || dueAt > (slots[at - 1]?.dueAt ?? 0))).toBe(true);
        const shown = firstShown(timeZone, from - DAY, to);
        const instants = new Set(due.values());
        for (const [wall, at] of shown) {
          if (at <= from || !matches(expression, wall)) continue;
          // Taken by a slot that the clocks skipped just before.
          if (!due.has(wall)) expect([wall, instants.has(at)]).toEqual([wall, true]);
          else expect([wall, due.get(wall)]).toEqual([wall, at]);
        }
        for (const [wall, at] of due) {
          if (!shown.has(wall)) expect([wall, isAfterGap(timeZone, wall, at)]).toEqual([wall, true]);
        }
      }),
      { numRuns: runs },
    );
  });

  test('one range is the same as two that meet, and the next slots are those of the range', () => {
    const start = fc.integer({ min: utc('2000-01-01T00:00') / DAY, max: utc('2037-01-01T00:00') / DAY });
    const part = fc.integer({ min: 0, max: 4 * 1440 }).map((minutes) => minutes * 60_000);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), start, part, cron, (timeZone, day, cut, expression) => {
        const schedule = { cron: expression, timeZone };
        const from = changeBefore(timeZone, day) * DAY - DAY;
        const whole = slotsBetween(schedule, from, from + 4 * DAY);
        const [first, second] = [
          slotsBetween(schedule, from, from + cut),
          slotsBetween(schedule, from + cut, from + 4 * DAY),
        ];
        expect([...first, ...second]).toEqual(whole);
        expect(slotsAfter(schedule, from, whole.length)).toEqual(whole);
      }),
      { numRuns: runs },
    );
  });
});

const changeDay = fc.boolean();

/** The day (of the epoch) on which the zone's offset changed last before a day; the day itself where it never did. */
function changeBefore(timeZone: string, day: number): number {
  const offset = offsetOf(timeZone);
  for (let d = day; d > day - 400; d--) if (offset(d * DAY) !== offset((d + 1) * DAY)) return d;
  return day;
}

function offsetOf(timeZone: string): (at: number) => number {
  const clock = clockOf(timeZone);
  return (at) => Date.parse(`${clock(at).replace(' ', 'T')}Z`) - at;
}

function firstShown(timeZone: string, from: number, to: number): Map<string, number> {
  const clock = clockOf(timeZone);
  const shown = new Map<string, number>();
  for (let at = from; at <= to; at += 60_000) {
    const wall = clock(at);
    if (!shown.has(wall)) shown.set(wall, at);
  }
  return shown;
}

/** The clocks jump at that instant, from before the wall time to after it. */
function isAfterGap(timeZone: string, wall: string, at: number): boolean {
  const clock = clockOf(timeZone);
  return clock(at - 60_000) < wall && clock(at) > wall;
}

function matches(expression: string, wall: string): boolean {
  const [minutes = '', hours = '', , , weekdays = ''] = expression.split(' ');
  const at = new Date(`${wall.replace(' ', 'T')}Z`);
  const isWeekend = [0, 6].includes(at.getUTCDay());
  const onDay = weekdays === '*' || (weekdays === '1-5') !== isWeekend;
  return (
    onDay &&
    minutes.split(',').map(Number).includes(at.getUTCMinutes()) &&
    hours.split(',').map(Number).includes(at.getUTCHours())
  );
}
