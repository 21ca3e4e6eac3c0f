import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { inventMail, type MailingSite, openMailingSite } from './mailing.ts';
import { findMistakes } from './valid-html.ts';

const site = await openMailingSite();
const MAIL = inventMail();
site.put('newest.eml', MAIL);
site.put(
  'hostile.eml',
  inventMail({ subject: '<script>x</script>', body: '<script>top.x=1</script><img src=http://x.example>' }),
  5,
);
site.put('no-mail.eml', 'nothing\n', 10);
const get = (url: string) => site.get(url);

afterAll(async () => {
  expect(site.faults).toEqual([]);
  await site.close();
});

async function another(env: Record<string, string> = {}): Promise<MailingSite> {
  const made = await openMailingSite(env);
  onTestFinished(() => made.close());
  return made;
}

describe('the outbox', () => {
  test('says plainly that nothing was mailed, and how it would be', async () => {
    const { body, headers } = await get('/desk/outbox');
    expect(body).toContain('لا خادم بريد');
    expect(body).toContain('ولم تصل إلى أحد');
    expect(body).toContain('SMTP_URL');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('shows newest first when, what, and to whom in part', async () => {
    const { body } = await get('/desk/outbox');
    expect(body.indexOf('newest.eml')).toBeLessThan(body.indexOf('hostile.eml'));
    expect(body).toContain('السبت 22 تشرين الثاني/نوفمبر 2025، 12:30');
    expect(body).toContain('عدد مختلق: 83 عضواً');
    expect(body).toContain('s•••@mail.example');
    expect(body).not.toContain('salma@');
    expect(body).toContain('ملف لا يُقرأ رسالةً');
  });

  test('is empty before anything was written', async () => {
    const { body } = await (await another()).get('/desk/outbox');
    expect(body).toContain('لا رسائل');
    expect(await findMistakes(body)).toEqual([]);
  });

  test('tells with a mail server that what is there are old files with addresses in them', async () => {
    const real = await another({ SMTP_URL: 'smtp://user:secret@mail.example.org:587' });
    real.put('old.eml', MAIL);
    const { body } = await real.get('/desk/outbox');
    expect(body).toContain('خادم البريد مضبوط');
    expect(body).toContain('وفيها عناوين البريد مكشوفة');
    expect(body).toContain('old.eml');
    expect(body).not.toContain('secret');
  });

  test('is shown in pages of fifty', async () => {
    const full = await another();
    for (let at = 0; at < 120; at += 1) full.put(`m${at}.eml`, inventMail({ subject: `رسالة رقم ${at}` }), at);
    const count = async (url: string) => (await full.get(url)).body.match(/class="mail-item"/gu)?.length ?? 0;
    expect([
      await count('/desk/outbox'),
      await count('/desk/outbox?page=3'),
      await count('/desk/outbox?page=9'),
    ]).toEqual([50, 20, 0]);
    const { body } = await full.get('/desk/outbox?page=2');
    expect(body).toContain('120 رسالة');
    expect(body).toContain('href="/desk/outbox" rel="prev"');
    expect(body).toContain('href="/desk/outbox?page&#x3D;3" rel="next"');
    expect((await full.get('/desk/outbox?page=9')).body).toContain('لا رسائل في هذه الصفحة');
  });

  test('is there for this machine alone', async () => {
    for (const url of ['/desk/outbox', '/desk/outbox/newest.eml', '/desk/outbox/newest.eml/file']) {
      const headers = { 'x-forwarded-for': '198.51.100.7' };
      expect((await site.server.inject({ url, headers })).statusCode, url).toBe(404);
    }
  });
});

describe('a message of the outbox', () => {
  test('shows its head, with the address and the personal link in part', async () => {
    const { body } = await get('/desk/outbox/newest.eml');
    for (const said of [
      'digest@mujaz.example',
      'موجز المثال',
      's•••@mail.example',
      'https://news.example/leave/abcdef…',
      'بضغطة واحدة',
    ])
      expect(body).toContain(said);
    expect(body).toContain('coalition-12.0123456789abcdef@mujaz.example');
    expect(body).not.toContain('abcdefghijkl');
    expect(body).not.toContain('salma@');
  });

  test('is shown in a frame that may run nothing and load nothing', async () => {
    const { body } = await get('/desk/outbox/hostile.eml');
    expect(body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(body).not.toContain('<script>');
    const mail = await get('/desk/outbox/hostile.eml/mail?scheme=light');
    expect(mail.headers['content-security-policy']).toMatch(/^default-src 'none';.*sandbox allow-popups/u);
    expect(mail.headers['content-security-policy']).not.toContain('allow-scripts');
  });

  test('shows its text part', async () => {
    expect((await get('/desk/outbox/newest.eml?view=text')).body).toContain('النص المجرد المختلق');
  });

  test('is handed over byte for byte', async () => {
    const { rawPayload, headers } = await get('/desk/outbox/newest.eml/file');
    expect(rawPayload.toString()).toBe(MAIL);
    expect(headers).toMatchObject({
      'content-type': 'message/rfc822',
      'content-disposition': 'attachment; filename="newest.eml"',
    });
    site.put('empty.eml', '', 20);
    expect((await get('/desk/outbox/empty.eml/file')).rawPayload).toHaveLength(0);
  });

  test.each(['', '?view=phone', '?view=dark', '?view=text'])('is valid HTML: %s', async (query) => {
    for (const name of ['newest', 'hostile', 'no-mail'])
      expect(await findMistakes((await get(`/desk/outbox/${name}.eml${query}`)).body), name).toEqual([]);
    expect(await findMistakes((await get('/desk/outbox')).body)).toEqual([]);
  });

  test('is nothing outside of the folder, whatever its name', async () => {
    writeFileSync(join(dirname(site.outbox), 'outside.eml'), MAIL);
    symlinkSync('../outside.eml', join(site.outbox, 'link.eml'));
    mkdirSync(join(site.outbox, 'folder.eml'));
    writeFileSync(join(site.outbox, '.hidden.eml'), MAIL);
    writeFileSync(join(site.outbox, 'note.txt'), MAIL);
    const names = [
      '..%2Foutside.eml',
      '%2e%2e%2foutside.eml',
      '..%5Coutside.eml',
      'link.eml',
      'folder.eml',
      '.hidden.eml',
      'note.txt',
      'newest.eml%00',
      'missing.eml',
      '%2Fetc%2Fpasswd',
    ];
    for (const name of names) {
      for (const more of ['', '/mail', '/file']) {
        const { statusCode } = await get(`/desk/outbox/${name}${more}`);
        expect([400, 404], `${name}${more}`).toContain(statusCode);
      }
    }
    expect((await get('/desk/outbox')).body).not.toMatch(/link\.eml|folder\.eml|hidden|note\.txt/u);
  });

  test('looking changes nothing', async () => {
    const state = () => readdirSync(site.outbox).map((name) => [name, statSync(join(site.outbox, name)).mtimeMs]);
    const before = state();
    for (const url of [
      '/desk/outbox',
      '/desk/outbox/newest.eml',
      '/desk/outbox/newest.eml/mail',
      '/desk/outbox/newest.eml/file',
    ]) {
      expect((await get(url)).statusCode).toBe(200);
      expect((await site.server.inject({ method: 'POST', url })).statusCode).toBe(404);
    }
    expect(state()).toEqual(before);
    expect(readFileSync(join(site.outbox, 'newest.eml'), 'utf8')).toBe(MAIL);
    const fresh = await another();
    await fresh.get('/desk/outbox');
    expect(existsSync(fresh.outbox)).toBe(false);
  });
});
