import { beforeAll, describe, expect, test } from 'vitest';
import type { Edition, Passage } from '../../src/model.ts';
import { type RenderOptions, renderEdition } from '../../src/render/index.ts';
import { cardOf, editionOf, plainPassage, sectionOf, storyOf, trackOf } from '../gallery/edition-builder.ts';
import { EXHIBITS } from '../gallery/editions.ts';
import { INVENTED, type InventedStory } from '../gallery/invented.ts';
import { OPTIONS } from '../gallery/options.ts';
import { type Rendered, renderGallery, storiesOf } from './rendered.ts';

let gallery: Rendered[] = [];
beforeAll(async () => {
  gallery = await renderGallery();
});
const rendered = (name: string) => gallery.find(({ exhibit }) => exhibit.name === name) as Rendered;
const html = (name: string) => rendered(name).variant.html;
const typical = () => rendered('typical').exhibit.edition;
const render = (edition: Edition, more: Partial<RenderOptions> = {}) =>
  renderEdition(edition, { ...OPTIONS, themes: 'all', ...more });

/** What a reader sees: the text without tags, entities read. */
function seen(source: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  return source
    .replace(/<(?:style|head)\b[\s\S]*?<\/(?:style|head)>|<!--[\s\S]*?-->/g, '')
    .replace(/<\/(?:p|h\d|td)>|<br>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => named[name] ?? '');
}

const collapsed = (text: string) => text.replace(/\s+/g, ' ').trim();

function passagesOf(edition: Edition): Passage[] {
  return [
    ...edition.cards.map((card) => card.number),
    ...edition.sections.flatMap((section) => [
      ...section.asides.flatMap((aside) => aside.passages),
      ...section.stories.flatMap((story) => [...(story.headline ? [story.headline] : []), ...story.passages]),
    ]),
  ];
}

describe('the masthead', () => {
  test('names the issue, the day, how much there is and how long it takes', () => {
    const text = seen(html('typical'));
    expect(text).toContain('العدد 12 · الخميس 13 تشرين الثاني/نوفمبر 2025 · 11 مادة من 4 مصادر · قراءة 4 دقائق');
    expect(seen(html('one-story'))).toContain('مادة واحدة من مصدر واحد · قراءة دقيقة واحدة');
  });

  test('says when an edition holds samples, and only then', () => {
    expect(html('fifteen')).toContain('عدد تجريبي');
    expect(html('typical')).not.toContain('عدد تجريبي');
  });

  test('an edition without stories says so', () => {
    expect(html('empty')).toContain('لا مواد جديدة في هذا العدد.');
    expect(html('empty')).not.toContain('<h2');
  });
});

describe('verbatim pieces', () => {
  test('every headline, sentence and number of the edition is shown letter by letter, in HTML and text', () => {
    for (const name of ['typical', 'fifteen', 'disputed', 'no-headlines', 'every-theme']) {
      const { exhibit, variant } = rendered(name);
      const [inHtml, inText] = [collapsed(seen(variant.html)), collapsed(variant.text.replace(/[*\u200f]/g, ''))];
      for (const { text } of passagesOf(exhibit.edition)) {
        expect(inHtml).toContain(collapsed(text));
        expect(inText).toContain(collapsed(text));
      }
    }
  });

  test('a headline of 200 letters is shown whole', () => {
    expect(seen(html('hostile'))).toContain('حتى يبلغ مئتي حرف أو يزيد عليها قليلاً قبل أن ينتهي أخيراً');
  });

  test('each mark of an excerpt is a highlighted stretch of it', () => {
    expect(html('typical')).toMatch(/<mark [^>]*><b><a [^>]*>10,000 مقاتل<\/a><\/b><\/mark>، بينهم نحو <mark/);
  });

  test('Latin names are isolated', () => {
    expect(html('typical')).toContain('(<bdi>CJTF-ATLAS</bdi>)');
  });
});

describe('sources and dates', () => {
  test('a story of two outlets names both and counts them', () => {
    expect(seen(html('typical'))).toContain('صحيفة النموذج، SY-Sample · مصدران للخبر نفسه · تاريخ النشر غير مذكور');
    expect(seen(html('typical'))).toContain('3 مصادر للخبر نفسه');
  });

  test('whom an outlet cites is named', () => {
    expect(seen(html('typical'))).toContain('صحيفة النموذج · نقلاً عن جريدة الشرق المتخيّلة');
  });

  test('outlets that published on different days are dated each', async () => {
    const story = storyOf('s', INVENTED['statements']?.[0] as InventedStory);
    const [first, second] = story.citations;
    const dated = {
      ...first,
      published: { earliest: '2025-11-03', latest: '2025-11-03', basis: 'feed' as const, evidence: [] },
    };
    const { html: mail } = await render(
      editionOf([sectionOf('camps', [{ ...story, citations: [dated, second as typeof first] }])]),
    );
    expect(seen(mail)).toContain('صحيفة النموذج (3 تشرين الثاني/نوفمبر 2025)، SY-Sample (تاريخ النشر غير مذكور)');
  });

  test('an outlet that is not named is said to be unnamed, and a sample is marked as one', async () => {
    const story = storyOf('s', { headline: 'خبر مبتكر', sources: [null], published: null, passages: ['نص.'] });
    const sample = { ...story.citations[0], sample: true };
    const { html: mail } = await render(editionOf([sectionOf('camps', [{ ...story, citations: [sample] }])]));
    expect(seen(mail)).toContain('مصدر غير مذكور (عيّنة)');
  });

  test('a headline leads to its source, and without an address to the edition in a browser', async () => {
    expect(html('typical')).toMatch(/<h3[^>]*><a class="ink" href="https:\/\/news-0\.example\/statements-0"/);
    const story = storyOf('x', { headline: 'خبر مبتكر', sources: [null], published: null, passages: ['نص.'] });
    const { html: mail } = await render(editionOf([sectionOf('camps', [story])]));
    expect(mail).toMatch(/<h3[^>]*><a class="ink" href="https:\/\/digest\.example\/editions\/12\/read#story-x"/);
  });
});

