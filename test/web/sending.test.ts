import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addPeople, NOW } from '../store/ledger-people.ts';
import {
  DEFERRED,
  EDITION,
  freezeEdition,
  LOOKED_AT,
  type MailingSite,
  openMailingSite,
  REFUSED,
  saveEditions,
  sendPartly,
} from './mailing.ts';
import { findMistakes } from './valid-html.ts';

const PAGE = `/desk/editions/${EDITION}/sending`;
const SMTP = { SMTP_URL: 'smtp://user:secret@mail.example.org:587' };

async function open(env: Record<string, string> = SMTP): Promise<MailingSite> {
  const site = await openMailingSite(env);
  onTestFinished(async () => {
    await site.close();
    expect(site.faults).toEqual([]);
  });
  return site;
}

async function pageOf(site: MailingSite): Promise<string> {
  const { body, statusCode } = await site.get(PAGE);
  expect(statusCode).toBe(200);
  expect(await findMistakes(body)).toEqual([]);
  return body;
}

/** Words without markup. */
function plain(body: string): string {
  return body.replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ');
}

describe('the sending of an edition', () => {
  test('tells of a draft who would get it', async () => {
    const site = await open();
    await addPeople(site.store, 11);
    await saveEditions(site.store);
    const body = plain(await pageOf(site));
    expect(body).toContain('لم يُعتمد بعد');
    expect(body).toContain('لو اعتُمد الآن لوصل إلى 11 مستلماً');
    expect(body).toContain('npx mujaz approve 12');
  });

  test.each([
    ['ready', 'جاهز للإرسال', 'npx mujaz send 12'],
    ['sending', 'قيد الإرسال', 'npx mujaz pause 12'],
    ['paused', 'متوقف مؤقتاً', 'npx mujaz resume 12'],
    ['cancelled', 'أُلغي', 'npx mujaz show 12'],
  ] as const)(
    'says that it is %s, there, in the list and beside the edition, and what to do',
    async (state, words, command) => {
      const site = await open();
      await addPeople(site.store, 2);
      await freezeEdition(site.store);
      if (state !== 'ready') await site.store.ledger.setState(EDITION, ['ready'], state, { at: NOW, reason: null });
      const body = plain(await pageOf(site));
      expect(body).toContain(words);
      expect(body).toContain('المستلمون مستلمان');
      expect(body).toContain(command);
      const link = `href="${PAGE}" aria-label="الإرسال، العدد 12: ${words}"`;
      for (const url of ['/desk', `/desk/editions/${EDITION}`]) {
        const { body: other } = await site.get(url);
        expect(other).toContain(link);
        expect(await findMistakes(other)).toEqual([]);
      }
      expect((await site.get('/archive')).body).not.toContain('/sending');
    },
  );

  test('counts what became of the messages, and names those of whom nothing is known', async () => {
    const site = await open();
    await sendPartly(site.store);
    const body = plain(await pageOf(site));
    for (const said of [
      'المستلمون 30 مستلماً',
      'قبلها خادم البريد 12 رسالة',
      'في الانتظار 14 رسالة',
      'لا يُعرف مصيرها رسالتان',
      'رفضها الخادم رسالتان',
      `رسالتان ${REFUSED}`,
      `12 رسالة ${DEFERRED}`,
      'موعد المحاولة التالية السبت 22 تشرين الثاني/نوفمبر 2025، 12:55',
      'npx mujaz send 12 --retry-uncertain',
    ])
      expect(body).toContain(said);
    expect(body).toMatch(/هؤلاء هم مستلموها: id of r15 id of r16 npx/u);
    expect(body).toMatch(/قد تكون وصلتهم مرتين .* id of r14 id of r15 id of r16/u);
    expect(body).toContain('SMTP_URL (mail.example.org:587)');
    expect(body).not.toContain('secret');
  });

  test('tells why it is paused, as it was said, and how it goes on', async () => {
    const site = await open();
    await sendPartly(site.store);
    const reason = 'SMTP_URL refuses all: 535 5.7.8 <bad> login';
    await site.store.ledger.setState(EDITION, ['sending'], 'paused', { at: LOOKED_AT, reason });
    const body = await pageOf(site);
    expect(body).toContain('<bdi class="reply" dir="ltr">SMTP_URL refuses all: 535 5.7.8 &lt;bad&gt; login</bdi>');
    expect(body).toContain('بعد إزالة السبب يُستأنف الإرسال بالأمر <code dir="ltr">npx mujaz resume 12</code>');
  });

  test('tells in Arabic of an editor who paused it', async () => {
    const site = await open();
    await freezeEdition(site.store);
    await site.store.ledger.setState(EDITION, ['ready'], 'paused', { at: NOW, reason: 'paused by an editor' });
    const body = await pageOf(site);
    expect(body).toContain('أوقفه محرر.');
    expect(body).not.toContain('paused by');
  });

  test('tells why recipients were excluded', async () => {
    const site = await open();
    await sendPartly(site.store);
    await site.store.ledger.setState(EDITION, ['sending'], 'cancelled', { at: NOW, reason: 'cancelled by an editor' });
    const body = plain(await pageOf(site));
    expect(body).toContain('استُبعدت 14 رسالة');
    expect(body).toContain('أُلغي الإرسال قبل دورهم 14 مستلماً');
    expect(body).not.toContain('--retry-uncertain');
  });

  test('says without a mail server that nothing reaches anybody', async () => {
    const site = await open({});
    await sendPartly(site.store);
    const body = plain(await pageOf(site));
    expect(body).toContain('كُتبت في ملفات 12 رسالة لم تصل إلى أحد');
    expect(body).toContain('لا خادم بريد، فلا تصل إلى أحد');
  });

  test('is there for editions that there are, and on this machine alone', async () => {
    const site = await open();
    await freezeEdition(site.store);
    for (const number of ['13', '0', 'x', '1.5'])
      expect((await site.get(`/desk/editions/${number}/sending`)).statusCode).toBe(404);
    const headers = { host: 'news.example' };
    expect((await site.server.inject({ url: PAGE, headers })).statusCode).toBe(404);
  });

  test('looking changes nothing in the records', async () => {
    const site = await open();
    await sendPartly(site.store);
    const database = new DatabaseSync(join(dirname(site.outbox), 'mujaz.sqlite'), { readOnly: true });
    const rows = () =>
      JSON.stringify(
        ['sendings', 'deliveries', 'senders'].map((table) => database.prepare(`select * from ${table}`).all()),
      );
    const before = rows();
    for (const url of [PAGE, '/desk', `/desk/editions/${EDITION}`]) await site.get(url);
    expect(rows()).toBe(before);
    database.close();
  });
});
