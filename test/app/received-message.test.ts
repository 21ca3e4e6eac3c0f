import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openMembers,
  openPreview,
  openPublication,
  openStore,
  openVaultOf,
  runSending,
  type Store,
} from '../../src/app/index.ts';
import type { Config } from '../../src/config/index.ts';
import { type DkimSigner, openDkim } from '../../src/deliver/index.ts';
import { buildServer } from '../../src/web/index.ts';
import { newKey, verdictOn } from '../deliver/signed-mail.ts';
import { closeNewsroom, configOf, type Newsroom, openNewsroom } from '../sending/newsroom.ts';
import { type Arrived, type MailServer, openMailServer } from '../setup/mail-server.ts';

const SETTINGS = `
site: { url: https://digest.example }
sender: { name: موجز, address: digest@mujaz.example }
bounces: { address: bounces@mujaz.example }
dkim: { selector: mujaz1, keyFile: dkim.pem }`;

let room: Newsroom;
let mails: MailServer;
let config: Config;
let store: Store;
let signer: DkimSigner;
let received: Arrived;

beforeAll(async () => {
  room = await openNewsroom({ people: 2, settings: SETTINGS });
  const keyPem = newKey(2048);
  writeFileSync(join(room.folder, 'dkim.pem'), keyPem);
  signer = openDkim({ domain: 'mujaz.example', selector: 'mujaz1', keyPem });
  mails = await openMailServer();
  config = configOf(room, { SMTP_URL: mails.url });
  store = await openStore(config.database);
  const { vault } = await openVaultOf(config, store);
  const report = await runSending(config, store, vault, { edition: 1, stop: new AbortController().signal });
  expect(report).toMatchObject({ end: 'done', sentNow: 2 });
  received = await mails.next(room.addresses[0] ?? '');
}, 60_000);

afterAll(async () => {
  await store.close();
  await mails.close();
  closeNewsroom(room);
});

const fieldOf = (name: string) => received.mail.headers.find(({ key }) => key === name)?.value ?? '';

describe('a digest as it was received', () => {
  test('passes DKIM, with both unsubscribe fields signed', async () => {
    const { result, signed } = await verdictOn(received.raw, signer);
    expect(result).toBe('pass');
    expect(signed).toEqual(expect.arrayContaining(['from', 'subject', 'list-unsubscribe', 'list-unsubscribe-post']));
  });

  test('has the fields that large receivers ask of a list', () => {
    expect(received.mail.from).toEqual({ name: 'موجز', address: 'digest@mujaz.example' });
    expect(received.mail.to).toEqual([{ name: '', address: room.addresses[0] }]);
    expect(received.mail.messageId).toMatch(/^<coalition-1\.[\w-]{11}@mujaz\.example>$/u);
    expect(fieldOf('list-unsubscribe')).toMatch(/^<https:\/\/digest\.example\/leave\/[\w-]{39}>$/u);
    expect(fieldOf('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(fieldOf('list-id')).toContain('<coalition.mujaz.example>');
    expect([fieldOf('auto-submitted'), fieldOf('precedence')]).toEqual(['auto-generated', 'bulk']);
    expect(
      Math.max(
        ...received.raw
          .toString('latin1')
          .split('\r\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThan(998);
  });

  test('holds the same stories as text and as HTML, those of the approved edition', async () => {
    const edition = await store.edition(1);
    const headlines =
      edition?.sections.flatMap(({ stories }) => stories.flatMap(({ headline }) => headline?.text ?? [])) ?? [];
    expect(headlines.length).toBeGreaterThan(3);
    const plain = (text: string) => text.replaceAll(/<[^>]*>|[\p{Cf}\s]/gu, '');
    const html = plain((received.mail.html ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
    const text = plain(received.mail.text ?? '');
    for (const headline of headlines) {
      expect(html).toContain(plain(headline));
      expect(text).toContain(plain(headline));
    }
  });

  test('is left by one POST to the address in its header, without a cookie, and the next edition does not come', async () => {
    const members = await openMembers(config, store, (line) => expect.unreachable(line));
    const server = buildServer(openPreview(config, store), {
      name: 'موجز',
      digits: 'latn',
      publication: openPublication(config, store),
      membership: members.membership,
      timeZone: 'Asia/Damascus',
      signUpsPerHour: { perHost: 10, overall: 10 },
      trustProxy: [],
      contact: 'digest@mujaz.example',
      onFault: ({ error }) => expect.unreachable(String(error)),
    });
    const url = fieldOf('list-unsubscribe').slice(1, -1).replace('https://digest.example', '');
    const answer = await server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
    const { byThemes, suppressed } = await store.ledger.recipients('coalition', Date.now());
    expect(byThemes).toEqual([{ themes: '*', people: 1 }]);
    expect(suppressed).toBe(0);
    await server.close();
    await members.close();
  });
});
