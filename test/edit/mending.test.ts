import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMends, cardsOffered } from '../../src/edit/index.ts';
import type { Edition, Mend, Passage } from '../../src/model.ts';
import {
  BASE,
  figureOf,
  IDS,
  idOf,
  json,
  MATERIAL,
  mended,
  NOON,
  order,
  PAGES,
  records,
  SAMAR,
  STORIES,
  themes,
} from './mended.ts';
import { editionFrom, type Invented, storiesOf } from './stories.ts';

describe('places', () => {
  test('a story moves before another, behind all, and into a section that the edition did not have', () => {
    expect(order(BASE)).toEqual([
      ['camps_detainees', ['camp', 'other-camp']],
      ['operations', ['first', 'raid']],
    ]);
    const swapped = mended({ kind: 'move', story: idOf('other-camp'), theme: 'camps_detainees', before: idOf('camp') });
    expect(order(swapped)[0]).toEqual(['camps_detainees', ['other-camp', 'camp']]);
    const last = mended({ kind: 'move', story: idOf('first'), theme: 'operations', before: null });
    expect(order(last)[1]).toEqual(['operations', ['raid', 'first']]);
    const away = mended({ kind: 'move', story: idOf('raid'), theme: 'coalition_statements', before: null });
    expect(order(away)[0]).toEqual(['coalition_statements', ['raid']]);
    expect(away.sections[0]).toMatchObject({ title: themes[0]?.title, colour: themes[0]?.colour, asides: [] });
    expect(away.counts).toEqual(BASE.counts);
  });

  test('cards go with their story to its new section', () => {
    const edition = mended({ kind: 'move', story: idOf('raid'), theme: 'coalition_statements', before: null });
    for (const card of edition.cards.filter(({ story }) => story === idOf('raid')))
      expect(card.theme).toBe('coalition_statements');
    expect(edition.cards.length).toBe(BASE.cards.length);
  });

  test('a hidden story takes its cards, passages and counts with it, and the opening names it no more', () => {
    const edition = mended({ kind: 'hide', story: idOf('other-camp') });
    expect(json(edition)).not.toContain('التجربة');
    expect(edition.counts).toMatchObject({
      stories: BASE.counts.stories - 1,
      articles: BASE.counts.articles - 1,
      sources: BASE.counts.sources - 1,
    });
    expect(edition.lead.some((part) => 'passage' in part && part.passage.page === 'other-camp')).toBe(false);
  });

  test('a section whose last story went is gone', () => {
    const edition = mended({ kind: 'hide', story: idOf('first') }, { kind: 'hide', story: idOf('raid') });
    expect(order(edition).map(([theme]) => theme)).toEqual(['camps_detainees']);
  });

  test('what opens the edition stands first, and first in the lead sentence', () => {
    const edition = mended({ kind: 'open-with', story: idOf('raid') });
    expect(order(edition)[0]).toEqual(['operations', ['raid', 'first']]);
    expect(edition.lead[1]).toMatchObject({ passage: { page: 'raid' } });
    const withoutHeadline = mended({ kind: 'open-with', story: idOf('camp') });
    expect(order(withoutHeadline)[0]).toEqual(['camps_detainees', ['camp', 'other-camp']]);
    const [, first] = withoutHeadline.lead;
    expect(json(withoutHeadline.lead.slice(1, 4))).toContain('"page":"camp"');
    expect(first).toBeDefined();
  });

  test('a mend on a story that is hidden does no harm', () => {
    const hide: Mend = { kind: 'hide', story: idOf('raid') };
    const others: Mend[] = [
      { kind: 'open-with', story: idOf('raid') },
      { kind: 'move', story: idOf('raid'), theme: 'camps_detainees', before: null },
      { kind: 'correct', figure: figureOf('raid', '19'), number: '91', note: '' },
      { kind: 'date', page: 'raid', published: { earliest: '2025-11-01', latest: '2025-11-01' } },
    ];
    const alone = mended(hide);
    expect(mended(...others, hide)).toEqual(alone);
    expect(mended(hide, ...others)).toEqual(alone);
  });
});

