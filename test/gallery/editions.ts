/** The editions of the gallery: every state an e-mail can be in. All of their news is invented. */
import type { Aside, Card, Edition, EditionStory, LeadPart, Section, ThemeId } from '../../src/model.ts';
import { CORRECTIONS } from './corrections.ts';
import {
  cardOf,
  conflictOf,
  editionOf,
  passageOf,
  plainPassage,
  sectionOf,
  storyOf,
  THEMES,
  trackOf,
} from './edition-builder.ts';
import { HOSTILE } from './hostile.ts';
import { INVENTED, type InventedStory } from './invented.ts';
import { UNREAD } from './updates.ts';

/** An edition with a name and the themes it is rendered for. */
export type Exhibit = {
  readonly name: string;
  readonly title: string;
  readonly edition: Edition;
  readonly themes: readonly ThemeId[] | 'all';
};

const MAIN = ['statements', 'camps', 'operations'];

function inventedStory(theme: string, index: number): EditionStory {
  const bank = INVENTED[theme] ?? [];
  const invented = bank[index % bank.length] as InventedStory;
  const round = Math.floor(index / bank.length);
  const headline =
    invented.headline === null || round === 0 ? invented.headline : `${invented.headline} (${round + 1})`;
  return storyOf(`${theme}-${index}`, { ...invented, headline });
}

/** `count` stories over three sections. */
function sections(count: number): Section[] {
  return MAIN.map((theme, place) =>
    sectionOf(
      theme,
      Array.from({ length: Math.ceil((count - place) / MAIN.length) }, (_, index) =>
        withExtras(inventedStory(theme, index)),
      ),
    ),
  );
}

const CAMP_TRACK = trackOf('المقيمون في مخيمي السرو والوادي', [
  ['2019', 70_000, '70 ألفاً', 'exactly', 'صحيفة النموذج'],
  ['2021', 60_000, '60 ألفاً', 'more_than', 'راديو المثال'],
  ['2025', 30_000, '30 ألفاً', 'less_than', 'موقع العيّنة'],
]);

const MEMBER_TRACK = trackOf('أعضاء تحالف أطلس', [
  ['2014', 12, '12', 'exactly', 'موقع العيّنة'],
  ['2021', 83, '83 عضواً', 'exactly', 'موقع العيّنة'],
  ['2025', 90, 'التسعين', 'exactly', 'موقع العيّنة'],
]);

const TOLL_CONFLICT = conflictOf([
  {
    page: 'operations-1-0',
    number: 'سبعة',
    label: 'جنود قُتلوا في الهجوم على الحاجز',
    source: 'راديو المثال',
    value: 7,
  },
  { page: 'operations-1-1', number: 'تسعة', label: 'قتلى وفق مصادر طبية', source: 'صحيفة النموذج', value: 9 },
]);

/** Tracks and conflicts where the invented stories have them. */
function withExtras(story: EditionStory): EditionStory {
  if (story.id === 'camps-0') return { ...story, tracks: [CAMP_TRACK] };
  if (story.id === 'statements-1') return { ...story, tracks: [MEMBER_TRACK] };
  if (story.id === 'operations-1') return { ...story, conflicts: [TOLL_CONFLICT] };
  return story;
}

