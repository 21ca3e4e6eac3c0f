import { describe, expect, test } from 'vitest';
import { makeMissed } from '../../src/app/schedule/make-by-hand.ts';
import { upcoming } from '../../src/app/schedule/open-slots.ts';
import { runDueSlots } from '../../src/app/schedule/run-due.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { configWith, editionsOf, failing, openProgram, savingIssue, utc } from './schedule-room.ts';

const { open } = sqliteDatabases();
const BERLIN = configWith({ daily: { cron: '30 2 * * *', timeZone: 'Europe/Berlin' } });

/** What happens at each of these times. */
async function play(config: typeof BERLIN, times: readonly string[]) {
  const store = await open();
  const program = openProgram(config, store);
  const done: string[] = [];
  for (const time of times) done.push(...(await program.at(time)));
  return { done, editions: await editionsOf(store), store };
}

describe('the clocks of a zone', () => {
  test.each([
    ['Europe/Berlin', '30 2 * * *', ['2026-03-28T20:00', '2026-03-29T00:59', '2026-03-29T01:00'], '2026-03-29 02:30'],
    ['Asia/Beirut', '30 0 * * *', ['2026-03-28T12:00', '2026-03-28T21:59', '2026-03-28T22:00'], '2026-03-29 00:30'],
    ['Africa/Cairo', '30 0 * * *', ['2026-04-23T12:00', '2026-04-23T21:59', '2026-04-23T22:00'], '2026-04-24 00:30'],
  ])('%s skips %s: it is made at the first minute after', async (timeZone, cron, times, slot) => {
    const { done, editions } = await play(configWith({ daily: { cron, timeZone } }), times);
    expect(done).toEqual([`daily ${slot} made 1`]);
    expect(editions).toEqual([slot]);
  });

  test.each([
    ['Europe/Berlin', '30 2 * * *', ['2026-10-24T20:00', '2026-10-25T00:30', '2026-10-25T01:30'], '2026-10-25 02:30'],
    ['Asia/Beirut', '30 23 * * *', ['2026-10-24T12:00', '2026-10-24T20:30', '2026-10-24T21:30'], '2026-10-24 23:30'],
    ['Africa/Cairo', '30 23 * * *', ['2026-10-29T12:00', '2026-10-29T20:30', '2026-10-29T21:30'], '2026-10-29 23:30'],
  ])('%s repeats %s: it is made the first time only', async (timeZone, cron, times, slot) => {
    const { done, editions } = await play(configWith({ daily: { cron, timeZone } }), times);
    expect(done).toEqual([`daily ${slot} made 1`]);
    expect(editions).toEqual([slot]);
  });
});

describe('a clock that is set', () => {
  test('back: nothing is made twice, and what is new is made when its time comes', async () => {
    const { done } = await play(BERLIN, [
      '2026-06-01T00:00',
      '2026-06-01T00:30',
      '2026-06-02T00:31',
      // Two days back, and on again.
      '2026-05-31T00:30',
      '2026-06-01T00:30',
      '2026-06-02T00:30',
      '2026-06-03T00:30',
    ]);
    expect(done).toEqual([
      'daily 2026-06-01 02:30 made 1',
      'daily 2026-06-02 02:30 made 2',
      'daily 2026-06-03 02:30 made 3',
    ]);
  });

  test('forward over a slot: it is late, and made', async () => {
    const { done } = await play(BERLIN, ['2026-06-01T00:00', '2026-06-01T05:00']);
    expect(done).toEqual(['daily 2026-06-01 02:30 made 1']);
  });
});

test('a clock that was ahead by mistake costs no edition: what it marked as missed is made when its time comes', async () => {
  const { done } = await play(BERLIN, [
    '2026-06-01T00:00',
    '2026-06-04T00:00',
    '2026-06-01T00:10',
    '2026-06-01T00:30',
    '2026-06-01T00:31',
    '2026-06-02T00:30',
  ]);
  expect(done.map((line) => line.slice(0, 29))).toEqual([
    'daily 2026-06-01 02:30 missed',
    'daily 2026-06-02 02:30 missed',
    'daily 2026-06-03 02:30 missed',
    'daily 2026-06-01 02:30 made 1',
    'daily 2026-06-02 02:30 made 2',
  ]);
});

