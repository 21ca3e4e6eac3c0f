import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ADDRESSES,
  counted,
  FACT,
  livePeople,
  openPeopleSite,
  type PeopleSite,
  PUBLISHER,
  tellFacts,
} from './people-site.ts';
import { findMistakes } from './valid-html.ts';

let site: PeopleSite;
const [SALMA, NIZAR, HALA] = ADDRESSES;

beforeAll(async () => {
  site = await openPeopleSite();
  await livePeople(site);
  await tellFacts(site);
  await counted(site);
});

afterAll(async () => {
  expect(site.faults).toEqual([]);
  await site.close();
});

function plain(body: string): string {
  return body.replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ');
}

function expectNoAddress(text: string): void {
  for (const address of ADDRESSES) expect(text).not.toContain(address);
}

describe('the list of subscribers', () => {
  test('counts by status and theme, and names nobody', async () => {
    const { body, headers } = await site.get('/desk/subscribers');
    expect(headers['cache-control']).toBe('no-store');
    const text = plain(body);
    expect(text).toMatch(/مشتركون 2 لم يؤكدوا بعد 0 ألغوا اشتراكهم 1/u);
    expect(text).toContain('كل الأبواب، وما يُضاف إليها 0');
    expectNoAddress(body);
  });

  test('is kept to those in one status', async () => {
    const { body } = await site.get('/desk/subscribers?status=left');
    expect(body).toContain(await site.idOf(NIZAR));
    expect(body).not.toContain(await site.idOf(SALMA));
  });

  test('finds by id', async () => {
    const id = await site.idOf(HALA);
    const { statusCode, headers } = await site.post('/desk/subscribers/search', { query: ` ${id} ` });
    expect([statusCode, headers.location]).toEqual([303, `/desk/subscribers/${id}`]);
  });

  test('finds by a whole address, which is in no address of a page and in no answer', async () => {
    const answer = await site.post('/desk/subscribers/search', { query: ' SALMA@mail.example' });
    expect(answer.headers.location).toBe(`/desk/subscribers/${await site.idOf(SALMA)}`);
    const nothing = await site.post('/desk/subscribers/search', { query: 'nobody@mail.example' });
    expect(plain(nothing.body)).toContain('لا مشترك بهذا المعرّف أو العنوان.');
    expect(nothing.body).not.toContain('nobody@');
    expect(plain((await site.post('/desk/subscribers/search', { query: 'no@' })).body)).toContain('كاملاً');
  });

  test('does nothing without the token', async () => {
    expect((await site.post('/desk/subscribers/search', { query: SALMA }, 'other')).statusCode).toBe(403);
  });
});

