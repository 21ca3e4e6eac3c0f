import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FreshStories, freshStories, type ToldPages } from '../../src/edit/index.ts';
import type { FigureChange, Story } from '../../src/model.ts';
import { editionFrom, editionOf, type Invented, storiesOf } from './stories.ts';

// All of this news is invented.
const LAST = { edition: 4, date: '2025-11-03' };

/** A raid as one outlet tells it; `more` follows its last sentence. */
function raid(
  id: string,
  killed: string,
  captured: string,
  facts: Partial<Invented> & { more?: string } = {},
): Invented {
  const { more = '', ...rest } = facts;
  return {
    id,
    source: 'صحيفة النموذج',
    published: '2025-11-02',
    text: `قوة محلية تداهم وكراً لخلايا التنظيم في بلدة النموذج

نفذت قوة أمنية محلية عملية أمنية ضد خلايا تنظيم داعش في بلدة النموذج، أسفرت عن مقتل ${killed} مسلحين وأسر ${captured} آخرين.

وقالت القوة إن المداهمة استهدفت خلية نائمة في ريف البلدة.${more}`,
    ...rest,
  };
}

const OTHER = { source: 'وكالة المثال', published: '2025-11-03' };
const told = (...pages: readonly string[]): ToldPages => new Map(pages.map((page) => [page, LAST]));
const fresh = (pages: readonly Invented[], ...known: readonly string[]): FreshStories =>
  freshStories(storiesOf(pages), told(...known));

function changesIn({ stories, updates }: FreshStories): readonly FigureChange[] {
  expect(stories).toHaveLength(1);
  return updates.get(stories[0]?.id ?? '')?.changes ?? [];
}

/** «سبعة < خمسة»: the new number and what was told; «12 < -» when nothing was. */
const inShort = ({ now, before }: FigureChange) => `${now.number.text} < ${before?.number ?? '-'}`;

