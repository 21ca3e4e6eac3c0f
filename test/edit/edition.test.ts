import { describe, expect, test } from 'vitest';
import { editionOf, type Invented, storiesOf } from './stories.ts';

// All of this news is invented.
const RAID: Invented = {
  id: 'raid',
  source: 'صحيفة النموذج',
  published: '2025-11-10',
  text: `قوة محلية تداهم وكراً لخلايا التنظيم في بلدة النموذج

نفذت قوة أمنية محلية عملية أمنية ضد خلايا تنظيم داعش في بلدة النموذج، أسفرت عن مقتل خمسة مسلحين وأسر 19 آخرين.

وقالت القوة إن المداهمة استهدفت خلية نائمة في ريف البلدة، وإن 3 من عناصرها أصيبوا بجروح خلال الاشتباك.

وأضافت القوة أنها تعتزم نشر 200 عنصر في المنطقة خلال الأسابيع المقبلة لملاحقة فلول التنظيم.`,
};
const CAMP: Invented = {
  id: 'camp',
  source: 'وكالة المثال',
  text: `يضم مخيم العيّنة للنازحين في ريف المدينة أكثر من 60 ألف شخص، معظمهم من النساء والأطفال، بحسب منظمة إغاثة تعمل في المخيم.

ودعت المنظمة الدول إلى استعادة رعاياها من المخيم، وقالت إن ما لا يقل عن 2300 طفل يحتاجون إلى مدارس.`,
};
const SPORT: Invented = {
  id: 'sport',
  text: 'فاز فريق النموذج على ضيفه بثلاثة أهداف في المباراة النهائية أمام 12 ألف متفرج، بعد هجوم متواصل على المرمى طوال الشوط الثاني.',
};

describe('selection', () => {
  test('a story stands under its theme, and a theme without a story has no section', () => {
    const edition = editionOf([RAID, CAMP, SPORT]);
    expect(edition.sections.map((s) => [s.theme, s.stories.map((story) => story.citations[0].page)])).toEqual([
      ['camps_detainees', ['camp']],
      ['operations', ['raid']],
    ]);
  });

  test('an edition without a story says so by being empty, and still has a subject', () => {
    const edition = editionOf([SPORT]);
    expect(edition).toMatchObject({ sections: [], cards: [], lead: [], subject: 'موجز تجريبي' });
  });

  test('a page without a headline gets none', () => {
    const [section] = editionOf([CAMP]).sections;
    expect(section?.stories[0]?.headline).toBeNull();
  });

  test('limits hold', () => {
    const limits = { storiesPerSection: 1, sentencesPerStory: 1, asidesPerSection: 0, cards: 1 };
    const edition = editionOf([RAID, CAMP], { limits });
    expect(edition.cards).toHaveLength(1);
    for (const section of edition.sections) for (const story of section.stories) expect(story.passages).toHaveLength(1);
  });

  test('a story that finds no room in its section is quoted in no other either', () => {
    const both: Invented = {
      ...RAID,
      id: 'both',
      published: '2025-10-01',
      text: `كمين يودي بثلاثة من عناصر الأمن قرب بلدة أخرى

قُتل ثلاثة من عناصر الأمن وأصيب اثنان في كمين مسلح نفذه تنظيم داعش على طريق ريفي قرب بلدة أخرى.

ويضم مخيم العيّنة للنازحين قرب الطريق نحو 4 آلاف نازح، معظمهم من النساء والأطفال، وقالت إدارة المخيم إن الخيام لا تكفي.`,
    };
    const asides = (storiesPerSection: number) =>
      editionOf([{ ...RAID, published: '2025-11-20' }, CAMP, both], {
        limits: { storiesPerSection, sentencesPerStory: 2, asidesPerSection: 3, cards: 0 },
      }).sections.flatMap((section) => section.asides.map(({ citation }) => citation.page));
    expect(asides(2)).toEqual(['both']);
    expect(asides(1)).toEqual([]);
  });

  test('the same pages in another order give the same edition', () => {
    expect(editionOf([SPORT, CAMP, RAID])).toEqual(editionOf([RAID, CAMP, SPORT]));
  });
});

describe('figures', () => {
  test('asserted figures are marked in their sentences, planned ones are not', () => {
    const [story] = editionOf([RAID]).sections[0]?.stories ?? [];
    const marked = story?.passages.flatMap((p) => p.marks.map((mark) => p.text.slice(mark.start, mark.end))) ?? [];
    expect(marked.join(' | ')).toContain('خمسة مسلحين');
    expect(marked.join(' | ')).toContain('19 آخرين');
    expect(marked.join(' | ')).not.toContain('200');
  });

  test('cards show the number as written, with its qualifier, source and sentence', () => {
    const card = editionOf([CAMP]).cards.find((c) => c.event === 'population');
    expect(card).toMatchObject({
      value: 60_000,
      qualifier: 'more_than',
      source: 'وكالة المثال',
      assertion: 'asserted',
    });
    expect(card?.number.text).toBe('60 ألف');
    expect(card?.sentence.text).toContain('يضم مخيم العيّنة');
  });

  test('the subject says the two strongest figures in under 60 characters', () => {
    const { subject, cards } = editionOf([RAID, CAMP]);
    expect(subject.length).toBeLessThan(60);
    expect(cards.filter((card) => subject.includes(card.number.text)).length).toBeGreaterThanOrEqual(1);
  });

  test('the lead is made of fixed words and slices only', () => {
    const { lead } = editionOf([RAID, CAMP]);
    const words = lead.flatMap((part) => ('words' in part ? [part.words.trim()] : []));
    expect(words[0]).toBe('في هذا العدد:');
    const pages = [RAID.text, CAMP.text].join('\n');
    for (const part of lead) if ('passage' in part) expect(pages).toContain(part.passage.text);
  });
});

