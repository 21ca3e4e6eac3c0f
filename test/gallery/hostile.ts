/** An edition that tries to break out of its place: markup, template syntax, bidi controls, endless words. Invented. */
import type { Edition, EditionStory, FigureChange } from '../../src/model.ts';
import {
  cardOf,
  conflictOf,
  editionOf,
  figureOf,
  passageOf,
  plainPassage,
  sectionOf,
  storyOf,
  trackOf,
} from './edition-builder.ts';

/** Strings that other software would run, include or be turned around by. */
export const HOSTILE_STRINGS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=https://tracker.example/pixel.gif onerror=alert(1)>',
  "' style='display:none",
  '</mj-text></mj-column></mj-section><mj-raw><b>خارج</b></mj-raw>',
  '<mj-include path="/etc/passwd" />',
  '<!--[if mso]><table><![endif]-->',
  '{{subject}} {{#each sections}}{{/each}} {{{raw}}} \\{{x}} {{> email/story}}',
  '&lt;b&gt; &amp;amp; &#x202E;',
  '\u202Eمقلوب 12\u202C ثم \u202Eبلا نهاية 34',
  '\u2067مفتوح بلا إغلاق \u202A\u202A\u202A abc',
  '\u2069\u2069\u202C إغلاق بلا فتح',
  '\u0000\u0007\u001B[31m تحكم \uFFFF \uD800 وحيد',
  'كلمة'.repeat(80),
  'Donaudampfschifffahrtsgesellschaft'.repeat(8),
  'سطر أول\r\n\r\n\u2028\u2028سطر\u2029ثانٍ',
  'SY24 12 قتيلاً، و(F-16) 3 طائرات، +60,000',
  'ــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــ',
  'اَلْحَرَكَاتُ كُلُّهَا فَوْقَ النَّصِّ وَتَحْتَهُ ٱلْآنَ',
  '𐤀𐤁 😀👨‍👩‍👧‍👦 ﷽',
];

const LONG_HEADLINE =
  'عنوان مبتكر طويل جداً يروي القصة كلها من أولها إلى آخرها ولا يترك للقارئ شيئاً يبحث عنه في المتن، ويمضي بعد ذلك في سرد التفاصيل والأرقام والأسماء حتى يبلغ مئتي حرف أو يزيد عليها قليلاً قبل أن ينتهي أخيراً';

function hostileStory(text: string, index: number): EditionStory {
  const id = `hostile"><b>-${index}`;
  const story = storyOf(id, {
    headline: index % 3 === 2 ? null : text,
    sources: [text, 'صحيفة النموذج'],
    via: [text],
    published: null,
    passages: [],
  });
  const marked = {
    ...plainPassage(`${id}-0`, text),
    marks: [{ start: 0, end: Math.min(4, text.length), figure: `${id}#0` }],
  };
  const wrongMarks = [
    { start: 3, end: 2, figure: 'a' },
    { start: 0, end: text.length + 9, figure: 'b' },
    { start: 1, end: 3, figure: 'c' },
    { start: 2, end: 5, figure: 'd' },
  ];
  const urls = ['javascript:alert(1)', 'https://news.example/"><script>alert(1)</script>', 'file:///etc/passwd', 'نص'];
  return {
    ...story,
    citations: [{ ...story.citations[0], url: urls[index % urls.length] ?? null }, ...story.citations.slice(1)],
    passages: [marked, { ...plainPassage(`${id}-1`, text), marks: wrongMarks }],
  };
}

const figures = HOSTILE_STRINGS.slice(8, 14).map((text, index) => ({
  page: `hostile-${index}`,
  number: text,
  label: text,
  unit: text,
  source: text,
}));

const change = (facts: (typeof figures)[number], index: number): FigureChange => {
  const { number, unit, source } = facts;
  const before = { number, qualifier: 'about', unit: `${unit} ${index}`, asOf: null, source } as const;
  return { factKey: `change-${index}`, now: figureOf(facts), before };
};
const HOSTILE_CHANGES = figures.map(change) as [FigureChange, ...FigureChange[]];

/** Hostile text in every place an edition has. */
export const HOSTILE: Edition = editionOf(
  [
    sectionOf('statements', HOSTILE_STRINGS.slice(0, 10).map(hostileStory), { title: '{{title}}<b>' }),
    sectionOf('camps', [
      ...HOSTILE_STRINGS.slice(10).map((text, index) => hostileStory(text, index + 10)),
      storyOf('long', {
        headline: LONG_HEADLINE,
        sources: ['صحيفة النموذج'],
        published: null,
        passages: ['نص [1] قصير.'],
      }),
      {
        ...storyOf('numbers', {
          headline: 'أرقام غريبة',
          sources: ['موقع العيّنة'],
          published: null,
          passages: ['قال [9] فقط.'],
        }),
        conflicts: [conflictOf(figures)],
        update: { edition: 1, date: '2025-11-03', changes: HOSTILE_CHANGES },
        tracks: [
          trackOf('{{label}}</td>', [
            ['2019', 0, 'صفر', 'exactly', '<b>'],
            ['2020', 1e300, '9'.repeat(400), 'more_than', '{{x}}'],
            ['2021', 1, 'واحد', 'about', 'SY24'],
          ]),
        ],
      },
    ]),
    sectionOf('operations', [], {
      asides: [
        {
          story: 'long',
          citation: storyOf('x', { headline: null, sources: ['<b>'], published: null, passages: [] }).citations[0],
          passages: [passageOf('x-0', '</td></tr></table>{{x}} [7]')],
        },
      ],
    }),
  ],
  {
    name: '<b>موجز</b> {{name}}',
    subject: '"><script>alert(1)</script> {{subject}}',
    preheader: '</mj-preview><script>alert(1)</script>{{preheader}}',
    cards: figures.map((facts, index) => cardOf(index % 2 ? 'camps' : 'statements', facts)),
    lead: [{ words: '<b>' }, { passage: plainPassage('x', '{{lead}} \u202E abc') }],
    sample: true,
    unread: HOSTILE_STRINGS.map((name) => ({ name, since: '2025-11-03' })),
  },
);
