import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examineMail, examineSite } from '../../src/app/examine-mail.ts';
import { openStore } from '../../src/app/index.ts';
import type { Config } from '../../src/config/index.ts';
import { openMailServer } from '../setup/mail-server.ts';
import { configIn } from './lists.ts';

const folder = mkdtempSync(join(tmpdir(), 'mujaz-doctor-'));
const config = configIn(folder);
const withMail = (smtp: string | null): Config => ({ ...config, mail: { smtp, outbox: join(folder, 'outbox') } });
const withSite = (site: Partial<Config['site']>): Config => ({ ...config, site: { ...config.site, ...site } });

test('without a mail server doctor warns that mails with addresses pile up in a folder', async () => {
  expect(await examineMail(withMail(null))).toMatchObject({
    state: 'warning',
    found: expect.stringContaining('outbox'),
    next: expect.stringContaining('SMTP_URL'),
  });
});

test('a mail server that lets us in is in order, and nothing is mailed to find it out', async () => {
  const server = await openMailServer();
  expect(await examineMail(withMail(server.url))).toMatchObject({ state: 'ok', next: '' });
  expect(server.arrived).toEqual([]);
  await server.close();
});

test('a mail server that is not there is at fault, and the password is not told', async () => {
  const server = await openMailServer();
  await server.close();
  const found = await examineMail(withMail(server.url.replace('//', '//user:secret@')));
  expect(found).toMatchObject({ state: 'fault', found: expect.stringContaining('127.0.0.1') });
  expect(JSON.stringify(found)).not.toContain('secret');
});

test.each([
  ['http://localhost:8080', 'only this machine'],
  ['https://127.0.0.1', 'only this machine'],
  ['http://[::1]:8080', 'only this machine'],
  ['http://digest.example', 'without encryption'],
])('doctor warns of site.url %s', (url, found) => {
  expect(examineSite(withSite({ url, host: '0.0.0.0' }))).toMatchObject({
    state: 'warning',
    found: expect.stringContaining(found),
    next: expect.stringContaining('https'),
  });
});

test.each(['127.0.0.1', '::1', 'localhost'])(
  'a public site behind a proxy on this machine (%s) that is not trusted counts all visitors as one',
  (host) => {
    const url = 'https://digest.example';
    expect(examineSite(withSite({ url, host, trustProxy: [] }))).toMatchObject({
      state: 'warning',
      next: expect.stringContaining('trustProxy'),
    });
    expect(examineSite(withSite({ url, host, trustProxy: ['loopback'] }))).toMatchObject({ state: 'ok', next: '' });
    expect(examineSite(withSite({ url, host: '0.0.0.0', trustProxy: [] }))).toMatchObject({ state: 'ok' });
  },
);

test.skipIf(process.platform === 'win32')(
  'the folder that is made for the database is for this user alone',
  async () => {
    const before = process.umask(0o022);
    const store = await openStore({ file: join(folder, 'var/mujaz.sqlite') });
    await store.close();
    process.umask(before);
    expect(statSync(join(folder, 'var')).mode & 0o777).toBe(0o700);
  },
);
