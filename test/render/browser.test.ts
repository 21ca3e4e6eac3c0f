import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Look, openLook, showMail } from '../gallery/camera.ts';
import { EXHIBITS } from '../gallery/editions.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type Rendered, renderGallery, storiesInHtml } from './rendered.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NARROW: Look = { name: 'narrow', width: 320, scheme: 'light' };
const DESKTOP: Look = { name: 'desktop', width: 720, scheme: 'dark' };

let browser: Browser;
let gallery: Rendered[] = [];
beforeAll(async () => {
  gallery = await renderGallery();
  browser = await launchBrowser(inject('chromiumPath'));
});
afterAll(() => browser.close());

const rendered = (name: string) => gallery.find(({ exhibit }) => exhibit.name === name) as Rendered;

/** Opens a mail as a client shows it; `requests` fills with whatever it asks for. */
async function open(name: string, look: Look): Promise<{ page: Page; requests: string[] }> {
  const opened = await openLook(browser, look);
  await showMail(opened.page, rendered(name).variant.html, look.scheme);
  return opened;
}

/** Every rule of axe, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run().then(({ violations }) => violations.flatMap((one) =>
    one.nodes.map((node) => one.id + ': ' + node.html.slice(0, 200))))`);
}

describe.each(EXHIBITS.map((exhibit) => exhibit.name))('the e-mail «%s» in a browser', (name) => {
  let page: Page;
  let requests: string[];
  beforeAll(async () => {
    ({ page, requests } = await open(name, NARROW));
  });
  afterAll(() => page.context().close());

  test('fits a phone of 320 px without scrolling sideways', async () => {
    expect(await page.evaluate(WIDER_THAN_PAGE)).toEqual([]);
  });

  test('runs every cell with text from right to left, aligned to the right', async () => {
    expect(await page.evaluate(WRONG_CELLS)).toEqual([]);
  });

  test('has no two links that sound alike and lead elsewhere', async () => {
    const targets = new Map<string, string>();
    for (const [words, href] of await page.evaluate<[string, string][]>(LINKS)) {
      expect(words).not.toBe('');
      expect(targets.get(words) ?? href, words).toBe(href);
      targets.set(words, href);
    }
  });

  test('shows each story once, as an element of its own', async () => {
    const { variant, stories } = rendered(name);
    expect(await page.locator('.story:visible').count()).toBe(stories);
    expect(storiesInHtml(variant.html)).toBe(stories);
  });

  test('has no axe violation in light and in dark', async () => {
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('has no axe violation on a desktop either', async () => {
    const { page: wide } = await open(name, DESKTOP);
    expect(await violations(wide)).toEqual([]);
    await wide.context().close();
  });

  test('fits 320 px and keeps its cells right to left in clients that take away style sheets, html and body', async () => {
    await page.evaluate(STRIP);
    expect(await page.evaluate(WIDER_THAN_PAGE)).toEqual([]);
    expect(await page.evaluate(WRONG_CELLS)).toEqual([]);
  });

  test('asks for nothing', () => {
    expect(requests).toEqual([]);
  });
});

test('columns of figures run from right to left', async () => {
  const { page } = await open('typical', DESKTOP);
  const edges = await page.evaluate<number[]>(
    `[...document.querySelectorAll('.card')].map((card) => card.getBoundingClientRect().right)`,
  );
  expect(edges).toHaveLength(3);
  expect(edges).toEqual(edges.toSorted((a, b) => b - a));
  expect(new Set(edges).size).toBe(3);
  await page.context().close();
});

test('headings go from the name through the sections to the stories', async () => {
  const { page } = await open('typical', NARROW);
  const tags = await page.evaluate<string[]>(
    `[...document.querySelectorAll('h1,h2,h3,h4')].map((heading) => heading.tagName)`,
  );
  expect(tags[0]).toBe('H1');
  expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1);
  expect(tags.filter((tag) => tag === 'H2')).toHaveLength(4);
  expect(tags.filter((tag) => tag === 'H3')).toHaveLength(8);
  await page.context().close();
});

test('hostile text makes no element that a page could run or load', async () => {
  const { page, requests } = await open('hostile', NARROW);
  expect(await page.evaluate(`document.querySelectorAll('script,img,iframe,link,object').length`)).toBe(0);
  expect(requests).toEqual([]);
  await page.context().close();
});

/** The page's width and what sticks out of it. */
const WIDER_THAN_PAGE = `(() => {
  const wide = document.documentElement.scrollWidth;
  const out = [...document.body.querySelectorAll('*')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
  });
  return wide > innerWidth ? [wide + ' px', ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))] : [];
})()`;

/** Cells, paragraphs and headings that hold text and do not run right to left or are not aligned to the right. */
const WRONG_CELLS = `[...document.querySelectorAll('td,p,h1,h2,h3,h4')]
  .filter((one) => one.textContent.trim() !== '')
  .filter((one) => {
    const { direction, textAlign } = getComputedStyle(one);
    return direction !== 'rtl' || !['right', 'start', '-webkit-right'].includes(textAlign);
  })
  .map((one) => one.outerHTML.slice(0, 120))`;

/** What a screen reader says of each link, and where it leads. */
const LINKS = `[...document.querySelectorAll('a')].map((one) =>
  [(one.getAttribute('aria-label') ?? one.textContent).replace(/\\s+/g, ' ').trim(), one.href])`;

/** What Gmail does for accounts of other providers: no style sheet (the fonts of the test stay), no html, no body. */
const STRIP = `for (const style of [...document.querySelectorAll('head style')].slice(0, -1)) style.remove();
  for (const one of [document.documentElement, document.body]) for (const name of ['dir', 'class', 'style']) one.removeAttribute(name);`;
