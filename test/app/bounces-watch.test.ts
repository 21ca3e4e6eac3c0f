import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBounceWatch, readBounces } from '../../src/app/index.ts';
import type { Config } from '../../src/config/index.ts';
import type { Subscriber } from '../../src/model.ts';
import type { StoreLocation } from '../../src/store/index.ts';
import { type ImapServer, openImapServer } from '../deliver/bounces-imap-server.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { type BounceOffice, bouncesConfig, openBounceOffice } from './bounces-office.ts';
import { OFFICE_KEY } from './office.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const UNREADABLE = Array.from(
  { length: 50 },
  (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
);
const databases = sqliteDatabases();

let folder: string;
let location: StoreLocation;
let office: BounceOffice;
let reader: Subscriber;
let server: ImapServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mujaz-bounces-'));
  for (const name of ['new', 'cur']) mkdirSync(join(folder, name));
  server = await openImapServer();
  location = await databases.empty();
  office = await openBounceOffice(await databases.open(location));
  reader = await office.reader();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, mail: Buffer | string) => writeFileSync(join(folder, 'new', name), mail);
const mail = (name: string, edition = 1) => office.mail(name, office.addressFor(reader, edition));

function configWith(bounces: Partial<Config['bounces']>): Config {
  const config = bouncesConfig();
  return { ...config, bounces: { ...config.bounces, ...bounces } };
}

test('mails are read once from every place that is set, and counted by what they are', async () => {
  put('1', mail('mailbox-full'));
  put('2', mail('away'));
  put('3', UNREADABLE.join(''));
  put('4', 'To: somebody@else.example\n\nHello\n');
  server.add(mail('no-such-mailbox'));
  server.add(mail('delayed'));
  const config = configWith({ maildir: folder, imap: `imap://bounces:a%20password@127.0.0.1:${server.port}/Bounces` });
  const lines: string[] = [];
  const counts = await readBounces(config, office.store, office.vault, (line) => lines.push(line));
  expect(counts).toMatchObject({
    soft: 1,
    hard: 1,
    'auto-reply': 1,
    delayed: 1,
    unreadable: 1,
    'not-ours': 1,
    known: 0,
  });
  expect(lines).toEqual([expect.stringMatching(/the mail 3 cannot be read/u)]);
  expect(readdirSync(join(folder, 'new'))).toEqual(['3']);
  expect([...server.seen]).toEqual([1, 2]);
  expect(await office.suppression(reader)).toBe('bounced');
});

test('a watch takes what comes, names what it cannot read once, and outlives a server that goes away', async () => {
  server.setAway(true);
  const lines: string[] = [];
  const config = configWith({ maildir: folder, imap: `imap://bounces:a%20password@127.0.0.1:${server.port}/Bounces` });
  const watch = openBounceWatch(config, office.store, office.vault, (line) => lines.push(line), 20);
  put('1', UNREADABLE.join(''));
  put('2', mail('mailbox-full'));
  await vi.waitFor(() => expect(readdirSync(join(folder, 'cur'))).toEqual(['2:2,S']), 10_000);
  await vi.waitFor(() => expect(lines.join('\n')).toMatch(/cannot be used as a mailbox/u), 10_000);
  server.add(mail('complaint'));
  server.setAway(false);
  await vi.waitFor(() => expect(server.seen.size).toBe(1), 10_000);
  put('3', mail('delayed'));
  await vi.waitFor(() => expect(readdirSync(join(folder, 'cur'))).toHaveLength(2), 10_000);
  await watch.close();
  expect(lines).toHaveLength(2);
  expect(lines.join('\n')).not.toMatch(/@|password/u);
  expect(await office.suppression(reader)).toBe('complained');
});

test('while the records cannot be written, mails stay where they are', async () => {
  put('1', mail('no-such-mailbox'));
  const lines: string[] = [];
  const failing = { changeBounces: () => Promise.reject(new Error('reader@mail.example is full')) };
  const config = configWith({ maildir: folder });
  const watch = openBounceWatch(config, failing, office.vault, (line) => lines.push(line), 20);
  await vi.waitFor(() => expect(lines).toHaveLength(1), 10_000);
  await watch.close();
  expect(lines[0]).not.toContain('@');
  expect(readdirSync(join(folder, 'new'))).toEqual(['1']);
});

test('`mujaz bounces` reads a maildir once and tells what was in it', async () => {
  put('1', mail('no-such-mailbox'));
  put('2', mail('a-person'));
  if (!('file' in location)) throw new Error('a file is needed');
  const settings = join(folder, 'config');
  mkdirSync(settings);
  writeFileSync(
    join(settings, 'mujaz.yaml'),
    `database: ${location.file}\nbounces: { address: bounces@digest.example }\n`,
  );
  writeFileSync(join(settings, 'themes.yaml'), 'themes: [{ id: coalition, title: t, colour: neutral, cues: [x] }]\n');
  const run = async (...args: string[]) =>
    await promisify(execFile)(
      process.execPath,
      [join(ROOT, 'src/cli/bin.js'), '--config', settings, 'bounces', ...args],
      {
        env: { ...process.env, MUJAZ_KEY: OFFICE_KEY, DATABASE_URL: '', BOUNCES_IMAP_URL: '' },
      },
    );
  expect((await run('--maildir', folder)).stdout).toMatch(
    /mails read: 2; hard: 1, soft: 0, complaints: 0\n.*other: 1/u,
  );
  expect((await run('--maildir', folder)).stdout).toMatch(/mails read: 0/u);
  await expect(run()).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('bounces.maildir') });
  expect(await office.suppression(reader)).toBe('bounced');
});
