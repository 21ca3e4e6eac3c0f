import { describe, expect, test } from 'vitest';
import { readNews } from '../../src/app/issue/read-news.ts';
import type { Config } from '../../src/config/index.ts';
import { extractArticle } from '../../src/extract/index.ts';
import type { Edition, Source } from '../../src/model.ts';
import type { SourceState, Store } from '../../src/store/index.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { HOUR, inventItem, MONDAY, TUESDAY, tell, understandAll } from '../store/intake-items.ts';
import { testConfig } from './office.ts';

const SHIPPED = testConfig();
const DIGEST = { ...SHIPPED.digests[0], id: 'daily' };

/** Two outlets, the first with two ways. */
const INLETS: readonly Source[] = ['shore', 'shore.2', 'hills'].map((id) => ({
  id,
  name: `منبر ${id.split('.')[0]}`,
  outlet: id.split('.')[0] as string,
  everyMs: HOUR,
  kind: 'feed',
  url: `https://${id}.example/feed`,
  complete: 'never',
}));
const CONFIG: Config = { ...SHIPPED, digests: [DIGEST], inlets: INLETS };

const state = (source: string, readAt: number | null, failingSince: number | null): SourceState => ({
  source,
  location: '',
  movedTo: null,
  etag: null,
  lastModified: null,
  contentHash: null,
  nextAt: TUESDAY,
  triedAt: MONDAY,
  readAt,
  newsAt: null,
  failingSince,
  failures: failingSince === null ? 0 : 1,
  fault: null,
  warnedAt: null,
});

const sample = (key: string) => {
  const item = inventItem(key);
  return { ...item, page: item.page && { ...item.page, meta: { ...item.page.meta, sample: true } } };
};

const { open } = sqliteDatabases();
const read = (store: Store) => readNews(CONFIG, store, DIGEST, new Date(TUESDAY));

describe('the news of an edition', () => {
  test('are samples only while there is nothing else, and then what samples told was not told', async () => {
    const store = await open();
    await store.intake.takeIn([sample('told'), sample('new')], MONDAY);
    await understandAll(store);
    await tell(store, ['page-told']);
    const trying = await read(store);
    expect(trying.articles.map(({ page }) => page.id).sort()).toEqual(['page-new', 'page-told']);
    expect([...trying.told.keys()]).toEqual(['page-told']);
    expect(trying.isSample).toBe(true);

    await store.intake.takeIn([inventItem('real')], MONDAY + HOUR);
    await understandAll(store);
    const real = await read(store);
    expect(real.articles.map(({ page }) => page.id)).toEqual(['page-real']);
    expect(real.told.size).toBe(0);
    expect(real.isSample).toBe(false);
  });

  test('name an outlet as unread only when none of its ways was read since the last edition', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a')], MONDAY);
    await understandAll(store);
    await tell(store, ['page-a']);
    const unread = async (...states: SourceState[]) => {
      for (const each of states) await store.intake.saveState(each);
      return (await read(store)).unread;
    };
    expect(await unread()).toEqual([]);
    expect(await unread(state('shore', MONDAY - HOUR, MONDAY), state('shore.2', TUESDAY, null))).toEqual([]);
    expect(await unread(state('shore.2', MONDAY - 30 * HOUR, MONDAY))).toEqual([
      { name: 'منبر shore', since: '2025-03-03' },
    ]);
    // Failing just now, and read after the last edition: its news are in.
    expect(await unread(state('shore.2', MONDAY + HOUR, TUESDAY), state('hills', null, MONDAY))).toEqual([
      { name: 'منبر hills', since: null },
    ]);
  });

  test('hold what editors made of a told number, not what its page said', async () => {
    const store = await open();
    const text = 'قُتل 47 مسلحاً من تنظيم داعش في عملية أمنية قرب بلدة مخترعة، بحسب مصدر مخترع في المدينة.';
    await store.intake.takeIn([inventItem('a', text)], MONDAY);
    const articles = (await store.intake.unread(1)).map((page) => extractArticle(page, []));
    await store.saveArticles(
      articles.map((article) => ({ article, factKeys: new Map() })),
      new Date(MONDAY),
    );
    await tell(store, ['page-a'], { approved: false });
    const whole = await store.wholeEdition(1);
    const [figure] = (await store.article('page-a'))?.figures ?? [];
    const mend = {
      kind: 'correct',
      figure: { page: 'page-a', figure: figure?.id ?? '' },
      number: '74',
      note: '',
    } as const;
    const step = { edition: 1, hash: whole?.hash ?? '', step: { mend }, editor: { id: 'e', name: 'س' }, at: MONDAY };
    const result = { ...(whole?.edition as Edition), subject: 'مصوّب' };
    const mended = await store.drafts.mend({ ...step, result, seen: 0 });
    await store.approveEdition(1, 'hash' in mended ? mended.hash : '', new Date(MONDAY));
    const [told] = (await read(store)).articles;
    const corrected = told?.figures.find(({ id }) => id === figure?.id);
    expect(corrected).toMatchObject({ value: 74, qualifier: 'exactly' });
    expect(told?.page.text.slice(corrected?.number.start, corrected?.number.end)).toBe('74');
  });

  test('hold a page that has changed beside what was told of it', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a', 'نص مخترع أول')], MONDAY);
    await understandAll(store);
    await tell(store, ['page-a']);
    await store.intake.takeIn([inventItem('a', 'نص مخترع آخر')], MONDAY + HOUR);
    await understandAll(store);
    const { articles, told } = await read(store);
    expect(articles.map(({ page }) => page.id).sort()).toEqual(['page-a', 'page-a~told']);
    expect([...told.keys()]).toEqual(['page-a~told']);
    const [asTold] = articles.filter(({ page }) => page.id === 'page-a~told');
    expect(asTold?.figures.every(({ id }) => id.startsWith('page-a~told#'))).toBe(true);
  });
});
