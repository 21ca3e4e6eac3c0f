import { expect, test } from 'vitest';
import { openScheduleLoop } from '../../src/app/run/schedule-loop.ts';
import type { MakeIssue } from '../../src/app/schedule/contract.ts';
import { runDueSlots } from '../../src/app/schedule/run-due.ts';
import type { Store } from '../../src/store/index.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { configWith, openProgram, savingIssue, utc } from './schedule-room.ts';

const { open } = sqliteDatabases();
const TWICE = configWith({ daily: { cron: '0 7,9 * * *', timeZone: 'UTC' } });
const DAILY = configWith({ daily: { cron: '0 7 * * *', timeZone: 'UTC' } });
const SEVEN = { digest: 'daily', date: '2026-06-01', time: '07:00', dueAt: utc('2026-06-01T07:00') };

test('of two programs that catch up two editions of a digest, one makes both, one after the other', async () => {
  const store = await open();
  await openProgram(TWICE, store).at('2026-06-01T00:00');
  let atOnce = 0;
  const most: number[] = [];
  const make: MakeIssue = async (slot, now) => {
    most.push(++atOnce);
    await new Promise((done) => setTimeout(done, 30));
    atOnce -= 1;
    return await savingIssue(store)(slot, now);
  };
  const programs = ['a', 'b'].map((owner) => openProgram(TWICE, store, { owner, make }));
  const [first, second] = await Promise.all(programs.map((program) => program.at('2026-06-01T10:00')));
  expect([...(first ?? []), ...(second ?? [])]).toEqual([
    'daily 2026-06-01 07:00 made 1',
    'daily 2026-06-01 09:00 made 2',
  ]);
  expect(most).toEqual([1, 1]);
});

test('while an edition waits for the news, the later ones of its digest wait, too, and those of others do not', async () => {
  const config = configWith({
    daily: { cron: '0 7,9 * * *', timeZone: 'UTC' },
    other: { cron: '0 8 * * *', timeZone: 'UTC' },
  });
  const store = await open();
  const done: string[] = [];
  const look = (at: string, isWaiting: boolean) =>
    runDueSlots(config, store, {
      now: () => utc(at),
      owner: 'one',
      make: savingIssue(store),
      onReport: ({ digest, time }) => done.push(`${digest} ${time}`),
      waits: ({ slot }) => isWaiting && slot.time === '07:00',
    });
  await look('2026-06-01T00:00', false);
  await look('2026-06-01T10:00', true);
  expect(done.splice(0)).toEqual(['other 08:00']);
  await look('2026-06-01T10:01', false);
  expect(done).toEqual(['daily 07:00', 'daily 09:00']);
});

test('the running program makes what is due when the sources were read', async () => {
  const store = await open();
  await openProgram(DAILY, store).at('2026-06-01T00:00');
  let read: () => void = () => undefined;
  const firstNews = new Promise<void>((done) => {
    read = done;
  });
  const lines: string[] = [];
  const clock = () => utc('2026-06-01T09:00');
  const loop = openScheduleLoop(DAILY, store, {
    onLine: (line) => lines.push(line),
    clock,
    owner: 'one',
    onSending: () => undefined,
    firstNews,
  });
  await new Promise((done) => setTimeout(done, 100));
  expect(await store.slots.find(SEVEN)).toBeNull();
  read();
  while (lines.length === 0) await new Promise((done) => setTimeout(done, 5));
  await loop.close();
  expect(lines).toEqual([
    "schedule: daily of 2026-06-01 07:00: no edition, 0 new stories are fewer than the digest's least; more may come in: tried again later.",
  ]);
});

test('what has gone wrong with the records is told once, not at every look', async () => {
  const away = { slots: { watchedSince: () => Promise.reject(new Error('away')) } } as unknown as Store;
  const lines: string[] = [];
  const loop = openScheduleLoop(DAILY, away, {
    onLine: (line) => lines.push(line),
    clock: () => utc('2026-06-01T09:00'),
    owner: 'one',
    onSending: () => undefined,
  });
  for (let look = 0; look < 3; look++) {
    await new Promise((done) => setTimeout(done, 20));
    loop.wake();
  }
  await loop.close();
  expect(lines).toHaveLength(1);
});