describe('a story that readers know', () => {
  test('comes again when another outlet has other figures, with what was told of each', () => {
    const found = fresh([raid('p', 'خمسة', '19'), raid('q', 'ثمانية', '22', OTHER)], 'p');
    expect(changesIn(found).map(inShort)).toEqual(['ثمانية < خمسة', '22 < 19']);
    expect([...found.updates.values()][0]).toMatchObject(LAST);
    expect(changesIn(found)[0]).toMatchObject({
      now: { source: 'وكالة المثال', figure: { page: 'q' } },
      before: { qualifier: 'exactly', asOf: null, source: 'صحيفة النموذج' },
    });
  });

  test('comes again when its page has changed, under its own id and with the new telling alone', () => {
    const pages = [raid('p~told', 'خمسة', '19'), raid('p', 'سبعة', '19')];
    const found = fresh(pages, 'p~told');
    expect(changesIn(found).map(inShort)).toEqual(['سبعة < خمسة']);
    const [whole] = storiesOf(pages);
    const [story] = found.stories;
    expect(story?.id).toBe(whole?.id);
    expect(story?.tellings.map(({ article }) => article.page.id)).toEqual(['p']);
    expect(story?.facts.flatMap(({ figures }) => figures.map(({ page }) => page))).toEqual(['p', 'p']);
    expect(story?.facts.flatMap(({ relations }) => relations)).toEqual([]);
  });

  test('comes again with a leading figure of something that was not told', () => {
    const more = ' وأصيب 12 من عناصر القوة بجروح.';
    const found = fresh([raid('p', 'خمسة', '19'), raid('q', 'خمسة', '19', { ...OTHER, more })], 'p');
    expect(changesIn(found).map(inShort)).toEqual(['12 < -']);
  });

  test('comes again when the new telling itself names what was told as an earlier toll', () => {
    const first = {
      id: 'first',
      source: 'صحيفة النموذج',
      text: `هجوم على حاجز تل العيّنة

قُتل سبعة من عناصر الأمن وأصيب 12 آخرون في هجوم على حاجز تل العيّنة في ريف المدينة، بحسب مصدر أمني.

وكان هجوم آخر على الطريق نفسه قد أدى إلى مقتل شخصين الشهر الماضي.`,
    };
    const second = {
      id: 'second',
      source: 'وكالة المثال',
      published: '2025-11-04',
      text: `ارتفاع قتلى حاجز تل العيّنة إلى تسعة

قال طبيب إن عدد قتلى الهجوم على حاجز تل العيّنة من عناصر الأمن ارتفع إلى تسعة قتلى.

وكانت حصيلة سابقة للهجوم على الحاجز تحدثت عن 7 قتلى و12 جريحاً من عناصر الأمن.`,
    };
    expect(storiesOf([first, second])).toHaveLength(1);
    expect(changesIn(fresh([first, second], 'first')).map(inShort)).toEqual(['تسعة < سبعة']);
  });

  test('comes again when its own outlet lowers a toll', () => {
    expect(changesIn(fresh([raid('p~told', 'سبعة', '19'), raid('p', 'خمسة', '19')], 'p~told')).map(inShort)).toEqual([
      'خمسة < سبعة',
    ]);
  });

  test.each<[string, readonly Invented[], string]>([
    ['another outlet repeats', [raid('p', 'خمسة', '19'), raid('q', '5', '19', OTHER)], 'p'],
    ['another outlet rounds', [raid('p', 'خمسة', '19'), raid('q', 'خمسة', 'نحو 20', OTHER)], 'p'],
    ['is told in other words', [raid('p~told', 'خمسة', '19'), raid('p', '5', '19', { more: ' وانتهت.' })], 'p~told'],
    ['another outlet tells with fewer dead', [raid('p', 'خمسة', '19'), raid('q', 'ثلاثة', '19', OTHER)], 'p'],
    [
      'was told otherwise before',
      [raid('p', 'خمسة', '19'), raid('q', 'ثمانية', '22', { published: '2025-11-01' })],
      'p',
    ],
    [
      'recalls older figures',
      [
        raid('p', 'خمسة', '19'),
        raid('q', 'خمسة', '19', {
          ...OTHER,
          more: ' وكان مخيم الهول يضم 70 ألف شخص في عام 2019. وقُتل 17 مسلحاً في عملية مماثلة العام الماضي.',
        }),
      ],
      'p',
    ],
    [
      'plans something',
      [raid('p', 'خمسة', '19'), raid('q', 'خمسة', '19', { ...OTHER, more: ' وتعتزم القوة نشر 200 عنصر.' })],
      'p',
    ],
  ])('does not come again because a telling %s', (_, pages, known) => {
    expect(storiesOf(pages)).toHaveLength(1);
    expect(fresh(pages, known)).toEqual({ stories: [], updates: new Map() });
  });

  test('gives an earlier figure with the day of the edition that told it where that was not the last one', () => {
    const pages = [raid('p', 'خمسة', '19'), raid('q', 'خمسة', 'عشرات', OTHER), raid('r', 'خمسة', '22', OTHER)];
    const known = new Map([
      ['p', LAST],
      ['q', { edition: 6, date: '2025-11-09' }],
    ]);
    const found = freshStories(storiesOf(pages), known);
    expect([...found.updates.values()][0]).toMatchObject({ edition: 6, date: '2025-11-09' });
    expect(changesIn(found).map(inShort)).toEqual(['22 < 19']);
    expect(changesIn(found)[0]?.before?.asOf).toEqual({ earliest: LAST.date, latest: LAST.date });
  });

  test('gives an earlier figure with the time that its own page gave it', () => {
    const camp = (id: string, more: string): Invented => ({
      id,
      source: 'موقع العيّنة',
      text: `أعداد قاطني مخيم الهول تتراجع

تراجع عدد قاطني مخيم الهول، الذي تحرسه قوى الأمن، مع عودة العائلات إلى ديارها. ${more}، بحسب إدارة المخيم.`,
    });
    const known = camp('p~told', 'وكان مخيم الهول يضم 70 ألف شخص في عام 2019');
    const found = fresh([known, camp('p', 'ويضم مخيم الهول اليوم 30 ألف شخص')], 'p~told');
    expect(changesIn(found).map(inShort)).toEqual(['30 ألف < 70 ألف']);
    expect(changesIn(found)[0]?.before?.asOf).toEqual({ earliest: '2019-01-01', latest: '2019-12-31' });
  });
});

