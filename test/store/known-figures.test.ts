import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article, DayRange, Figure, PublishedDate } from '../../src/model.ts';
import type { KnownFigureFilter, Store } from '../../src/store/index.ts';
import { describeOnBothDatabases, postgresDatabases, sqliteDatabases } from '../setup/stores.ts';
import { inventArticle, inventPage, stating } from './invented.ts';

const MONDAY = new Date('2025-03-03T08:00:00Z');
const ALL = { before: null } as const;

const year = (year: number): DayRange => ({ earliest: `${year}-01-01`, latest: `${year}-12-31` });
const on = (day: string): PublishedDate => ({ earliest: day, latest: day, basis: 'metadata', evidence: [] });
const from = (name: string) => ({ id: null, name, basis: 'metadata' }) as const;

/** An article that states one number of trees. */
function tells(id: string, trees: number, article: Partial<Article> = {}, figure: Partial<Figure> = {}): Article {
  return inventArticle(
    inventPage(id, `زرعت ${trees} شجرة في القرية المخترعة (${id})`.replace(id, '')),
    article,
    figure,
  );
}

async function save(store: Store, articles: readonly Article[], fact = 'trees'): Promise<void> {
  await store.savePages(
    articles.map(({ page }) => page),
    MONDAY,
  );
  await store.saveArticles(
    articles.map((each) => stating(each, fact)),
    MONDAY,
  );
}

describeOnBothDatabases('known figures', ({ open }) => {
  const valuesOf = async (store: Store, filter: KnownFigureFilter = ALL) =>
    (await store.knownFigures(['trees'], filter)).map(({ value }) => value);

  test('a figure is known by its fact, with its words, its time and its place in its page', async () => {
    const store = await open();
    await save(store, [tells('a', 70, { source: from('جريدة مخترعة') }, { qualifier: 'about', asOf: year(2019) })]);
    expect(await store.knownFigures(['trees', 'shrubs', 'trees'], ALL)).toEqual([
      {
        factKey: 'trees',
        value: 70,
        max: null,
        qualifier: 'about',
        numberText: '70',
        unit: 'شجرة',
        asOf: year(2019),
        source: 'جريدة مخترعة',
        page: 'a',
        span: { start: 5, end: 7 },
      },
    ]);
    expect(await store.knownFigures(['shrubs'], ALL)).toEqual([]);
    expect(await store.knownFigures([], ALL)).toEqual([]);
  });

  test('the oldest comes first: by the time it speaks of, else by the publication; undated ones come last', async () => {
    const store = await open();
    await save(store, [
      tells('a', 1),
      tells('b', 2, { published: on('2021-05-05') }),
      tells('c', 3, { published: on('2025-01-01') }, { asOf: year(2019) }),
      tells('d', 4, {}, { asOf: year(2022) }),
    ]);
    expect(await valuesOf(store)).toEqual([3, 2, 4, 1]);
  });

  test('before a day, only what was so wholly before it counts, and nothing undated', async () => {
    const store = await open();
    await save(store, [
      tells('a', 1),
      tells('b', 2, { published: on('2021-05-04') }),
      tells('c', 3, { published: on('2021-05-05') }),
      tells('d', 4, { published: on('2021-05-01') }, { asOf: year(2021) }),
    ]);
    expect(await valuesOf(store, { before: '2021-05-05' })).toEqual([2]);
  });

  test('pages of the edition in the making are left out', async () => {
    const store = await open();
    await save(store, [tells('a', 1, {}, { asOf: year(2019) }), tells('b', 2, {}, { asOf: year(2020) })]);
    expect(await valuesOf(store, { before: null, excludePages: ['b', 'z'] })).toEqual([1]);
    expect(await valuesOf(store, { before: null, excludePages: [] })).toEqual([1, 2]);
  });

  test('one source that repeats a value is heard once, as it told it first; another source is heard too', async () => {
    const store = await open();
    await save(store, [
      tells('b', 70, { source: from('أ'), published: on('2021-02-02') }),
      tells('a', 70, { source: from('أ'), published: on('2021-03-03') }),
      tells('c', 70, { source: from('ب'), published: on('2021-04-04') }),
      tells('d', 70, { source: null, published: on('2021-05-05') }),
    ]);
    const known = await store.knownFigures(['trees'], ALL);
    expect(known.map(({ page, source }) => [page, source])).toEqual([
      ['b', 'أ'],
      ['c', 'ب'],
      ['d', null],
    ]);
  });

  test('the same value at two times the text names is two statements', async () => {
    const store = await open();
    await save(store, [tells('a', 70, {}, { asOf: year(2019) }), tells('b', 70, {}, { asOf: year(2020) })]);
    expect(await valuesOf(store)).toEqual([70, 70]);
  });

  test('vague figures are told apart by their words', async () => {
    const store = await open();
    const vague = { value: null, kind: 'vague', qualifier: 'vague' } as const;
    await save(store, [tells('a', 10, {}, vague), tells('b', 20, {}, vague), tells('c', 10, {}, vague)]);
    expect((await store.knownFigures(['trees'], ALL)).map(({ numberText }) => numberText)).toEqual(['10', '20']);
  });

  test.each(['planned', 'denied', 'alleged', 'contrasted', 'hypothetical'] as const)(
    'what is only %s is never known as having been so',
    async (assertion) => {
      const store = await open();
      await save(store, [tells('a', 1, {}, { assertion })]);
      expect(await valuesOf(store)).toEqual([]);
    },
  );

  test('a corrected page is known only as corrected', async () => {
    const store = await open();
    await save(store, [tells('a', 10)]);
    await save(store, [tells('a', 12)]);
    expect(await valuesOf(store)).toEqual([12]);
  });

  test('invented sample pages are known only to editions that are samples themselves', async () => {
    const store = await open();
    const real = tells('a', 1, {}, { asOf: year(2019) });
    const sample = inventArticle({ ...inventPage('b', 'زرعت 2'), meta: { ...real.page.meta, sample: true } });
    await save(store, [real, sample]);
    expect(await valuesOf(store)).toEqual([1]);
    expect(await valuesOf(store, { before: null, samples: true })).toEqual([1, 2]);
  });

  test('of a fact that is told every day only the latest 50 statements are given', async () => {
    const store = await open();
    const day = (at: number) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
    await save(
      store,
      Array.from({ length: 120 }, (_, at) => tells(`p${at}`, at, { published: on(day(at)) })),
    );
    expect(await valuesOf(store)).toEqual(Array.from({ length: 50 }, (_, at) => 70 + at));
  });

  test('thousands of facts are asked for at once', async () => {
    const store = await open();
    await save(store, [tells('a', 1)]);
    const facts = Array.from({ length: 70_000 }, (_, at) => `fact ${at}`);
    expect(
      await store.knownFigures(['trees', ...facts.slice(0, 5_000)], { before: null, excludePages: facts }),
    ).toHaveLength(1);
  });
});