const CARDS: readonly Card[] = [
  cardOf('statements', {
    page: 'statements-1-0',
    number: '90',
    label: 'عضواً في تحالف أطلس بعد انضمام جزيرة السرو',
    asOf: { earliest: '2025-11-12', latest: '2025-11-12' },
    before: {
      number: '83',
      qualifier: 'exactly',
      unit: '',
      asOf: { earliest: '2021-01-01', latest: '2021-12-31' },
      source: null,
    },
  }),
  cardOf('camps', {
    page: 'camps-3-0',
    number: '30 ألفاً',
    qualifier: 'less_than',
    label: 'شخص في مخيمي السرو والوادي',
    asOf: { earliest: '2025-01-01', latest: '2025-12-31' },
    before: {
      number: '70 ألفاً',
      qualifier: 'exactly',
      unit: '',
      asOf: { earliest: '2019-01-01', latest: '2019-12-31' },
      source: 'صحيفة النموذج',
    },
  }),
  cardOf('operations', {
    page: 'operations-0-0',
    number: '22',
    qualifier: 'more_than',
    label: 'عملية ضد تنظيم الليل مع الشركاء',
    period: 'من 1 تشرين الأول حتى 6 تشرين الثاني',
    asOf: { earliest: '2025-10-01', latest: '2025-11-06' },
  }),
  cardOf('camps', {
    page: 'camps-4-0',
    number: '300',
    qualifier: 'about',
    assertion: 'planned',
    label: 'محتجز يُنتظر أن تستعيدهم بلدانهم',
    period: 'قبل نهاية العام',
    source: 'صحيفة النموذج',
  }),
  cardOf('camps', {
    page: 'camps-2-0',
    number: '40 و50',
    qualifier: 'between',
    label: 'عائلة تنتظر النقل',
    source: 'SY-Sample',
  }),
  cardOf('statements', {
    page: 'statements-0-0',
    number: '3.5 مليار دولار',
    label: 'مساعدات منذ عام 2018',
    source: 'صحيفة النموذج',
    kind: 'money',
  }),
];

/** An ordinal with its noun before it, cut from its sentence. */
function ordinalCard(): Card {
  const page = 'statements-1-0';
  const { text } = passageOf(page, INVENTED['statements']?.[1]?.passages[0] ?? '');
  const piece = (words: string) => {
    const start = text.indexOf(words);
    return { ...plainPassage(page, words), span: { start, end: start + words.length } };
  };
  const card = cardOf('statements', {
    page,
    number: '',
    kind: 'ordinal',
    unit: 'العضو',
    before: CARDS[0]?.before ?? null,
  });
  return { ...card, number: piece('التسعين'), label: piece('العضو'), sentence: plainPassage(page, text) };
}

/** A card of every kind of number. */
function everyKind(): Edition {
  const cards = [
    ordinalCard(),
    cardOf('camps', { page: 'camps-3-0', number: 'نصف', kind: 'fraction', label: 'الخيام', period: 'الشهر الماضي' }),
    cardOf('camps', { page: 'camps-3-0', number: '62', kind: 'percent', label: 'من الخيام بلا مدافئ' }),
    cardOf('operations', { page: 'operations-4-0', number: 'ضربتان', kind: 'dual', unit: 'ضربة', event: 'strikes' }),
    cardOf('operations', {
      page: 'operations-1-0',
      number: 'سبعة',
      label: 'جنود',
      event: 'killed',
      qualifier: 'at_least',
    }),
    cardOf('operations', { page: 'operations-3-0', number: '1,400 كيلومتر مربع', kind: 'area', label: 'من البادية' }),
  ];
  return editionOf(sections(7), { cards });
}

const LEAD: readonly LeadPart[] = [
  { words: 'في هذا العدد: ' },
  { passage: plainPassage('statements-1-0', 'جزيرة السرو تصبح العضو التسعين في التحالف') },
  { words: '؛ ' },
  { passage: plainPassage('camps-3-0', 'أقل من 30 ألفاً يقيمون في المخيمين مجتمعين') },
  { words: '؛ ' },
  { passage: plainPassage('operations-0-0', 'دعم أكثر من 22 عملية خلال شهر') },
  { words: '.' },
];

const ASIDES: readonly Aside[] = [
  {
    story: 'statements-0',
    citation: storyOf('statements-0', INVENTED['statements']?.[0] as InventedStory).citations[0],
    passages: [
      passageOf('statements-0-0', 'ودعا البيان الدول إلى استعادة [نحو 27 ألفاً] من رعاياها في مخيم السرو.'),
      passageOf('statements-0-0', 'وقال إن [نصفهم] دون الثانية عشرة.'),
    ],
  },
];

