import { expect, test } from 'vitest';
import type { Article } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { HOUR, inventFile, inventItem, MONDAY, TUESDAY, tell, textOf, understandAll } from './intake-items.ts';
import { inventPage } from './invented.ts';

const ALL = { publishedFrom: '2025-01-01', seenFrom: 0, lateAfter: null, lateFrom: '2025-01-01' };

async function untold(store: Store, digest = 'daily', filter = ALL): Promise<readonly string[]> {
  return (await store.intake.untold(digest, filter)).map(({ article }) => article.page.id);
}

describeOnBothDatabases('news', ({ open }) => {
  test('a page version is unread until it is understood, whatever ended the program before', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('b', 'أول')], MONDAY);
    await store.intake.takeIn([inventItem('a')], TUESDAY);
    expect((await store.intake.unread(9)).map(({ id }) => id)).toEqual(['page-b', 'page-a']);
    expect((await store.intake.unread(1)).map(({ text }) => text)).toEqual(['أول']);
    expect(await understandAll(store)).toEqual(['page-b', 'page-a']);
    expect(await store.intake.unread(9)).toEqual([]);
    await store.intake.takeIn([inventItem('b', 'ثان')], TUESDAY);
    expect(await store.intake.counts()).toMatchObject({ pages: 2, articles: 1 });
    expect(await understandAll(store)).toEqual(['page-b']);
    await store.intake.takeIn([inventItem('b', 'أول')], TUESDAY);
    expect(await store.intake.unread(9)).toEqual([]);
    expect(await store.intake.counts()).toMatchObject({ pages: 2, articles: 2 });
  });

  test('an article is news of a digest until an approved edition of it has told this version', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a', 'أول'), inventItem('b')], MONDAY);
    await understandAll(store);
    expect(await untold(store)).toEqual(['page-a', 'page-b']);
    await tell(store, ['page-a'], { approved: false });
    expect(await untold(store)).toEqual(['page-a', 'page-b']);
    await tell(store, ['page-a'], { date: '2025-03-04' });
    expect(await untold(store)).toEqual(['page-b']);
    expect(await untold(store, 'weekly')).toEqual(['page-a', 'page-b']);
    await store.intake.takeIn([inventItem('a', 'ثان')], TUESDAY);
    expect(await untold(store)).toEqual(['page-b']);
    await understandAll(store);
    expect(await store.intake.untold('daily', ALL)).toMatchObject([
      { article: { page: { id: 'page-a', text: 'ثان' } }, firstSeenAt: MONDAY, seenAt: TUESDAY },
      { article: { page: { id: 'page-b' } }, firstSeenAt: MONDAY, seenAt: MONDAY },
    ]);
  });

  test('news was published since a day, or is undated and was seen since, or came late', async () => {
    const store = await open();
    const take = (keys: readonly string[], at: number) =>
      store.intake.takeIn(
        keys.map((key) => inventItem(key)),
        at,
      );
    await take(['old', 'new', 'older', 'undated-old'], MONDAY);
    await take(['late', 'undated', 'too-late'], TUESDAY);
    const days = {
      old: '2025-03-01',
      new: '2025-03-03',
      older: '2025-02-01',
      late: '2025-03-01',
      'too-late': '2025-02-01',
    };
    const ofPages = Object.fromEntries(Object.entries(days).map(([key, day]) => [`page-${key}`, day]));
    await understandAll(store, ofPages);
    const filter = { publishedFrom: '2025-03-02', seenFrom: TUESDAY, lateFrom: '2025-02-25' };
    expect(await untold(store, 'daily', { ...filter, lateAfter: null } as never)).toEqual(['page-new', 'page-undated']);
    const late = { ...filter, lateAfter: MONDAY + HOUR } as never;
    expect(await untold(store, 'daily', late)).toEqual(['page-new', 'page-late', 'page-undated']);
  });

  test('what was seen before the last edition and understood after it came late, and only for the first time', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a')], MONDAY);
    await understandAll(store, { 'page-a': '2025-03-01' });
    const filter = { publishedFrom: '2025-03-02', seenFrom: TUESDAY, lateFrom: '2025-02-25' };
    expect(await untold(store, 'daily', { ...filter, lateAfter: MONDAY - 1 } as never)).toEqual(['page-a']);
    expect(await untold(store, 'daily', { ...filter, lateAfter: MONDAY } as never)).toEqual([]);
    await store.intake.takeIn([inventItem('b')], MONDAY - HOUR);
    await understandAll(store, { 'page-b': '2025-03-01' });
    const late = { ...filter, lateAfter: MONDAY - HOUR / 2 } as never;
    expect(await untold(store, 'daily', late)).toEqual(['page-b', 'page-a']);
    const again = { ...((await store.article('page-b')) as Article), byline: null, pageDate: '2025-03-01' };
    await store.saveArticles([{ article: again, factKeys: new Map() }], new Date(TUESDAY));
    expect(await untold(store, 'daily', { ...filter, lateAfter: MONDAY } as never)).toEqual([]);
  });

  test('what is told comes back in the version that the last approved edition told', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a', 'أول'), inventItem('b')], MONDAY);
    await understandAll(store);
    await tell(store, ['page-a', 'page-b'], { date: '2025-03-03', time: '08:00' });
    await store.intake.takeIn([inventItem('a', 'ثان')], TUESDAY);
    await understandAll(store);
    await tell(store, ['page-a'], { date: '2025-03-03', time: '18:00' });
    await store.intake.takeIn([inventItem('a', 'ثالث')], TUESDAY);
    await understandAll(store);
    await tell(store, ['page-a'], { date: '2025-03-04', approved: false });
    expect(await store.intake.told('daily', '2025-03-03')).toMatchObject([
      { article: { page: { id: 'page-b' } }, version: 1, edition: 1, date: '2025-03-03' },
      { article: { page: { id: 'page-a', text: 'ثان' } }, version: 2, edition: 2, date: '2025-03-03' },
    ]);
    expect(await store.intake.told('daily', '2025-03-04')).toEqual([]);
    expect(await store.intake.told('weekly', '2025-03-03')).toEqual([]);
    expect((await store.shownPages('daily', ['page-b'], '2025-03-04')).map(({ date }) => date)).toEqual(['2025-03-03']);
    expect(await store.shownPages('daily', ['page-b'], '2025-03-03')).toEqual([]);
  });

  test('an article whose files are gone is no news any more, and is again when one comes back', async () => {
    const store = await open();
    await store.intake.takeIn(
      [inventFile('a'), inventFile('b'), inventFile('c', '', { page: null, refusal: 'empty' })],
      MONDAY,
    );
    await store.savePages([inventFile('by-hand').page as never], new Date(TUESDAY));
    await understandAll(store);
    expect(await store.intake.withdraw('folder', new Set(['b']), TUESDAY)).toBe(2);
    expect(await store.intake.withdraw('folder', new Set(['b']), TUESDAY)).toBe(0);
    expect(await untold(store)).toEqual(['page-b', 'page-by-hand']);
    expect([...(await store.intake.items('folder')).keys()]).toEqual(['b']);
    expect((await store.intake.counts()).refused).toBe(0);
    expect(await store.intake.takeIn([inventFile('a')], TUESDAY)).toMatchObject([
      { page: 'page-a', state: 'unchanged' },
    ]);
    expect(await untold(store)).toEqual(['page-a', 'page-b', 'page-by-hand']);
  });

  test('an article that came another way, too, outlives its file, and that way tells it from then on', async () => {
    const store = await open();
    const feed = (text: string) => inventItem('a', text, { rank: 1 });
    await store.intake.takeIn([inventItem('a', 'من ملف', { source: 'folder', rank: 4 })], MONDAY);
    await store.intake.takeIn([feed('موجز')], MONDAY);
    await understandAll(store);
    expect(await store.intake.withdraw('folder', new Set(), TUESDAY)).toBe(1);
    expect(await untold(store)).toEqual(['page-a']);
    expect((await store.intake.items('feed')).get('a')?.stamp).toBe('');
    expect(await store.intake.takeIn([feed('موجز')], TUESDAY)).toMatchObject([{ page: 'page-a', state: 'changed' }]);
    expect(await textOf(store, 'page-a')).toBe('موجز');
  });

  test('an article that is saved by hand under another name is no second one', async () => {
    const store = await open();
    const { page } = inventItem('a');
    const again = { ...inventPage('other'), meta: page?.meta ?? inventPage('').meta };
    await store.intake.takeIn([inventItem('a')], MONDAY);
    await store.savePages([again, inventPage('third')], new Date(TUESDAY));
    await understandAll(store);
    expect(await untold(store)).toEqual(['page-a', 'third']);
  });

  test('a file that was renamed is the same article', async () => {
    const store = await open();
    await store.intake.takeIn([inventFile('a', 'خبر مخترع')], MONDAY);
    await store.intake.takeIn([inventFile('b', 'خبر مخترع')], TUESDAY);
    await understandAll(store);
    expect(await store.intake.withdraw('folder', new Set(['b']), TUESDAY)).toBe(1);
    expect(await untold(store)).toEqual(['page-a']);
    expect(await store.intake.takeIn([inventFile('b', 'بعد تغيير')], TUESDAY)).toMatchObject([
      { page: 'page-a', state: 'changed' },
    ]);
  });
});
