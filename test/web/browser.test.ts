import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { hostileDocuments } from '../app/hostile-feeds.ts';
import { launchBrowser } from '../setup/browser.ts';
import { findBarriers } from './barriers.ts';
import { buildSite } from './desk.ts';
import { PAGES } from './every-page.ts';
import { hostile, shore } from './invented-news.ts';

const PHONE = { width: 375, height: 800 };
const DESKTOP = { width: 1280, height: 900 };
/** For a busy machine; a round takes about four seconds on an idle one. */
const ROUND_MS = 120_000;

const { server, faults } = buildSite();
let browser: Browser;
let origin: string;

beforeAll(async () => {
  const listening = await listen(server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  origin = listening.url;
  browser = await launchBrowser(inject('chromiumPath'));
});

afterAll(async () => {
  await browser.close();
  await server.close();
  expect(faults).toEqual([]);
});

async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin, viewport: DESKTOP, ...options });
  onTestFinished(() => context.close());
  return context;
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await openContext(options)).newPage();
  await page.goto(path);
  return page;
}

describe('for everyone', () => {
  // Each scheme and each width once: which colours are shown does not depend on the width.
  const looks = [['light', DESKTOP] as const, ...(process.env['MUJAZ_SOAK'] ? [['dark', PHONE] as const] : [])];
  for (const [colorScheme, viewport] of looks) {
    test(
      `no page has a barrier, ${colorScheme}, ${viewport.width} pixels wide`,
      async () => {
        const page = await (await openContext({ colorScheme, viewport })).newPage();
        for (const [name, url] of Object.entries(PAGES)) {
          await page.goto(url);
          expect(await findBarriers(page), name).toEqual([]);
        }
      },
      ROUND_MS,
    );
  }

  test('no page scrolls sideways at 320 pixels', async () => {
    const page = await (await openContext({ viewport: { width: 320, height: 700 } })).newPage();
    for (const [name, url] of Object.entries(PAGES)) {
      await page.goto(url);
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(320);
    }
  });

  test('the switch is reached and worked with the keyboard, and shows where one is', async () => {
    const page = await open('/desk/editions/12');
    const focused = () =>
      page.evaluate<{ words: string; outline: string }>(
        '({ words: document.activeElement.textContent.trim(), outline: getComputedStyle(document.activeElement).outlineStyle })',
      );
    await page.keyboard.press('Tab');
    expect(await focused()).toEqual({ words: 'إلى المحتوى', outline: 'solid' });
    for (let presses = 0; presses < 8 && (await focused()).words !== 'الوضع الداكن'; presses += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toEqual({ words: 'الوضع الداكن', outline: 'solid' });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/editions/12?view=dark');
    expect(await page.locator('.switch [aria-current=page]').innerText()).toBe('الوضع الداكن');
  });

  test('the first stop of the keyboard leads past the masthead', async () => {
    const page = await open('/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content');
  });

  test('everything runs from right to left, in our own fonts', async () => {
    const page = await open('/');
    await page.evaluate('document.fonts.ready.then(() => true)');
    const loaded = await page.evaluate<string[]>(
      '[...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family)',
    );
    expect(new Set(loaded.map((family) => family.replaceAll('"', '')))).toEqual(
      new Set(['Noto Naskh Arabic Variable', 'IBM Plex Sans Arabic']),
    );
    expect(await page.evaluate('getComputedStyle(document.querySelector("h2")).direction')).toBe('rtl');
  });
});

describe('nothing leaves the house', () => {
  test('no page and no framed mail asks for anything from another origin', async () => {
    const context = await openContext();
    const asked = new Set<string>();
    context.on('request', (request) => asked.add(new URL(request.url()).origin));
    const page = await context.newPage();
    for (const url of [...Object.values(PAGES), '/desk/editions/11', '/desk/editions/11/mail']) {
      await page.goto(url);
    }
    await page.waitForLoadState('networkidle');
    expect([...asked]).toEqual([origin]);
  });

  test('markup in a headline, an outlet or a unit is shown and does nothing', async () => {
    for (const url of [
      PAGES['hostile source page'],
      PAGES['hostile edition'],
      '/desk/editions/11',
      '/editions/11',
      '/',
    ]) {
      const page = await open(url);
      expect(await page.title()).toContain('موجز المثال');
      expect(await page.locator('script, img, [onerror]').count()).toBe(0);
    }
    const page = await open(PAGES['hostile source page']);
    expect(await page.locator('h1').textContent()).toContain('<script>document.title="taken"</script>');
  });

  test('a script in a mail does not run in its frame', async () => {
    const page = await open('/desk/editions/11');
    const frame = page.frameLocator('iframe');
    expect(await frame.locator('p').first().textContent()).toContain('<img src=');
    expect(await page.evaluate('document.querySelector("iframe").contentDocument')).toBeNull();
  });
});

describe('for machines', () => {
  /** The root's name, or what is wrong: a browser's XML parser takes nothing that is not well-formed. */
  const ROOT = `(xml) => {
    const { documentElement } = new DOMParser().parseFromString(xml, 'application/xml');
    return (documentElement.ownerDocument.querySelector('parsererror') ?? documentElement).nodeName;
  }`;

  test('feeds and sitemap are well-formed XML, whatever the editions say', async () => {
    const page = await open('/archive');
    const rootOf = (xml: string) => page.evaluate<string>(`(${ROOT})(${JSON.stringify(xml)})`);
    const { atom, rss, sitemap } = hostileDocuments();
    expect([await rootOf(atom), await rootOf(rss), await rootOf(sitemap)]).toEqual(['feed', 'rss', 'urlset']);
    for (const [path, root] of Object.entries({ '/feed.atom': 'feed', '/feed.rss': 'rss', '/sitemap.xml': 'urlset' })) {
      expect(await rootOf((await server.inject(path)).body), path).toBe(root);
    }
    expect(await rootOf('<a>&nbsp;</a>')).toBe('parsererror');
  });
});

describe('without JavaScript', () => {
  const options = { javaScriptEnabled: false };

  test('one gets from the archive over an edition and a figure to its sentence in its page', async () => {
    const page = await open('/', { ...options, viewport: { width: 800, height: 400 } });
    await page.getByRole('link', { name: 'معاينة الرسالة، العدد 12' }).click();
    await page.getByRole('link', { name: 'مصادر الأرقام' }).click();
    await page.getByRole('link', { name: 'أكثر من 22 عملية' }).click();
    expect(new URL(page.url()).pathname).toBe('/pages/shore-council_01');
    const chosen = page.locator('mark[aria-current=true]');
    expect(await chosen.textContent()).toBe('أكثر من 22 عملية');
    await expect.poll(() => isInView(page, chosen)).toBe(true);
    const said = await page.locator('.said').allTextContents();
    expect(said.join('')).toBe(sentenceOf('22'));
  });

  test('one gets from the archive over the reading page and a marked figure to its sentence', async () => {
    const page = await open('/', { ...options, viewport: { width: 800, height: 400 } });
    await page.getByRole('link', { name: '83 عضواً في حلف الموانئ' }).click();
    expect(page.url()).toBe(`${origin}/editions/12`);
    await page.getByRole('navigation', { name: 'أبواب العدد' }).getByRole('link', { name: 'بيانات الحلف' }).click();
    await page.getByRole('article').getByRole('link', { name: 'أكثر من 22 عملية' }).click();
    await expect.poll(() => isInView(page, page.locator('mark[aria-current=true]'))).toBe(true);
    expect((await page.locator('.said').allTextContents()).join('')).toBe(sentenceOf('22'));
  });

  test('a link of a mail to a story leads to where it stands on the reading page', async () => {
    for (const viewport of [PHONE, DESKTOP]) {
      const page = await open('/editions/12#story-s2', { ...options, viewport });
      await expect.poll(() => isInView(page, page.locator('#story-s2 h3'))).toBe(true);
    }
  });

  test('the page of a figure is shown whole and verbatim, all its figures marked', async () => {
    for (const { page: source, figures } of [shore, hostile]) {
      const page = await open(`/pages/${source.id}`, options);
      expect(await page.locator('.source-text').textContent()).toBe(source.text);
      expect(await page.locator('.source-text mark[id]').count()).toBe(figures.length);
    }
  });

  test('the way back from a page leads to the figures of its edition', async () => {
    const page = await open(PAGES['source page'], options);
    await page.getByRole('link', { name: 'أرقام العدد 12' }).click();
    expect(page.url()).toBe(`${origin}${PAGES.figures}`);
  });

  test('the dark view is dark for a visitor who likes light, and the others light for one who likes dark', async () => {
    for (const [view, colorScheme, background] of [
      ['dark', 'light', 'rgb(13, 17, 21)'],
      ['dark', 'dark', 'rgb(13, 17, 21)'],
      ['desktop', 'dark', 'rgb(238, 241, 243)'],
      ['phone', 'dark', 'rgb(238, 241, 243)'],
    ] as const) {
      const page = await open(`/desk/editions/12?view=${view}`, { ...options, colorScheme });
      const mail = page.frames().at(-1);
      expect(await mail?.evaluate('getComputedStyle(document.body).backgroundColor'), view).toBe(background);
    }
  });

  test('the phone view is as wide as a phone, and the desktop view is whole on a phone', async () => {
    const desk = await open(PAGES.phone, options);
    expect((await desk.locator('iframe').boundingBox())?.width).toBe(390);
    const phone = await open(PAGES.desktop, { ...options, viewport: PHONE });
    const box = await phone.locator('iframe').boundingBox();
    expect(box?.width).toBeLessThanOrEqual(PHONE.width);
    expect(await phone.evaluate('document.querySelector("iframe").offsetWidth')).toBe(720);
  });

  test('a link in the framed mail opens outside the frame', async () => {
    const context = await openContext(options);
    const page = await context.newPage();
    await page.goto(PAGES.desktop);
    const opened = context.waitForEvent('page');
    await page.frameLocator('iframe').getByRole('link', { name: 'تصفح العدد' }).click();
    expect((await opened).url()).toBe(`${origin}/editions/12`);
  });
});

async function isInView(page: Page, target: ReturnType<Page['locator']>): Promise<boolean> {
  const box = await target.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

function sentenceOf(number: string): string {
  const { text } = shore.page;
  const figure = shore.figures.find((each) => text.slice(each.number.start, each.number.end) === number);
  return figure ? text.slice(figure.sentence.start, figure.sentence.end) : '';
}