describe('known figures on both databases at once', () => {
  const sqlite = sqliteDatabases();
  const postgres = postgresDatabases();
  /** Ids and names that the collation of a language sorts differently from their bytes. */
  const word = fc.constantFrom('ا', 'أ', 'ب', 'B', 'a', 'A', '_', '-', 'é', 'z', '١', '2', '\u{1f333}', '\uffff');
  const day = fc.constantFrom('2019-01-01', '2020-02-02', '2025-03-03');
  const article = fc.record({
    page: fc.tuple(word, word).map((words) => words.join('')),
    trees: fc.integer({ min: 0, max: 3 }),
    source: fc.option(word),
    published: fc.option(day),
    asOf: fc.option(day),
    max: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  });

  test('the same records give the same list in the same order', async () => {
    const stores = [await sqlite.open(), await postgres.open()];
    const batches = fc.uniqueArray(article, { selector: ({ page }) => page, minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(batches, fc.option(day), async (records, before) => {
        const articles = records.map(({ page, trees, source, published, asOf, max }) =>
          tells(
            page,
            trees,
            { source: source === null ? null : from(source), published: published === null ? null : on(published) },
            { max, asOf: asOf === null ? null : { earliest: asOf, latest: asOf } },
          ),
        );
        for (const store of stores) await save(store, articles);
        const [a, b] = await Promise.all(stores.map((store) => store.knownFigures(['trees'], { before })));
        expect(a).toEqual(b);
      }),
      { numRuns: 30 },
    );
  });
});
