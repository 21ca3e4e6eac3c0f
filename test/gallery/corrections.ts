/** An edition with numbers that an editor has put right, wherever numbers are shown. All of its news is invented. */
import type { Correction, Edition, EditionStory } from '../../src/model.ts';
import { cardOf, conflictOf, editionOf, figureOf, sectionOf, storyOf, trackOf } from './edition-builder.ts';

/** As the desk writes it. */
export function correctionOf(number: string, value: number, max: number | null = null): Correction {
  return { number, value, max, note: 'خطأ طباعي', by: 'محررة متخيّلة', on: '2025-11-20' };
}

const MORE = correctionOf('22', 22);

const RAID = storyOf('operations-0', {
  headline: 'عملية ليلية في بادية السرو',
  sources: ['صحيفة النموذج', 'راديو المثال'],
  published: ['2025-11-10', '2025-11-10'],
  passages: [
    'قالت القوة المتخيّلة إن العملية أسفرت عن أسر [20 مسلحاً] من خلايا التنظيم، وعن مقتل [خمسة] آخرين.',
    'وذكر راديو المثال أن عدد الأسرى هو [24].',
  ],
});

/** The first highlight of its first passage is put right. */
const CORRECTED: EditionStory = {
  ...RAID,
  update: {
    edition: 11,
    date: '2025-11-12',
    changes: [
      {
        factKey: 'captured',
        now: figureOf({
          page: 'operations-0-0',
          number: '20',
          label: 'مسلحاً من خلايا التنظيم',
          event: 'captured',
          value: 20,
          correction: MORE,
        }),
        before: { number: '12', qualifier: 'exactly', unit: '', asOf: null, source: null },
      },
    ],
  },
  passages: RAID.passages.map((passage, at) => ({
    ...passage,
    marks: passage.marks.map((mark, place) => (at === 0 && place === 0 ? { ...mark, correction: MORE } : mark)),
  })),
  conflicts: [
    conflictOf([
      { page: 'operations-0-0', number: '20', label: 'أسيراً', source: 'صحيفة النموذج', value: 20, correction: MORE },
      { page: 'operations-0-1', number: '24', label: 'أسيراً', source: 'راديو المثال', value: 24 },
    ]),
  ],
  tracks: [
    trackOf('أسرى عمليات السرو', [
      ['2024', 12, '12', 'exactly', 'موقع العيّنة'],
      ['2025', 22, '22 (تصويب التحرير، في المصدر 20)', 'exactly', 'صحيفة النموذج'],
    ]),
  ],
};

/** Every place in which a correction stands. */
export const CORRECTIONS: Edition = editionOf([sectionOf('operations', [CORRECTED])], {
  cards: [
    cardOf('operations', {
      page: 'operations-0-0',
      number: '20',
      label: 'مسلحاً من خلايا التنظيم',
      event: 'captured',
      value: 20,
      correction: MORE,
    }),
    cardOf('operations', {
      page: 'operations-0-1',
      number: 'عمليتان',
      kind: 'dual',
      unit: 'عملية',
      label: 'ضد خلايا التنظيم',
      value: 2,
      correction: correctionOf('3', 3),
    }),
    cardOf('operations', {
      page: 'operations-0-1',
      number: 'بين 20 ألفاً و30 ألفاً',
      qualifier: 'between',
      label: 'شخص في مخيم السرو المتخيّل',
      value: 20_000,
      max: 30_000,
      correction: correctionOf('25,000-35,000', 25_000, 35_000),
    }),
  ],
});
