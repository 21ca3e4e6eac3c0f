import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Page, Span } from '../../src/model.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventPage } from './invented.ts';

const MONDAY = new Date('2025-03-03T08:00:00Z');
const TUESDAY = new Date('2025-03-04T08:00:00Z');

/** Any text that can be kept: the whole of Unicode but NUL, with what newspapers mix in. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...'قسد 7٠٣«»\u202b\u2067\ufeff\u00a0\r\n\t\u0001'),
    ),
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));
const span: fc.Arbitrary<Span> = fc.record({ start: fc.nat(), end: fc.nat() });
const day = fc.constantFrom('2019-01-01', '2025-11-13', '1999-12-31');
const page: fc.Arbitrary<Page> = fc.record({
  id: text.filter((id) => id !== ''),
  format: fc.constantFrom('dump', 'html', 'feed'),
  text,
  content: span,
  title: fc.option(span),
  meta: fc.record({
    url: fc.option(text),
    source: fc.option(text),
    published: fc.option(
      fc.record({
        earliest: day,
        latest: day,
        basis: fc.constantFrom('feed', 'metadata', 'text'),
        evidence: fc.array(span),
      }),
    ),
    sample: fc.boolean(),
    author: fc.option(text),
  }),
  origin: text,
});

describeOnBothDatabases('pages', ({ empty, open }) => {
  test('a page comes back exactly as it was saved, whatever its text is', async () => {
    const store = await open();
    const batch = fc.uniqueArray(page, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(batch, async (pages) => {
        await store.savePages(pages, MONDAY);
        for (const each of pages) expect(await store.page(each.id)).toEqual(each);
      }),
      { numRuns: 40 },
    );
  });

  test('a page is new once, and unchanged as long as it says the same', async () => {
    const store = await open();
    const saved = await store.savePages([inventPage('a'), inventPage('b')], MONDAY);
    expect(saved).toEqual([
      { page: 'a', version: 1, state: 'new' },
      { page: 'b', version: 1, state: 'new' },
    ]);
    const again = await store.savePages([inventPage('c'), inventPage('a')], TUESDAY);
    expect(again).toEqual([
      { page: 'c', version: 1, state: 'new' },
      { page: 'a', version: 1, state: 'unchanged' },
    ]);
  });

  test('a changed text is a new version, and the old one is kept', async () => {
    const store = await open();
    const [first, second] = [inventPage('a', 'خبر مخترع أول'), inventPage('a', 'خبر مخترع ثان')];
    await store.savePages([first], MONDAY);
    expect(await store.savePages([second], TUESDAY)).toEqual([{ page: 'a', version: 2, state: 'changed' }]);
    expect(await store.page('a')).toEqual(second);
    expect(await store.page('a', 1)).toEqual(first);
    expect(await store.page('a', 2)).toEqual(second);
  });

  test('a text that went back to an earlier one is that version again', async () => {
    const store = await open();
    const [first, second] = [inventPage('a', 'خبر مخترع أول'), inventPage('a', 'خبر مخترع ثان')];
    for (const each of [first, second]) await store.savePages([each], MONDAY);
    expect(await store.savePages([first], TUESDAY)).toEqual([{ page: 'a', version: 1, state: 'changed' }]);
    expect(await store.page('a')).toEqual(first);
    expect(await store.savePages([inventPage('a', 'خبر مخترع ثالث')], TUESDAY)).toMatchObject([{ version: 3 }]);
  });

  test('a change of the metadata alone is a new version too', async () => {
    const store = await open();
    const undated = inventPage('a');
    const dated = { ...undated, meta: { ...undated.meta, url: 'https://example.org/a' } };
    await store.savePages([undated], MONDAY);
    expect(await store.savePages([dated], TUESDAY)).toEqual([{ page: 'a', version: 2, state: 'changed' }]);
  });

  test('a file that was only moved is unchanged, and its new place is remembered', async () => {
    const store = await open();
    await store.savePages([inventPage('a')], MONDAY);
    const moved = inventPage('a', undefined, { origin: 'new/a.txt' });
    expect(await store.savePages([moved], TUESDAY)).toEqual([{ page: 'a', version: 1, state: 'unchanged' }]);
    expect(await store.page('a')).toEqual(moved);
  });

  test('a page, a version or an id that cannot be is null', async () => {
    const store = await open();
    await store.savePages([inventPage('a')], MONDAY);
    expect(await store.page('b')).toBeNull();
    expect(await store.page('a', 2)).toBeNull();
    expect(await store.page('a\0')).toBeNull();
    expect(await store.page('\ud800')).toBeNull();
  });

  test.each([
    ['NUL', 'خبر\0مخترع'],
    ['half a surrogate pair', 'خبر \ud83d مخترع'],
  ])('a text with %s is refused, and nothing of its batch is written', async (_, text) => {
    const store = await open();
    const saving = store.savePages([inventPage('a'), inventPage('b', text)], MONDAY);
    await expect(saving).rejects.toMatchObject({ name: 'StoreFault', code: 'unstorable-text' });
    expect(await store.page('a')).toBeNull();
  });

  test('two pages of one batch with the same id are a mistake of the caller', async () => {
    const store = await open();
    await expect(store.savePages([inventPage('a'), inventPage('a', 'غيره')], MONDAY)).rejects.toThrow('same id');
  });

  test('more pages than one statement can carry are saved in one go', async () => {
    const store = await open();
    const pages = Array.from({ length: 2_345 }, (_, at) => inventPage(`p${at}`, `خبر مخترع رقم ${at}`));
    const saved = await store.savePages(pages, MONDAY);
    expect(
      saved.every(({ state, version }, at) => state === 'new' && version === 1 && saved[at]?.page === `p${at}`),
    ).toBe(true);
    expect(await store.page('p2344')).toEqual(pages[2344]);
    expect(await store.savePages([], TUESDAY)).toEqual([]);
  });

  test('what was saved is there after the database was closed and opened again', async () => {
    const location = await empty();
    const before = await open(location);
    await before.savePages([inventPage('a')], MONDAY);
    expect(await (await open(location)).page('a')).toEqual(inventPage('a'));
  });
});