describe('a program that was down at the minute', () => {
  test('makes the edition when it is less than catchUp late', async () => {
    const { done } = await play(BERLIN, ['2026-06-01T00:00', '2026-06-01T06:30']);
    expect(done).toEqual(['daily 2026-06-01 02:30 made 1']);
  });

  test('marks it as missed when it is later, once', async () => {
    const { done, editions } = await play(BERLIN, ['2026-06-01T00:00', '2026-06-01T06:31', '2026-06-01T06:32']);
    expect(done).toEqual(['daily 2026-06-01 02:30 missed: no program ran when it was due, nor in the 6 h after']);
    expect(editions).toEqual([]);
  });

  test('for days: the late ones are missed, and the last one is made', async () => {
    const { done } = await play(BERLIN, ['2026-06-01T00:00', '2026-06-03T02:00']);
    expect(done.map((line) => line.slice(0, 29))).toEqual([
      'daily 2026-06-01 02:30 missed',
      'daily 2026-06-02 02:30 missed',
      'daily 2026-06-03 02:30 made 1',
    ]);
  });

  test('before the schedule was there, or had another text: that is nobody’s fault', async () => {
    const store = await open();
    expect(await openProgram(BERLIN, store).at('2026-06-01T03:00')).toEqual([]);
    const later = configWith({ daily: { cron: '0 4 * * *', timeZone: 'Europe/Berlin' } });
    expect(await openProgram(later, store).at('2026-06-01T05:00')).toEqual([]);
    expect(await openProgram(later, store).at('2026-06-02T02:00')).toEqual(['daily 2026-06-02 04:00 made 1']);
  });

  test('makes several in the order of their times, over all digests', async () => {
    const config = configWith({
      late: { cron: '0 5 * * *', timeZone: 'UTC' },
      often: { cron: '30 4,5 * * *', timeZone: 'UTC' },
      never: null,
    });
    const { done } = await play(config, ['2026-06-01T00:00', '2026-06-01T06:00']);
    expect(done).toEqual([
      'often 2026-06-01 04:30 made 1',
      'late 2026-06-01 05:00 made 2',
      'often 2026-06-01 05:30 made 3',
    ]);
  });
});