describe('something else that looks like a story that readers know', () => {
  /** An attack as one outlet tells it; `when` is where its day stands. */
  const attack = (id: string, published: string, killed: string, how: string, when: string): Invented => ({
    id,
    source: 'صحيفة النموذج',
    published,
    text: `مقتل ${killed} عناصر من الأمن في بلدة النموذج

قُتل ${killed} عناصر من قوات الأمن${when} ${how} في بلدة النموذج شرقي المدينة.

وقالت مصادر محلية إن المنفذين فروا باتجاه البادية، وفرضت القوات طوقاً أمنياً حول المكان.`,
  });
  const RAID = 'بهجوم مسلح على حاجز';
  const BOMB = 'بهجوم استهدف سيارة عسكرية';
  /** 1 March 2026 was a Sunday. */
  const first = attack('a', '2026-03-01', '3', RAID, '، مساء السبت،');

  test('is a story of its own when it names another day, whatever its toll', () => {
    for (const killed of ['5', '3', '2']) {
      const found = fresh([first, attack('b', '2026-03-03', killed, BOMB, '، صباح الثلاثاء،')], 'a');
      expect(found.stories.map(({ tellings }) => tellings.map(({ article }) => article.page.id))).toEqual([['b']]);
      expect(found.updates.size).toBe(0);
    }
  });

  test('is no update when days later nothing says that it goes on', () => {
    const quiet = { ...first, text: first.text.replace('، مساء السبت،', '') };
    const found = fresh([quiet, attack('b', '2026-03-03', '5', BOMB, '')], 'a');
    expect(found.stories).toHaveLength(1);
    expect(found.updates.size).toBe(0);
  });

  test('is told once when days later it has the same toll and names no other day', () => {
    const quiet = { ...first, text: first.text.replace('، مساء السبت،', '') };
    expect(fresh([quiet, attack('b', '2026-03-03', '3', RAID, '')], 'a').stories).toEqual([]);
  });

  test('is the same when it names the same day, or calls its toll risen', () => {
    const later = attack('b', '2026-03-03', '5', RAID, '، مساء السبت،');
    expect(changesIn(fresh([first, later], 'a')).map(inShort)).toEqual(['5 < 3']);
    const quiet = attack('b', '2026-03-03', '5', RAID, '');
    const risen = { ...quiet, text: quiet.text.replace('مقتل 5', 'ارتفاع حصيلة القتلى إلى 5') };
    expect(changesIn(fresh([first, risen], 'a')).map(inShort)).toEqual(['5 < 3']);
  });
});

