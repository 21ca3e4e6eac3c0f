import fc from 'fast-check';
import { type ConfigData, HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Edition, EditionStory } from '../../src/model.ts';
import { HTML_BUDGET, renderEdition } from '../../src/render/index.ts';
import { editionOf, plainPassage, sectionOf, storyOf } from '../gallery/edition-builder.ts';
import { EXHIBITS } from '../gallery/editions.ts';
import { OPTIONS } from '../gallery/options.ts';
import { type Rendered, renderGallery, storiesInHtml, storiesInText } from './rendered.ts';

const bytes = (text: string) => Buffer.byteLength(text);
const render = (edition: Edition) => renderEdition(edition, { ...OPTIONS, themes: 'all' });

let gallery: Rendered[] = [];
beforeAll(async () => {
  gallery = await renderGallery();
});

describe.each(EXHIBITS.map((exhibit) => exhibit.name))('the e-mail «%s»', (name) => {
  const found = () => gallery.find(({ exhibit }) => exhibit.name === name) as Rendered;

  test('holds as many stories in its HTML and its text as the edition does', () => {
    const { variant, stories } = found();
    expect(storiesInHtml(variant.html)).toBe(stories);
    expect(storiesInText(variant.text)).toBe(stories);
  });

  test('stays within the budget, and so below the 102 kB where Gmail cuts', () => {
    expect(bytes(found().variant.html)).toBeLessThanOrEqual(HTML_BUDGET);
  });

  test('is valid HTML', async () => {
    const report = await new HtmlValidate(VALIDATION).validateString(found().variant.html);
    expect(
      report.results.flatMap((result) => result.messages.map((m) => `${m.ruleId} ${m.line}: ${m.message}`)),
    ).toEqual([]);
  });

  test('asks nobody for anything: no script, image, font, style sheet or other resource', () => {
    const tags = tagsOf(found().variant.html);
    for (const tag of tags) {
      expect(tag).not.toMatch(/^<(?:script|img|link|iframe|object|embed|video|audio|source|form|input|base|svg)\b/i);
      expect(tag).not.toMatch(/\s(?:src|srcset|background|poster|action|on\w+)\s*=/i);
      expect(tag).not.toMatch(/url\(|@import|expression\(|javascript:/i);
    }
    expect(found().variant.html).not.toMatch(/@import|url\(|@font-face/);
  });

  test('keeps its style sheets below the 8 kB past which Gmail drops them', () => {
    const sheets = [...found().variant.html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
      (match) => match[1] ?? '',
    );
    expect(sheets.join('').length).toBeLessThan(8192);
  });

  test('links only to web addresses', () => {
    for (const tag of tagsOf(found().variant.html).filter((one) => one.startsWith('<a '))) {
      expect(tag).toMatch(/ href="https?:\/\//);
    }
  });

  test('runs from right to left, in the tables that only Outlook sees too', () => {
    const { html } = found().variant;
    expect(html).toMatch(/<html lang="ar" dir="rtl"/);
    expect(html).not.toMatch(/direction:\s*ltr|text-align:\s*left|align="left"|dir="ltr"/);
    for (const table of html.match(/<table[^>]*>/g) ?? []) expect(table).toContain('dir="rtl"');
    for (const comment of html.match(/<!--\[if [^\]]*mso[^\]]*\]>[\s\S]*?<!\[endif\]-->/g) ?? []) {
      for (const cell of comment.match(/<td[^>]*>/g) ?? []) expect(cell).toContain('dir="rtl"');
    }
  });

  test('is byte for byte the same when rendered again', async () => {
    const { exhibit, variant } = found();
    expect(await renderEdition(exhibit.edition, { ...OPTIONS, themes: exhibit.themes })).toEqual(variant);
  });
});

describe('what does not fit', () => {
  test('typical editions of 15 stories are shown whole', () => {
    const { html } = (gallery.find(({ exhibit }) => exhibit.name === 'fifteen') as Rendered).variant;
    expect(html).not.toContain('بإيجاز');
  });

  test('of 40 stories the last of every section become headlines with a link', () => {
    const { html } = (gallery.find(({ exhibit }) => exhibit.name === 'forty') as Rendered).variant;
    expect(html.split('بإيجاز').length - 1).toBe(3);
    expect(bytes(html)).toBeGreaterThan(HTML_BUDGET * 0.9);
  });

  test('links on numbers never cost a story: they go first', async () => {
    const { exhibit, variant } = gallery.find((one) => one.exhibit.name === 'forty') as Rendered;
    const { figure: _, ...links } = OPTIONS.links;
    const without = await renderEdition(exhibit.edition, { ...OPTIONS, links, themes: exhibit.themes });
    expect(variant.html).toBe(without.html);
    expect(without.html).not.toContain('/pages/');
  });

  test('of 400 stories those left out are counted, with a link to the edition', async () => {
    const { html, text } = await render(crowded(400, 'نص مبتكر.'));
    const left = 400 - storiesInHtml(html);
    expect(bytes(html)).toBeLessThanOrEqual(HTML_BUDGET);
    expect(left).toBeGreaterThan(100);
    expect(html).toContain(`>${left} قصة أخرى في صفحة العدد</a>`);
    expect(storiesInText(text)).toBe(400);
  });

  test('whatever the lengths of stories are, the budget holds and each story is there', async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(lengths, async (words) => {
        const stories = words.map((count, index) => crowdStory(index, 'كلمة '.repeat(count)));
        const { html } = await render(
          editionOf([sectionOf('camps', stories.slice(9)), sectionOf('operations', stories.slice(0, 9))]),
        );
        expect(bytes(html)).toBeLessThanOrEqual(HTML_BUDGET);
        expect(storiesInHtml(html)).toBe(words.length);
      }),
      { numRuns: 15 },
    );
  });

  test('an endless excerpt becomes a headline, and the stories around it stay whole', async () => {
    const edition = crowded(3, 'نص مبتكر. '.repeat(20_000));
    const stories = edition.sections[0]?.stories ?? [];
    const short = { ...(stories[1] as (typeof stories)[number]), passages: [plainPassage('p', 'نص قصير.')] };
    const { html } = await render({
      ...edition,
      sections: [sectionOf('camps', [short]), sectionOf('operations', [stories[0] as (typeof stories)[number]])],
    });
    expect(bytes(html)).toBeLessThan(40_000);
    expect(html).toContain('نص قصير.');
  });
});

