import { expect, test } from 'vitest';
import type { Edition } from '../../src/model.ts';
import type { FigureRow } from '../../src/web/figure-row.ts';
import { viewFigures } from '../../src/web/figures-view.ts';
import { buildDesk } from './desk.ts';
import { shore } from './invented-news.ts';

async function rowsOf(desk = buildDesk()): Promise<FigureRow[]> {
  const edition = (await desk.edition(12)) as Edition;
  const { groups } = await viewFigures(desk, edition, 'latn');
  return groups.flatMap(({ rows }) => rows);
}

const row = (rows: readonly FigureRow[], marked: string) => rows.find((each) => each.marked === marked);

test('every figure of the edition has one row, in the order of the sections', async () => {
  expect((await rowsOf()).map(({ marked }) => marked)).toEqual([
    '83 عضواً',
    'نحو 8 ملايين شخص',
    'أكثر من 22 عملية',
    '7 مسلحين',
    '9 مسلحين',
    'أقل من 30 ألفاً من السكان',
    '500 أسرة',
  ]);
});

test('a row has the number, its qualifier, what is counted and what happened to it', async () => {
  expect(row(await rowsOf(), 'أكثر من 22 عملية')).toMatchObject({
    qualifier: 'أكثر من',
    number: '22',
    unit: 'عملية',
    event: 'عمليات',
    inStrip: true,
    date: '12 تشرين الثاني/نوفمبر 2025',
  });
});

test('the sentence of a row is cut from the page, figure and all', async () => {
  for (const { before, marked, after } of await rowsOf()) {
    const pages = await Promise.all(
      ['shore-council_01', 'rival----02', 'مخيم الخيال 3'].map((id) => buildDesk().page(id)),
    );
    expect(pages.some((known) => known?.page.text.includes(before + marked + after))).toBe(true);
  }
});

test('figures that cannot all be true name each other', async () => {
  const rows = await rowsOf();
  expect(row(rows, '7 مسلحين')?.warnings).toContainEqual({ kind: 'conflict', words: 'يعارضه 9 (مصدر غير مذكور)' });
  expect(row(rows, '9 مسلحين')?.warnings.map(({ kind }) => kind)).toEqual(['conflict', 'undated']);
});

test('what is only planned says so', async () => {
  expect(row(await rowsOf(), '500 أسرة')?.warnings).toEqual([{ kind: 'assertion', words: 'مخطط له' }]);
});

test('a page that has changed since is said to have, and the edition keeps its own words', async () => {
  const page = { ...shore.page, text: `!${shore.page.text}` };
  const rows = await rowsOf(buildDesk({ articles: [{ ...shore, page }] }));
  expect(row(rows, 'أكثر من 22 عملية')?.warnings.map(({ kind }) => kind)).toContain('changed');
});

test('a page that is not at hand is said to be missing, and the row stands all the same', async () => {
  const rows = await rowsOf(buildDesk({ articles: [] }));
  expect(rows).toHaveLength(7);
  expect(row(rows, 'أكثر من 22 عملية')).toMatchObject({ qualifier: 'أكثر من', number: '22', unit: 'عملية' });
  expect(row(rows, '500 أسرة')?.warnings.map(({ kind }) => kind)).toContain('missing');
});