describe('figures', () => {
  test('the strip holds the chosen figures in their order, each once', () => {
    const figures = [figureOf('camp', '2300'), figureOf('raid', '19'), figureOf('camp', '2300')];
    const edition = mended({ kind: 'cards', figures });
    expect(edition.cards.map(({ number }) => number.text)).toEqual(['2300', '19']);
    expect(edition.subject).toContain('2300');
    expect(mended({ kind: 'cards', figures: [] }).cards).toEqual([]);
  });

  test('a corrected number is marked on its card and in its sentence; the words stay what they are', () => {
    const correct: Mend = { kind: 'correct', figure: figureOf('raid', '19'), number: '٢٠-٢٢', note: ' خطأ ' };
    const edition = mended({ kind: 'cards', figures: [figureOf('raid', '19')] }, correct);
    const correction = { number: '20-22', value: 20, max: 22, note: 'خطأ', by: 'سمر', on: '2025-11-20' };
    expect(edition.cards[0]).toMatchObject({ number: { text: '19' }, value: 19, correction });
    const marks = edition.sections
      .flatMap(({ stories }) => stories.flatMap(({ passages }) => passages))
      .flatMap(({ marks }) => marks.filter((mark) => mark.correction));
    expect(marks.map((mark) => mark.correction)).toEqual([correction]);
    expect(edition.subject).toContain('20-22');
    expect(edition.subject).not.toContain('19');
  });

  test('sides of a conflict carry corrections; where all say the same then, there is no conflict', () => {
    const conflicts = (edition: Edition) =>
      edition.sections.flatMap(({ stories }) => stories.flatMap((story) => story.conflicts));
    expect(conflicts(BASE).map(({ sides }) => sides.map(({ value }) => value))).toEqual([[12, 20]]);
    const figure = figureOf('second', '20');
    const other = mended({ kind: 'correct', figure, number: '21', note: '' });
    expect(conflicts(other)[0]?.sides.map(({ correction }) => correction?.number)).toEqual([undefined, '21']);
    expect(conflicts(mended({ kind: 'correct', figure, number: '12', note: '' }))).toEqual([]);
  });

  test('the last correction of a figure counts', () => {
    const correct = (number: string): Mend => ({ kind: 'correct', figure: figureOf('raid', '19'), number, note: '' });
    expect(json(mended(correct('20'), correct('21')))).toBe(json(mended(correct('21'))));
  });
});

test('a bar of a track that is the corrected figure shows both numbers', () => {
  const pages: Invented[] = [2019, 2025].map((year, at) => ({
    id: `hol-${year}`,
    source: 'وكالة المثال',
    published: `${year}-03-0${at + 1}`,
    text: `يضم مخيم الهول للنازحين شرقي الحسكة ${at === 0 ? '70' : '30'} ألف شخص من النازحين، بحسب منظمة إغاثة تعمل في مخيم الهول.`,
  }));
  const stories = storiesOf(pages);
  const base = editionFrom(stories);
  const tracks = (edition: Edition) =>
    edition.sections.flatMap(({ stories }) => stories.flatMap((story) => story.tracks)).flatMap(({ points }) => points);
  expect(tracks(base).map(({ value }) => value)).toEqual([70_000, 30_000]);
  const material = { ...MATERIAL, stories };
  const [card] = cardsOffered(base, [], material).filter(({ value }) => value === 70_000);
  const correct: Mend = {
    kind: 'correct',
    figure: card?.figure ?? { page: '', figure: '' },
    number: '73 ألفاً',
    note: '',
  };
  const edition = applyMends(base, records([correct]), material);
  expect(tracks(edition).map(({ value }) => value)).toEqual([73_000, 30_000]);
  expect(tracks(edition)[0]?.number).toBe('73,000 (تصويب التحرير، في المصدر 70 ألف)');
  expect(json(edition.cards.map(({ before }) => before))).not.toContain('"70 ألف"');
});

test('a date that an editor sets stands wherever the page is cited', () => {
  const published = { earliest: '2025-11-09', latest: '2025-11-09' };
  const edition = mended({ kind: 'date', page: 'camp', published });
  const citations = edition.sections.flatMap(({ stories }) => stories.flatMap((story) => story.citations));
  expect(citations.find(({ page }) => page === 'camp')?.published).toEqual({
    ...published,
    basis: 'editor',
    evidence: [],
  });
  expect({ ...edition, sections: [] }).toEqual({ ...BASE, sections: [] });
});

test('what somebody worded stays, whatever is mended besides', () => {
  const edition = mended(
    { kind: 'wording', field: 'subject', text: ' موضوع مختلق ' },
    { kind: 'wording', field: 'lead', text: 'جملة مختلقة.' },
    { kind: 'hide', story: idOf('raid') },
  );
  expect(edition.subject).toBe('موضوع مختلق');
  expect(edition.lead).toEqual([{ words: 'جملة مختلقة.' }]);
  expect(edition.preheader).toBe(mended({ kind: 'hide', story: idOf('raid') }).preheader);
});