describe('a try that fails', () => {
  test('is repeated after a rest until the edition is there', async () => {
    const store = await open();
    const program = openProgram(BERLIN, store, { make: failing(savingIssue(store), 2) });
    await program.at('2026-06-01T00:00');
    const [failed] = await program.at('2026-06-01T00:30');
    expect(failed).toMatch(/^daily 2026-06-01 02:30 failed: making it failed: TypeError at [^\n]*$/u);
    expect(await program.at('2026-06-01T00:30')).toEqual([]);
    expect(await program.at('2026-06-01T00:31')).toHaveLength(1);
    expect(await program.at('2026-06-01T00:32')).toEqual([]);
    expect(await program.at('2026-06-01T00:33')).toEqual(['daily 2026-06-01 02:30 made 1']);
  });

  test('again and again is tried with growing rests, and missed when catchUp is over', async () => {
    const store = await open();
    const program = openProgram(BERLIN, store, { make: failing(savingIssue(store), 1000) });
    await program.at('2026-06-01T00:00');
    const slot = { digest: 'daily', date: '2026-06-01', time: '02:30' };
    const first = utc('2026-06-01T00:30');
    const times: number[] = [];
    const states = new Set<string>();
    for (let at: number | null = first; at !== null; at = (await store.slots.find(slot))?.retryAt ?? null) {
      if (at > first) expect(await program.at(new Date(at - 1).toISOString().slice(0, -1))).toEqual([]);
      const [line] = await program.at(new Date(at).toISOString().slice(0, -1));
      states.add(line?.split(' ')[3] as string);
      times.push((at - first) / 60_000);
    }
    expect(times).toEqual([0, 1, 3, 8, 18, 38, 78, 138, 198, 258, 318, 359]);
    expect([...states]).toEqual(['failed:', 'missed:']);
    expect((await store.slots.find(slot))?.note).toMatch(/TypeError .*tried 12 times/u);
  });

  test('and then nobody is there: it is missed, with what went wrong', async () => {
    const store = await open();
    const program = openProgram(BERLIN, store, { make: failing(savingIssue(store), 1) });
    for (const time of ['2026-06-01T00:00', '2026-06-01T00:30']) await program.at(time);
    const [missed] = await program.at('2026-06-01T09:00');
    expect(missed).toMatch(/missed: making it failed: TypeError .*; there was no further try in time$/u);
    expect(await program.at('2026-06-01T09:01')).toEqual([]);
  });

  test('with too little is none: nothing is made, and nothing tried again', async () => {
    const store = await open();
    const program = openProgram(BERLIN, store, { make: async () => ({ state: 'too-little', stories: 0 }) });
    await program.at('2026-06-01T00:00');
    expect(await program.at('2026-06-01T00:30')).toEqual(['daily 2026-06-01 02:30 too-little']);
    expect(await program.at('2026-06-01T00:31')).toEqual([]);
  });
});

describe('several programs', () => {
  test('that look at once make one edition', async () => {
    const store = await open();
    await openProgram(BERLIN, store).at('2026-06-01T00:00');
    const programs = ['a', 'b', 'c'].map((owner) => openProgram(BERLIN, store, { owner }));
    const done = await Promise.all(programs.map((program) => program.at('2026-06-01T00:30')));
    expect(done.flat()).toEqual(['daily 2026-06-01 02:30 made 1']);
  });

  test('of which one dies in the middle: the edition is made by another when it has been silent for ten minutes', async () => {
    const store = await open();
    const dying = openProgram(BERLIN, store, { owner: 'dead', make: () => new Promise(() => {}) });
    await openProgram(BERLIN, store).at('2026-06-01T00:00');
    void dying.at('2026-06-01T00:30');
    await until(async () => (await store.slots.list({ limit: 1 })).length === 1);
    const next = openProgram(BERLIN, store, { owner: 'next' });
    expect(await next.at('2026-06-01T00:39')).toEqual([]);
    expect(await next.at('2026-06-01T00:40')).toEqual(['daily 2026-06-01 02:30 made 1']);
  });

  test('of which one died, and nobody came back in time: it is missed', async () => {
    const store = await open();
    await openProgram(BERLIN, store).at('2026-06-01T00:00');
    const slot = { digest: 'daily', date: '2026-06-01', time: '02:30', dueAt: utc('2026-06-01T00:30') };
    await store.slots.claim(slot, 'dead', slot.dueAt, slot.dueAt + 600_000);
    const done = await openProgram(BERLIN, store).at('2026-06-01T09:00');
    expect(done).toEqual([
      'daily 2026-06-01 02:30 missed: the program that made it stopped before it was done, and none came back in time',
    ]);
  });

  test('that are asked to stop begin nothing more', async () => {
    const store = await open();
    const config = configWith({ often: { cron: '0 * * * *', timeZone: 'UTC' } });
    await openProgram(config, store).at('2026-06-01T00:30');
    const stop = new AbortController();
    const make = savingIssue(store);
    const now = () => utc('2026-06-01T04:30');
    const options = { now, owner: 'one', onReport: () => stop.abort(), stop: stop.signal };
    await runDueSlots(config, store, { ...options, make });
    expect(await editionsOf(store)).toEqual(['2026-06-01 01:00']);
  });
});