/** Has too little at the first tries. */
function poorAtFirst(store: Store, tries: number, unread = 0): MakeIssue {
  let left = tries;
  return async (slot, now) => {
    if (left-- > 0) return { state: 'too-little', stories: 0, unread };
    return await savingIssue(store)(slot, now);
  };
}

test('an edition that is caught up and has too little is tried again until it is too late', async () => {
  const store = await open();
  const program = openProgram(DAILY, store, { make: poorAtFirst(store, 2) });
  await program.at('2026-06-01T00:00');
  const done: (readonly string[])[] = [];
  for (const time of ['08:00', '08:00', '08:01', '08:02', '08:03']) done.push(await program.at(`2026-06-01T${time}`));
  const poor = ['daily 2026-06-01 07:00 too-little'];
  expect(done).toEqual([poor, [], poor, [], ['daily 2026-06-01 07:00 made 1']]);
});

test('and so is one whose sources could not be read; at the end it stays one that had too little', async () => {
  const store = await open();
  const program = openProgram(DAILY, store, { make: poorAtFirst(store, 99, 1) });
  await program.at('2026-06-01T00:00');
  expect(await program.at('2026-06-01T07:00')).toHaveLength(1);
  expect(await program.at('2026-06-01T07:01')).toHaveLength(1);
  expect(await program.at('2026-06-01T13:01')).toEqual([]);
  expect(await store.slots.find(SEVEN)).toMatchObject({ state: 'too-little' });
});

test('when the next edition of the digest is due, one that had too little is left as it is', async () => {
  const store = await open();
  const program = openProgram(TWICE, store, { make: poorAtFirst(store, 1, 1) });
  await program.at('2026-06-01T00:00');
  await program.at('2026-06-01T07:00');
  expect(await program.at('2026-06-01T09:00')).toEqual(['daily 2026-06-01 09:00 made 1']);
  expect(await program.at('2026-06-01T09:01')).toEqual([]);
});

test('a clock that was ahead at the first start costs no edition', async () => {
  const store = await open();
  const program = openProgram(DAILY, store);
  await program.at('2027-06-01T00:00');
  expect(await program.at('2026-06-01T06:59')).toEqual([]);
  expect(await program.at('2026-06-01T07:00')).toEqual(['daily 2026-06-01 07:00 made 1']);
});

test('two programs with other times for one digest keep both', async () => {
  const store = await open();
  const evening = configWith({ daily: { cron: '0 7,18 * * *', timeZone: 'UTC' } });
  const programs = [openProgram(DAILY, store, { owner: 'a' }), openProgram(evening, store, { owner: 'b' })];
  const done: string[] = [];
  for (const time of ['06:00', '06:59', '07:01', '17:00', '17:59', '18:01']) {
    for (const program of programs) done.push(...(await program.at(`2026-06-01T${time}`)));
  }
  expect(done).toEqual(['daily 2026-06-01 07:00 made 1', 'daily 2026-06-01 18:00 made 2']);
});

test('an edition that was approved before its program died is not called missed, and says that it was not sent', async () => {
  const store = await open();
  await openProgram(DAILY, store).at('2026-06-01T00:00');
  await store.slots.claim(SEVEN, 'dead', SEVEN.dueAt, SEVEN.dueAt + 600_000);
  await savingIssue(store, true)(SEVEN, new Date(SEVEN.dueAt));
  const hash = (await store.editionState(1))?.hash as string;
  await store.approveEdition(1, hash, new Date(SEVEN.dueAt));
  const note = 'edition 1 is approved and not sent: npx mujaz send 1';
  const reports: unknown[] = [];
  const options = { now: () => utc('2026-06-01T14:00'), owner: 'next', make: savingIssue(store) };
  await runDueSlots(DAILY, store, { ...options, onReport: (report) => reports.push(report) });
  expect(reports).toEqual([{ ...SEVEN, state: 'made', edition: 1, stories: 1, sent: false, note }]);
  expect(await store.slots.find(SEVEN)).toMatchObject({ state: 'made', edition: 1, note });
});
