import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { HOUR, inventItem, MONDAY, TUESDAY, tell, understandAll } from './intake-items.ts';

const SLOT = { digest: 'daily', date: '2025-03-03', time: '08:00', dueAt: MONDAY };
const LATER = { ...SLOT, time: '18:00', dueAt: MONDAY + 10 * HOUR };
const MADE = { state: 'made', edition: 1, note: null, retryAt: null } as const;

describeOnBothDatabases('slots', ({ empty, open }) => {
  test('of all programs that want to make an edition one may', async () => {
    const location = await empty();
    const stores = [await open(location), await open(location)];
    const claims = Array.from({ length: 10 }, (_, at) =>
      stores[at % 2]?.slots.claim(SLOT, `program ${at}`, MONDAY, MONDAY + HOUR),
    );
    expect((await Promise.all(claims)).filter((claimed) => claimed)).toHaveLength(1);
    expect(await stores[0]?.slots.find(SLOT)).toMatchObject({ ...SLOT, state: 'making', tries: 1, at: MONDAY });
  });

  test('a slot whose program died is free when its lease has ended, and the dead one has no say in it', async () => {
    const { slots } = await open();
    expect(await slots.claim(SLOT, 'a', MONDAY, MONDAY + HOUR)).toBe(true);
    expect(await slots.claim(SLOT, 'b', MONDAY + HOUR - 1, TUESDAY)).toBe(false);
    expect(await slots.claim(SLOT, 'b', MONDAY + HOUR, TUESDAY)).toBe(true);
    expect(await slots.finish(SLOT, 'a', MADE, MONDAY + HOUR)).toBe(false);
    expect(await slots.finish(SLOT, 'b', MADE, MONDAY + 2 * HOUR)).toBe(true);
    expect(await slots.claim(SLOT, 'c', TUESDAY * 2, TUESDAY * 3)).toBe(false);
    expect(await slots.find(SLOT)).toEqual({
      ...SLOT,
      state: 'made',
      edition: 1,
      at: MONDAY + 2 * HOUR,
      note: null,
      tries: 2,
      retryAt: null,
    });
  });

  test('a slot that failed is tried again at its time, and one that is over never', async () => {
    const { slots } = await open();
    const end = { edition: null, note: 'no disk', retryAt: null } as const;
    await slots.claim(SLOT, 'a', MONDAY, MONDAY + HOUR);
    await slots.finish(SLOT, 'a', { ...end, state: 'failed', retryAt: MONDAY + 10 }, MONDAY);
    expect(await slots.find(SLOT)).toMatchObject({ state: 'failed', note: 'no disk', retryAt: MONDAY + 10 });
    expect(await slots.claim(SLOT, 'b', MONDAY + 9, TUESDAY)).toBe(false);
    expect(await slots.claim(SLOT, 'b', MONDAY + 10, TUESDAY)).toBe(true);
    await slots.finish(SLOT, 'b', { ...end, state: 'failed' }, MONDAY);
    expect(await slots.claim(SLOT, 'c', TUESDAY, TUESDAY * 2)).toBe(false);
    expect(await slots.miss(LATER, 'nobody was there', TUESDAY)).toBe(true);
    expect(await slots.miss(LATER, 'nobody was there', TUESDAY)).toBe(false);
    expect(await slots.miss(SLOT, 'nobody was there', TUESDAY)).toBe(false);
    expect(await slots.claim(LATER, 'c', TUESDAY, TUESDAY * 2)).toBe(false);
  });

  test('slots are listed newest first, and those of a digest from a time on', async () => {
    const { slots } = await open();
    const weekly = { ...SLOT, digest: 'weekly', dueAt: MONDAY + 1 };
    for (const slot of [LATER, weekly, SLOT]) await slots.miss(slot, 'nobody was there', TUESDAY);
    expect((await slots.list({ limit: 2 })).map(({ dueAt }) => dueAt)).toEqual([LATER.dueAt, weekly.dueAt]);
    expect(await slots.list({ digest: 'weekly', limit: 9 })).toMatchObject([weekly]);
    expect((await slots.from('daily', MONDAY)).map(({ time }) => time)).toEqual(['08:00', '18:00']);
    expect((await slots.from('daily', MONDAY + 1)).map(({ time }) => time)).toEqual(['18:00']);
    expect(await slots.find({ ...SLOT, time: '09:00' })).toBeNull();
  });

  test('a schedule is watched since it has been what it is', async () => {
    const location = await empty();
    const { slots } = await open(location);
    expect(await slots.watchedSince('daily', '0 8 * * * Asia/Damascus', MONDAY)).toBe(MONDAY);
    expect(await slots.watchedSince('daily', '0 8 * * * Asia/Damascus', TUESDAY)).toBe(MONDAY);
    expect(await slots.watchedSince('weekly', '0 8 * * 0 Asia/Damascus', TUESDAY)).toBe(TUESDAY);
    expect(await slots.watchedSince('daily', '0 9 * * * Asia/Damascus', TUESDAY)).toBe(TUESDAY);
    const others = await open(location);
    expect(await others.slots.watchedSince('daily', '0 9 * * * Asia/Damascus', TUESDAY + 1)).toBe(TUESDAY);
  });

  test('an edition of each slot of a day has its own number, and the next one that the schedule made is known', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a')], MONDAY);
    await understandAll(store);
    const make = async (slot: typeof SLOT) => {
      await store.slots.claim(slot, 'a', MONDAY, TUESDAY);
      const edition = await tell(store, ['page-a'], slot);
      await store.slots.finish(slot, 'a', { ...MADE, edition }, MONDAY);
      return edition;
    };
    expect([await make(SLOT), await make(LATER)]).toEqual([1, 2]);
    expect(await store.nextEditionNumber('daily', SLOT.date, LATER.time)).toBe(2);
    expect(await store.nextEditionNumber('daily', SLOT.date)).toBe(3);
    expect(await tell(store, ['page-a'], { date: SLOT.date })).toBe(3);
    expect((await store.editions({ limit: 9 })).map(({ date, time }) => [date, time])).toEqual([
      ['2025-03-03', undefined],
      ['2025-03-03', '18:00'],
      ['2025-03-03', '08:00'],
    ]);
    expect(await store.slots.followedBy(1)).toBe(2);
    expect(await store.slots.followedBy(2)).toBeNull();
    expect(await store.slots.followedBy(9)).toBeNull();
  });
});
