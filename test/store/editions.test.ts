import { expect, test } from 'vitest';
import type { Article, Day, Edition, Story } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventArticle, inventEdition, inventPage, inventStory, stating } from './invented.ts';

const MONDAY = new Date('2025-03-03T08:00:00Z');
const TUESDAY = new Date('2025-03-04T08:00:00Z');

async function savedStory(store: Store, id: string, ...pages: readonly [string, ...string[]]): Promise<Story> {
  const articles = pages.map((page) => inventArticle(inventPage(page, `خبر مخترع عن 12 شجرة: ${page}`)));
  await store.savePages(
    articles.map(({ page }) => page),
    MONDAY,
  );
  await store.saveArticles(
    articles.map((each) => stating(each, 'trees')),
    MONDAY,
  );
  return inventStory(id, ...(articles as [Article, ...Article[]]));
}

/** An edition of one story about page «a», saved. */
async function savedEdition(store: Store, number: number, date: Day, more: Partial<Edition> = {}): Promise<Edition> {
  const story = await savedStory(store, 'story', 'a');
  const edition = inventEdition(number, date, [story], more);
  expect(await store.saveEdition(edition, [story], MONDAY)).toMatchObject({ number, state: 'new' });
  return edition;
}

describeOnBothDatabases('editions', ({ open }) => {
  test('an edition comes back exactly as it was made', async () => {
    const store = await open();
    const edition = await savedEdition(store, 1, '2025-03-03', { subject: 'سطر\u0000فيه \ud83d كل شيء', sample: true });
    expect(await store.edition(1)).toEqual(edition);
    expect(JSON.stringify(await store.edition(1))).toBe(JSON.stringify(edition));
    expect(await store.edition(2)).toBeNull();
  });

  test('editions of all digests are numbered together, and a digest has one a day', async () => {
    const store = await open();
    expect(await store.nextEditionNumber('daily', '2025-03-03')).toBe(1);
    await savedEdition(store, 1, '2025-03-03');
    expect(await store.nextEditionNumber('daily', '2025-03-03')).toBe(1);
    expect(await store.nextEditionNumber('weekly', '2025-03-03')).toBe(2);
    expect(await store.nextEditionNumber('daily', '2025-03-04')).toBe(2);
  });

  test('the same edition made again changes nothing', async () => {
    const store = await open();
    const story = await savedStory(store, 'story', 'a');
    const edition = inventEdition(1, '2025-03-03', [story]);
    const first = await store.saveEdition(edition, [story], MONDAY);
    const second = await store.saveEdition(structuredClone(edition), [story], TUESDAY);
    expect(first).toMatchObject({ number: 1, state: 'new' });
    expect(second).toEqual({ ...first, state: 'unchanged' });
    expect(await store.editions({ limit: 9 })).toMatchObject([{ number: 1, madeAt: MONDAY }]);
  });

  test('another edition of the same day replaces the one before under its number, with its stories and pages', async () => {
    const store = await open();
    const [old, current] = [await savedStory(store, 'old', 'a', 'b'), await savedStory(store, 'current', 'b', 'c')];
    await store.saveEdition(inventEdition(1, '2025-03-03', [old]), [old], MONDAY);
    const edition = inventEdition(1, '2025-03-03', [current]);
    expect(await store.saveEdition(edition, [current], TUESDAY)).toMatchObject({ number: 1, state: 'replaced' });
    expect(await store.edition(1)).toEqual(edition);
    expect((await store.editionPages(1)).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(await store.editions({ limit: 9 })).toMatchObject([{ number: 1, madeAt: TUESDAY }]);
  });

  test('a number that another edition has is refused with the number to take', async () => {
    const store = await open();
    await savedEdition(store, 1, '2025-03-03');
    const story = await savedStory(store, 'story', 'a');
    const other = (number: number, date: Day) =>
      store.saveEdition(inventEdition(number, date, [story]), [story], MONDAY);
    expect(await other(1, '2025-03-04')).toEqual({ refused: 'number-taken', next: 2 });
    expect(await other(7, '2025-03-04')).toEqual({ refused: 'number-taken', next: 2 });
    expect(await other(2, '2025-03-03')).toEqual({ refused: 'number-taken', next: 1 });
    expect(await store.editionCount()).toBe(1);
  });

  test('an approved edition is frozen: the same is unchanged, another one is refused', async () => {
    const store = await open();
    const edition = await savedEdition(store, 1, '2025-03-03');
    const [summary] = await store.editions({ limit: 1 });
    const hash = summary?.hash ?? '';
    expect(await store.approveEdition(1, 'other', MONDAY)).toEqual({ refused: 'changed' });
    expect(await store.approveEdition(2, hash, MONDAY)).toEqual({ refused: 'unknown' });
    expect(await store.approveEdition(1, hash, MONDAY)).toEqual({ approved: true });
    expect(await store.approveEdition(1, hash, TUESDAY)).toEqual({ approved: true });
    expect(await store.editions({ limit: 1 })).toMatchObject([{ approvedAt: MONDAY }]);
    const story = await savedStory(store, 'story', 'a');
    expect(await store.saveEdition(edition, [story], TUESDAY)).toMatchObject({ state: 'unchanged' });
    const changed = { ...edition, subject: 'غيره' };
    expect(await store.saveEdition(changed, [story], TUESDAY)).toEqual({ refused: 'approved', number: 1 });
    expect(await store.edition(1)).toEqual(edition);
  });

  test('editions are listed newest first, page by page, with what a list shows of them', async () => {
    const store = await open();
    const story = await savedStory(store, 'story', 'a');
    for (let number = 1; number <= 7; number++) {
      const digest = number % 2 ? 'daily' : 'weekly';
      await store.saveEdition(inventEdition(number, `2025-03-0${number}`, [story], { digest }), [story], MONDAY);
    }
    const numbers = async (range: Parameters<Store['editions']>[0]) =>
      (await store.editions(range)).map((e) => e.number);
    expect(await numbers({ limit: 3 })).toEqual([7, 6, 5]);
    expect(await numbers({ limit: 3, before: 5 })).toEqual([4, 3, 2]);
    expect(await numbers({ limit: 3, before: 2 })).toEqual([1]);
    expect(await numbers({ limit: 9, digest: 'weekly' })).toEqual([6, 4, 2]);
    expect([await store.editionCount(), await store.editionCount({ digest: 'weekly' })]).toEqual([7, 3]);
    expect(await store.editions({ limit: 1 })).toEqual([
      {
        number: 7,
        digest: 'daily',
        name: 'موجز مخترع',
        date: '2025-03-07',
        subject: 'عدد 7',
        preheader: '',
        cards: [],
        counts: { stories: 1, articles: 1, sources: 1, minutes: 1 },
        sample: false,
        sections: [{ theme: 'gardens', title: 'حدائق', colour: 'neutral' }],
        hash: expect.stringMatching(/^[0-9a-f]{64}$/u),
        madeAt: MONDAY,
        approvedAt: null,
      },
    ]);
  });

  test('an edition keeps quoting the page versions it was made from', async () => {
    const store = await open();
    const edition = await savedEdition(store, 1, '2025-03-03');
    await store.savePages([inventPage('a', 'نص مخترع جديد')], TUESDAY);
    const [quoted] = await store.editionPages(1);
    const passage = edition.sections[0]?.stories[0]?.passages[0];
    expect(quoted?.text.slice(passage?.span.start, passage?.span.end)).toBe(passage?.text);
    expect(await store.quotedVersion(1, 'a')).toBe(1);
    expect(await store.quotedVersion(1, 'b')).toBeNull();
    expect(await store.quotedVersion(1, '\0')).toBeNull();
    expect(await store.editionPages(2)).toEqual([]);
  });

  test('only the pages that an edition names are its pages', async () => {
    const store = await open();
    const stories = [await savedStory(store, 'shown', 'b', 'a'), await savedStory(store, 'left out', 'c')];
    await store.saveEdition(inventEdition(1, '2025-03-03', stories.slice(0, 1)), stories, MONDAY);
    expect((await store.editionPages(1)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('a page that an earlier edition of the digest has told is known, with its story', async () => {
    const store = await open();
    const story = await savedStory(store, 'story', 'a', 'b');
    await store.saveEdition(inventEdition(1, '2025-03-03', [story]), [story], MONDAY);
    await store.saveEdition(inventEdition(2, '2025-03-04', [story]), [story], TUESDAY);
    const shown = (digest: string, before: Day) => store.shownPages(digest, ['b', 'z'], before);
    expect(await shown('daily', '2025-03-03')).toEqual([]);
    const first = { page: 'b', version: 1, story: 'story', edition: 1, date: '2025-03-03' };
    expect(await shown('daily', '2025-03-04')).toEqual([first]);
    expect(await shown('daily', '2025-03-05')).toEqual([first, { ...first, edition: 2, date: '2025-03-04' }]);
    expect(await shown('weekly', '2025-03-05')).toEqual([]);
  });

  test('an edition that shows or quotes what was not handed over is a mistake of the caller, and is not saved', async () => {
    const store = await open();
    const [given, missing] = [await savedStory(store, 'given', 'a'), await savedStory(store, 'missing', 'b')];
    const unknownStory = store.saveEdition(inventEdition(1, '2025-03-03', [given, missing]), [given], MONDAY);
    await expect(unknownStory).rejects.toThrow('shows the story missing');
    const quoting = inventEdition(1, '2025-03-03', [given], {
      lead: [{ passage: { page: 'b', span: { start: 0, end: 1 }, text: 'خ', marks: [] } }],
    });
    await expect(store.saveEdition(quoting, [given], MONDAY)).rejects.toThrow('quotes the page b of no story');
    expect(await store.editionCount()).toBe(0);
  });
});
