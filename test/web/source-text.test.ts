import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article, Span } from '../../src/model.ts';
import { cutSourceText } from '../../src/web/source-text.ts';
import { shore } from './invented-news.ts';

const textOf = (article: Article, chosen: number | null) =>
  cutSourceText(article.page, article, chosen)
    .flatMap(({ runs }) => runs.map(({ text }) => text))
    .join('');

/** The invented article with another text and spans anywhere in it. */
function articleWith(text: string, spans: readonly Span[]): Article {
  const [figure] = shore.figures;
  if (!figure) throw new Error('the invented article has figures');
  return {
    ...shore,
    page: { ...shore.page, text, content: spans[0] ?? { start: 0, end: text.length } },
    headline: null,
    dropped: spans.slice(1, 3).map((span) => ({ span, rule: 'clock' })),
    related: spans.slice(3, 4),
    paragraphs: spans.slice(4, 6).map((span) => ({ span, role: 'body', sentences: [span] })),
    figures: spans.slice(6).map((span) => ({ ...figure, span, number: span, sentence: span })),
  };
}

const textAndSpans = fc.string({ unit: 'binary', maxLength: 200 }).chain((text) =>
  fc.tuple(
    fc.constant(`${text}\n\u202e`),
    fc.array(
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length))
        .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
      { maxLength: 12 },
    ),
  ),
);

test('the runs of a page together are its text, whatever the spans', () => {
  fc.assert(
    fc.property(textAndSpans, fc.nat(6), ([text, spans], chosen) => {
      expect(textOf(articleWith(text, spans), chosen)).toBe(text);
    }),
  );
});

test('each line belongs to its part of the page: body, headline, dropped, related, front matter', () => {
  const parts = cutSourceText(shore.page, shore, null);
  expect(parts.map(({ role, rule }) => [role, rule])).toEqual([
    ['front', ''],
    ['dropped', 'clock'],
    ['dropped', 'breadcrumb'],
    ['headline', ''],
    ['body', ''],
    ['related', ''],
    ['dropped', 'comments'],
  ]);
});

test('every figure of the body is marked where it stands, and none in a related link', () => {
  const runs = cutSourceText(shore.page, shore, null).flatMap((part) => part.runs);
  expect(runs.filter(({ first }) => first).map(({ text }) => text)).toEqual([
    '83 عضواً',
    'نحو 8 ملايين شخص',
    'أكثر من 22 عملية',
    '7 مسلحين',
  ]);
});

test('the chosen figure brings its sentence with it', () => {
  const runs = cutSourceText(shore.page, shore, 1).flatMap((part) => part.runs);
  const [{ start, end }] = [shore.figures[1]?.sentence ?? { start: 0, end: 0 }];
  const said = runs.filter((run) => run.said).map(({ text }) => text);
  expect(said.join('')).toBe(shore.page.text.slice(start, end));
});

test('a character that turns the direction stands alone', () => {
  const runs = cutSourceText(...pageOf('قبل\u202eبعد\u2067'), null).flatMap((part) => part.runs);
  expect(runs.map(({ text, turns }) => [text, turns])).toEqual([
    ['قبل', false],
    ['\u202e', true],
    ['بعد', false],
    ['\u2067', true],
  ]);
});

test('ten megabytes on one line with a hundred thousand figures are cut in linear time', () => {
  const spans = Array.from({ length: 100_000 }, (_, index) => ({ start: index * 100, end: index * 100 + 10 }));
  const before = performance.now();
  expect(textOf(articleWith('خبر '.repeat(2_500_000), spans), 5)).toHaveLength(10_000_000);
  expect(performance.now() - before).toBeLessThan(10_000);
});

function pageOf(text: string): [Article['page'], Article] {
  const article = articleWith(text, []);
  return [article.page, article];
}