describe('figures', () => {
  const card = (facts: Parameters<typeof cardOf>[1]) =>
    render(
      editionOf([sectionOf('camps', [storyOf('s', INVENTED['camps']?.[0] as InventedStory)])], {
        cards: [cardOf('camps', facts)],
      }),
    );

  test('a card has its qualifier in words above the number, and what it was before below', () => {
    expect(seen(html('typical'))).toMatch(
      /أقل من\s+30 ألفاً\s+شخص في مخيمي السرو والوادي\s+موقع العيّنة\s+2025\s+كان 70 ألفاً في 2019 \(صحيفة النموذج\)/,
    );
  });

  test('a planned figure is marked as planned', () => {
    expect(seen(html('fifteen'))).toMatch(/مخطط له: نحو\s+300/);
  });

  test('what happened is said unless the label says it', async () => {
    const dead = { page: 's-0', number: '5', event: 'killed' as const };
    expect(seen((await card({ ...dead, label: 'من عناصر التنظيم' })).html)).toMatch(/مقتل\s+5\s+من عناصر/);
    expect(seen((await card({ ...dead, label: 'جنود قُتلوا' })).html)).not.toContain('مقتل');
  });

  test('a percentage keeps its sign', async () => {
    const share = { page: 's-0', kind: 'percent' as const, label: 'من الخيام' };
    expect(seen((await card({ ...share, number: '62' })).html)).toMatch(/62%\s+من الخيام/);
    expect(seen((await card({ ...share, number: '62', label: 'في المئة من الخيام' })).html)).not.toContain('62%');
  });

  test('a time without a year gets the year that is known, and a figure without a time the date of its page', async () => {
    const asOf = { earliest: '2025-10-01', latest: '2025-11-06' };
    expect(seen((await card({ page: 's-0', number: '5', period: 'خلال الشهرين', asOf })).html)).toContain(
      'خلال الشهرين (2025)',
    );
    expect(seen((await card({ page: 's-0', number: '5', period: 'خلال 2024', asOf })).html)).not.toContain('(2025)');
    expect(seen((await card({ page: 's-0', number: '5' })).html)).toMatch(/موقع العيّنة\s+تاريخ النشر غير مذكور/);
  });

  test('conflicting figures stand side by side with their sources', () => {
    const row = /أرقام متعارضة<\/h4>\n<table[^>]*><tr>([\s\S]*?)<\/tr><\/table>/.exec(html('typical'))?.[1] ?? '';
    expect(row.split('<td').length - 1).toBe(2);
    expect(seen(row)).toMatch(/سبعة[\s\S]*راديو المثال[\s\S]*تسعة[\s\S]*صحيفة النموذج/);
  });

  test('bars of a track are as long as their values, from zero', () => {
    const widths = [...html('one-story').matchAll(/<td class="bar-camps[^>]* width="(\d+)%"/g)].map((match) =>
      Number(match[1]),
    );
    expect(widths).toEqual([100, 86, 43]);
  });

  test('numbers become links to their sentences where there is a place for them', async () => {
    expect(html('typical')).toMatch(
      /<mark [^>]*><b><a class="ink" href="https:\/\/digest\.example\/pages\/camps-0-0\?[^"]+#f-\d+"[^>]*>10,000 مقاتل<\/a>/,
    );
    const { view, preferences, unsubscribe } = OPTIONS.links;
    const { html: mail } = await render(typical(), { links: { view, preferences, unsubscribe } });
    expect(mail).toMatch(/<mark [^>]*><b>10,000 مقاتل<\/b><\/mark>/);
  });

  test('an ordinal is shown with its noun before it, and says what the count was', async () => {
    const sentence = plainPassage('s-0', 'لتكون العضو التسعين فيه.');
    const piece = (text: string): Passage => {
      const start = sentence.text.indexOf(text);
      return { ...plainPassage('s-0', text), span: { start, end: start + text.length } };
    };
    const before = { number: '83', qualifier: 'exactly', unit: 'عضواً', asOf: null, source: null } as const;
    const facts = { page: 's-0', number: '', kind: 'ordinal', unit: 'العضو', sentence, before } as const;
    const ordinal = { ...cardOf('camps', facts), number: piece('التسعين'), label: piece('العضو') };
    const { html: mail } = await render(editionOf([sectionOf('camps', [])], { cards: [ordinal] }));
    expect(seen(mail)).toMatch(/العضو التسعين\s+موقع العيّنة\s+تاريخ النشر غير مذكور\s+كان العدد 83 عضواً سابقاً/);
    expect(seen(mail)).not.toMatch(/أصبح|التسعين العضو/);
  });

  test('a word such as «yesterday» stands beside the day it was written on, or that this day is unknown', async () => {
    expect(seen((await card({ page: 's-0', number: '5', period: 'أمس السبت' })).html)).toContain(
      '«أمس السبت» · تاريخ النشر غير مذكور',
    );
    const story = storyOf('s', {
      headline: null,
      sources: ['أ'],
      published: ['2025-11-16', '2025-11-16'],
      passages: ['نص.'],
    });
    const cards = [cardOf('camps', { page: 's-0', number: '5', period: 'أمس السبت' })];
    const { html: mail } = await render(editionOf([sectionOf('camps', [story])], { cards }));
    expect(seen(mail)).toContain('«أمس السبت» · نُشر 16 تشرين الثاني/نوفمبر 2025');
  });

  test('a fact over time is drawn once, under the first story that tells it, in any set of themes', async () => {
    const track = trackOf('المقيمون في المخيم', [
      ['2019', 70, '70', 'exactly', 'أ'],
      ['2025', 30, '30', 'exactly', 'أ'],
    ]);
    const other = { ...track, points: track.points.slice(0, 1) };
    const told = (id: string, tracks: (typeof track)[]) =>
      storyOf(id, INVENTED['camps']?.[0] as InventedStory, { tracks });
    const edition = editionOf([
      sectionOf('camps', [told('a', [track]), told('b', [track, other])]),
      sectionOf('operations', [told('c', [track])]),
    ]);
    const tracks = (variant: { html: string; text: string }) => [
      variant.html.split('عبر الزمن').length - 1,
      variant.text.split('عبر الزمن').length - 1,
    ];
    expect(tracks(await render(edition))).toEqual([2, 2]);
    expect(tracks(await render(edition, { themes: ['operations'] }))).toEqual([1, 1]);
  });
});

