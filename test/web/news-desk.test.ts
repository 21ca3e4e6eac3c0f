import { afterAll, describe, expect, test } from 'vitest';
import { buildNewsSite, HOSTILE_LINE, slot } from './news-desk.ts';
import { findMistakes } from './valid-html.ts';

const { server, faults } = buildNewsSite();

afterAll(async () => {
  await server.close();
  expect(faults).toEqual([]);
});

async function pageOf(url: string, on = server): Promise<string> {
  const { statusCode, body, headers } = await on.inject(url);
  expect(statusCode).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  return body;
}

test.each(['/desk/sources', '/desk/schedule', '/desk'])('%s is valid HTML', async (url) => {
  expect(await findMistakes(await pageOf(url))).toEqual([]);
});

/** Words without markup. */
function plain(body: string): string {
  return body.replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ');
}

describe('the page of sources', () => {
  test('names first those that fail, since when and why', async () => {
    const body = plain(await pageOf('/desk/sources'));
    expect(body).toContain('5 مصادر المتعثر منها: مصدران');
    expect(body.indexOf('أخبار المرفأ')).toBeLessThan(body.indexOf('مجلد الصفحات المحفوظة'));
    expect(body).toContain('متعثرة منذ الخميس 20 تشرين الثاني/نوفمبر 2025، 11:30');
    expect(body).toContain('لم يعد في هذا العنوان شيء، كما يقول الخادم. كما ورد في السجل: the server answers 404');
  });

  test('says of each when it was read, when it brought news, and when it is read again', async () => {
    const body = plain(await pageOf('/desk/sources'));
    expect(body).toContain('آخر قراءة تمت السبت 22 تشرين الثاني/نوفمبر 2025، 12:18');
    expect(body).toContain('آخر جديد فيها السبت 22 تشرين الثاني/نوفمبر 2025، 09:30');
    expect(body).toContain('القراءة التالية السبت 22 تشرين الثاني/نوفمبر 2025، 12:48');
    expect(body).toContain('القراءة التالية حان موعدها');
    expect(body).toContain('لم تُقرأ بعد');
  });

  test('shows a line of an unknown kind as it is, and lets nothing in it run', async () => {
    const body = await pageOf('/desk/sources');
    expect(body).toContain('<p>السبب كما ورد في السجل:</p>');
    expect(body).not.toContain(HOSTILE_LINE);
    expect(body).toContain(
      '<code class="reply" dir="ltr">item 3: &quot;&lt;script&gt;x&lt;/script&gt;&quot; &amp; {{x}} is no address.</code>',
    );
  });

  test('says what to write where a source has moved for good', async () => {
    const body = plain(await pageOf('/desk/sources'));
    expect(body).toContain('config/sources.yaml مكان العنوان القديم');
    expect(body).toContain('feed: &quot;https://shore.example/new/feed.xml#\\&quot;&#x27;&lt;b&gt;&quot;');
  });
});

describe('the page of the schedule', () => {
  test('shows first what was missed or failed, why, and the command that makes it', async () => {
    const body = plain(await pageOf('/desk/schedule'));
    expect(body.indexOf('ما لم يُصنع في موعده')).toBeLessThan(body.indexOf('المواعيد التالية'));
    expect(body).toContain('السبت 22 تشرين الثاني/نوفمبر 2025، 07:00 Asia/Damascus موجز الموانئ المختلق تعثر صنعه');
    expect(body).toContain('making it failed: the &lt;disk&gt; is full');
    expect(body).toContain('لم يكن البرنامج يعمل في الموعد، ولا في المهلة التي بعده.');
    expect(body).toContain('npx mujaz schedule --make harbours@2025-11-21T07:00');
  });

  test('leads to editions, also to one that was made by hand', async () => {
    const body = await pageOf('/desk/schedule');
    expect(body).toContain('<a href="/desk/editions/9">العدد 9</a>');
    expect(plain(body)).toContain('العدد 8 لم يصنعه الجدول، وصُنع يدوياً');
    expect(body).not.toContain('harbours@2025-11-18');
  });

  test('tells what is due and what is to come', async () => {
    const body = plain(await pageOf('/desk/schedule'));
    expect(body).toContain('12:00 Asia/Damascus موجز المساء المختلق حان موعده ولم يُصنع بعد');
    expect(body).toContain('الأحد 23 تشرين الثاني/نوفمبر 2025، 07:00 Asia/Damascus موجز الموانئ المختلق لم يحن موعده');
  });

  test('says without a schedule how to give one', async () => {
    const { server: idle } = buildNewsSite({ schedule: async () => ({ past: [], next: [] }) });
    expect(await pageOf('/desk/schedule', idle)).toContain('<code dir="ltr">schedule: "0 7 * * *"</code>');
    await idle.close();
  });
});

describe("the desk's first page", () => {
  test('says what needs an editor, and leads there', async () => {
    const body = plain(await pageOf('/desk'));
    expect(body).toContain('تعثرت قراءة مصدرين: أخبار المرفأ المختلقة المصادر');
    expect(body).toContain('عدد «موجز الموانئ المختلق»، السبت 22 تشرين الثاني/نوفمبر 2025، 07:00: تعثر صنعه المواعيد');
    expect(body).toContain('الجمعة 21 تشرين الثاني/نوفمبر 2025، 07:00: فات موعده ولم يُصنع');
    expect(body).not.toContain('الأربعاء 12 تشرين الثاني');
  });

  test('says nothing while all goes well', async () => {
    const { server: well } = buildNewsSite({
      sources: async () => [],
      schedule: async () => ({ past: [slot(-1)], next: [] }),
    });
    const body = await pageOf('/desk', well);
    expect(body).not.toContain('class="warnings"');
    expect(body).toContain('href="/desk/sources"');
    await well.close();
  });
});

test('the pages are there for this machine alone', async () => {
  for (const url of ['/desk/sources', '/desk/schedule']) {
    expect((await server.inject({ url, headers: { host: 'digest.example' } })).statusCode).toBe(404);
    expect((await server.inject({ url, headers: { 'x-forwarded-for': '198.51.100.7' } })).statusCode).toBe(404);
  }
});
