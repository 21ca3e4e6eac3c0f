import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Preview } from '../../src/app/index.ts';
import { listen } from '../../src/web/index.ts';
import { buildDesk, buildSite } from './desk.ts';
import { PAGES } from './every-page.ts';
import { findMistakes } from './valid-html.ts';

const { server } = buildSite();
const get = (url: string) => server.inject({ method: 'GET', url });

describe('every page', () => {
  test.each(Object.entries(PAGES))('%s is valid HTML', async (_name, url) => {
    const { body } = await get(url);
    expect(await findMistakes(body)).toEqual([]);
  });

  test.each(Object.entries(PAGES))('%s allows no script, no form and nothing from elsewhere', async (_name, url) => {
    const { headers, body } = await get(url);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';style-src 'self';font-src 'self';img-src 'self';frame-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'self'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(body).not.toMatch(/<script|<style| style=| on[a-z]+="/u);
  });

  test('says in Arabic and from right to left what it is', async () => {
    const { body, headers } = await get('/desk/editions/12');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<html lang="ar" dir="rtl">');
    expect(body).toContain('<title>العدد 12: سطح المكتب · موجز المثال</title>');
  });

  test('is made in a few milliseconds', async () => {
    for (const url of Object.values(PAGES)) {
      await get(url);
      const before = performance.now();
      for (let round = 0; round < 5; round += 1) await get(url);
      expect((performance.now() - before) / 5, url).toBeLessThan(100);
    }
  });
});

describe('the archive', () => {
  test('shows editions newest first with number, date, subject, counts and leading figures', async () => {
    const { body } = await get('/archive');
    expect(body.indexOf('العدد 12')).toBeLessThan(body.indexOf('العدد 11'));
    expect(body).toContain('الخميس 13 تشرين الثاني/نوفمبر 2025');
    expect(body).toContain('قصتان · 3 مواد من 3 مصادر · قراءة 4 دقائق');
    expect(body).toContain('أقل من 30 ألفاً في مخيم الخيال');
  });

  test('without editions says so to readers, and to the editor how to make the first one', async () => {
    const { server: empty } = buildSite(buildDesk({ editions: [] }));
    expect((await empty.inject('/archive')).body).toContain('لم يُنشر عدد بعد');
    const { body } = await empty.inject('/desk');
    expect(body).toContain('لا أعداد بعد');
    expect(body).toContain('npx mujaz digest');
  });

  test.each(['/archive', '/desk'])('%s leads to older and newer editions', async (list) => {
    expect((await get(list)).body).toContain(`href="${list}?page&#x3D;2" rel="next"`);
    expect((await get(`${list}?page=2`)).body).toContain(`href="${list}" rel="prev"`);
    expect((await get(`${list}?page=9`)).body).toContain(`href="${list}">ارجع إلى أحدث الأعداد`);
  });

  test.each(['0', '-1', 'x', '1e3', '99999999999'])('takes ?page=%s for the first page', async (page) => {
    expect((await get(`/archive?page=${page}`)).body).toBe((await get('/archive')).body);
  });
});

describe('an edition', () => {
  test('is shown in a frame that may run nothing', async () => {
    expect((await get('/desk/editions/12')).body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const { headers } = await get('/desk/editions/12/mail');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';style-src 'unsafe-inline';img-src data:;base-uri 'none';form-action 'none';frame-ancestors 'self';sandbox allow-popups allow-popups-to-escape-sandbox",
    );
  });

  test('gives its message byte for byte, as a file', async () => {
    const { rawPayload, headers } = await get('/desk/editions/12/message.eml');
    expect(rawPayload).toEqual(await buildDesk().rawMessage(12));
    expect(headers).toMatchObject({
      'content-type': 'message/rfc822',
      'content-disposition': 'attachment; filename="mujaz-12.eml"',
    });
  });

  test('shows its text part unchanged', async () => {
    const { body } = await get('/desk/editions/12?view=text');
    expect(body).toContain((await buildDesk().rendering(12))?.text.trimEnd());
  });

  test('is shown as it reaches someone who chose some of its sections, in every view', async () => {
    const { body } = await get('/desk/editions/12?themes=camps');
    expect(body).toContain('src="/desk/editions/12/mail?scheme&#x3D;light&amp;themes&#x3D;camps"');
    expect(body).toContain('href="/desk/editions/12?view&#x3D;text&amp;themes&#x3D;camps"');
    expect(body).toContain('اعرض كل الأبواب');
    const mail = (await get('/desk/editions/12/mail?scheme=light&themes=camps')).body;
    expect(mail).toContain('مخيم الخيال');
    expect(mail).not.toContain('حلف الموانئ المؤلف');
  });

  test('takes sections that it does not have for a choice of none: all are shown', async () => {
    const all = (await get('/desk/editions/12/mail')).body;
    expect((await get('/desk/editions/12/mail?themes=sport.nothing')).body).toBe(all);
  });

  test.each([
    '/editions/13',
    '/editions/0',
    '/editions/abc',
    '/editions/12.5',
    '/editions/0/read',
    '/editions/12/mail',
    '/desk/editions/13',
    '/desk/editions/0',
    '/desk/editions/13/mail',
    '/desk/editions/13/message.eml',
  ])('%s is not there', async (url) => {
    const { statusCode, body } = await get(url);
    expect(statusCode).toBe(404);
    expect(body).toContain('لا عدد ولا صفحة بهذا العنوان');
  });
});

