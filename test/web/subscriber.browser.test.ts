import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { ARCHIVE } from '../../src/web/addresses.ts';
import { listen, makeEmbed } from '../../src/web/index.ts';
import { launchBrowser } from '../setup/browser.ts';
import { findBarriers } from './barriers.ts';
import { openSubscriptions, READING_MS, type Subscriptions } from './membership.ts';
import { membershipPages } from './pages-of-membership.ts';

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };
/** For a busy machine. */
const ROUND_MS = 120_000;

let site: Subscriptions;
let browser: Browser;
let origin: string;
let pages: Record<string, string>;
let newspaper: Server;
let article: string;

beforeAll(async () => {
  site = await openSubscriptions();
  const listening = await listen(site.server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  origin = listening.url;
  pages = await membershipPages(site);
  newspaper = openNewspaper();
  await new Promise<void>((ready) => newspaper.listen(0, '127.0.0.1', ready));
  article = `http://localhost:${(newspaper.address() as AddressInfo).port}/news/1`;
  browser = await launchBrowser(inject('chromiumPath'));
});

afterAll(async () => {
  await browser.close();
  newspaper.close();
  expect(site.faults).toEqual([]);
  await site.close();
});

/** Another site that has pasted the form under its articles. */
function openNewspaper(): Server {
  return createServer((_request, response) => {
    const { digests, subscription } = site.config;
    const form = makeEmbed({ site: origin, digest: digests[0], themes: [], consent: subscription.consent.text });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="ar" dir="rtl"><head><title>خبر مختلق</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>خبر مختلق</h1><p>متن الخبر المختلق.</p>${form}</main></body></html>`);
  });
}

async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: DESKTOP,
    javaScriptEnabled: false,
    ...options,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const press = async (page: Page, name: string) => await page.getByRole('button', { name, exact: true }).click();
/** A press on a key does not wait for the page that follows. */
const says = async (page: Page, title: string) =>
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
const field = (page: Page) => page.getByRole('main').getByRole('textbox', { name: 'البريد الإلكتروني' });

describe('the life of a subscription, without JavaScript', () => {
  test(
    'begins in a form under an article of another site and goes through all pages to coming back',
    async () => {
      const address = 'life@mail.example';
      const page = await open(article, { viewport: PHONE });
      await page.getByLabel('البريد الإلكتروني').fill(address);
      await press(page, 'اشتراك');
      expect(page.url()).toBe(`${origin}/subscribe`);
      expect(await field(page).inputValue()).toBe(address);
      site.pass(READING_MS);
      await press(page, 'اشتراك');
      await says(page, 'بقي تفقّد البريد');

      await site.decide();
      const [letter] = await site.letters();
      expect(letter).toMatchObject({ kind: 'confirm', to: address });
      await page.goto(`/confirm/${letter?.ticket}`);
      await press(page, 'تأكيد الاشتراك');
      await says(page, 'تم التأكيد');

      await page.getByRole('link', { name: 'إعدادات الاشتراك' }).click();
      await page.getByRole('checkbox', { name: 'العمليات' }).uncheck();
      await press(page, 'حفظ الاختيار');
      expect(await page.getByRole('status').innerText()).toContain('حُفظ اختيارك');
      expect(await page.getByRole('checkbox', { name: 'العمليات' }).isChecked()).toBe(false);
      await page.getByRole('combobox', { name: 'مدة الإيقاف' }).selectOption('أسبوعان');
      await press(page, 'إيقاف الإرسال');
      expect(await page.getByText('الإرسال موقوف حتى').innerText()).toContain('2026');
      await press(page, 'استئناف الإرسال الآن');
      expect(await page.getByText('الإرسال موقوف حتى').count()).toBe(0);

      const token = new URL(page.url()).pathname.replace('/preferences/', '');
      await page.goto(`/leave/${site.leavingToken(token)}`);
      await page.getByRole('radio', { name: 'الرسائل كثيرة' }).check();
      await press(page, 'إلغاء الاشتراك');
      await says(page, 'أُلغي الاشتراك');
      await press(page, 'العودة إلى الاشتراك');
      await says(page, 'عاد الاشتراك كما كان');
      const member = await site.store.members.byHash(site.vault.hashAddress(address));
      expect(member?.status).toBe('active');
      expect(new Set(member?.choice.themes)).toEqual(new Set(['coalition_statements', 'camps_detainees']));
    },
    ROUND_MS,
  );

  test('a mistyped domain is asked about, and one press mends it', async () => {
    const page = await open('/subscribe');
    await field(page).fill('huda@gmial.com');
    site.pass(READING_MS);
    await press(page, 'اشتراك');
    expect(await page.getByRole('heading', { level: 2 }).innerText()).toContain('huda@gmail.com');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('نعم، هذا عنواني');
    site.pass(READING_MS);
    await page.keyboard.press('Enter');
    await says(page, 'بقي تفقّد البريد');
    await site.decide();
    expect(await site.letters()).toMatchObject([{ to: 'huda@gmail.com' }]);
  });

  test('an address corrected by hand counts, not the one that was suggested', async () => {
    const page = await open('/subscribe');
    await field(page).fill('omar@gmial.com');
    await press(page, 'اشتراك');
    await field(page).fill('omar@mail.example');
    site.pass(READING_MS);
    await field(page).press('Enter');
    await says(page, 'بقي تفقّد البريد');
    await site.decide();
    expect(await site.letters()).toMatchObject([{ to: 'omar@mail.example' }]);
  });

  test('the short form under the archive signs up in one press, and so does an address in Arabic letters', async () => {
    const page = await open(ARCHIVE);
    await field(page).fill('قارئ@مثال.شبكة');
    site.pass(READING_MS);
    await press(page, 'اشتراك');
    await says(page, 'بقي تفقّد البريد');
    await site.decide();
    expect(await site.letters()).toHaveLength(1);
  });

  test('choosing another digest shows its themes, ticked', async () => {
    const page = await open('/subscribe');
    const weekly = page.getByRole('group', { name: 'أبواب موجز الأسبوع' });
    expect(await weekly.isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'موجز الأسبوع' }).check();
    expect(await weekly.isVisible()).toBe(true);
    expect(await weekly.getByRole('checkbox', { checked: true }).count()).toBe(2);
    expect(await page.getByRole('group', { name: 'أبواب موجز التحالف' }).isVisible()).toBe(false);
  });
});

describe('for everyone', () => {
  /** Pages that only a form leads to. */
  const STATES: Record<string, (page: Page) => Promise<void>> = {
    refused: async (page) => await field(page).fill('reader'),
    suggestion: async (page) => await field(page).fill('reader@gmial.com'),
    'shown again': async (page) => await field(page).fill('reader@mail.example'),
    'too large': async (page) => await field(page).fill('x'.repeat(20_000)),
  };

  const looks = [['dark', PHONE] as const, ...(process.env['MUJAZ_SOAK'] ? [['light', DESKTOP] as const] : [])];
  for (const [colorScheme, viewport] of looks) {
    test(
      `no page of a subscription has a barrier, ${colorScheme}, ${viewport.width} pixels wide`,
      async () => {
        const page = await open('/subscribe', { colorScheme, viewport, javaScriptEnabled: true });
        for (const [name, url] of Object.entries({ ...pages, 'another site': article })) {
          await page.goto(url);
          expect(await findBarriers(page), name).toEqual([]);
        }
        for (const [name, fillIn] of Object.entries(STATES)) {
          await page.goto('/subscribe');
          await fillIn(page);
          await press(page, 'اشتراك');
          expect(await findBarriers(page), name).toEqual([]);
        }
      },
      ROUND_MS,
    );
  }

  test('no page of a subscription scrolls sideways at 320 pixels', async () => {
    const page = await open('/subscribe', { viewport: { width: 320, height: 700 }, javaScriptEnabled: true });
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    for (const [name, url] of Object.entries({ ...pages, 'another site': article })) {
      await page.goto(url);
      expect(await width(), name).toBeLessThanOrEqual(320);
    }
    await page.goto('/subscribe');
    await field(page).fill(`${'long'.repeat(15)}@${'sub.'.repeat(20)}gmial.com`);
    await press(page, 'اشتراك');
    expect(await width()).toBeLessThanOrEqual(320);
  });

  test('one signs up with the keyboard alone and never meets the hidden field', async () => {
    const page = await open('/subscribe');
    const focused = () =>
      page.evaluate<string>('[document.activeElement.name ?? "", document.activeElement.type ?? ""].join(" ")');
    const met: string[] = [];
    for (let presses = 0; presses < 20 && !met.includes(' submit'); presses += 1) {
      await page.keyboard.press('Tab');
      met.push(await focused());
      if (met.at(-1) === 'address email') await page.keyboard.type('keys@mail.example');
    }
    expect(met).toContain('themes-coalition checkbox');
    expect(met.filter((name) => name.startsWith('website'))).toEqual([]);
    site.pass(READING_MS);
    await page.keyboard.press('Enter');
    await says(page, 'بقي تفقّد البريد');
  });

  test('pages run from right to left and addresses in them from left to right', async () => {
    const page = await open('/subscribe', { javaScriptEnabled: true });
    await field(page).fill('reader@gmial.com');
    await press(page, 'اشتراك');
    const direction = (selector: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).direction`);
    expect(await direction('main')).toBe('rtl');
    expect(await direction('#address')).toBe('ltr');
    expect(await direction('.suggestion bdi')).toBe('ltr');
    await page.goto(article);
    expect(await direction('form')).toBe('rtl');
    expect(await direction('form input')).toBe('ltr');
  });

  test('everything to press or to fill in is at least 44 pixels high', async () => {
    const page = await open('/subscribe', { viewport: PHONE, javaScriptEnabled: true });
    for (const url of [pages['sign-up'], pages['leaving'], pages['preferences']]) {
      await page.goto(url ?? '');
      const heights = await page.evaluate<number[]>(
        "[...document.querySelectorAll('main :is(button, .field, .tick)')].map((each) => each.offsetHeight).filter((height) => height > 0)",
      );
      expect(heights.length).toBeGreaterThan(0);
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    }
  });

  test('no page of a subscription asks for anything from another origin, nor does the form on another site', async () => {
    const page = await open('/subscribe');
    const asked = new Set<string>();
    page.context().on('request', (request) => asked.add(new URL(request.url()).origin));
    for (const url of Object.values(pages)) await page.goto(url);
    await page.waitForLoadState('networkidle');
    expect([...asked]).toEqual([origin]);
    asked.clear();
    await page.goto(article);
    await page.waitForLoadState('networkidle');
    expect([...asked]).toEqual([new URL(article).origin]);
  });
});