describe('hostile text is data', () => {
  const html = () => (gallery.find(({ exhibit }) => exhibit.name === 'hostile') as Rendered).variant.html;

  test('markup of articles is shown, not obeyed', () => {
    expect(html()).toContain('&lt;script&gt;');
    expect(html()).not.toMatch(/<script|<img|<mj-|onerror=[^&"]*>/);
  });

  test('template syntax of articles is shown as it stands', () => {
    expect(html()).toContain('{{lead}}');
    expect(html()).toContain('{{name}}');
    expect(html()).toContain('{{#each sections}}');
  });

  test('entities of articles are shown as they stand', () => {
    expect(html()).toContain('&amp;lt;b&amp;gt; &amp;amp;amp; &amp;#x202E;');
  });

  test('no override, control character or lone surrogate leaves the house', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(html()).not.toMatch(/[\u202d\u202e\u0000-\u0008\u001b\ufffe\uffff]/);
    expect(html().isWellFormed()).toBe(true);
  });
});

function crowded(count: number, text: string): Edition {
  return editionOf([
    sectionOf(
      'camps',
      Array.from({ length: count }, (_, index) => crowdStory(index, text)),
    ),
  ]);
}

function crowdStory(index: number, text: string): EditionStory {
  const headline = `خبر مبتكر رقم ${index + 1}`;
  return storyOf(`crowd-${index}`, { headline, sources: ['موقع العيّنة'], published: null, passages: [text] });
}

/** Tags, without the text between them and without comments. */
function tagsOf(html: string): string[] {
  return html.replace(/<!--(?!\[if)[\s\S]*?-->/g, '').match(/<[a-z][^>]*>/gi) ?? [];
}

/** Mail needs inline styles and table attributes that pages must not have. */
const VALIDATION: ConfigData = {
  extends: ['html-validate:standard'],
  rules: {
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'no-conditional-comment': 'off',
    'long-title': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
  },
};
