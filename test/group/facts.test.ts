import { describe, expect, test } from 'vitest';
import { relateFacts } from '../../src/group/facts.ts';
import { factKeyOf } from '../../src/group/index.ts';
import type { Article, RelationKind } from '../../src/model.ts';
import { article, type FigureWords } from './build.ts';

type Words = Partial<FigureWords> & Pick<FigureWords, 'text' | 'number' | 'value'>;

const counted = (words: Words): FigureWords => ({ unit: 'شخص', event: 'population', ...words });

function relations(articles: readonly Article[]): [RelationKind, string, string][] {
  const text = new Map(articles.map(({ page }) => [page.id, page.text]));
  const figures = new Map(articles.flatMap((each) => each.figures.map((figure) => [figure.id, figure] as const)));
  const words = (ref: { page: string; figure: string }) => {
    const span = figures.get(ref.figure)?.span;
    return text.get(ref.page)?.slice(span?.start, span?.end) ?? '';
  };
  return relateFacts(articles).flatMap((fact) =>
    fact.relations.map(({ kind, a, b }): [RelationKind, string, string] => [kind, words(a), words(b)]),
  );
}

const one = (id: string, body: string, figure: FigureWords, published?: string) =>
  article(id, body, { figures: [figure], ...(published ? { published } : {}) });

