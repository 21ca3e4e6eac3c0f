/** Editions with what readers knew already and what could not be read. All of their news is invented. */
import type { Edition, EditionStory, StoryUpdate, UnreadSource } from '../../src/model.ts';
import { editionOf, figureOf, sectionOf, storyOf } from './edition-builder.ts';
import { INVENTED, type InventedStory } from './invented.ts';

/** A toll that rose, and a count that was not told before. */
const TOLL: StoryUpdate = {
  edition: 10,
  date: '2025-11-11',
  changes: [
    {
      factKey: 'killed|soldier|سرو|',
      now: figureOf({
        page: 'operations-1-1',
        number: 'تسعة',
        label: 'جنود',
        unit: 'جنود',
        event: 'killed',
        qualifier: 'at_least',
        source: 'صحيفة النموذج',
        value: 9,
      }),
      before: { number: 'سبعة', qualifier: 'exactly', unit: 'جنود', asOf: null, source: 'راديو المثال' },
    },
    {
      factKey: 'missing|soldier|سرو|',
      now: figureOf({
        page: 'operations-1-0',
        number: '3',
        label: 'جنود كانوا على الحاجز',
        event: 'missing',
        source: 'راديو المثال',
        value: 3,
      }),
      before: null,
    },
  ],
};

/** A count of a camp, with a time that its page gave the earlier figure. */
const CAMP: StoryUpdate = {
  edition: 11,
  date: '2025-11-12',
  changes: [
    {
      factKey: 'population|family|وادي|',
      now: figureOf({
        page: 'camps-2-0',
        number: '62%',
        kind: 'percent',
        label: 'من عائلات مخيم الوادي نُقلت',
        source: 'SY-Sample',
      }),
      before: {
        number: '48%',
        qualifier: 'about',
        unit: '',
        asOf: { earliest: '2025-10-01', latest: '2025-10-31' },
        source: 'SY-Sample',
      },
    },
  ],
};

const told = (theme: string, index: number, more: Partial<EditionStory> = {}) =>
  storyOf(`${theme}-${index}`, INVENTED[theme]?.[index] as InventedStory, more);

const SOURCES: readonly UnreadSource[] = [
  { name: 'صحيفة النموذج', since: '2025-11-03' },
  { name: 'SY-Sample', since: null },
  { name: 'إذاعة المثال المتخيّلة من مدينة الميناء الأزرق', since: '2024-12-30' },
];

/** An update whose story is too long for a mail: only its headline is shown. */
const LONG: InventedStory = {
  headline: 'حصيلة جديدة بعد هجوم بادية السرو',
  sources: ['راديو المثال', 'صحيفة النموذج'],
  published: null,
  passages: ['نص مبتكر طويل لا يصف واقعة. '.repeat(2500)],
};

/** A story with a headline and one without that come again, between others. */
export const UPDATED: Edition = editionOf([
  sectionOf('camps', [told('camps', 2, { update: CAMP }), told('camps', 1)]),
  sectionOf('operations', [told('operations', 1, { update: TOLL }), told('operations', 0)]),
]);

/** The evening edition of the same, without three of its sources and with an update in brief. */
export const UNREAD: Edition = editionOf(
  [
    ...UPDATED.sections,
    sectionOf('statements', [told('statements', 1), storyOf('statements-9', LONG, { update: TOLL })]),
  ],
  { unread: SOURCES, time: '18:00' },
);
