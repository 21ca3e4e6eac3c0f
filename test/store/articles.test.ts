import { expect, test } from 'vitest';
import type { Article } from '../../src/model.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventArticle, inventPage, stating } from './invented.ts';

const MONDAY = new Date('2025-03-03T08:00:00Z');
const TUESDAY = new Date('2025-03-04T08:00:00Z');
const ALL = { before: null } as const;

/** An article that has something in every field. */
function fullArticle(): Article {
  const page = inventPage('full', 'عنوان مخترع\nقالت البلدية المخترعة إن 7 أو 8 أشجار زرعت، بحسب «جريدة»');
  const span = { start: 0, end: 5 };
  return inventArticle(
    page,
    {
      headline: { span: { start: 0, end: 11 }, basis: 'page' },
      related: [span],
      dropped: [{ span, rule: 'share-bar' }],
      dateline: span,
      byline: span,
      attributions: [{ span, name: span }],
      quotations: [{ span, speaker: null }],
      pageDate: '2025-03-03',
      published: { earliest: '2025-03-01', latest: '2025-03-02', basis: 'text', evidence: [span] },
    },
    { value: 0.1, max: 1e21, asOf: { earliest: '2019-01-01', latest: '2019-12-31' }, rules: ['digits'] },
  );
}

describeOnBothDatabases('articles', ({ open }) => {
  test('an article comes back exactly as it was understood', async () => {
    const store = await open();
    const articles = [fullArticle(), inventArticle(inventPage('plain'), { source: null, headline: null })];
    await store.savePages(
      articles.map(({ page }) => page),
      MONDAY,
    );
    await store.saveArticles(
      articles.map((each) => stating(each, 'trees')),
      MONDAY,
    );
    expect(await store.article('full')).toEqual(articles[0]);
    expect(await store.article('plain')).toEqual(articles[1]);
  });

  test('what is understood as before is not written again', async () => {
    const store = await open();
    const article = stating(inventArticle(inventPage('a')), 'trees');
    await store.savePages([article.article.page], MONDAY);
    expect(await store.saveArticles([article], MONDAY)).toEqual({ saved: 1, unchanged: 0 });
    expect(await store.saveArticles([article], TUESDAY)).toEqual({ saved: 0, unchanged: 1 });
  });

  test('a new understanding of the same page replaces the old one, figures included', async () => {
    const store = await open();
    const page = inventPage('a', 'زرعت 10 و20 و30 شجرة في القرية المخترعة');
    const whole = inventArticle(page);
    const corrected = inventArticle(page, { figures: whole.figures.slice(1, 2) });
    await store.savePages([page], MONDAY);
    await store.saveArticles([stating(whole, 'trees')], MONDAY);
    expect(await store.saveArticles([stating(corrected, 'trees')], TUESDAY)).toEqual({ saved: 1, unchanged: 0 });
    expect(await store.article('a')).toEqual(corrected);
    expect((await store.knownFigures(['trees'], ALL)).map(({ value }) => value)).toEqual([20]);
  });

  test('a figure that turns out to state another fact is found under that one only', async () => {
    const store = await open();
    const article = inventArticle(inventPage('a'));
    await store.savePages([article.page], MONDAY);
    await store.saveArticles([stating(article, 'trees')], MONDAY);
    await store.saveArticles([stating(article, 'shrubs')], TUESDAY);
    expect(await store.knownFigures(['trees'], ALL)).toEqual([]);
    expect(await store.knownFigures(['shrubs'], ALL)).toHaveLength(1);
  });

  test('every version of a page keeps its own understanding', async () => {
    const store = await open();
    const [old, current] = ['زرعت 10 أشجار', 'زرعت 12 شجرة'].map((text) => inventArticle(inventPage('a', text)));
    for (const article of [old, current] as [Article, Article]) {
      await store.savePages([article.page], MONDAY);
      await store.saveArticles([stating(article, 'trees')], MONDAY);
    }
    expect(await store.article('a')).toEqual(current);
    expect(await store.article('a', 1)).toEqual(old);
    expect(await store.article('a', 3)).toBeNull();
    expect(await store.article('b')).toBeNull();
    expect(await store.article('a\0')).toBeNull();
  });

  test('an article whose page was not saved, or not with this text, is a mistake of the caller', async () => {
    const store = await open();
    await store.savePages([inventPage('a')], MONDAY);
    const unsaved = [inventArticle(inventPage('a')), inventArticle(inventPage('a', 'نص آخر فيه 5'))];
    const saving = store.saveArticles(
      unsaved.map((each) => stating(each, 'trees')),
      MONDAY,
    );
    await expect(saving).rejects.toThrow('page a must be saved');
    expect(await store.article('a')).toBeNull();
  });

  test('hundreds of articles with thousands of figures are saved in one go', async () => {
    const store = await open();
    const texts = Array.from(
      { length: 450 },
      (_, at) => `مخترع ${at}: ${Array.from({ length: 9 }, (_, n) => n * at).join('، ')}`,
    );
    const articles = texts.map((text, at) => inventArticle(inventPage(`p${at}`, text)));
    await store.savePages(
      articles.map(({ page }) => page),
      MONDAY,
    );
    const saved = await store.saveArticles(
      articles.map((each) => stating(each, each.page.id)),
      MONDAY,
    );
    expect(saved).toEqual({ saved: 450, unchanged: 0 });
    expect(await store.article('p449')).toEqual(articles[449]);
    expect(await store.knownFigures(['p3'], ALL)).toHaveLength(9);
  });
});
