import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { launchBrowser } from '../setup/browser.ts';
import { findBarriers } from './barriers.ts';
import { ADDRESSES, counted, FACT, livePeople, openPeopleSite, type PeopleSite, tellFacts } from './people-site.ts';

const ROUND_MS = 120_000;
/** Those with colours of their own. */
const DARK = new Set(['person', 'charts', 'fact']);
/** Where pictures of the pages are put, for who looks at them. */
const PICTURES = process.env['MUJAZ_PICTURES'];

let site: PeopleSite;
let browser: Browser;
let origin: string;
let pages: Readonly<Record<string, string>>;

beforeAll(async () => {
  site = await openPeopleSite();
  await livePeople(site);
  await tellFacts(site);
  await counted(site);
  const id = await site.idOf(ADDRESSES[0]);
  pages = {
    people: '/desk/subscribers',
    person: `/desk/subscribers/${id}`,
    erase: `/desk/subscribers/${id}/erase`,
    charts: '/desk/charts',
    fact: `/desk/figures/${encodeURIComponent(FACT)}`,
    settings: '/desk/settings',
  };
  const listening = await listen(site.server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  origin = listening.url;
  browser = await launchBrowser(inject('chromiumPath'));
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

test.concurrent.each(['light', 'dark'] as const)(
  'the pages about subscribers, pictures and settings have no barrier and do not scroll sideways on a phone: %s',
  async (colorScheme) => {
    const context = await browser.newContext({ baseURL: origin, viewport: { width: 320, height: 800 }, colorScheme });
    const page = await context.newPage();
    for (const [name, url] of Object.entries(pages).filter(([name]) => colorScheme === 'light' || DARK.has(name))) {
      await page.goto(url);
      expect(await findBarriers(page), url).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), url).toBeLessThanOrEqual(320);
      await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })");
      expect(await page.evaluate('document.documentElement.scrollWidth'), url).toBeLessThanOrEqual(320);
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${colorScheme}.png`, fullPage: true });
    }
    if (PICTURES && colorScheme === 'light') {
      await page.setViewportSize({ width: 1100, height: 800 });
      for (const [name, url] of Object.entries(pages)) {
        await page.goto(url);
        await page.screenshot({ path: `${PICTURES}/${name}-wide.png`, fullPage: true });
      }
    }
    await context.close();
  },
  ROUND_MS,
);

test(
  'an address is found and shown by keys alone, and is in no address of a page',
  async () => {
    const context = await browser.newContext({ baseURL: origin });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/desk/subscribers');
    await page.locator('#query').focus();
    await page.keyboard.type(ADDRESSES[0]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/subscribers\/[\w-]{11}$/u);
    expect(await page.content()).not.toContain(ADDRESSES[0]);
    await page.getByRole('button', { name: 'إظهار العنوان' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(ADDRESSES[0]).waitFor();
    expect(asked.join(' ')).not.toContain('mail.example');
    await context.close();
  },
  ROUND_MS,
);