describe('whatever is told', () => {
  const NUMBERS = ['ثلاثة', 'خمسة', '5', 'نحو 20', '22', 'أكثر من 20', '31', 'عشرات', '17'];
  const number = fc.constantFrom(...NUMBERS);
  const page = fc.record({
    killed: number,
    captured: number,
    day: fc.constantFrom('2025-11-01', '2025-11-02', '2025-11-05'),
    source: fc.constantFrom('صحيفة النموذج', 'وكالة المثال'),
    known: fc.boolean(),
  });
  const news = fc.array(page, { minLength: 1, maxLength: 5 }).map((rows) => ({
    stories: storiesOf(
      rows.map(({ killed, captured, day, source }, at) => raid(`p${at}`, killed, captured, { published: day, source })),
    ),
    known: rows.flatMap(({ known }, at) => (known ? [`p${at}`] : [])),
  }));
  const pagesOf = ({ tellings }: Story) => tellings.map(({ article }) => article.page.id);

  test('what was never told is given as it is, and what was told whole not at all', () => {
    fc.assert(
      fc.property(news, ({ stories }) => {
        const untold = freshStories(stories, new Map());
        expect(untold.updates.size).toBe(0);
        expect(untold.stories).toHaveLength(stories.length);
        untold.stories.forEach((story, at) => {
          expect(story).toBe(stories[at]);
        });
        expect(freshStories(stories, told(...stories.flatMap(pagesOf))).stories).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('no figure that is called new was told, and nothing of a told page is shown again', () => {
    fc.assert(
      fc.property(news, ({ stories, known }) => {
        const found = freshStories(stories, told(...known));
        expect(freshStories(stories, told(...known))).toEqual(found);
        for (const story of found.stories) {
          for (const id of pagesOf(story)) expect(known).not.toContain(id);
          for (const { page: id } of story.facts.flatMap(({ figures }) => figures)) expect(known).not.toContain(id);
          const whole = stories.find(({ id }) => id === story.id.replace(/-2$/, ''));
          const update = found.updates.get(story.id);
          if (update) expect(pagesOf(whole as Story).some((id) => known.includes(id))).toBe(true);
          expect(update?.changes.length ?? 1).toBeLessThanOrEqual(4);
          for (const { now, before } of update?.changes ?? []) {
            const toldOfIt = (whole?.tellings ?? [])
              .filter(({ article }) => known.includes(article.page.id))
              .flatMap(({ article }) => article.figures)
              .filter(({ event }) => event === now.event);
            expect(toldOfIt.map(({ value }) => value)).not.toContain(now.value);
            expect(now.assertion).toBe('asserted');
            expect(before?.number).not.toBe(now.number.text);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('an edition of what is new', () => {
  const PAGES = [raid('p', 'خمسة', '19'), raid('q', 'ثمانية', '22', OTHER)];

  test('carries the update with its story and quotes the sentence of what has changed', () => {
    const { stories, updates } = fresh(PAGES, 'p');
    const [story] = editionFrom(stories, { updates }).sections[0]?.stories ?? [];
    expect(story?.update?.changes.map(inShort)).toEqual(['ثمانية < خمسة', '22 < 19']);
    const marked = story?.passages.flatMap(({ marks }) => marks.map(({ figure }) => figure)) ?? [];
    for (const { now } of story?.update?.changes ?? []) expect(marked).toContain(now.figure.figure);
  });

  test('names its time and what could not be read only where there is something to name', () => {
    const unread = [{ name: 'صحيفة النموذج', since: '2025-11-03' }];
    expect(editionOf(PAGES, { unread, time: '18:00' })).toMatchObject({ unread, time: '18:00' });
    const plain = editionOf(PAGES);
    expect(JSON.stringify(editionOf(PAGES, { unread: [], updates: new Map() }))).toBe(JSON.stringify(plain));
    expect(Object.keys(plain)).not.toContain('time');
  });
});

describe('the order of stories', () => {
  /** The pages of these days in the order of the edition of 20 November; as many figures in each. */
  const order = (days: readonly (string | undefined)[]) => {
    const pages = days.map((published, at) => ({ ...raid(`n${at}`, 'خمسة', '19'), published }));
    const stories = pages.flatMap((page) => storiesOf([page as Invented]));
    return editionFrom(stories).sections.flatMap((section) =>
      section.stories.map(({ citations }) => citations[0].page),
    );
  };

  test('among equals today and yesterday come first, then those without a date, then the older', () => {
    expect(order(['2025-11-12', undefined, '2025-11-19', '2025-11-20'])).toEqual(['n3', 'n2', 'n1', 'n0']);
  });

  test('age counts only so far: what is a month old weighs what is a year old, and the newer comes first', () => {
    expect(order(['2024-11-20', '2025-10-20', undefined])).toEqual(['n2', 'n1', 'n0']);
  });

  test('a second source weighs more than a day', () => {
    const two = storiesOf([
      raid('p', 'خمسة', '19', { published: '2025-11-17' }),
      raid('q', 'خمسة', '19', { ...OTHER, published: '2025-11-17' }),
    ]);
    const one = storiesOf([raid('r', 'خمسة', '19', { published: '2025-11-18' })]);
    const { sections } = editionFrom([...one, ...two]);
    expect(sections[0]?.stories.map(({ citations }) => citations.length)).toEqual([2, 1]);
  });
});