function typical(): Edition {
  const [statements, camps, operations] = sections(7) as [Section, Section, Section];
  return editionOf([statements, { ...camps, asides: ASIDES }, operations], { cards: CARDS.slice(0, 3), lead: LEAD });
}

function everyTheme(): Edition {
  const small = Object.keys(THEMES).map((theme) => {
    const bank = INVENTED[theme] ? theme : 'water';
    return sectionOf(theme, [{ ...inventedStory(bank, 0), id: `${theme}-0` }]);
  });
  return editionOf(small, { cards: CARDS, lead: LEAD });
}

function noHeadlines(): Edition {
  const stories = sections(6).map((section) => ({
    ...section,
    stories: section.stories.map((story) => ({ ...story, headline: null })),
  }));
  return editionOf(stories, { cards: CARDS.slice(1, 3) });
}

function disputed(): Edition {
  const three = conflictOf([
    { page: 'operations-0-0', number: '19', label: 'أسيراً من عناصر التنظيم', source: 'موقع العيّنة' },
    { page: 'operations-0-0', number: '25', qualifier: 'about', label: 'أسيراً', source: 'راديو المثال' },
    {
      page: 'operations-0-0',
      number: 'عشرات',
      qualifier: 'vague',
      assertion: 'alleged',
      label: 'أُسروا وفق حسابات التنظيم',
      source: 'SY-Sample',
    },
  ]);
  return editionOf(
    [
      sectionOf('camps', [{ ...inventedStory('camps', 0), tracks: [CAMP_TRACK, MEMBER_TRACK] }]),
      sectionOf('operations', [
        { ...inventedStory('operations', 0), conflicts: [three] },
        withExtras(inventedStory('operations', 1)),
      ]),
    ],
    { cards: CARDS.slice(2, 4) },
  );
}

/** Everything in the gallery. */
export const EXHIBITS: readonly Exhibit[] = [
  { name: 'typical', title: 'عدد معتاد', edition: typical(), themes: 'all' },
  {
    name: 'one-story',
    title: 'قصة واحدة',
    edition: editionOf([sectionOf('camps', [withExtras(inventedStory('camps', 0))])], {
      cards: CARDS.slice(1, 2),
      number: 1,
    }),
    themes: 'all',
  },
  { name: 'empty', title: 'عدد فارغ', edition: editionOf([]), themes: 'all' },
  {
    name: 'fifteen',
    title: '15 قصة',
    edition: editionOf(sections(15), { cards: CARDS, lead: LEAD, sample: true }),
    themes: 'all',
  },
  { name: 'forty', title: '40 قصة', edition: editionOf(sections(40), { cards: CARDS, lead: LEAD }), themes: 'all' },
  { name: 'hostile', title: 'نصوص عدائية', edition: HOSTILE, themes: 'all' },
  { name: 'every-theme', title: 'كل الألوان', edition: everyTheme(), themes: 'all' },
  ...MAIN.map(
    (theme): Exhibit => ({ name: `only-${theme}`, title: `باب واحد: ${theme}`, edition: typical(), themes: [theme] }),
  ),
  { name: 'two-themes', title: 'بابان', edition: typical(), themes: ['camps', 'operations'] },
  { name: 'no-headlines', title: 'بلا عناوين', edition: noHeadlines(), themes: 'all' },
  { name: 'every-kind', title: 'كل أنواع الأرقام', edition: everyKind(), themes: 'all' },
  { name: 'disputed', title: 'أرقام متعارضة ومسارات', edition: disputed(), themes: 'all' },
  { name: 'updated', title: 'تحديث، ومصادر لم تُقرأ', edition: UNREAD, themes: 'all' },
  { name: 'corrected', title: 'أرقام صوّبها التحرير', edition: CORRECTIONS, themes: 'all' },
];