describe('a set of themes', () => {
  test('holds its sections only, with their own counts', () => {
    const { variant, exhibit } = rendered('only-camps');
    expect(variant.themes).toEqual(['camps']);
    expect(storiesOf(exhibit.edition, ['camps'])).toBe(2);
    expect(variant.html).not.toContain('بيانات التحالف');
    expect(seen(variant.html)).toContain('3 مواد من مصدرين · قراءة');
  });

  test('has only cards of its themes', () => {
    expect(seen(html('only-camps'))).toContain('30 ألفاً');
    expect(seen(html('only-camps'))).not.toContain('عضواً في تحالف أطلس');
  });

  test('promises nothing in subject and lead that it does not hold', () => {
    expect(rendered('only-camps').variant.subject).toBe('موجز أطلس: المخيمات والمحتجزون');
    expect(html('only-camps')).not.toContain('في هذا العدد');
  });

  test('takes the subject and lead that were made for it', async () => {
    const heading = {
      subject: 'أقل من 30 ألفاً في المخيمين',
      preheader: 'ومقتطفات',
      lead: [{ words: 'افتتاح مبتكر.' }],
    };
    const { subject, html: mail } = await render(typical(), { themes: ['camps'], heading });
    expect(subject).toBe(heading.subject);
    expect(mail).toContain('افتتاح مبتكر.');
    expect(mail).toContain('<title>أقل من 30 ألفاً في المخيمين</title>');
  });

  test('that names every theme is the whole edition', async () => {
    const all = await render(typical());
    const named = await render(typical(), { themes: ['operations', 'camps', 'statements', 'never-heard-of'] });
    expect(named).toEqual(all);
  });

  test('that has nothing in this edition is empty', async () => {
    expect((await render(typical(), { themes: [] })).themes).toEqual([]);
  });
});

describe('the footer', () => {
  test('says why the reader gets this and how to leave', () => {
    const text = seen(html('typical'));
    for (const words of ['لأنك اشتركت', 'تصفّح العدد في المتصفح', 'غيّر الأبواب', 'ألغِ الاشتراك بنقرة', 'ص.ب 12']) {
      expect(text).toContain(words);
    }
  });

  test('of a digest for nobody leaves those lines out', async () => {
    const links = { view: null, preferences: null, unsubscribe: null };
    const { html: mail, text } = await render(typical(), { links, postalAddress: null });
    expect(mail).not.toMatch(/لأنك اشتركت|ألغِ الاشتراك|في المتصفح/);
    expect(text).not.toMatch(/لأنك اشتركت|ألغِ الاشتراك|في المتصفح/);
  });
});

test('a missing template is a fault that names it', async () => {
  const templates = new Map([...OPTIONS.templates].filter(([path]) => path !== 'email/story.hbs'));
  await expect(render(typical(), { templates })).rejects.toThrow('email/story');
  expect(EXHIBITS.length).toBeGreaterThan(10);
});