describe("one person's page", () => {
  test('tells everything in order: consent with its wording, choice, pause, delivery', async () => {
    const { body } = await site.get(`/desk/subscribers/${await site.idOf(SALMA)}`);
    const text = plain(body);
    const said = ['طلب الاشتراك', 'نص الموافقة، النسخة 1', 'أكد اشتراكه', 'غيّر ما يصله', 'أوقف الإرسال', 'استأنف'];
    const places = [...said, 'العدد 1 : قبله خادم البريد'].map((words) => text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expectNoAddress(body);
  });

  test('shows replies without addresses, bounces, and why nothing is sent', async () => {
    const left = await site.get(`/desk/subscribers/${await site.idOf(NIZAR)}`);
    expect(left.body).toContain('550 5.1.1 ***');
    expect(plain(left.body)).toContain('لا يُرسل إلى عنوانه: ألغى اشتراكه');
    const bounced = plain((await site.get(`/desk/subscribers/${await site.idOf(HALA)}`)).body);
    expect(bounced).toContain('ارتدت: لا أحد في هذا العنوان');
    expectNoAddress(left.body + bounced);
  });

  test('shows the address to who asks for it, and writes that down', async () => {
    const id = await site.idOf(SALMA);
    const { body, headers } = await site.post(`/desk/subscribers/${id}/address`);
    expect(body).toContain(SALMA);
    expect(headers['cache-control']).toBe('no-store');
    const [entry] = await site.store.audit.list({ limit: 1 });
    expect(entry).toMatchObject({ act: 'subscriber.show-address', subject: id, editor: { id: PUBLISHER.id } });
    expect(JSON.stringify(entry)).not.toContain('@');
    expectNoAddress((await site.get(`/desk/subscribers/${id}/address`)).body);
  });

  test('of nobody is not there', async () => {
    for (const id of ['nobody', '%00', 'x'.repeat(300)]) {
      expect((await site.get(`/desk/subscribers/${id}`)).statusCode).toBe(404);
      expect((await site.post(`/desk/subscribers/${id}/erase`)).statusCode).toBe(404);
      expect((await site.post(`/desk/subscribers/${id}/address`)).statusCode).toBe(404);
    }
  });
});

describe('the pictures', () => {
  test('have a table with their numbers', async () => {
    const { body } = await site.get('/desk/charts');
    const text = plain(body);
    expect(text).toMatch(/الشهر كل المشتركين .* 5\/2026 2 .* 3\/2026 1 /u);
    expect(text).toMatch(/العدد قبلها خادم البريد .* 1 1 1 1 0 0 0/u);
    expect(text).toContain('ارتد 2 من الرسائل');
    expect(body).toContain('/desk/figures/population%7C');
    expectNoAddress(body);
  });

  test('name no domain of few people', async () => {
    const { body } = await site.get('/desk/charts');
    expect(body).not.toContain('post.example');
    expect(plain(body)).toContain('نطاقات أخرى');
  });

  test('show a fact over time with its sources and pages', async () => {
    const { body } = await site.get(`/desk/figures/${encodeURIComponent(FACT)}`);
    const text = plain(body);
    expect(text).toMatch(/2019 73000 شخص جريدة مخترعة 2022 55000 .* 2025 30000/u);
    expect(body).toContain('href="/pages/fact-2019?figure&#x3D;4#f-4"');
    expect((await site.get('/desk/figures/other')).statusCode).toBe(404);
    expect((await site.get('/desk/figures/%00')).statusCode).toBe(404);
  });
});

test('settings say where each is changed, and no secret', async () => {
  const text = plain((await site.get('/desk/settings')).body);
  expect(text).toContain('المنطقة الزمنية Asia/Damascus config/mujaz.yaml timeZone');
  expect(text).toContain('من البيئة: MUJAZ_KEY');
  expect(text).toContain('لم يُفحص شيء منذ بدأ البرنامج');
});

test('every page is valid HTML', async () => {
  const id = await site.idOf(SALMA);
  const acts = ['suppress', 'erase', 'lift'].map((act) => `/desk/subscribers/${id}/${act}`);
  const figure = `/desk/figures/${encodeURIComponent(FACT)}`;
  for (const url of ['/desk/subscribers', `/desk/subscribers/${id}`, ...acts, '/desk/charts', figure, '/desk/settings'])
    expect(await findMistakes((await site.get(url)).body), url).toEqual([]);
});

describe('an act', () => {
  test('asks first, and a GET does nothing', async () => {
    const id = await site.idOf(HALA);
    for (const act of ['suppress', 'erase', 'lift']) {
      const { statusCode, body } = await site.get(`/desk/subscribers/${id}/${act}`);
      expect(statusCode).toBe(200);
      expect(body).toContain('method="post"');
    }
    expect((await site.store.members.byId(id))?.status).toBe('active');
  });

  test('suppresses once, however often it is pressed, and lifts again; both are written down', async () => {
    const id = await site.idOf(HALA);
    const path = `/desk/subscribers/${id}`;
    await Promise.all([1, 2, 3].map(() => site.post(`${path}/suppress`)));
    const person = await site.people.person(id);
    expect(person?.suppression?.reason).toBe('editor');
    expect(person?.events.filter((event) => event.what === 'consent' && event.kind === 'suppressed')).toHaveLength(1);
    expect((await site.post(`${path}/lift`)).headers.location).toBe(`${path}?done=lift`);
    expect((await site.people.person(id))?.suppression?.reason).toBe('left');
    expect(plain((await site.post(`${path}/lift`)).body)).toContain('لا منع على هذا العنوان');
    const acts = (await site.store.audit.list({ limit: 100, subject: id })).map(({ act }) => act);
    expect(acts).toEqual(['subscriber.lift', 'subscriber.suppress']);
  });

  test('erases all but what it says that remains', async () => {
    const id = await site.idOf(NIZAR);
    expect(plain((await site.get(`/desk/subscribers/${id}/erase`)).body)).toContain('ما يبقى: بصمة للعنوان');
    const { headers } = await site.post(`/desk/subscribers/${id}/erase`);
    expect(headers.location).toBe('/desk/subscribers?done=erase');
    expect(await site.store.members.byId(id)).toBeNull();
    expect((await site.get(`/desk/subscribers/${id}`)).statusCode).toBe(404);
    const found = await site.post('/desk/subscribers/search', { query: NIZAR });
    expect(plain(found.body)).toContain('لا مشترك بهذا العنوان');
    expectNoAddress(found.body);
    expect((await site.store.audit.list({ limit: 1 }))[0]).toMatchObject({ act: 'subscriber.erase', subject: id });
  });

  test('lifts what keeps an address without a person from mail, typed in anew', async () => {
    expect((await site.post('/desk/subscribers/lift', { address: 'x' })).statusCode).toBe(422);
    const { headers } = await site.post('/desk/subscribers/lift', { address: NIZAR });
    expect(headers.location).toBe('/desk/subscribers?done=lift');
    expect(JSON.stringify(await site.store.audit.list({ limit: 100 }))).not.toContain('@');
  });
});

test('editors who do not publish see pictures and settings, and no subscriber', async () => {
  const other = await openPeopleSite('editor');
  await livePeople(other);
  const id = await other.idOf(SALMA);
  for (const url of ['/desk/subscribers', `/desk/subscribers/${id}`, `/desk/subscribers/${id}/erase`])
    expect((await other.get(url)).statusCode).toBe(403);
  for (const url of [`/desk/subscribers/${id}/erase`, `/desk/subscribers/${id}/address`, '/desk/subscribers/search'])
    expect((await other.post(url)).statusCode).toBe(403);
  expect(await other.store.members.byId(id)).not.toBeNull();
  expect((await other.get('/desk/charts')).statusCode).toBe(200);
  expect((await other.get('/desk/settings')).statusCode).toBe(200);
  await other.close();
});
