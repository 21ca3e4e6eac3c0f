/** A sending from the first press to its end, in a real browser with and without its script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { openReceiver, type Receiver } from '../cli/send-receiver.ts';
import { closeNewsroom, copyNewsroom, type Newsroom, openNewsroom } from '../sending/newsroom.ts';
import { launchBrowser } from '../setup/browser.ts';
import { findBarriers } from './barriers.ts';
import { openSendingDesk, PAGE } from './sending-desk.ts';

const PEOPLE = 24;
const PICTURES = process.env['MUJAZ_PICTURES'];

let browser: Browser;
let receiver: Receiver;
let room: Newsroom;

beforeAll(async () => {
  receiver = await openReceiver();
  const settings = 'sending: { relays: [{ env: SMTP_URL, connections: 1 }] }';
  room = await openNewsroom({ people: PEOPLE, settings });
  browser = await launchBrowser(inject('chromiumPath'));
});

beforeEach(() => {
  receiver.taken.length = 0;
  receiver.delay = 100;
});

afterAll(async () => {
  await browser.close();
  await receiver.close();
  closeNewsroom(room);
});

async function open(options: { javaScriptEnabled?: boolean } = {}) {
  const copy = copyNewsroom(room);
  const desk = await openSendingDesk(copy, { smtpUrl: receiver.url });
  const listening = await listen(desk.server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  const context = await browser.newContext({
    baseURL: listening.url,
    viewport: { width: 320, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  onTestFinished(async () => {
    await context.close();
    await desk.close();
    closeNewsroom(copy);
    expect([...faults, ...desk.faults]).toEqual([]);
  });
  return { page, desk };
}

let pictures = 0;

/** Nothing keeps anybody out, nothing scrolls sideways. */
async function look(page: Page, name: string): Promise<void> {
  expect(await findBarriers(page), name).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(320);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${++pictures}-${name}.png`, fullPage: true });
}

test('by keyboard: started, watched, paused, resumed and ended', async () => {
  const { page, desk } = await open();
  await page.goto(PAGE);
  await look(page, 'ready');
  await page.getByRole('link', { name: 'إرسال الآن' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'إرسال العدد 1 الآن؟' }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, 'confirm');
  await page.getByRole('button', { name: 'إرسال الآن' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('بدأ الإرسال.').waitFor();
  const done = page.locator('[data-slot="done"]');
  const first = await done.textContent();
  // No reload: the field keeps what is typed.
  await page.getByLabel('العناوين').fill('editor');
  await expect.poll(() => done.textContent(), { timeout: 10_000 }).not.toBe(first);
  expect(await page.getByLabel('العناوين').inputValue()).toBe('editor');
  await page.getByLabel('العناوين').fill('');
  await look(page, 'sending');
  await page.getByRole('button', { name: 'إيقاف مؤقت' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('أوقفه محرر.').waitFor();
  if (PICTURES) await look(page, 'paused');
  expect(receiver.taken.length).toBeLessThan(PEOPLE);
  receiver.delay = 0;
  await page.getByRole('button', { name: 'استئناف' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'اكتمل' }).waitFor();
  if (PICTURES) await look(page, 'done');
  expect(receiver.taken).toHaveLength(PEOPLE);
  expect(await desk.store.ledger.counts(1)).toMatchObject({ sent: PEOPLE });
});

/** Twice the time of the other. */
const testLong = process.env['MUJAZ_SOAK'] ? test : test.skip;

testLong('without a script: a time is set, taken back, and the sending is cancelled in the middle', async () => {
  const { page, desk } = await open({ javaScriptEnabled: false });
  await page.goto(PAGE);
  await page.getByLabel('اليوم').fill(`${new Date().getFullYear() + 1}-01-05`);
  await page.getByLabel('الساعة').fill('07:30');
  await page.getByRole('button', { name: 'تحديد الموعد' }).click();
  await page.getByRole('button', { name: 'تحديد الموعد' }).click();
  await page.getByText('حُدد الموعد.').waitFor();
  await page.getByRole('button', { name: 'إلغاء الموعد' }).click();
  await page.getByText('أُلغي الموعد.').waitFor();
  await page.getByRole('link', { name: 'إرسال الآن' }).click();
  await page.getByRole('button', { name: 'إرسال الآن' }).click();
  await page.getByRole('link', { name: 'تحديث الأرقام' }).click();
  await page.getByRole('link', { name: 'إلغاء الإرسال نهائياً' }).click();
  await page.getByRole('button', { name: 'إلغاء الإرسال نهائياً' }).click();
  await page.getByText('أُلغي الإرسال.').waitFor();
  await expect.poll(async () => (await desk.store.ledger.counts(1)).sending, { timeout: 10_000 }).toBe(0);
  const { sent, excluded } = await desk.store.ledger.counts(1);
  expect(sent + excluded).toBe(PEOPLE);
  expect(excluded).toBeGreaterThan(0);
});
