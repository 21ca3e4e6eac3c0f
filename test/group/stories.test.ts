import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupArticles } from '../../src/group/index.ts';
import type { Article } from '../../src/model.ts';
import { article, type FigureWords, THEMES } from './build.ts';

const killed = (text: string, number: string, value: number, more: Partial<FigureWords> = {}): FigureWords => ({
  text,
  number,
  value,
  unit: 'قتلى',
  event: 'killed',
  ...more,
});

/** One invented ambush told by two outlets, its update, and near misses. */
const FIRST = article(
  'first',
  'قُتل سبعة من عناصر الحراسة وأصيب 12 آخرون حين هاجم مسلحون حاجزاً عند مدخل بلدة زرنوقة مساء السبت، كما قال مصدر طبي. واستخدم المهاجمون عبوتين وثلاث دراجات نارية.',
  {
    headline: 'سبعة قتلى قرب زرنوقة',
    figures: [
      killed('سبعة من عناصر الحراسة', 'سبعة', 7, { place: 'بلدة زرنوقة' }),
      { text: '12 آخرون', number: '12', value: 12, unit: 'عناصر', event: 'wounded' },
      { text: 'عبوتين', number: 'عبوتين', value: 2, unit: 'عبوة', kind: 'dual', event: 'attacks' },
    ],
  },
);
const UPDATE = article(
  'update',
  'ارتفعت حصيلة الهجوم على حاجز زرنوقة إلى تسعة قتلى و15 جريحاً على الأقل، وفق طبيب في المستشفى الميداني. وقال شهود إن المهاجمين جاؤوا على دراجات نارية ليل السبت وفجروا عبوتين في بلدة زرنوقة.',
  {
    figures: [
      killed('تسعة قتلى', 'تسعة', 9),
      { text: '15 جريحاً على الأقل', number: '15', value: 15, unit: 'جريحا', event: 'wounded', qualifier: 'at_least' },
      { text: 'عبوتين', number: 'عبوتين', value: 2, unit: 'عبوة', kind: 'dual', event: 'attacks' },
    ],
  },
);
const ELSEWHERE = article(
  'elsewhere',
  'قُتل ثلاثة من عناصر الحراسة وأصيب أربعة حين هاجم مسلحون حاجزاً عند مدخل بلدة شلموط فجر الأربعاء، كما قال مصدر محلي. واستخدم المهاجمون بنادق وسيارة.',
  {
    figures: [
      killed('ثلاثة من عناصر الحراسة', 'ثلاثة', 3),
      { text: 'أربعة', number: 'أربعة', value: 4, unit: 'عناصر', event: 'wounded' },
    ],
  },
);
const ANNIVERSARY = (id: string, ordinal: string) =>
  article(
    id,
    `طالبت القوات المحلية دول التحالف في بيان بمناسبة الذكرى ${ordinal} لهزيمة داعش في الباغوز بدعم أطول أمداً وبمحكمة دولية للمحتجزين لديها، وحذرت من عودة الخلايا.`,
  );

const idsOf = (articles: readonly Article[]) =>
  groupArticles(articles, THEMES).map(({ tellings }) => tellings.map((each) => each.article.page.id));

describe('stories', () => {
  test('two tellings of one event in other words, the second with a risen toll, are one story', () => {
    expect(idsOf([FIRST, ELSEWHERE, UPDATE])).toEqual([['elsewhere'], ['first', 'update']]);
  });

  test('the same kind of event at another place, on another day, with other numbers is another story', () => {
    expect(idsOf([FIRST, ELSEWHERE])).toEqual([['elsewhere'], ['first']]);
  });

  test('a statement on the same anniversary a year later is another story, in whatever like words', () => {
    expect(idsOf([ANNIVERSARY('a', 'الثالثة'), ANNIVERSARY('b', 'الرابعة')])).toEqual([['a'], ['b']]);
    expect(idsOf([ANNIVERSARY('a', 'الثالثة'), ANNIVERSARY('b', 'الثالثة')])).toEqual([['a', 'b']]);
  });

  test('the same text is one story, but not when it was published months apart', () => {
    const again = (id: string, published: string) => article(id, FIRST.page.text, { published });
    expect(idsOf([again('a', '2025-03-01'), again('b', '2025-03-02')])).toEqual([['a', 'b']]);
    expect(idsOf([again('a', '2025-03-01'), again('b', '2025-09-02')])).toEqual([['a'], ['b']]);
  });

  test('the order in which articles come does not matter, not for the ids either', () => {
    const articles = [FIRST, UPDATE, ELSEWHERE, ANNIVERSARY('a', 'الثالثة'), ANNIVERSARY('b', 'الرابعة')];
    const expected = JSON.stringify(groupArticles(articles, THEMES));
    fc.assert(
      fc.property(fc.shuffledSubarray(articles, { minLength: articles.length }), (shuffled) => {
        expect(JSON.stringify(groupArticles(shuffled, THEMES))).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('every article is in exactly one story, and every figure in exactly one fact', () => {
    const stories = groupArticles([FIRST, UPDATE, ELSEWHERE], THEMES);
    expect(stories.flatMap(({ tellings }) => tellings.map((each) => each.article.page.id)).sort()).toEqual([
      'elsewhere',
      'first',
      'update',
    ]);
    const figures = stories.flatMap(({ facts }) => facts.flatMap((fact) => fact.figures.map((each) => each.figure)));
    expect(figures.sort()).toEqual(
      [FIRST, UPDATE, ELSEWHERE].flatMap((each) => each.figures.map(({ id }) => id)).sort(),
    );
  });

  test('an id belongs to a set of pages', () => {
    const [alone] = groupArticles([FIRST], THEMES);
    const both = groupArticles([FIRST, UPDATE], THEMES);
    expect(both).toHaveLength(1);
    expect(both[0]?.id).toMatch(/^[0-9a-f]{16}$/u);
    expect(both[0]?.id).not.toBe(alone?.id);
  });

  test('no articles give no stories, empty articles one each', () => {
    expect(groupArticles([], THEMES)).toEqual([]);
    expect(idsOf([article('a', ''), article('b', '')])).toEqual([['a'], ['b']]);
  });

  test('a hostile page of one endless sentence and ten thousand figures is grouped in linear time', () => {
    const body = 'قُتل 7 في هجوم ثم '.repeat(10_000);
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...killedFigure(index) }));
    const page = { ...article('hostile', body), figures: many };
    const before = Date.now();
    expect(groupArticles([page, FIRST], THEMES)).toHaveLength(2);
    expect(Date.now() - before).toBeLessThan(10_000);
  });
});

function killedFigure(index: number) {
  const start = index * 18;
  const span = { start, end: start + 10 };
  const base = FIRST.figures[0];
  if (!base) throw new Error('the first article has figures');
  return { ...base, id: `hostile#${start}`, span, number: span, sentence: { start: 0, end: 180_000 }, value: index };
}
