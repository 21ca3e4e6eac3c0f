import { renameSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { SlotState } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { describeOnBothDatabases, postgresDatabases, sqliteDatabases } from '../setup/stores.ts';
import { addPeople, saveDraft } from '../store/ledger-people.ts';
import { DAY, HOUR, MINUTE, OPENED, openNewsroom, SEVEN, slotOn, stateOf } from './news-desk.ts';

async function end(store: Store, day: number, state: Exclude<SlotState, 'making'>, edition: number | null = null) {
  const slot = slotOn(day);
  await store.slots.claim(slot, 'one', slot.dueAt, slot.dueAt + MINUTE);
  const retryAt = state === 'failed' ? slot.dueAt + HOUR : null;
  const note = state === 'failed' ? 'making it failed: the disk is full' : null;
  await store.slots.finish(slot, 'one', { state, edition, note, retryAt }, slot.dueAt);
}

type Beats = Parameters<typeof openNewsroom>[2];

async function startOn({ empty, open }: ReturnType<typeof sqliteDatabases>, beats?: Beats) {
  const location = await empty();
  const store = await open(location);
  return { store, location, room: openNewsroom(store, location, beats) };
}

describeOnBothDatabases('the desk of sources and schedules', (databases) => {
  const start = (beats?: Beats) => startOn(databases, beats);

  test('shows each source as it stands, also before its first reading', async () => {
    const { store, room } = await start();
    expect(await room.desk.sources()).toMatchObject([
      { id: 'shore', kind: 'feed', state: 'never', nextAt: null, location: 'https://shore.example/feed.xml' },
      { id: 'shore.2', kind: 'pages', state: 'never', location: 'https://shore.example/a' },
    ]);
    await store.intake.saveState(stateOf({ movedTo: 'https://shore.example/new.xml' }));
    expect((await room.desk.sources())[0]).toMatchObject({
      state: 'well',
      readAt: OPENED - 10 * MINUTE,
      newsAt: OPENED - HOUR,
      nextAt: OPENED + 20 * MINUTE,
      movedTo: 'https://shore.example/new.xml',
    });
    await store.intake.saveState(
      stateOf({ failingSince: OPENED - HOUR, failures: 3, fault: 'the server answers 500.' }),
    );
    expect((await room.desk.sources())[0]).toMatchObject({
      state: 'failing',
      failingSince: OPENED - HOUR,
      fault: 'the server answers 500.',
    });
    await store.intake.saveState(stateOf({ location: 'https://shore.example/elsewhere' }));
    expect((await room.desk.sources())[0]).toMatchObject({ state: 'never', readAt: null });
  });

  test('shows past slots, what is to come, and what is due and waits', async () => {
    const { store, room } = await start();
    await end(store, 20, 'made', 1);
    await store.slots.miss(slotOn(21), 'no program ran when it was due', OPENED);
    const before = await room.desk.schedule();
    expect(before.past).toMatchObject([
      { date: '2025-11-21', state: 'missed', note: 'no program ran when it was due', edition: null },
      { date: '2025-11-20', state: 'made', edition: 1, digestName: 'موجز الموانئ المختلق' },
    ]);
    expect(before.next).toHaveLength(10);
    expect(before.next[0]).toMatchObject({ ...slotOn(22), state: 'planned', timeZone: 'Asia/Damascus' });
    room.at = SEVEN + 5 * MINUTE;
    expect((await room.desk.schedule()).next.slice(0, 2)).toMatchObject([
      { date: '2025-11-22' },
      { date: '2025-11-23' },
    ]);
  });

  test('tells how long the oldest slot has waited that is due and not done', async () => {
    const { store, room } = await start();
    const lag = async () => (await room.desk.measures()).scheduleLagMs;
    expect(await lag()).toBe(0);
    room.at = SEVEN + 5 * MINUTE;
    expect(await lag()).toBe(5 * MINUTE);
    await end(store, 22, 'failed');
    expect(await lag()).toBe(5 * MINUTE);
    await store.slots.claim(slotOn(22), 'two', SEVEN + HOUR, SEVEN + 2 * HOUR);
    await store.slots.finish(slotOn(22), 'two', { state: 'made', edition: 1, note: null, retryAt: null }, SEVEN + HOUR);
    expect(await lag()).toBe(0);
    room.at = SEVEN + DAY + MINUTE;
    expect(await lag()).toBe(MINUTE);
    await store.slots.miss(slotOn(23), 'no program ran when it was due', room.at);
    expect(await lag()).toBe(0);
  });

  test('counts what there is, with 0 for what there is not', async () => {
    const { store, room } = await start();
    await addPeople(store, 3);
    await saveDraft(store, 1);
    await end(store, 21, 'made', 1);
    expect(await room.desk.measures()).toMatchObject({
      editions: { made: 1, approved: 0 },
      subscribers: { unconfirmed: 0, active: 3, left: 0 },
      slots: { making: 0, made: 1, 'too-little': 0, missed: 0, failed: 0 },
      sendings: { ready: 0, sending: 0, paused: 0, cancelled: 0, done: 0 },
      deliveries: { queued: 0, sent: 0 },
      bounces: { hard: 0, soft: 0, complaint: 0 },
      lettersWaiting: 0,
    });
  });

  test('is ready while the database answers, the loops go round and no slot waits long', async () => {
    const { store, location, room } = await start();
    expect(await room.desk.readiness()).toEqual({ ready: true, reasons: [] });
    const silent = openNewsroom(store, location, (at) => [
      { name: 'ingest', at: at - 61 * MINUTE },
      { name: 'schedule', at },
    ]);
    silent.at = SEVEN + 31 * MINUTE;
    expect(await silent.desk.readiness()).toEqual({ ready: false, reasons: ['schedule', 'ingest'] });
    await end(store, 22, 'made', 1);
    const stuck = openNewsroom(store, location, (at) => [
      { name: 'ingest', at },
      { name: 'schedule', at: at - 16 * MINUTE },
    ]);
    stuck.at = SEVEN + 31 * MINUTE;
    expect(await stuck.desk.readiness()).toEqual({ ready: false, reasons: ['schedule'] });
  });

  test('a program that keeps no schedule is not to blame for a slot that nobody has begun', async () => {
    const { store, location, room } = await start(() => []);
    room.at = SEVEN + 31 * MINUTE;
    expect(await room.desk.readiness()).toEqual({ ready: true, reasons: [] });
    await store.slots.claim(slotOn(22), 'one', SEVEN, SEVEN + MINUTE);
    const later = openNewsroom(store, location, () => []);
    later.at = SEVEN + 31 * MINUTE;
    expect(await later.desk.readiness()).toEqual({ ready: false, reasons: ['schedule'] });
  });

  test('is not ready when the database is gone', async () => {
    const { store, location, room } = await start();
    if ('file' in location) renameSync(location.file, `${location.file}.away`);
    else await store.close();
    expect(await room.desk.readiness()).toEqual({ ready: false, reasons: ['database'] });
  });
});

describe('the desk of a file', () => {
  const databases = sqliteDatabases();

  test('knows the edition that was made by hand of a slot that was missed', async () => {
    const { store, room } = await startOn(databases);
    await saveDraft(store, 1);
    const [draft] = await store.editions({ limit: 1 });
    if (!draft) throw new Error('no draft');
    const slot = { digest: draft.digest, date: draft.date, time: '07:00', dueAt: SEVEN };
    await store.slots.miss(slot, 'no program ran when it was due', SEVEN);
    await store.slots.miss({ ...slot, date: '2025-01-01' }, 'no program ran when it was due', SEVEN);
    expect((await room.desk.schedule()).past.map(({ date, edition }) => [date, edition]).sort()).toEqual([
      ['2025-01-01', null],
      [draft.date, 1],
    ]);
  });

  test('is asked as often as anybody likes, and looks once a second', async () => {
    const { store, room } = await startOn(databases);
    const first = await room.desk.readiness();
    await store.close();
    expect(await room.desk.readiness()).toBe(first);
  });
});

describe('the desk of a server', () => {
  const databases = postgresDatabases();

  test('is not ready while the database lets it wait, and is told so soon', async () => {
    const { location, room } = await startOn(databases);
    if (!('url' in location)) throw new Error('no server');
    const other = new pg.Client({ connectionString: location.url });
    await other.connect();
    await other.query('begin; lock table editions in access exclusive mode');
    const begun = performance.now();
    expect(await room.desk.readiness()).toEqual({ ready: false, reasons: ['database'] });
    expect(performance.now() - begun).toBeLessThan(5000);
    await other.end();
  });
});
