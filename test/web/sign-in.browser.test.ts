import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { launchBrowser } from '../setup/browser.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { openAccounts, PASSWORD } from './accounts.ts';
import { findBarriers } from './barriers.ts';

const databases = sqliteDatabases();
const ROUND_MS = 120_000;
/** A folder for pictures of the pages, to look at; none is taken when it is not named. */
const PICTURES = process.env['MUJAZ_PICTURES'];

/** Which colours are shown does not depend on the width. */
const PHONE_AT_NIGHT = ['dark', 320] as const;
const ROUNDS = process.env['MUJAZ_SOAK'] ? [PHONE_AT_NIGHT, ['light', 1280] as const] : [PHONE_AT_NIGHT];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(inject('chromiumPath'));
});
afterAll(() => browser.close());

async function openSite() {
  const site = await openAccounts(databases);
  const listening = await listen(site.server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  return { ...site, url: listening.url };
}

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.name || document.activeElement.textContent.trim()');

async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 40 && (await focused(page)) !== words; presses += 1) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(words);
}

describe('signing in', () => {
  test('by keyboard alone one signs in, lands where one wanted to go, and signs out again', async () => {
    const { server, url } = await openSite();
    const context = await browser.newContext({ baseURL: url, javaScriptEnabled: true });
    const page = await context.newPage();
    await page.goto('/desk/editions/12?view=text');
    expect(await focused(page)).toBe('name');
    await page.keyboard.type('salma');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a wrong password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect([await focused(page), await page.locator('#name').inputValue()]).toEqual(['password', 'salma']);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/editions/12?view=text');
    await tabTo(page, 'Salma');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/account');
    await tabTo(page, 'خروج');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/sign-in');
    await page.goto('/desk');
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
    await context.close();
    await server.close();
  });

  test(
    'no page of signing in and of accounts has a barrier or scrolls sideways on a phone',
    async () => {
      const { server, url, editors, codeOf, pass } = await openSite();
      for (const [colorScheme, width] of ROUNDS) {
        const name = `Editor ${colorScheme}`;
        await editors.byHand.add(name, 'publisher', PASSWORD);
        const context = await browser.newContext({ baseURL: url, colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        const look = async (what: string) => {
          if (PICTURES) {
            mkdirSync(PICTURES, { recursive: true });
            await page.screenshot({ path: `${PICTURES}/${what}-${colorScheme}.png`, fullPage: true });
          }
          expect(await findBarriers(page), what).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(width);
        };
        const enter = async (password: string) => {
          await page.locator('#name').fill(name);
          await page.locator('#password').fill(password);
          await page.getByRole('button', { name: 'دخول' }).click();
        };
        await page.goto('/desk/account');
        await enter('a wrong password');
        await look('sign-in');
        await enter(PASSWORD);
        await page.locator('#password').fill(PASSWORD);
        await page.getByRole('button', { name: 'إعداد رمز التحقق' }).click();
        await look('account-enrolling');
        const code = codeOf(await page.content());
        await page.locator('#code').fill(code());
        await page.getByRole('button', { name: 'تفعيل' }).click();
        await look('account');
        await page.goto('/desk/audit');
        await look('audit');
        await page.goto('/desk');
        await look('desk');
        await page.getByRole('button', { name: 'خروج' }).click();
        await enter(PASSWORD);
        await look('code');
        pass(60_000);
        await page.locator('#code').fill(code());
        await page.getByRole('button', { name: 'دخول' }).click();
        await page.waitForURL('**/desk');
        await context.close();
      }
      for (const { name } of await editors.byHand.list()) await editors.byHand.disable(name);
      const page = await browser.newPage({ baseURL: url, viewport: { width: 320, height: 800 } });
      await page.goto(`/desk/welcome/${(await editors.makeWelcome())?.token}`);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/welcome.png`, fullPage: true });
      await page.locator('#name').fill('رئيسة التحرير');
      for (const field of ['#password', '#again']) await page.locator(field).fill(PASSWORD);
      await page.getByRole('button', { name: 'إنشاء الحساب والدخول' }).click();
      await page.waitForURL('**/desk');
      await page.close();
      await server.close();
    },
    ROUND_MS,
  );
});