describe('what was known before', () => {
  const known = {
    factKey: '',
    value: 70_000,
    max: null,
    qualifier: 'exactly' as const,
    numberText: '70 ألف',
    unit: 'شخص',
    asOf: { earliest: '2019-03-01', latest: '2019-03-31' },
    source: 'موقع العيّنة',
    page: 'old',
    span: { start: 0, end: 6 },
  };
  const DATED = { ...CAMP, published: '2025-11-12' };

  test('stands beside the newer figure with its year, on the card and as a track', () => {
    const section = editionOf([DATED]).sections[0];
    const key = keyOfPopulation();
    const edition = editionOf([DATED], { known: [{ ...known, factKey: key }] });
    expect(section?.stories[0]?.tracks).toEqual([]);
    expect(edition.cards.find((c) => c.event === 'population')?.before).toMatchObject({
      number: '70 ألف',
      source: 'موقع العيّنة',
    });
    expect(
      edition.sections[0]?.stories[0]?.tracks[0]?.points.map((p) => [p.asOf.earliest.slice(0, 4), p.value]),
    ).toEqual([
      ['2019', 70_000],
      ['2025', 60_000],
    ]);
  });

  test('an older figure never stands on a card as if it were the news', () => {
    const both = {
      ...CAMP,
      text: 'كان مخيم العيّنة يضم في عام 2019 نحو 70 ألف شخص. أما اليوم فيضم مخيم العيّنة أقل من 30 ألف شخص، بحسب منظمة إغاثة.',
    };
    const card = editionOf([both]).cards.find((c) => c.event === 'population');
    expect(card?.number.text).toBe('30 ألف');
    expect(card?.before).toMatchObject({ number: '70 ألف', asOf: { earliest: '2019-01-01' } });
  });

  test('the scope is named on card and track in the words of the page, also where the sentence leaves it out', () => {
    const camps = {
      ...DATED,
      text: `مخيما الهول وروج بين أمس واليوم

قالت منظمة إغاثة إن مخيمي الهول وروج يفرغان شيئاً فشيئاً. ففي عام 2019 كانا يستضيفان 70 ألف شخص من النازحين، أما اليوم فلم يبق فيهما سوى أقل من 30 ألفاً.`,
    };
    const edition = editionOf([camps]);
    expect(edition.cards.find((c) => c.event === 'population')?.place?.text).toBe('الهول وروج');
    const tracks = edition.sections.flatMap((section) => section.stories).flatMap((story) => story.tracks);
    expect(tracks.map(({ label }) => label)).toEqual([expect.stringContaining('الهول وروج')]);
  });

  test('a track stands once, under the story with the newest value', () => {
    const statement = {
      id: 'statement',
      source: 'صحيفة النموذج',
      published: '2025-11-10',
      text: `بيان التحالف الدولي

أكد التحالف الدولي في بيان أن مهمته ضد تنظيم داعش مستمرة، وجدد التحالف دعمه لشركائه. وكان مخيم الهول يضم 70 ألف شخص في عام 2019، بحسب البيان.`,
    };
    const camp = {
      id: 'camp',
      source: 'موقع العيّنة',
      published: '2025-11-12',
      text: `مخيم الهول يفرغ من قاطنيه

تراجع عدد قاطني مخيم الهول، الذي تحرسه قوى الأمن، مع عودة العائلات إلى ديارها. ويضم مخيم الهول اليوم 25 ألف شخص، بحسب إدارة المخيم.`,
    };
    const stories = editionOf([statement, camp]).sections.flatMap((section) => section.stories);
    const withTrack = stories.filter((story) => story.tracks.length > 0);
    expect(withTrack.map((story) => story.citations[0].source)).toEqual(['موقع العيّنة']);
  });

  test('an undated article gets no point in time, and never today', () => {
    const edition = editionOf([CAMP], { known: [{ ...known, factKey: keyOfPopulation() }] });
    expect(edition.sections[0]?.stories[0]?.tracks).toEqual([]);
  });

  function keyOfPopulation(): string {
    const made = editionOf([DATED], { known: [{ ...known, factKey: 'none' }] });
    const figure = made.cards.find((c) => c.event === 'population')?.figure;
    const fact = storyFacts().find((f) => f.figures.some((ref) => ref.figure === figure?.figure));
    return fact?.key ?? 'missing';
  }

  function storyFacts() {
    return storiesOf([DATED]).flatMap((story) => story.facts);
  }
});