describe('relations between figures of a story', () => {
  test('the same number is agreement, in whatever nouns of one class', () => {
    const a = one('a', 'شاركت 87 دولة في الاجتماع.', {
      text: '87 دولة',
      number: '87',
      value: 87,
      unit: 'دولة',
      event: 'participants',
    });
    const b = one('b', 'حضر ٨٧ بلداً.', {
      text: '٨٧ بلداً',
      number: '٨٧',
      value: 87,
      unit: 'بلدا',
      event: 'participants',
    });
    expect(relations([a, b])).toEqual([['agree', '87 دولة', '٨٧ بلداً']]);
  });

  test('a number that the other one admits is compatible', () => {
    const wounded = { event: 'wounded', unit: 'جرحى' } as const;
    const exact = one('a', 'أصيب 846 شخصاً.', { ...wounded, text: '846 شخصاً', number: '846', value: 846 });
    const about = one('b', 'أصيب نحو 850 شخصاً.', {
      ...wounded,
      text: 'نحو 850 شخصاً',
      number: '850',
      value: 850,
      qualifier: 'about',
    });
    const over = one('c', 'أصيب أكثر من 800.', {
      ...wounded,
      text: 'أكثر من 800',
      number: '800',
      value: 800,
      qualifier: 'more_than',
    });
    expect(relations([exact, about]).map(([kind]) => kind)).toEqual(['compatible']);
    expect(relations([exact, over]).map(([kind]) => kind)).toEqual(['compatible']);
  });

  test('a rounder number within its own step is rounding', () => {
    const fine = one('a', 'عاد 25500 شخص.', {
      text: '25500 شخص',
      number: '25500',
      value: 25_500,
      event: 'returned',
      unit: 'شخص',
    });
    const coarse = one('b', 'عاد 25 ألف شخص.', {
      text: '25 ألف شخص',
      number: '25 ألف',
      value: 25_000,
      event: 'returned',
      unit: 'شخص',
    });
    expect(relations([fine, coarse]).map(([kind]) => kind)).toEqual(['rounding']);
  });

  test('seven and nine dead with nothing to say which is newer are a conflict', () => {
    const a = one('a', 'قُتل سبعة جنود.', {
      text: 'سبعة جنود',
      number: 'سبعة',
      value: 7,
      unit: 'جنود',
      event: 'killed',
    });
    const b = one('b', 'سقط تسعة قتلى.', {
      text: 'تسعة قتلى',
      number: 'تسعة',
      value: 9,
      unit: 'قتلى',
      event: 'killed',
    });
    expect(relations([a, b])).toEqual([['conflict', 'سبعة جنود', 'تسعة قتلى']]);
  });

  test('a toll called risen, or published later, replaces the earlier one', () => {
    const a = one('a', 'قُتل سبعة جنود.', {
      text: 'سبعة جنود',
      number: 'سبعة',
      value: 7,
      unit: 'جنود',
      event: 'killed',
    });
    const risen = one('b', 'ارتفعت حصيلة الهجوم إلى تسعة قتلى.', {
      text: 'تسعة قتلى',
      number: 'تسعة',
      value: 9,
      unit: 'قتلى',
      event: 'killed',
    });
    expect(relations([risen, a])).toEqual([['update', 'سبعة جنود', 'تسعة قتلى']]);
    const later = one(
      'c',
      'سقط تسعة قتلى.',
      { text: 'تسعة قتلى', number: 'تسعة', value: 9, unit: 'قتلى', event: 'killed' },
      '2025-02-02',
    );
    const earlier = one(
      'd',
      'قُتل سبعة.',
      { text: 'سبعة', number: 'سبعة', value: 7, unit: 'جنود', event: 'killed' },
      '2025-02-01',
    );
    expect(relations([later, earlier])).toEqual([['update', 'سبعة', 'تسعة قتلى']]);
  });

  test('the same thing at two times is a series, the earlier one first', () => {
    const year = (value: number) => ({ earliest: `${value}-01-01`, latest: `${value}-12-31` });
    const told = article('a', 'كان مخيم زرنوقة يضم 70 ألف شخص عام 2019. وفي عام 2025 يضم مخيم زرنوقة 30 ألف شخص.', {
      figures: [
        counted({ text: '70 ألف شخص', number: '70 ألف', value: 70_000, place: 'مخيم زرنوقة', asOf: year(2019) }),
        counted({ text: '30 ألف شخص', number: '30 ألف', value: 30_000, place: 'مخيم زرنوقة', asOf: year(2025) }),
      ],
    });
    expect(relations([told])).toEqual([['series', '70 ألف شخص', '30 ألف شخص']]);
  });

  test('«today» is later than a year named beside it', () => {
    const told = article('a', 'كان مخيم زرنوقة يضم 70 ألف شخص عام 2019. أما اليوم فلا يضم إلا 30 ألفاً.', {
      figures: [
        counted({
          text: '70 ألف شخص',
          number: '70 ألف',
          value: 70_000,
          asOf: { earliest: '2019-01-01', latest: '2019-12-31' },
        }),
        counted({ text: '30 ألفاً', number: '30 ألفاً', value: 30_000, period: 'اليوم' }),
      ],
    });
    expect(relations([told])).toEqual([['series', '70 ألف شخص', '30 ألفاً']]);
  });

  test('one camp alone and two camps together are no series', () => {
    const told = article('a', 'كان مخيما زرنوقة وشلموط يضمان 70 ألف شخص. وكان مخيم زرنوقة وحده يضم 60 ألف شخص.', {
      figures: [
        counted({
          text: '70 ألف شخص',
          number: '70 ألف',
          value: 70_000,
          asOf: { earliest: '2019-01-01', latest: '2019-12-31' },
        }),
        counted({
          text: '60 ألف شخص',
          number: '60 ألف',
          value: 60_000,
          asOf: { earliest: '2021-01-01', latest: '2021-12-31' },
        }),
      ],
    });
    expect(relations([told])).toEqual([]);
  });

  test.each<[string, Partial<FigureWords>, Partial<FigureWords>]>([
    ['other things happened', { event: 'killed' }, { event: 'wounded' }],
    ['one counts a part', { event: 'killed' }, { event: 'killed', partOf: 'b#0' }],
    ['one counts children', { event: 'killed' }, { event: 'killed', unit: 'أطفال' }],
    ['one is denied', { event: 'killed' }, { event: 'killed', assertion: 'denied' }],
    ['one is planned', { event: 'deployed' }, { event: 'deployed', assertion: 'planned' }],
    ['nothing is known of what happened', { event: 'other' }, { event: 'other' }],
    ['the dead are of the other side', { event: 'killed' }, { event: 'killed', unit: 'إرهابيين' }],
    ['an open end does not contradict', { event: 'killed', qualifier: 'at_least' }, { event: 'killed' }],
    ['the counts are too far apart to be of one thing', { event: 'operations' }, { event: 'operations', value: 90 }],
  ])('no conflict is claimed where %s', (_, first, second) => {
    const a = one('a', 'سبعة هنا.', { text: 'سبعة', number: 'سبعة', value: 7, unit: 'قتلى', ...first });
    const b = one('b', 'تسعة هناك.', { text: 'تسعة', number: 'تسعة', value: 9, unit: 'قتلى', ...second });
    expect(relations([a, b]).filter(([kind]) => kind === 'conflict' || kind === 'update')).toEqual([]);
  });

  test('within one article numbers conflict only where the text sets them against each other', () => {
    const figures = [
      counted({ text: 'أربعة قتلى', number: 'أربعة', value: 4, unit: 'قتلى', event: 'killed' }),
      counted({ text: 'اثنان فقط', number: 'اثنان', value: 2, unit: 'قتلى', event: 'killed' }),
    ];
    const contrasted = article('a', 'تحدث الأهالي عن أربعة قتلى فيما يؤكد الناطق أن القتلى اثنان فقط.', { figures });
    const listed = article('b', 'سقط أربعة قتلى في القرية، اثنان فقط من أهلها.', { figures });
    expect(relations([contrasted]).map(([kind]) => kind)).toEqual(['conflict']);
    expect(relations([listed])).toEqual([]);
  });
});