describe('by hand', () => {
  const slot = { digest: 'daily', date: '2026-06-01', time: '02:30' };
  const byHand = (store: Parameters<typeof savingIssue>[0], at: string) =>
    makeMissed(BERLIN, store, slot, { now: () => utc(at), owner: 'editor', make: savingIssue(store) });

  test('a slot that nobody watched is made, once', async () => {
    const store = await open();
    expect(await byHand(store, '2026-07-01T00:00')).toMatchObject({ state: 'made', edition: 1 });
    await expect(byHand(store, '2026-07-01T00:00')).rejects.toThrow(
      'daily@2026-06-01T02:30: it was made, as edition 1.',
    );
  });

  test('a missed one is made however late it is, and one that had too little when there is more', async () => {
    const store = await open();
    await openProgram(BERLIN, store).at('2026-06-01T00:00');
    await openProgram(BERLIN, store).at('2026-06-01T09:00');
    expect(await byHand(store, '2026-06-20T00:00')).toMatchObject({ state: 'made', edition: 1 });
    const poor = openProgram(BERLIN, store, { make: async () => ({ state: 'too-little', stories: 0 }) });
    await poor.at('2026-06-20T00:30');
    const other = { digest: 'daily', date: '2026-06-20', time: '02:30' };
    const options = { now: () => utc('2026-06-20T02:00'), owner: 'editor', make: savingIssue(store) };
    expect(await makeMissed(BERLIN, store, other, options)).toMatchObject({ state: 'made', edition: 2 });
  });

  test('a missed one that fails stays missed, with what went wrong', async () => {
    const store = await open();
    await openProgram(BERLIN, store).at('2026-06-01T00:00');
    await openProgram(BERLIN, store).at('2026-06-01T09:00');
    const options = { now: () => utc('2026-06-20T00:00'), owner: 'editor', make: failing(savingIssue(store), 1) };
    expect(await makeMissed(BERLIN, store, slot, options)).toMatchObject({ state: 'missed' });
    expect(await store.slots.find(slot)).toMatchObject({ state: 'missed', note: expect.stringContaining('TypeError') });
  });

  test('a failed one does not wait for its rest', async () => {
    const store = await open();
    const program = openProgram(BERLIN, store, { make: failing(savingIssue(store), 1) });
    for (const time of ['2026-06-01T00:00', '2026-06-01T00:30']) await program.at(time);
    expect(await byHand(store, '2026-06-01T00:30')).toMatchObject({ state: 'made', edition: 1 });
  });

  test('what is not due, no time of the schedule, or being made is refused', async () => {
    const store = await open();
    await expect(byHand(store, '2026-06-01T00:29')).rejects.toThrow('it is not due before 2026-06-01T00:30');
    const wrong = { ...slot, time: '03:00' };
    const options = { now: () => utc('2026-07-01T00:00'), owner: 'editor', make: savingIssue(store) };
    await expect(makeMissed(BERLIN, store, wrong, options)).rejects.toThrow(
      'the schedule "30 2 * * *" has no such time',
    );
    const at = utc('2026-06-01T00:30');
    await store.slots.claim({ ...slot, dueAt: at }, 'other', at, at + 600_000);
    await expect(byHand(store, '2026-06-01T00:31')).rejects.toThrow('another program is making it');
  });
});

test('the next slots of all digests come in order', () => {
  const config = configWith({
    morning: { cron: '0 7 * * *', timeZone: 'Asia/Beirut' },
    weekly: { cron: '30 4 * * 1', timeZone: 'UTC' },
    never: null,
  });
  const next = upcoming(config, new Date(utc('2026-06-01T00:00')), 3);
  expect(next.map(({ digest, date, time }) => `${digest} ${date} ${time}`)).toEqual([
    'morning 2026-06-01 07:00',
    'weekly 2026-06-01 04:30',
    'morning 2026-06-02 07:00',
  ]);
});

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((done) => setTimeout(done, 5));
}
