import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { feedPlaces, lastApproval, writeAtom, writeRss } from '../../src/app/feeds.ts';
import { approve, openPreview, openPublication } from '../../src/app/index.ts';
import type { Store } from '../../src/store/index.ts';
import { buildServer } from '../../src/web/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventArticle, inventEdition, inventPage, inventStory, stating } from '../store/invented.ts';
import { HOSTILE_WORDS, hostileConfig, hostileDocuments, hostileEditions, PLACE } from './hostile-feeds.ts';
import { testConfig } from './office.ts';

const MADE = new Date('2026-03-01T06:00:00Z');
const at = (day: number) => new Date(Date.UTC(2026, 2, day, 8));
const config = { ...testConfig(), site: { ...testConfig().site, url: PLACE } };

/** Saves an edition of its own story and page. */
async function saveEdition(store: Store, number: number, digest = 'coalition', text?: string): Promise<void> {
  const date = `2026-03-${String(number).padStart(2, '0')}`;
  const page = inventPage(`page-${number}`, text);
  const article = inventArticle(page);
  await store.savePages([page], MADE);
  await store.saveArticles([stating(article, `fact-${number}`)], MADE);
  const edition = inventEdition(number, date, [inventStory(`story-${number}`, article)], { digest });
  const saved = await store.saveEdition(edition, [inventStory(`story-${number}`, article)], MADE);
  expect(saved).toMatchObject({ number });
}

async function storeWith(open: () => Promise<Store>, editions: number): Promise<Store> {
  const store = await open();
  for (let number = 1; number <= editions; number++) await saveEdition(store, number);
  return store;
}

const numbers = (list: { readonly editions: readonly { readonly number: number }[] }) =>
  list.editions.map(({ number }) => number);

describeOnBothDatabases('the public side', ({ open }) => {
  test('has only what was approved, newest first, whatever the order of approvals', async () => {
    const store = await storeWith(open, 5);
    const publication = openPublication(config, store);
    expect(await publication.editions(1)).toEqual({ editions: [], page: 1, pages: 0 });
    expect(await publication.feed('atom', null)).toMatchObject({ changed: null });
    for (const [number, day] of [
      [4, 10],
      [2, 11],
    ] as const) {
      await approve(config, store, number, at(day));
    }
    expect(numbers(await publication.editions(1))).toEqual([4, 2]);
    expect(await publication.approvedAt(4)).toEqual(at(10));
    for (const number of [1, 3, 5, 6, 0]) expect(await publication.approvedAt(number), `${number}`).toBeNull();
    const feed = await publication.feed('atom', null);
    expect(parseAtomFeed(feed?.xml ?? '').entries?.map(({ links }) => links?.[0]?.href)).toEqual([
      `${PLACE}/editions/4`,
      `${PLACE}/editions/2`,
    ]);
    expect(feed?.changed).toEqual(at(11));
    const { document } = parseHTML(await publication.sitemap());
    expect([...document.querySelectorAll('loc')].map(({ textContent }) => textContent)).toEqual([
      `${PLACE}/archive`,
      `${PLACE}/editions/4`,
      `${PLACE}/editions/2`,
    ]);
  });

  test('has pages of twenty, and the newest twenty in its feeds', async () => {
    const store = await storeWith(open, 25);
    const publication = openPublication(config, store);
    for (let number = 1; number <= 25; number++) if (number !== 7) await approve(config, store, number, at(20));
    expect(numbers(await publication.editions(1))).toEqual(
      Array.from({ length: 20 }, (_, index) => (index < 18 ? 25 - index : 24 - index)),
    );
    expect(numbers(await publication.editions(2))).toEqual([4, 3, 2, 1]);
    expect(await publication.editions(3)).toEqual({ editions: [], page: 3, pages: 2 });
    expect(parseRssFeed((await publication.feed('rss', null))?.xml ?? '').items).toHaveLength(20);
  });

  test('shows a source page only as an approved edition quotes it', async () => {
    const store = await storeWith(open, 2);
    const publication = openPublication(config, store);
    await approve(config, store, 1, at(2));
    const changed = inventArticle(inventPage('page-1', 'خبر مخترع غُيّر بعد الاعتماد: 300 شجرة.'));
    await store.savePages([changed.page], at(3));
    await store.saveArticles([stating(changed, 'fact-1')], at(3));
    expect((await publication.page('page-1', 1))?.page.text).toContain('120 شجرة');
    for (const [page, edition] of [
      ['page-2', 2],
      ['page-2', 1],
      ['page-1', 2],
      ['page-1', 9],
      ['page-9', 1],
      ['\u0000', 1],
    ] as const) {
      expect(await publication.page(page, edition), `${page} in ${edition}`).toBeNull();
    }
  });

  test('gives each digest its feed, and none to a digest that is not there', async () => {
    const store = await storeWith(open, 2);
    await saveEdition(store, 3, 'weekly');
    const publication = openPublication(config, store);
    for (const number of [1, 2, 3]) await approve(config, store, number, at(number));
    const linksOf = async (digest: string | null) =>
      parseRssFeed((await publication.feed('rss', digest))?.xml ?? '').items?.map(({ link }) => link?.slice(-1));
    expect(await linksOf(null)).toEqual(['3', '2', '1']);
    expect(await linksOf('coalition')).toEqual(['2', '1']);
    expect(await linksOf('weekly')).toEqual(['3']);
    for (const digest of ['nobody', '', 'constructor']) expect(await publication.feed('atom', digest)).toBeNull();
  });

  test('is reached by everybody from the moment of the approval on, and not before', async () => {
    const store = await storeWith(open, 1);
    const server = buildServer(openPreview(config, store), {
      name: 'موجز',
      digits: 'latn',
      publication: openPublication(config, store),
      onFault: ({ error }) => expect.unreachable(error.message),
    });
    const paths = ['/editions/1', '/pages/page-1?edition=1'];
    const ask = async () => {
      const answers = paths.map((url) => server.inject({ url, remoteAddress: '203.0.113.7' }));
      return (await Promise.all(answers)).map(({ statusCode }) => statusCode);
    };
    expect(await ask()).toEqual([404, 404]);
    expect((await server.inject('/feeds/coalition.rss')).body).not.toContain('<item>');
    await approve(config, store, null, at(1));
    expect(await ask()).toEqual([200, 200]);
    expect((await server.inject('/feeds/coalition.rss')).body).toContain('<item>');
    expect((await server.inject('/archive')).body).toContain('href="/editions/1"');
  });
});