describe('a source page', () => {
  test('is found by any file name', async () => {
    const { statusCode, body } = await get(`/pages/${encodeURIComponent('مخيم الخيال 3')}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('مخيم الخيال يستعد لنقل مئات الأسر');
  });

  test.each(['..%2F..%2Fetc%2Fpasswd', 'a%00b', '%0a', 'x'.repeat(256)])(
    'with an id that no file can have (%s) is never asked for',
    async (id) => {
      const asked: string[] = [];
      const desk: Preview = {
        ...buildDesk(),
        page: async (name) => {
          asked.push(name);
          return null;
        },
      };
      const { statusCode } = await buildSite(desk).server.inject(`/pages/${id}`);
      expect(statusCode).toBe(404);
      expect(asked).toEqual([]);
    },
  );

  test('names what is not known: no date, no outlet, no headline', async () => {
    const { body } = await get('/pages/rival----02');
    for (const words of ['تاريخ النشر غير مذكور', 'مصدر غير مذكور', 'بلا عنوان']) expect(body).toContain(words);
  });

  test('never shows the day it was saved as its date of publication', async () => {
    const { body } = await get('/pages/rival----02');
    expect(body).toContain('حُفظت الصفحة: 14 تشرين الثاني/نوفمبر 2025');
    expect(body).not.toContain('نُشر:');
  });

  test('links to the web only', async () => {
    expect((await get('/pages/shore-council_01')).body).toContain('href="https://harbour.example/news/1"');
    expect((await get('/pages/hostile')).body).not.toContain('javascript:');
  });
});

describe('when something is wrong', () => {
  test('an address that cannot be read is answered in one Arabic line', async () => {
    const { statusCode, body } = await get('/pages/%E0%A4%A');
    expect(statusCode).toBe(400);
    expect(body).toContain('في عنوان هذه الصفحة ما لا يُقرأ');
  });

  test('nothing but GET and HEAD is answered', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      expect((await server.inject({ method, url: '/editions/12', payload: 'x' })).statusCode).toBeGreaterThanOrEqual(
        400,
      );
    }
    expect((await server.inject({ method: 'HEAD', url: '/archive' })).statusCode).toBe(200);
  });

  test('a fault shows a code that the log has too, and nothing of its inside', async () => {
    const desk: Preview = { ...buildDesk(), editions: () => Promise.reject(new Error('no such table: secret')) };
    const { server: broken, faults } = buildSite(desk);
    const { statusCode, body } = await broken.inject('/desk');
    expect(statusCode).toBe(500);
    expect(body).not.toContain('secret');
    const [code = ''] = faults[0]?.split(' ') ?? [];
    expect(faults).toEqual([`${code} no such table: secret /desk`]);
    expect(body).toContain(`<code dir="ltr">${code}</code>`);
  });
});

describe('beside the pages', () => {
  test('/healthz says that the program lives', async () => {
    expect((await get('/healthz')).json()).toEqual({ live: true, ready: true, reasons: [] });
  });

  test('assets may be kept for good, since their addresses change with them', async () => {
    const { body } = await get('/archive');
    const [style = ''] = /\/assets\/site\.css\?v&#x3D;\w+/u.exec(body) ?? [];
    const { headers } = await get(style.replace('&#x3D;', '='));
    expect(headers['cache-control']).toContain('immutable');
    const again = await server.inject({
      url: '/assets/site.css',
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect(again.statusCode).toBe(304);
  });

  test('every font that the style sheet names is served', async () => {
    const { body } = await get('/assets/site.css');
    // Patterns of charts are named as well: `url("#...")`.
    const urls = [...body.matchAll(/url\((?<url>[^)#]+)\)/gu)].map(({ groups }) => groups?.['url'] ?? '');
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) expect((await get(url)).headers['content-type']).toBe('font/woff2');
  });
});

describe('listening and closing', () => {
  test('a port in use is refused, not thrown', async () => {
    const first = await listen(buildSite().server, { host: '127.0.0.1', port: 0 });
    const port = Number('url' in first && new URL(first.url).port);
    expect(await listen(buildSite().server, { host: '127.0.0.1', port })).toEqual({ refused: 'port-in-use' });
  });

  test('closing answers what was asked and waits for no silent connection', async () => {
    const slow: Preview = {
      ...buildDesk(),
      editions: (page) => new Promise((resolve) => setTimeout(() => resolve(buildDesk().editions(page)), 300)),
    };
    const { server: closing } = buildSite(slow);
    const listening = await listen(closing, { host: '127.0.0.1', port: 0 });
    const url = 'url' in listening ? listening.url : '';
    connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    const answer = fetch(`${url}/desk`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = performance.now();
    await closing.close();
    expect(performance.now() - before).toBeLessThan(1_500);
    expect((await answer).status).toBe(200);
  });
});
