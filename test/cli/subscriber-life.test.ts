import type { ChildProcess } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { approve, makeDigest, openStore, openVaultOf, runSending } from '../../src/app/index.ts';
import { digestOf, loadConfig } from '../../src/config/index.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type Arrived, type MailServer, openMailServer } from '../setup/mail-server.ts';
import { HOME, launch, run, workFolder } from './run.ts';

const KEY = 'ab'.repeat(32);
const LIFE_MS = 180_000;
const ADDRESS = 'reader.of.news@mail.example';

let folder: string;
let mails: MailServer;
let program: ChildProcess;
let site: string;
let log = '';

beforeAll(async () => {
  folder = workFolder();
  cpSync(join(HOME, 'corpus'), join(folder, 'corpus'), { recursive: true });
  mails = await openMailServer();
  const port = await freePort();
  const config = join(folder, 'config/mujaz.yaml');
  writeFileSync(config, readFileSync(config, 'utf8').replace('port: 8080', `port: ${port}`));
  site = `http://localhost:${port}`;
  await startProgram();
  const approved = await run(['approve', '--accept-warnings'], { cwd: folder });
  expect(approved.out).toContain('edition 1 is approved');
}, LIFE_MS);

afterAll(async () => {
  await stopProgram();
  await mails.close();
});

async function startProgram(): Promise<void> {
  program = launch(['start'], { cwd: folder, env: { SMTP_URL: mails.url, MUJAZ_KEY: KEY } });
  for (const stream of [program.stdout, program.stderr]) stream?.on('data', (data) => (log += data));
  for (let tries = 0; tries < 600; tries++) {
    if (await answers()) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`the program did not start: ${log}`);
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(`${site}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function stopProgram(): Promise<void> {
  const ended = new Promise((done) => program.once('close', done));
  program.kill('SIGTERM');
  expect(await ended).toBe(0);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Addresses of a kind in the text part of a mail. */
function linkIn({ mail }: Arrived, path: string): string {
  const found = (mail.text ?? '').match(new RegExp(`${site}${path}/[\\w-]+`, 'u'));
  if (!found) throw new Error(`no link to ${path} in «${mail.subject}»`);
  return found[0];
}

let day = 14;

/** Makes, approves and sends the next day's edition, in a second process beside the running program. */
async function sendEdition(): Promise<number> {
  const config = loadConfig(join(folder, 'config'), folder, { MUJAZ_KEY: KEY, SMTP_URL: mails.url });
  const store = await openStore(config.database);
  try {
    const request = { digest: digestOf(config), date: `2025-11-${day++}`, now: new Date() } as const;
    const { edition } = await makeDigest(config, store, request, () => {});
    const { recipients } = await approve(config, store, edition.number, new Date());
    const { vault } = await openVaultOf(config, store);
    const stop = new AbortController().signal;
    const report = await runSending(config, store, vault, { edition: edition.number, stop });
    expect(report).toMatchObject({ end: 'done', candidates: recipients, sentNow: recipients });
    return recipients;
  } finally {
    await store.close();
  }
}

describe('the whole life of a subscriber', () => {
  test(
    'from the form on another site to the mail, new themes, one-click leaving and coming back',
    async () => {
      const { out: form } = await run(['embed'], { cwd: folder });
      const newspaper = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(
          `<!doctype html><html lang="ar" dir="rtl"><title>خبر مختلق</title><h1>خبر مختلق</h1>${form}</html>`,
        );
      });
      await new Promise<void>((ready) => newspaper.listen(0, '127.0.0.1', ready));
      const browser = await launchBrowser(inject('chromiumPath'));
      try {
        const page = await browser.newPage({ javaScriptEnabled: false });
        const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
        await page.goto(`http://127.0.0.1:${(newspaper.address() as AddressInfo).port}/`);
        await page.getByLabel('البريد الإلكتروني').fill(ADDRESS);
        await press('اشتراك');
        expect(new URL(page.url()).origin).toBe(site);
        await page.waitForTimeout(2000);
        await press('اشتراك');

        const asked = await mails.next(ADDRESS);
        expect(asked.to).toEqual([ADDRESS]);
        expect(asked.mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
        expect(await sendEdition()).toBe(0);
        const confirmation = linkIn(asked, '/confirm');
        for (let i = 0; i < 20; i++) await fetch(confirmation, { method: i % 2 ? 'HEAD' : 'GET' });
        expect(await sendEdition()).toBe(0);
        await page.goto(confirmation);
        await press('تأكيد الاشتراك');

        expect(await sendEdition()).toBe(1);
        const whole = await mails.next(ADDRESS);
        expect(whole.mail.subject).not.toBe('');
        const titles = ['بيانات التحالف', 'المخيمات', 'العمليات'];
        expect(titles.filter((title) => whole.mail.text?.includes(title)).length).toBeGreaterThan(1);

        await page.goto(linkIn(whole, '/preferences'));
        await page.getByRole('checkbox', { name: 'العمليات' }).uncheck();
        await press('حفظ الاختيار');
        expect(await sendEdition()).toBe(1);
        const fewer = await mails.next(ADDRESS);
        expect(fewer.mail.text).not.toContain('== العمليات');
        expect(Buffer.byteLength(fewer.mail.html ?? '')).toBeLessThan(Buffer.byteLength(whole.mail.html ?? ''));

        const oneClick = headerOf(fewer, 'list-unsubscribe').match(/<(http[^>]+)>/u)?.[1] ?? '';
        expect(headerOf(fewer, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
        expect(oneClick).toBe(linkIn(fewer, '/leave'));
        for (let i = 0; i < 2; i++) {
          const body = new FormData();
          body.set('List-Unsubscribe', 'One-Click');
          const answer = await fetch(oneClick, {
            method: 'POST',
            body: i === 0 ? body : new URLSearchParams([...body] as [string, string][]),
          });
          expect(answer.status).toBe(200);
          expect(answer.headers.get('set-cookie')).toBeNull();
        }
        expect(await sendEdition()).toBe(0);

        await page.goto(oneClick);
        await press('العودة إلى الاشتراك');
        expect(await sendEdition()).toBe(1);
        const back = await mails.next(ADDRESS);
        expect(back.to).toEqual([ADDRESS]);
        expect(back.mail.messageId).not.toBe(whole.mail.messageId);
      } finally {
        await browser.close();
        newspaper.close();
      }
    },
    LIFE_MS,
  );

  test('afterwards neither the database nor the log holds the address, a token or a key', async () => {
    const secrets = [
      ADDRESS,
      'reader.of.news',
      KEY,
      ...mails.arrived.flatMap(({ mail }) => tokensIn(`${mail.text}${mail.html}`)),
    ];
    expect(secrets.length).toBeGreaterThan(5);
    const files = readdirSync(join(folder, 'var'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.startsWith('mujaz.sqlite'))
      .map((name) => readFileSync(join(folder, 'var', name)).toString('latin1'));
    expect(files.length).toBeGreaterThan(0);
    for (const text of [...files, log]) {
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });
});

function headerOf({ mail }: Arrived, name: string): string {
  return mail.headers.find(({ key }) => key === name)?.value ?? '';
}

/** The tokens of a mail's links. */
function tokensIn(text: string): string[] {
  return [...text.matchAll(/\/(?:confirm|preferences|leave)\/([\w-]{20,})/gu)].map(([, token]) => token as string);
}