describeOnBothDatabases('approving', ({ open }) => {
  test('takes the newest edition when no number is named, and once is enough', async () => {
    const store = await storeWith(open, 3);
    expect(await approve(config, store, null, at(1))).toEqual({
      number: 3,
      subject: 'عدد 3',
      wasApprovedBefore: false,
      recipients: 0,
    });
    expect(await approve(config, store, 3, at(2))).toMatchObject({ wasApprovedBefore: true });
    expect((await store.editionState(3))?.approvedAt).toEqual(at(1));
  });

  test('refuses what is not there, and says what is', async () => {
    const store = await storeWith(open, 2);
    await expect(approve(config, store, 7, at(1))).rejects.toMatchObject({
      message: 'there is no edition 7.',
      next: 'The newest is 2.',
    });
  });
});

describe('feeds', () => {
  const editions = hostileEditions();
  const { atom, rss } = hostileDocuments();
  /** What is left of the words: no control characters, no overrides, spaces run together. */
  const kept = (words: string) => words.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\s\ufffd]/gu, '');

  test('keep hostile words as words: an independent parser reads what was written', () => {
    const entries = parseAtomFeed(atom).entries ?? [];
    const items = parseRssFeed(rss).items ?? [];
    expect([entries.length, items.length]).toEqual([HOSTILE_WORDS.length, HOSTILE_WORDS.length]);
    for (const [index, words] of HOSTILE_WORDS.entries()) {
      const expected = words.trim() === '' ? 'موجز مخترع' : words;
      expect(kept(entries[index]?.title?.value ?? ''), words).toBe(kept(expected));
      expect(kept(items[index]?.title ?? ''), words).toBe(kept(expected));
    }
  });

  test('have no character that XML or a line of text cannot hold', () => {
    for (const xml of Object.values(hostileDocuments())) {
      expect(xml.isWellFormed()).toBe(true);
      expect(xml).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}\u202d\u202e]/u);
    }
  });

  test('close every direction that is opened in a title', () => {
    for (const { title } of parseAtomFeed(atom).entries ?? []) {
      const count = (signs: RegExp) => (title?.value?.match(signs) ?? []).length;
      expect(count(/[\u2066-\u2068]/gu)).toBe(count(/\u2069/gu));
      expect(count(/[\u202a\u202b]/gu)).toBe(count(/\u202c/gu));
    }
  });

  test('give descriptions that are HTML without markup', () => {
    for (const { description } of parseRssFeed(rss).items ?? []) expect(description ?? '').not.toMatch(/<|&(?!\w+;)/u);
  });

  test('have ids that stay when the site moves, each its own', () => {
    const moved = { ...hostileConfig(), site: { ...config.site, url: 'https://elsewhere.example' } };
    const idsOf = (xml: string) => parseAtomFeed(xml).entries?.map(({ id }) => id) ?? [];
    expect(idsOf(writeAtom(moved, null, editions))).toEqual(idsOf(atom));
    expect(new Set(idsOf(atom)).size).toBe(editions.length);
    const guids = parseRssFeed(writeRss(moved, null, editions)).items?.map(({ guid }) => guid);
    expect(guids).toEqual(idsOf(atom).map((value) => ({ value, isPermaLink: false })));
  });

  test('never name the address that mails come from', () => {
    for (const xml of [atom, rss]) expect(xml).not.toContain(config.sender.address);
  });

  test('are listed once for the site, and once for each digest where there are several', () => {
    const paths = (of: typeof config) => feedPlaces(of).map(({ path }) => path);
    expect(paths({ ...config, digests: [config.digests[0]] })).toEqual(['/feed.atom', '/feed.rss']);
    expect(paths(config)).toEqual([
      '/feed.atom',
      '/feed.rss',
      '/feeds/coalition.atom',
      '/feeds/coalition.rss',
      '/feeds/weekly.atom',
      '/feeds/weekly.rss',
    ]);
  });

  test('say when they changed: at the last approval, not the newest number', () => {
    expect(lastApproval(editions.toReversed())).toEqual(editions[0]?.approvedAt);
    expect(parseAtomFeed(writeAtom(config, null, editions.toReversed())).updated).toBe(
      editions[0]?.approvedAt.toISOString(),
    );
    expect(lastApproval([])).toBeNull();
  });
});
