import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { launchBrowser } from '../setup/browser.ts';
import { findBarriers } from './barriers.ts';
import { buildDraftSite, type MemoryDesk, NUMBER } from './draft-desk.ts';
import { rival, shore } from './invented-news.ts';

const PATH = `/desk/editions/${NUMBER}/draft`;
const ROUND_MS = 120_000;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser(inject('chromiumPath'));
});

afterAll(async () => {
  await browser.close();
});

/** The page of a draft of its own. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; drafts: MemoryDesk }> {
  const { server, drafts, faults } = buildDraftSite();
  const listening = await listen(server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ baseURL: listening.url, viewport, ...options });
  onTestFinished(async () => {
    await context.close();
    await server.close();
    expect(faults).toEqual([]);
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A form that was not taken is answered with 422.
    if (message.type() === 'error' && !message.text().includes('422')) faults.push(message.text());
  });
  await page.goto(PATH);
  return { page, drafts };
}

const stories = (page: Page) =>
  page.evaluate<string[]>('[...document.querySelectorAll("[data-story]")].map((each) => each.dataset.story)');
const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent.trim()');

/** Presses Tab until what has the focus says these words. */
async function tabTo(page: Page, words: RegExp, within = ''): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab');
    const [own, around] = await page.evaluate<[string, string]>(
      '[document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent, document.activeElement.closest("[data-story]")?.dataset.story ?? ""]',
    );
    if (words.test(own.trim()) && around === within) return;
  }
  throw new Error(`no ${words} in ${within}`);
}

/** Presses a key and waits for the page that follows. */
async function pressThrough(page: Page, key: string, done: string): Promise<void> {
  await page.evaluate('window.isOld = true');
  await page.keyboard.press(key);
  await expect.poll(() => page.evaluate('!window.isOld && document.activeElement !== document.body')).toBe(true);
  expect(page.url()).toContain(`?done=${done}`);
}

describe('with the keyboard alone', () => {
  test(
    'a draft is reordered, a story hidden, a number put right, warnings settled, and the edition approved',
    async () => {
      const { page, drafts } = await open();
      await tabTo(page, /^اطلعت عليه/u);
      for (let left = 3; left > 0; left -= 1) {
        await pressThrough(page, 'Enter', 'settle');
        if (left > 1) await tabTo(page, /^اطلعت عليه/u);
      }
      await tabTo(page, /^أنزلها$/u, 's-shore');
      await pressThrough(page, 'Enter', 'move');
      expect(await stories(page)).toEqual(['s-rival', 's-shore', 's-camp', 's-evil']);
      expect(await focused(page)).toBe('ارفعها');
      await pressThrough(page, 'Alt+ArrowUp', 'move');
      expect(await stories(page)).toEqual(['s-shore', 's-rival', 's-camp', 's-evil']);
      await tabTo(page, /^أرقامها بجملها/u, 's-shore');
      await page.keyboard.press('Enter');
      await tabTo(page, /^صوّب الرقم: 83/u, 's-shore');
      await page.keyboard.press('Enter');
      await tabTo(page, /^الرقم الصحيح/u, 's-shore');
      await page.keyboard.type('84');
      await page.keyboard.press('Tab');
      await page.keyboard.type('خطأ طباعة');
      await pressThrough(page, 'Enter', 'correct');
      expect(await page.locator('.draft-correction').textContent()).toContain('84');
      await tabTo(page, /^أخفها$/u, 's-evil');
      await pressThrough(page, 'Enter', 'hide');
      expect(await page.evaluate('document.activeElement.id')).toBe('status');
      await expect.poll(() => page.locator('#status').textContent()).toContain('أُخفيت القصة');
      await tabTo(page, /^اعتمد العدد 21$/u);
      await pressThrough(page, 'Enter', 'approve');
      expect((await drafts.draft(NUMBER))?.state).toBe('approved');
      expect(drafts.calls.map((call) => ('kind' in call ? call.kind : 'undo'))).toEqual([
        ...['settle', 'settle', 'settle', 'move', 'move', 'correct', 'hide'],
      ]);
    },
    ROUND_MS,
  );

  test('the focus and the place on the page stay where they were after a change', async () => {
    const { page } = await open();
    const button = page.locator('[data-story=s-rival]').getByRole('button', { name: 'ارفعها' });
    await button.focus();
    const before = await button.boundingBox();
    await pressThrough(page, 'Enter', 'move');
    expect(await focused(page)).toBe('أنزلها');
    const after = await page.locator('[data-story=s-rival]').getByRole('button', { name: 'أنزلها' }).boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 999))).toBeLessThan(3);
    await expect.poll(() => page.locator('#status').textContent()).toContain('نُقلت القصة');
  });

  test('what was not taken has the focus, with its reason', async () => {
    const { page, drafts } = await open();
    await page.goto(`${PATH}#warnings`);
    await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
    const field = page.locator('[data-story=s-rival]').getByLabel('الرقم الصحيح');
    await field.fill('كثير');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/mends');
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
    expect(await page.evaluate('document.activeElement.value')).toBe('كثير');
    expect(drafts.calls).toEqual([]);
  });
});

