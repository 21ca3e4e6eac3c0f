import { expect, test } from 'vitest';
import type { SourceState, Store } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventItem, MONDAY, TUESDAY, textOf, understandAll } from './intake-items.ts';

const ALL = { publishedFrom: '2025-01-01', seenFrom: 0, lateAfter: null, lateFrom: '2025-01-01' };
const untold = async (store: Store) => (await store.intake.untold('daily', ALL)).map(({ article }) => article.page.id);

const place = (source: string, location: string) => ({ source, location });
const state = (source: string, location: string, movedTo: string | null = null): SourceState => ({
  ...place(source, location),
  movedTo,
  etag: `"${location}"`,
  lastModified: null,
  contentHash: 'hash',
  nextAt: TUESDAY,
  triedAt: MONDAY,
  readAt: MONDAY,
  newsAt: null,
  failingSince: null,
  failures: 0,
  fault: null,
  warnedAt: null,
});
const etags = async ({ intake }: Store) =>
  (await intake.states()).flatMap(({ source, etag }) => (source.startsWith('~') ? [] : [`${source} ${etag}`]));

describeOnBothDatabases('sources that change their places', ({ open }) => {
  /** Two sources with an article each. */
  const newsroom = async () => {
    const store = await open();
    for (const name of ['a', 'b']) {
      await store.intake.saveState(state(name, `/${name}`));
      await store.intake.takeIn([inventItem(name, undefined, { source: name })], MONDAY);
    }
    await understandAll(store);
    return store;
  };

  test('go on as the same ones, also where two of them change theirs', async () => {
    const store = await newsroom();
    await store.intake.settle([place('a', '/b'), place('b', '/a')]);
    expect(await etags(store)).toEqual(['a "/b"', 'b "/a"']);
    expect([...(await store.intake.items('a')).keys()]).toEqual(['b']);
    const corrected = inventItem('a', 'بعد تصحيح', { source: 'b' });
    expect(await store.intake.takeIn([corrected], TUESDAY)).toMatchObject([{ page: 'page-a', state: 'changed' }]);
    expect(await untold(store)).toEqual(['page-b']);
  });

  test('and are not configured any more are parked with their articles until they are again', async () => {
    const store = await newsroom();
    await store.intake.settle([place('a', '/b')]);
    expect(await etags(store)).toEqual(['a "/b"']);
    expect(await untold(store)).toEqual(['page-b']);
    await store.intake.settle([place('a', '/b')]);
    await store.intake.settle([place('c', '/a'), place('a', '/b')]);
    expect(await etags(store)).toEqual(['a "/b"', 'c "/a"']);
    expect(await untold(store)).toEqual(['page-a', 'page-b']);
  });

  test('with one that has moved for good, or has another address under its id, stay that one', async () => {
    const store = await newsroom();
    await store.intake.saveState(state('a', '/a', '/new'));
    await store.intake.settle([place('b', '/elsewhere'), place('c', '/new')]);
    expect(await etags(store)).toEqual(['b "/b"', 'c "/new"'].map((each) => each.replace('/new', '/a')));
    expect(await untold(store)).toEqual(['page-a', 'page-b']);
  });

  test('leave their articles to any other way that has them, and it is asked again', async () => {
    const store = await newsroom();
    await store.intake.takeIn([inventItem('a', 'من موجز آخر', { source: 'b', rank: 1 })], MONDAY);
    await store.intake.settle([place('b', '/b')]);
    expect(await untold(store)).toEqual(['page-a', 'page-b']);
    expect((await store.intake.items('b')).get('a')?.stamp).toBe('');
    expect(await store.intake.state('b')).toMatchObject({ etag: null, contentHash: null });
    const again = inventItem('a', 'من موجز آخر', { source: 'b', rank: 1 });
    expect(await store.intake.takeIn([again], TUESDAY)).toMatchObject([{ page: 'page-a', state: 'changed' }]);
    expect(await textOf(store, 'page-a')).toBe('من موجز آخر');
  });

  test('of one source the last item of an address holds, of two the first', async () => {
    const store = await open();
    const take = (key: string, text: string, source = 'a') =>
      store.intake.takeIn([inventItem(key, text, { source, url: 'https://news.example/1' })], MONDAY);
    await take('1', 'أول');
    expect(await take('2', 'ثان')).toMatchObject([{ page: 'page-1', state: 'changed' }]);
    expect(await take('3', 'ثالث', 'b')).toMatchObject([{ page: 'page-1', state: 'known' }]);
    expect(await textOf(store, 'page-1')).toBe('ثان');
  });
});
