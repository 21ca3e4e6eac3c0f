import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderFor } from '../../src/app/finish-edition.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import type { Edition } from '../../src/model.ts';
import { storyOf, trackOf } from '../gallery/edition-builder.ts';
import type { InventedStory } from '../gallery/invented.ts';
import { buildDesk, buildSite } from './desk.ts';

const HOME = resolve(import.meta.dirname, '../..');
const SITE = 'https://digest.example';
const config: Config = {
  ...loadConfig(join(HOME, 'config'), HOME, {}),
  site: { host: '127.0.0.1', port: 8080, trustProxy: [], metricsFrom: [], url: SITE },
};

const { server } = buildSite();
const read = async (query = '') => (await server.inject(`/editions/12${query}`)).body;
const edition = async () => (await buildDesk().edition(12)) as Edition;

/** Hrefs and ids of a document; Handlebars writes `=` as an entity. */
function attributes(name: string, html: string): string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'gu'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );
}

/** Edition 12 with sixty more stories than one mail can hold. */
async function crowded(): Promise<Edition> {
  const full = await edition();
  const [first, ...rest] = full.sections;
  const invented: InventedStory = {
    headline: 'خبر مختلق من كثير',
    sources: [null],
    published: null,
    passages: ['نص مختلق طويل لا يصف واقعة. '.repeat(40)],
  };
  const many = Array.from({ length: 60 }, (_, index) => storyOf(`more-${index}`, invented));
  return { ...full, sections: [{ ...(first as Edition['sections'][number]), stories: many }, ...rest] };
}