describe('whatever is mended', () => {
  const story = fc.constantFrom(...IDS, 'unknown');
  const theme = fc.constantFrom(...themes.map(({ id }) => id));
  const figure = fc.constantFrom(...cardsOffered(BASE, [], MATERIAL).map((card) => card.figure));
  const page = fc.constantFrom(...PAGES.map(({ id }) => id));
  const day = fc.integer({ min: 1, max: 28 }).map((date) => `2025-10-${String(date).padStart(2, '0')}`);
  const mend: fc.Arbitrary<Mend> = fc.oneof(
    fc.record({ kind: fc.constant('move' as const), story, theme, before: fc.option(story) }),
    fc.record({ kind: fc.constant('hide' as const), story }),
    fc.record({ kind: fc.constant('open-with' as const), story }),
    fc.record({ kind: fc.constant('cards' as const), figures: fc.array(figure, { maxLength: 5 }) }),
    fc.record({
      kind: fc.constant('correct' as const),
      figure,
      number: fc.integer({ min: 0, max: 99_999 }).map(String),
      note: fc.constant(''),
    }),
    fc.record({ kind: fc.constant('date' as const), page, published: day.map((d) => ({ earliest: d, latest: d })) }),
    fc.record({
      kind: fc.constant('wording' as const),
      field: fc.constantFrom('subject' as const, 'preheader' as const, 'lead' as const),
      text: fc.constant('نص مختلق'),
    }),
    fc.record({ kind: fc.constant('settle' as const), warning: fc.constant('any') }),
  );
  const mends = fc.array(mend, { maxLength: 8 });
  const pages = new Map(STORIES.flatMap((one) => one.tellings.map(({ article }) => [article.page.id, article.page])));

  test('without mends the edition is the base, byte for byte; and when all are undone', () => {
    expect(json(applyMends(BASE, [], MATERIAL))).toBe(json(BASE));
    fc.assert(
      fc.property(mends, (some) => {
        const undone = records(some).map((one) => ({ ...one, undone: { editor: SAMAR, at: NOON } }));
        expect(json(applyMends(BASE, undone, MATERIAL))).toBe(json(BASE));
      }),
      { numRuns: 20 },
    );
  });

  test('undoing the last gives the state before', () => {
    fc.assert(
      fc.property(mends, mend, (some, last) => {
        const all = records([...some, last]);
        const undone = all.map((one, at) =>
          at === some.length ? { ...one, undone: { editor: SAMAR, at: NOON } } : one,
        );
        expect(json(applyMends(BASE, undone, MATERIAL))).toBe(json(mended(...some)));
      }),
      { numRuns: 60 },
    );
  });

  test('every passage is a slice of its page, nothing hidden is shown, no story stands twice, sections are not empty', () => {
    fc.assert(
      fc.property(mends, (some) => {
        const edition = mended(...some);
        for (const { page, span, text } of passagesIn(edition))
          expect(pages.get(page)?.text.slice(span.start, span.end)).toBe(text);
        const shown = edition.sections.flatMap(({ stories }) => stories.map(({ id }) => id));
        const hidden = new Set(some.flatMap((one) => (one.kind === 'hide' ? [one.story] : [])));
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.toSorted()).toEqual(IDS.filter((id) => !hidden.has(id)).toSorted());
        expect(edition.cards.every((card) => shown.includes(card.story))).toBe(true);
        expect(edition.cards.every((card) => edition.sections.some((section) => section.theme === card.theme))).toBe(
          true,
        );
        expect(edition.counts.stories).toBe(shown.length);
        for (const { stories, asides } of edition.sections) {
          expect(stories.length + asides.length).toBeGreaterThan(0);
          expect(asides.some((aside) => stories.some(({ id }) => id === aside.story) || hidden.has(aside.story))).toBe(
            false,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  test('mends that have nothing to do with each other give the same in any order', () => {
    const independent: Mend[] = [
      { kind: 'hide', story: idOf('camp') },
      { kind: 'move', story: idOf('raid'), theme: 'coalition_statements', before: null },
      { kind: 'correct', figure: figureOf('raid', '19'), number: '91', note: '' },
      { kind: 'date', page: 'first', published: { earliest: '2025-11-01', latest: '2025-11-01' } },
      { kind: 'wording', field: 'subject', text: 'موضوع' },
      { kind: 'open-with', story: idOf('first') },
    ];
    const expected = json(mended(...independent));
    fc.assert(
      fc.property(fc.shuffledSubarray(independent, { minLength: independent.length }), (shuffled) => {
        expect(json(mended(...shuffled))).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });
});

function passagesIn(value: unknown): Passage[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'span' in value && 'text' in value ? [value as Passage] : [];
  return [...own, ...Object.values(value).flatMap(passagesIn)];
}
