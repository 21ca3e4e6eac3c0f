import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { HOUR, inventFile, inventItem, MONDAY, TUESDAY, textOf, understandAll } from './intake-items.ts';
import { inventPage } from './invented.ts';

const STATE = {
  source: 'feed',
  location: 'https://news.example/feed',
  movedTo: null,
  etag: '"1"',
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
};

describeOnBothDatabases('sources', ({ empty, open }) => {
  test('what is known of a source comes back as it was saved last', async () => {
    const store = await open();
    expect(await store.intake.state('feed')).toBeNull();
    await store.intake.saveState(STATE);
    const failing = { ...STATE, failingSince: TUESDAY, failures: 2, fault: '500 for\0 the second time' };
    await store.intake.saveState(failing);
    const saved = { ...failing, fault: '500 for\ufffd the second time' };
    expect(await store.intake.state('feed')).toEqual(saved);
    expect(await store.intake.states()).toEqual([saved]);
  });

  test('one program reads a source at a time, also one that was never read', async () => {
    const location = await empty();
    const stores = [await open(location), await open(location)];
    const claims = Array.from({ length: 8 }, (_, at) =>
      stores[at % 2]?.intake.claim('feed', `program ${at}`, MONDAY, MONDAY + HOUR),
    );
    expect((await Promise.all(claims)).filter((claimed) => claimed)).toHaveLength(1);
    expect(await stores[0]?.intake.states()).toEqual([]);
  });

  test('a claim that a dead program left ends with its term, and a late release takes nothing from the next', async () => {
    const { intake } = await open();
    expect(await intake.claim('feed', 'a', MONDAY, MONDAY + HOUR)).toBe(true);
    expect(await intake.claim('feed', 'b', MONDAY + HOUR - 1, TUESDAY)).toBe(false);
    expect(await intake.claim('feed', 'b', MONDAY + HOUR, TUESDAY)).toBe(true);
    await intake.release('feed', 'a');
    expect(await intake.claim('feed', 'c', MONDAY + HOUR, TUESDAY)).toBe(false);
    expect(await intake.claim('feed', 'b', MONDAY + HOUR, TUESDAY)).toBe(true);
    await intake.release('feed', 'b');
    expect(await intake.claim('feed', 'c', MONDAY + HOUR, TUESDAY)).toBe(true);
  });
});