describe('with a pointer', () => {
  test('a story is dragged before another, into another section, and a card before another', async () => {
    const { page, drafts } = await open({ viewport: { width: 1280, height: 4400 } });
    const drag = async (from: string, to: string, y: number, done: string) => {
      await page.locator(`${from} > .drag-handle`).dragTo(page.locator(to), { targetPosition: { x: 200, y } });
      await page.waitForURL(`**?done=${done}*`);
      await page.waitForLoadState('load');
    };
    await drag('[data-story=s-rival]', '[data-story=s-shore]', 10, 'move');
    expect(drafts.calls.at(-1)).toEqual({ kind: 'move', story: 's-rival', theme: 'statements', before: 's-shore' });
    await page.goto(PATH);
    await drag('[data-story=s-shore]', '[data-story=s-camp]', 10, 'move');
    expect(drafts.calls.at(-1)).toEqual({ kind: 'move', story: 's-shore', theme: 'camps', before: 's-camp' });
    const card = (index: number) => `[data-cards] > li:nth-child(${index})`;
    const ids = drafts.edition().cards.map(({ figure }) => figure.figure);
    await drag(card(3), card(1), 4, 'cards');
    expect(drafts.edition().cards.map(({ figure }) => figure.figure)).toEqual([ids[2], ids[0], ids[1]]);
  });

  test('a second press while the first is on its way changes nothing more', async () => {
    const { page, drafts } = await open();
    await page.locator('[data-story=s-camp]').getByRole('button', { name: 'أخفها' }).dblclick();
    await page.waitForURL('**?done=hide*');
    expect(drafts.calls).toEqual([{ kind: 'hide', story: 's-camp' }]);
  });
});

test('without a script everything works by its buttons, and a warning leads into what is folded', async () => {
  const { page, drafts } = await open({ javaScriptEnabled: false });
  await page
    .getByRole('link', { name: /^حدد يوم نشرها/u })
    .first()
    .click();
  const date = page.locator('[data-story=s-rival]').getByLabel('يوم النشر');
  await expect.poll(() => date.isVisible()).toBe(true);
  await date.fill('2025-11-10');
  await page.getByRole('button', { name: 'حدد التاريخ' }).first().click();
  expect(page.url()).toContain('?done=date#date-');
  await page.locator('[data-story=s-shore]').getByRole('combobox').selectOption('camps');
  await page.locator('[data-story=s-shore]').getByRole('button', { name: 'انقلها إلى هذا الباب' }).click();
  await page
    .getByRole('button', { name: /^تراجع/u })
    .first()
    .click();
  expect(drafts.calls).toEqual([
    { kind: 'date', page: rival.page.id, published: { earliest: '2025-11-10', latest: '2025-11-10' } },
    { kind: 'move', story: 's-shore', theme: 'camps', before: null },
    { undo: 2 },
  ]);
  await page.getByText('أرقامها بجملها').first().click();
  await page.getByRole('link', { name: 'افتح الجملة في صفحتها: 83' }).click();
  expect(await page.locator('mark[aria-current=true]').textContent()).toBe('83 عضواً');
  expect(page.url()).toContain(`/pages/${shore.page.id}`);
});

test(
  'the page has no barrier and does not scroll sideways on a phone, unfolded and with a fault told, light and dark',
  async () => {
    const { page } = await open({ viewport: { width: 320, height: 700 } });
    const unfold = () => page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
    await page.locator('[data-story=s-rival]').getByRole('button', { name: 'أخفها' }).click();
    await page.waitForURL('**?done=hide*');
    await unfold();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.locator('[data-story=s-shore]').getByLabel('الرقم الصحيح').first().fill('كثير');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/mends');
    await unfold();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findBarriers(page), colorScheme).toEqual([]);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  },
  ROUND_MS,
);