describe('the reading page', () => {
  test('shows every headline, passage and number of the edition, uncut', async () => {
    const text = (await read()).replaceAll(/<[^>]*>/gu, '');
    for (const { stories } of (await edition()).sections) {
      for (const { headline, passages } of stories) {
        if (headline) expect(text).toContain(headline.text);
        for (const passage of passages) expect(text).toContain(passage.text);
      }
    }
    for (const { number } of (await edition()).cards) expect(text).toContain(number.text);
  });

  test('has an anchor for every story and section, and links to them from its contents', async () => {
    const html = await read();
    const ids = attributes('id', html);
    const inside = attributes('href', html).filter((href) => href.startsWith('#'));
    expect(ids).toEqual(expect.arrayContaining(['story-s1', 'story-s2', 'section-statements', 'section-camps']));
    expect(inside.length).toBeGreaterThan(4);
    for (const href of inside) expect(ids).toContain(href.slice(1));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('leads from each marked figure to its sentence in the page', async () => {
    const links = attributes('href', await read()).filter((href) => href.startsWith('/pages/'));
    expect(links.length).toBeGreaterThan(6);
    for (const link of links) {
      const { statusCode, body } = await server.inject(link);
      expect(statusCode).toBe(200);
      if (link.includes('#')) expect(body).toContain(`id="${link.slice(link.indexOf('#') + 1)}" aria-current="true"`);
    }
  });

  test('shows some sections when it is asked for some, and leads to all of them', async () => {
    const html = await read('?themes=camps');
    expect(html).toContain('مخيم الخيال يستعد');
    expect(html).not.toContain('حلف الموانئ المؤلف');
    expect(html).toContain('href="/editions/12">اعرض العدد كله');
    expect(await read('?themes=sport.nothing')).toBe(await read());
  });

  test('shows figures that contradict each other side by side, and a fact over time as a table with bars', async () => {
    const full = await edition();
    const track = trackOf('سكان مخيم الخيال', [
      ['2019', 70_000, '70 ألفاً', 'exactly', 'صحيفة النموذج'],
      ['2025', 30_000, '30 ألفاً', 'less_than', 'موقع العيّنة'],
    ]);
    const sections = full.sections.map((section) => ({
      ...section,
      stories: section.stories.map((story) => ({ ...story, tracks: [track] })),
    }));
    const { body } = await buildSite(buildDesk({ editions: [{ ...full, sections }] })).server.inject('/editions/12');
    expect(body.split('أرقام متعارضة').length - 1).toBe(1);
    expect(body.split('<table class="track">').length - 1).toBe(1);
    expect(body).toMatch(/<th scope="row">2019<\/th>\s*<td>.*<rect x="0%" width="100%"/u);
    expect(body).toMatch(/<th scope="row">2025<\/th>\s*<td>.*<rect x="57%" width="43%"/u);
    expect(body).toContain('أقل من 30 ألفاً');
  });

  test('of an edition that is not there is not there', async () => {
    for (const url of ['/editions/13', '/editions/0', '/editions/x']) {
      expect((await server.inject(url)).statusCode).toBe(404);
    }
  });
});

describe('what a mail promises, the site keeps', () => {
  test('every link of a mail into the site finds its page and its place there', async () => {
    const full = await crowded();
    const { html, text } = await renderFor(config, full);
    const inText = text.split('\n').filter((line) => line.startsWith(SITE));
    const links = new Set([...attributes('href', html), ...inText].filter((href) => href.startsWith(SITE)));
    expect(html).toContain('بإيجاز');
    expect(links.size).toBeGreaterThan(60);
    const site = buildSite(buildDesk({ editions: [full] })).server;
    for (const link of links) {
      const [path = '', anchor] = link.slice(SITE.length).split('#');
      const { statusCode, body } = await site.inject(path);
      expect(statusCode, link).toBe(200);
      if (anchor) expect(attributes('id', body), link).toContain(anchor);
    }
  });

  test('a mail for some sections opens, names and leads to these sections alone', async () => {
    const { subject, preheader, html } = await renderFor(config, await edition(), ['camps']);
    expect(attributes('href', html)).toContain(`${SITE}/editions/12?themes=camps`);
    expect(subject).toContain('30 ألفاً');
    expect(`${subject} ${preheader}`).not.toMatch(/83|عملية/u);
    expect(html).toContain('في هذا العدد: مخيم الخيال يستعد');
  });

  test('the address of a figure is the same for every reader', async () => {
    const [once, again] = await Promise.all([renderFor(config, await edition()), renderFor(config, await edition())]);
    const pages = (html: string) => attributes('href', html).filter((href) => href.includes('/pages/'));
    expect(pages(once.html).length).toBeGreaterThan(6);
    expect(pages(once.html)).toEqual(pages(again.html));
    for (const link of pages(once.html)) {
      expect([...new URL(link).searchParams.keys()]).toEqual(['edition', 'figure']);
    }
  });

  test('the list of mails in the preview shows subject, preheader, sender and day of what is mailed', async () => {
    const { body } = await server.inject('/desk/editions/12');
    const inbox = body.slice(body.indexOf('class="inbox"'), body.indexOf('الأبواب</h2>'));
    for (const words of [
      'موجز المثال',
      '13 تشرين الثاني</time>',
      '83 عضواً في حلف الموانئ',
      'خبر مختلق لاختبار العرض',
    ]) {
      expect(inbox).toContain(words);
    }
  });

  test('an address of mails of before leads to the reading page, with what it asked for', async () => {
    const { statusCode, headers } = await server.inject('/editions/12/read?themes=camps');
    expect(statusCode).toBe(301);
    expect(headers.location).toBe('/editions/12?themes=camps');
  });

  test('preview, desk and archive lead to the reading page, and the desk to the preview', async () => {
    const links = async (url: string) => attributes('href', (await server.inject(url)).body);
    expect(await links('/desk/editions/12')).toContain('/editions/12');
    expect(await links('/desk/editions/12?themes=camps')).toContain('/editions/12?themes=camps');
    expect(await links('/desk')).toEqual(expect.arrayContaining(['/editions/12', '/desk/editions/12', '/editions/11']));
    expect(await links('/archive')).toEqual(expect.arrayContaining(['/editions/12', '/editions/11']));
    expect(await links('/archive')).not.toContain('/desk/editions/12');
  });
});