describeOnBothDatabases('taking in', ({ open }) => {
  test('a new item is a new page, once', async () => {
    const store = await open();
    const item = inventItem('a');
    expect(await store.intake.takeIn([item], MONDAY)).toEqual([{ key: 'a', page: 'page-a', state: 'new' }]);
    expect(await store.intake.takeIn([item], TUESDAY)).toEqual([{ key: 'a', page: 'page-a', state: 'unchanged' }]);
    expect(await store.page('page-a')).toEqual(item.page);
    const known = { source: 'feed', key: 'a', stamp: item.stamp, page: 'page-a', refusal: null, pending: null };
    expect(await store.intake.items('feed', ['a', 'b', 'c\0'])).toEqual(
      new Map([['a', { ...known, seenAt: TUESDAY }]]),
    );
    expect(await store.intake.items('other')).toEqual(new Map());
  });

  test('a changed article is a new version, and the old one is kept', async () => {
    const store = await open();
    await store.intake.takeIn([inventItem('a', 'خبر مخترع أول')], MONDAY);
    expect(await store.intake.takeIn([inventItem('a', 'خبر مخترع ثان')], TUESDAY)).toMatchObject([
      { page: 'page-a', state: 'changed' },
    ]);
    expect(await textOf(store, 'page-a')).toBe('خبر مخترع ثان');
    expect(await textOf(store, 'page-a', 1)).toBe('خبر مخترع أول');
  });

  test('the same address by two ways is one article, however it is written', async () => {
    const { intake } = await open();
    const pairs = [
      ['http://www.news.example/a/', 'https://news.example/a'],
      ['https://news.example/b', 'http://www.news.example/b/'],
      [`https://news.example/${'c'.repeat(3000)}`, `http://news.example/${'c'.repeat(3000)}`],
    ] as const;
    for (const [at, [url, other]] of pairs.entries()) {
      await intake.takeIn([inventItem(`${at}`, undefined, { url })], MONDAY);
      const second = inventItem(`other-${at}`, 'كلام آخر مخترع', { source: 'other', url: other });
      expect(await intake.takeIn([second], MONDAY)).toMatchObject([{ page: `page-${at}`, state: 'known' }]);
    }
  });

  test('without an address the same text is one article', async () => {
    const { intake } = await open();
    const [first, second] = [inventFile('a', 'خبر مخترع'), inventFile('b', 'خبر مخترع')];
    await intake.takeIn([first], MONDAY);
    expect(await intake.takeIn([second, inventFile('c', 'غيره')], MONDAY)).toMatchObject([
      { page: 'page-a', state: 'known' },
      { page: 'page-c', state: 'new' },
    ]);
  });

  test('two items of one call may be one article: it is told by the one that is believed more', async () => {
    const store = await open();
    const summary = inventItem('a', 'موجز مخترع', { rank: 1 });
    const whole = inventItem('b', 'خبر مخترع كامل', { source: 'pages', rank: 3, url: 'https://news.example/a' });
    expect(await store.intake.takeIn([summary, whole], MONDAY)).toEqual([
      { key: 'a', page: 'page-a', state: 'known' },
      { key: 'b', page: 'page-a', state: 'new' },
    ]);
    expect(await textOf(store, 'page-a', 1)).toBe('خبر مخترع كامل');
    expect(await store.page('page-a', 2)).toBeNull();
  });

  test('a way that is believed more takes over, and one that is not is only noted', async () => {
    const store = await open();
    const by = (source: string, rank: 1 | 2 | 3 | 4, text: string) =>
      store.intake.takeIn([inventItem('a', text, { source, rank })], MONDAY);
    expect(await by('feed', 2, 'من الموجز')).toMatchObject([{ state: 'new' }]);
    expect(await by('second feed', 2, 'من موجز آخر')).toMatchObject([{ state: 'known' }]);
    expect(await by('folder', 4, 'من ملف')).toMatchObject([{ state: 'changed' }]);
    expect(await by('feed', 2, 'من الموجز بعد تغيير')).toMatchObject([{ state: 'known' }]);
    expect(await textOf(store, 'page-a')).toBe('من ملف');
    expect(await by('folder', 4, 'من ملف بعد تغيير')).toMatchObject([{ state: 'changed' }]);
    expect(await textOf(store, 'page-a', 3)).toBe('من ملف بعد تغيير');
  });

  test('an item that was completed is not told by its summary again', async () => {
    const store = await open();
    const pending = { url: 'https://news.example/a', tries: 0, nextAt: MONDAY };
    const take = (text: string, rank: 1 | 3) =>
      store.intake.takeIn([inventItem('a', text, { rank, pending: rank === 1 ? pending : null })], MONDAY);
    expect(await take('موجز', 1)).toMatchObject([{ state: 'new' }]);
    expect(await take('الخبر كله', 3)).toMatchObject([{ state: 'changed' }]);
    expect(await take('موجز جديد', 1)).toMatchObject([{ state: 'known' }]);
    expect(await take('الخبر كله من جديد', 3)).toMatchObject([{ state: 'changed' }]);
    expect(await textOf(store, 'page-a')).toBe('الخبر كله من جديد');
  });

  test('an id that another article has is not given twice, and the second keeps its own', async () => {
    const { intake } = await open();
    const here = (text: string) => inventFile('a', text);
    const there = (text: string) => inventFile('a', text, { source: 'other folder' });
    const [first] = await intake.takeIn([here('خبر هنا')], MONDAY);
    const [second] = await intake.takeIn([there('خبر هناك')], MONDAY);
    expect(first).toMatchObject({ page: 'page-a', state: 'new' });
    expect(second).toMatchObject({ page: expect.stringMatching(/^page-a-[0-9a-f]{8}$/u), state: 'new' });
    expect(await intake.takeIn([there('خبر هناك بعد تغيير')], MONDAY)).toMatchObject([
      { page: second?.page, state: 'changed' },
    ]);
    const elsewhere = inventItem('b', 'خبر في مكان آخر', { url: 'https://news.example/b' });
    const sameName = {
      ...elsewhere,
      page: { ...inventPage('page-a'), meta: elsewhere.page?.meta },
    } as typeof elsewhere;
    expect(await intake.takeIn([sameName], MONDAY)).toMatchObject([
      { page: expect.stringMatching(/^page-a-[0-9a-f]{8}$/u), state: 'new' },
    ]);
  });

  test('a file whose address was corrected is the same article', async () => {
    const { intake } = await open();
    await intake.takeIn([inventFile('a', 'خبر مخترع')], MONDAY);
    for (const url of ['https://news.example/wrong', 'https://news.example/right']) {
      const changed = inventItem('a', 'خبر مخترع', { source: 'folder', rank: 4, url });
      expect(await intake.takeIn([changed], TUESDAY)).toMatchObject([{ page: 'page-a', state: 'changed' }]);
    }
    expect(
      await intake.takeIn([inventItem('b', 'غيره', { url: 'https://news.example/right' })], TUESDAY),
    ).toMatchObject([{ page: 'page-a', state: 'known' }]);
  });

  test('pages from before are known by name and address, and only files are believed as much', async () => {
    const store = await open();
    const saved = inventItem('a', 'من الأرشيف').page ?? inventPage('a');
    await store.savePages([saved, inventPage('page-b', 'من الأرشيف أيضا')], new Date(MONDAY));
    const feed = inventItem('x', 'موجز', { url: 'http://www.news.example/a' });
    expect(await store.intake.takeIn([feed], TUESDAY)).toMatchObject([{ page: 'page-a', state: 'known' }]);
    const files = [inventFile('b', 'من الأرشيف أيضا'), { ...inventFile('a'), page: saved }];
    expect(await store.intake.takeIn(files, TUESDAY)).toMatchObject([
      { page: 'page-b', state: 'unchanged' },
      { page: 'page-a', state: 'unchanged' },
    ]);
  });

  test('an item that could not be read says why, and keeps the page that it brought before', async () => {
    const { intake } = await open();
    const broken = inventItem('b', undefined, { page: null, refusal: 'no text' });
    expect(await intake.takeIn([inventItem('a'), broken], MONDAY)).toMatchObject([
      { state: 'new' },
      { page: null, state: 'refused' },
    ]);
    await intake.takeIn([{ ...inventItem('a'), page: null, refusal: 'cut' }], TUESDAY);
    const known = await intake.items('feed');
    expect(known.get('a')).toMatchObject({ page: 'page-a', refusal: 'cut', seenAt: TUESDAY });
    expect(known.get('b')).toMatchObject({ page: null, refusal: 'no text' });
    expect(await intake.counts()).toEqual({ pages: 1, articles: 0, pending: 0, refused: 2 });
  });

  test('a text that cannot be kept refuses its own item alone', async () => {
    const { intake } = await open();
    const items = [inventItem('a', 'خبر\0مخترع'), inventItem('b'), inventItem('c'.repeat(5000)), inventItem('d\ud800')];
    expect((await intake.takeIn(items, MONDAY)).map(({ state }) => state)).toEqual([
      'refused',
      'new',
      'refused',
      'refused',
    ]);
    expect((await intake.items('feed')).get('a')?.refusal).toContain('NUL');
    expect(await intake.takeIn([], MONDAY)).toEqual([]);
  });

  test('an item that stands twice in one call is kept as it stands last', async () => {
    const { intake } = await open();
    await intake.takeIn([inventItem('a', 'أولا'), inventItem('a', 'ثانيا')], MONDAY);
    expect((await intake.items('feed')).get('a')?.stamp).toBe('stamp of ثانيا');
    expect((await intake.unread(10)).map(({ text }) => text)).toEqual(['ثانيا']);
  });

  test('pages that are to be fetched come when their time has, oldest first', async () => {
    const { intake } = await open();
    const waiting = (key: string, nextAt: number) =>
      inventItem(key, undefined, { rank: 1, pending: { url: `https://news.example/${key}`, tries: 1, nextAt } });
    await intake.takeIn([waiting('a', MONDAY + 2), waiting('b', MONDAY + 1), waiting('c', TUESDAY)], MONDAY);
    expect((await intake.pending('feed', MONDAY + 2, 9)).map(({ key }) => key)).toEqual(['b', 'a']);
    expect(await intake.pending('feed', TUESDAY, 1)).toMatchObject([
      { key: 'b', pending: { url: 'https://news.example/b', tries: 1, nextAt: MONDAY + 1 } },
    ]);
    await intake.takeIn([inventItem('b', 'كله', { rank: 3 })], MONDAY);
    expect((await intake.pending('feed', TUESDAY, 9)).map(({ key }) => key)).toEqual(['a', 'c']);
    expect((await intake.counts()).pending).toBe(2);
  });

  test('what two programs take in at the same moment is there once', async () => {
    const store = await open();
    const batches = Array.from({ length: 6 }, (_, at) =>
      Array.from({ length: 30 }, (_, n) => inventItem(`${n}`, undefined, { source: `feed ${at}` })),
    );
    const taken = await Promise.all(batches.map((items) => store.intake.takeIn(items, MONDAY)));
    expect(taken.flat().filter(({ state }) => state === 'new')).toHaveLength(30);
    expect(taken.flat().filter(({ state }) => state === 'known')).toHaveLength(150);
    expect((await understandAll(store)).length).toBe(30);
  });
});