describe('the key of a fact', () => {
  const keyOf = (body: string, words: Words) => {
    const told = one('a', body, counted(words));
    return told.figures.map((figure) => factKeyOf(told, figure))[0];
  };

  test('is equal for other values and other words of the same thing', () => {
    const before = keyOf('كان مخيم زرنوقة يضم 70 ألف شخص.', {
      text: '70 ألف شخص',
      number: '70 ألف',
      value: 70_000,
      place: 'مخيم زرنوقة',
    });
    const now = keyOf('في زرنوقة اليوم 30 ألف نازح.', {
      text: '30 ألف نازح',
      number: '30 ألف',
      value: 30_000,
      unit: 'نازح',
      place: 'في زرنوقة',
    });
    expect(now).toBe(before);
  });

  test('names its scope: one camp is not two', () => {
    const alone = keyOf('يضم مخيم زرنوقة 40 ألفاً.', {
      text: '40 ألفاً',
      number: '40',
      value: 40_000,
      place: 'مخيم زرنوقة',
    });
    const both = keyOf('يضم مخيما زرنوقة وشلموط 70 ألفاً.', {
      text: '70 ألفاً',
      number: '70',
      value: 70_000,
      place: 'مخيما زرنوقة وشلموط',
    });
    const swapped = keyOf('يضم مخيما شلموط وزرنوقة 70 ألفاً.', {
      text: '70 ألفاً',
      number: '70',
      value: 70_000,
      place: 'مخيما شلموط وزرنوقة',
    });
    expect(alone).not.toBe(both);
    expect(swapped).toBe(both);
  });

  test('a population without a place is that of the place named just before', () => {
    const told = article('a', 'كان مخيم زرنوقة يضم 70 ألف شخص، أما اليوم فأقل من 30 ألفاً.', {
      figures: [
        counted({ text: '70 ألف شخص', number: '70 ألف', value: 70_000, place: 'مخيم زرنوقة' }),
        counted({ text: 'أقل من 30 ألفاً', number: '30 ألفاً', value: 30_000, qualifier: 'less_than' }),
      ],
    });
    expect(new Set(told.figures.map((figure) => factKeyOf(told, figure))).size).toBe(1);
  });

  test('members are states whatever they are called, an ordinal counts with them', () => {
    const members = (text: string, number: string, value: number, unit: string, kind: 'cardinal' | 'ordinal') =>
      keyOf(`${text} في التحالف.`, { text, number, value, unit, kind, event: 'members' });
    expect(members('العضو التسعون', 'التسعون', 90, 'العضو', 'ordinal')).toBe(
      members('83 دولة', '83', 83, 'دولة', 'cardinal'),
    );
  });

  test('a share is another fact than a count', () => {
    const share = keyOf('60% من السكان أطفال.', { text: '60%', number: '60', value: 60, kind: 'percent' });
    const count = keyOf('60 من السكان أطفال.', { text: '60', number: '60', value: 60 });
    expect(share).not.toBe(count);
  });
});
