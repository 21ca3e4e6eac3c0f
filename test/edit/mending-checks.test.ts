import { describe, expect, test } from 'vitest';
import { applyMends, unfit, warningsOf } from '../../src/edit/index.ts';
import type { Edition, KnownFigure, Mend } from '../../src/model.ts';
import { BASE, figureOf, IDS, idOf, MATERIAL, mended, records } from './mended.ts';
import { editionFrom, storiesOf } from './stories.ts';

const ground = (edition = BASE) => ({
  base: BASE,
  edition,
  material: MATERIAL,
  warnings: warningsOf(edition, [], MATERIAL, { isShortened: false }),
  today: '2025-11-20',
});

describe('what makes no sense is said in Arabic', () => {
  const correct = (number: string): Mend => ({ kind: 'correct', figure: figureOf('raid', '19'), number, note: '' });
  const dated = (earliest: string, latest = earliest): Mend => ({
    kind: 'date',
    page: 'camp',
    published: { earliest, latest },
  });
  const subject = (text: string): Mend => ({ kind: 'wording', field: 'subject', text });
  const cases: readonly (readonly [string, Mend, string | null])[] = [
    ['an unknown story', { kind: 'hide', story: 'x' }, 'لا قصة بهذا الاسم'],
    ['an unknown theme', { kind: 'move', story: IDS[0] as string, theme: 'x', before: null }, 'لا باب'],
    [
      'a neighbour in another section',
      { kind: 'move', story: idOf('raid'), theme: 'operations', before: idOf('camp') },
      'ليست في هذا الباب',
    ],
    ['a number', correct('22'), null],
    ['Arabic-Indic digits', correct('٢٢'), null],
    ['a range', correct('20–22'), null],
    ['a number in words', correct('22 ألفاً'), null],
    ['a word', correct('كثير'), 'هذا ليس رقماً'],
    ['nothing', correct('  '), 'هذا ليس رقماً'],
    ['two numbers', correct('20 30'), 'هذا ليس رقماً'],
    ['a range that falls', correct('22-20'), 'هذا ليس رقماً'],
    ['a number below zero', correct('-5'), 'هذا ليس رقماً'],
    ['the number of the source', correct('١٩'), 'الرقم المكتوب في المصدر'],
    [
      'an unknown figure',
      { kind: 'correct', figure: { page: 'x', figure: 'y' }, number: '1', note: '' },
      'لا رقم بهذا الاسم',
    ],
    ['a day', dated('2025-11-20'), null],
    ['a day that does not exist', dated('2025-02-30'), 'لا يوجد يوم'],
    ['no day at all', dated('غداً'), 'لا يوجد يوم'],
    ['tomorrow', dated('2025-11-21'), 'لم يأتِ بعد'],
    ['days the wrong way round', dated('2025-11-20', '2025-11-19'), 'بعد اليوم الأخير'],
    ['an empty subject', subject(' \u00a0'), 'فارغ'],
    ['a subject of 120 characters', subject('س'.repeat(120)), null],
    ['a longer one', subject('س'.repeat(121)), 'أطول من 120'],
    ['two lines', subject('أ\nب'), 'سطر واحد'],
    ['a control character', subject('أ\u0007ب'), 'محارف تحكم'],
    ['a warning that there is not', { kind: 'settle', warning: 'x' }, 'لا تنبيه'],
    ['a figure of no card', { kind: 'cards', figures: [{ page: 'x', figure: 'y' }] }, 'لا يصلح'],
  ];
  test.each(cases)('%s', (_, mend, why) => {
    const said = unfit(mend, ground());
    if (why === null) expect(said).toBeNull();
    else expect(said).toContain(why);
  });

  test('a story that is hidden cannot be moved any more', () => {
    const edition = mended({ kind: 'hide', story: idOf('raid') });
    const move: Mend = { kind: 'move', story: idOf('raid'), theme: 'operations', before: null };
    expect(unfit(move, ground(edition))).toContain('أُخفيت');
  });
});

describe('warnings', () => {
  const kinds = (edition: Edition, mends: readonly Mend[] = [], material = MATERIAL) =>
    warningsOf(edition, records(mends), material, { isShortened: false }).map(({ kind, story, isSettled }) =>
      isSettled ? `${kind} settled` : [kind, story].join(' '),
    );

  test('conflicts and undated stories are told until they are settled or mended away', () => {
    const told = kinds(BASE);
    expect(told).toEqual([
      `conflict ${idOf('first')}`,
      ...BASE.sections
        .flatMap(({ stories }) => stories)
        .filter(({ citations }) => citations.every(({ published }) => published === null))
        .map(({ id }) => `undated ${id}`),
    ]);
    const [conflict] = warningsOf(BASE, [], MATERIAL, { isShortened: false });
    const settle: Mend = { kind: 'settle', warning: conflict?.id ?? '' };
    expect(kinds(BASE, [settle])[0]).toBe('conflict settled');
    const published = { earliest: '2025-11-09', latest: '2025-11-09' };
    const edition = mended({ kind: 'date', page: 'camp', published }, { kind: 'hide', story: idOf('first') });
    expect(kinds(edition)).toEqual([]);
  });

  test('a settled conflict is open again when one of its numbers changes', () => {
    const [conflict] = warningsOf(BASE, [], MATERIAL, { isShortened: false });
    const settle: Mend = { kind: 'settle', warning: conflict?.id ?? '' };
    const correct: Mend = { kind: 'correct', figure: figureOf('second', '20'), number: '21', note: '' };
    expect(kinds(mended(settle, correct), [settle, correct])[0]).toBe(`conflict ${idOf('first')}`);
  });

  test('a highlighted figure of which the store knows a newer value is superseded', () => {
    const text = 'يضم مخيم الهول للنازحين شرقي الحسكة 30 ألف شخص من النازحين، بحسب منظمة إغاثة تعمل في مخيم الهول.';
    const stories = storiesOf([{ id: 'hol', source: 'وكالة المثال', published: '2025-03-01', text }]);
    const edition = editionFrom(stories);
    const key = stories[0]?.facts.find(({ scoped }) => scoped)?.key ?? '';
    const later: KnownFigure = {
      factKey: key,
      value: 26_000,
      max: null,
      qualifier: 'exactly',
      numberText: '26 ألف',
      unit: 'شخص',
      asOf: { earliest: '2025-10-01', latest: '2025-10-01' },
      source: 'صحيفة النموذج',
      page: 'later',
      span: { start: 0, end: 1 },
    };
    const material = { ...MATERIAL, stories, known: [later] };
    expect(kinds(edition, [], material)).toEqual([`superseded ${stories[0]?.id}`]);
    expect(kinds(edition, [], { ...material, known: [{ ...later, value: 30_000 }] })).toEqual([]);
    expect(kinds(applyMends(edition, records([{ kind: 'cards', figures: [] }]), material), [], material)).toEqual([]);
  });

  test('sources that were not read, and a mail that had to be shortened, are told of the whole edition', () => {
    const edition = { ...BASE, sections: [], cards: [], unread: [{ name: 'ليفانت', since: null }] };
    expect(warningsOf(edition, [], MATERIAL, { isShortened: true })).toMatchObject([
      { kind: 'unread-source', subject: 'ليفانت', story: null },
      { kind: 'over-budget', story: null },
    ]);
  });
});
