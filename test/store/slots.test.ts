import { expect, test } from 'vitest';
import type { Article } from '../../src/model.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { HOUR, inventItem, MONDAY, TUESDAY, tell, understandAll } from './intake-items.ts';
import { inventEdition, inventStory } from './invented.ts';

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
    expect(await slots.watchedSince('daily', '0 8 * * * Asia/Damascus', TUESDAY + 1)).toBe(MONDAY);
    const others = await open(location);
    expect(await others.slots.watchedSince('daily', '0 9 * * * Asia/Damascus', TUESDAY + 1)).toBe(TUESDAY);
  });

  test('a schedule that another one has stood in for is watched anew', async () => {
    const { slots } = await open();
    await slots.watchedSince('daily', 'seven', MONDAY);
    for (let at = MONDAY; at <= TUESDAY; at += HOUR) await slots.watchedSince('daily', 'nine', at);
    expect(await slots.watchedSince('daily', 'seven', TUESDAY)).toBe(TUESDAY);
    expect(await slots.watchedSince('daily', 'nine', TUESDAY)).toBe(MONDAY);
  });

  test('what a clock that was ahead has written down is not believed', async () => {
    const { slots } = await open();
    await slots.watchedSince('daily', 'seven', TUESDAY);
    await slots.watchedSince('daily', 'nine', TUESDAY);
    expect(await slots.watchedSince('daily', 'seven', MONDAY)).toBe(MONDAY + 1);
    expect(await slots.watchedSince('daily', 'seven', MONDAY + HOUR)).toBe(MONDAY + 1);
  });

  test('one program at a time makes editions of a digest', async () => {
    const { slots } = await open();
    expect(await slots.claim(SLOT, 'a', MONDAY, MONDAY + HOUR)).toBe(true);
    expect(await slots.claim(LATER, 'b', MONDAY + 1, MONDAY + HOUR + 1)).toBe(false);
    expect(await slots.claim({ ...LATER, digest: 'weekly' }, 'b', MONDAY + 1, MONDAY + HOUR + 1)).toBe(true);
    expect(await slots.claim(LATER, 'b', MONDAY + HOUR, MONDAY + 2 * HOUR)).toBe(true);
  });

  test('an edition of the schedule is saved and approved only under the approvals that its news were read under', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a')], MONDAY);
    await understandAll(store);
    const [article] = [await store.article('page-a')];
    const story = inventStory('story', article as Article);
    const save = (number: number, date: string, approvals: number) => {
      const edition = inventEdition(number, date, [story], { digest: 'daily' });
      return store.saveEdition(edition, [story], new Date(MONDAY), { slot: { ...SLOT, date }, approvals });
    };
    await store.slots.claim(SLOT, 'a', MONDAY, TUESDAY);
    expect(await save(1, SLOT.date, 1)).toEqual({ refused: 'told-changed' });
    const saved = await save(1, SLOT.date, 0);
    expect(saved).toMatchObject({ number: 1, state: 'new' });
    const { hash } = saved as { hash: string };
    expect(await store.wholeEdition(1)).toMatchObject({ hash, edition: { number: 1 }, approvedAt: null });
    expect(await store.slots.ofEdition(1)).toEqual({ digest: 'daily', date: SLOT.date, time: SLOT.time });
    const request = { edition: 1, hash, at: TUESDAY, variants: [] };
    expect(await store.ledger.freeze({ ...request, approvals: 1 })).toEqual({ refused: 'told-changed' });
    await store.slots.finish(SLOT, 'a', { ...MADE, edition: null, state: 'failed' }, MONDAY);
    const next = { ...SLOT, date: '2025-03-04' };
    await store.slots.claim(next, 'a', MONDAY, TUESDAY);
    await save(2, next.date, 0);
    expect(await store.ledger.freeze(request)).toEqual({ refused: 'followed', by: 2 });
    expect(await store.slots.followedBy(1, MONDAY - 1)).toBeNull();
    expect(await store.ledger.freeze({ ...request, approvals: 0 })).toMatchObject({ frozen: true });
    expect(await store.ledger.freeze({ ...request, approvals: 9 })).toMatchObject({ frozen: true, isNew: false });
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
    expect(await store.slots.followedBy(1, TUESDAY)).toBe(2);
    expect(await store.slots.followedBy(2, TUESDAY)).toBeNull();
    expect(await store.slots.followedBy(9, TUESDAY)).toBeNull();
  });

  test('a later edition that tells other stories follows none: what it left out can still be approved', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a'), inventItem('b')], MONDAY);
    await understandAll(store);
    for (const [slot, page] of [[SLOT, 'page-a'] as const, [LATER, 'page-b'] as const]) {
      await store.slots.claim(slot, 'a', MONDAY, TUESDAY);
      const edition = await tell(store, [page], slot);
      await store.slots.finish(slot, 'a', { ...MADE, edition }, MONDAY);
    }
    expect(await store.slots.followedBy(1, TUESDAY)).toBeNull();
  });
});
