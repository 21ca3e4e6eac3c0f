import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Membership } from '../../src/app/index.ts';
import { DAY } from '../app/office.ts';
import { buildSite } from './desk.ts';
import { openSubscriptions, type Subscriptions } from './membership.ts';
import { findMistakes } from './valid-html.ts';

let site: Subscriptions;

beforeAll(async () => {
  site = await openSubscriptions();
});
afterAll(async () => {
  expect(site.faults).toEqual([]);
  await site.close();
});

let people = 0;
const someone = () => `reader${++people}@mail.example`;

async function memberOf(address: string) {
  return await site.store.members.byHash(site.vault.hashAddress(address));
}

async function lastConsent(address: string) {
  const member = await memberOf(address);
  return (await site.store.members.consents(member?.number ?? 0)).at(-1);
}

const pressed = (html: string) => /<button[^>]*>([^<]+)<\/button>/u.exec(html)?.[1];

describe('a confirmation link', () => {
  test('opens a page with one button, which changes nothing until it is pressed', async () => {
    const address = someone();
    const link = await site.asked(address);
    const { statusCode, body } = await site.get(link);
    expect(statusCode).toBe(200);
    expect(body.match(/<button/gu)).toHaveLength(1);
    expect(pressed(body)).toBe('تأكيد الاشتراك');
    expect(body).toContain(`action="${link}" method="post"`);
    expect((await memberOf(address))?.status).toBe('unconfirmed');
    const pressing = await site.post(link);
    expect(pressing.body).toContain('<h1>تم التأكيد</h1>');
    expect((await memberOf(address))?.status).toBe('active');
    const preferences = /href="(\/preferences\/[\w-]+)"/u.exec(pressing.body)?.[1] ?? '';
    expect((await site.get(preferences)).statusCode).toBe(200);
  });

  test('used a second time says so kindly and changes nothing', async () => {
    const link = await site.asked(someone());
    await site.post(link);
    for (const answer of [await site.get(link), await site.post(link)]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('استُخدم هذا الرابط أو انتهى عمله');
      expect(answer.body).not.toContain('<button');
    }
  });

  test('whose term is over, or that nobody made, leads back to the form', async () => {
    const link = await site.asked(someone());
    site.pass(60 * DAY);
    for (const [url, status, words] of [
      [link, 410, 'لم يعد هذا الرابط يعمل'],
      ['/confirm/nothing', 404, 'هذا الرابط غير معروف'],
    ] as const) {
      for (const answer of [await site.get(url), await site.post(url)]) {
        expect(answer.statusCode).toBe(status);
        expect(answer.body).toContain(words);
        expect(answer.body).toContain('href="/subscribe"');
      }
    }
  });

  test('of a change of address says that it is one', async () => {
    const { preferences } = await site.enrolled(someone());
    await site.post(`${preferences}/address`, { address: someone() });
    await site.decide();
    const [letter] = await site.letters();
    expect(pressed((await site.get(`/confirm/${letter?.ticket}`)).body)).toBe('تأكيد العنوان');
  });
});

describe('what is said of a ticket', () => {
  const NEWSROOM = 'news+desk@newsroom.example';

  async function withContact(work: (site: Subscriptions) => Promise<void>) {
    const own = await openSubscriptions({ contact: NEWSROOM });
    await work(own);
    expect(own.faults).toEqual([]);
    await own.close();
  }

  const moveOf = async (own: Subscriptions, preferences: string, address: string) => {
    await own.post(`${preferences}/address`, { address });
    await own.decide();
    const letter = (await own.letters()).find(({ kind }) => kind === 'new-address');
    return `/confirm/${letter?.ticket}`;
  };

  test('that was used: not that whoever has left since is subscribed', async () => {
    await withContact(async (own) => {
      const link = await own.asked('left@mail.example');
      const preferences = /href="(\/preferences\/[\w-]+)"/u.exec((await own.post(link)).body)?.[1] ?? '';
      await own.post(`/leave/${own.leavingToken(preferences.replace('/preferences/', ''))}`);
      for (const { body } of [await own.get(link), await own.post(link)]) {
        expect(body).toContain('استُخدم هذا الرابط أو انتهى عمله');
        expect(body).not.toMatch(/يصلك العدد|رسالة تصلك|تم التأكيد/u);
        expect(body).toContain('href="/subscribe"');
      }
    });
  });

  test('that has moved an address: which issues come there, and none to someone who has left', async () => {
    await withContact(async (own) => {
      const { preferences } = await own.enrolled('from@mail.example');
      const moved = await own.post(await moveOf(own, preferences, 'to@mail.example'));
      expect(moved.body).toContain('تصل الأعداد من الآن إلى هذا العنوان');
      const status = 'left' as const;
      const membership = {
        ...own.membership,
        confirm: async () =>
          ({ state: 'confirmed', isNewAddress: true, status, links: { preferences: '/x' } }) as const,
      };
      const { server } = buildSite(undefined, { membership });
      const { body } = await server.inject({ method: 'POST', url: '/confirm/x' });
      expect(body).toContain('فلا يصل أي عدد إلى هذا العنوان');
      expect(body).not.toMatch(/يصلك العدد|تصل الأعداد/u);
      expect(body).toContain('href="/x">إعدادات الاشتراك');
      await server.close();
    });
  });

  test('that is over: where to write when no mail comes, and to ask for a move where it was asked for', async () => {
    await withContact(async (own) => {
      const { preferences } = await own.enrolled('stays@mail.example');
      const move = await moveOf(own, preferences, 'never@mail.example');
      const confirm = await own.asked('never-either@mail.example');
      own.pass(20 * DAY);
      for (const url of [confirm, move]) {
        for (const { body, statusCode } of [await own.get(url), await own.post(url)]) {
          expect(statusCode).toBe(410);
          expect(body).toContain(`href="mailto:${NEWSROOM}"><bdi class="address" dir="ltr">${NEWSROOM}</bdi></a>.`);
          expect(await findMistakes(body)).toEqual([]);
        }
      }
      expect((await own.get(confirm)).body).toContain('إلى صفحة الاشتراك');
      const { body } = await own.get(move);
      expect(body).toContain('يمكن طلب النقل من جديد في إعدادات الاشتراك');
      expect(body).not.toContain('إلى صفحة الاشتراك');
    });
  });

  test('and the page that says to look for a mail tells the same address; without one, the newsroom is named', async () => {
    await withContact(async (own) => {
      const taken = () => ({ address: 'x@mail.example', stamp: own.stamp() });
      expect((await own.post('/subscribe', taken())).body).toContain(`href="mailto:${NEWSROOM}"`);
    });
    const { body } = await site.get('/confirm/nothing');
    expect(body).toContain('فالكتابة إلى هيئة التحرير.');
  });
});

describe('leaving', () => {
  test('takes one press, and a reason only from those who give one', async () => {
    for (const reason of ['too-many', '', 'made-up']) {
      const address = someone();
      const { leave } = await site.enrolled(address);
      const { body } = await site.get(leave);
      expect(body.match(/<button/gu)).toHaveLength(1);
      expect(body.match(/type="radio" name="reason"/gu)).toHaveLength(5);
      expect(body).not.toContain(' checked');
      expect((await memberOf(address))?.status).toBe('active');
      const left = await site.post(leave, { by: 'page', ...(reason === '' ? {} : { reason }) });
      expect(left.body).toContain('<h1>أُلغي الاشتراك</h1>');
      expect((await memberOf(address))?.status).toBe('left');
      expect((await lastConsent(address))?.detail).toEqual({
        by: 'page',
        ...(reason === 'too-many' ? { reason } : {}),
      });
    }
  });

  test('can be taken back from the same page', async () => {
    const address = someone();
    const { leave } = await site.enrolled(address);
    const { body } = await site.post(leave, { by: 'page' });
    expect(body).toContain('تراجعت؟');
    expect(body).toContain(`action="${leave}/back" method="post"`);
    const back = await site.post(`${leave}/back`);
    expect(back.body).toContain('عاد الاشتراك كما كان');
    expect((await memberOf(address))?.status).toBe('active');
    expect((await site.get(`${leave}/back`)).headers.location).toBe(leave);
  });

  test('is not taken back for those who may not be mailed: they are led to the form', async () => {
    const address = someone();
    const { leave } = await site.enrolled(address);
    await site.post(leave);
    await site.store.changeMembers((members) => members.suppress(site.vault.hashAddress(address), 'complained', 1));
    const { statusCode, body } = await site.post(`${leave}/back`);
    expect(statusCode).toBe(410);
    expect(body).toContain('بكتابة العنوان في صفحة الاشتراك تُطلب رسالة تأكيد');
    expect(body).toContain('وإن لم تصل رسالة، فالكتابة إلى');
    expect(body).toContain('href="/subscribe"');
    expect((await memberOf(address))?.status).toBe('left');
  });

  const boundary = 'x'.repeat(20);
  const multipart = `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`;
  test.each([
    ['as RFC 8058 sends it', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    ['as multipart', `multipart/form-data; boundary=${boundary}`, multipart],
    ['as multipart without a boundary', 'multipart/form-data', multipart],
    ['as JSON', 'application/json', '{broken'],
    ['of a type that is none', '???', 'x'],
    ['without a type', undefined, 'List-Unsubscribe=One-Click'],
    ['without a body', undefined, undefined],
    ['with a reason that is not from the page', 'application/x-www-form-urlencoded', 'reason=privacy'],
    ['with a megabyte of something', 'application/octet-stream', 'x'.repeat(1_000_000)],
  ])('by one click (%s) holds at once and is answered the same twice', async (_how, type, payload) => {
    const address = someone();
    const { leave } = await site.enrolled(address);
    const click = () =>
      site.server.inject({
        method: 'POST',
        url: leave,
        ...(type === undefined ? {} : { headers: { 'content-type': type } }),
        ...(payload === undefined ? {} : { payload }),
      });
    for (const answer of [await click(), await click()]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body).toBe('أُلغي الاشتراك.\n');
    }
    expect((await memberOf(address))?.status).toBe('left');
    expect((await lastConsent(address))?.detail).toEqual({ by: 'one-click' });
  });

  test('works with a slash at the end, as some programs send it, and so do all links of mails', async () => {
    const address = someone();
    const { leave, preferences } = await site.enrolled(address);
    for (const url of [`${leave}/`, `${preferences}/`, `${preferences}/erase/`, '/subscribe/'])
      expect((await site.get(url)).statusCode, url).toBe(200);
    expect((await site.post(`${preferences}/choice/`, { 'themes-coalition': 'operations' })).statusCode).toBe(303);
    expect((await site.post(`${leave}/`)).body).toBe('أُلغي الاشتراك.\n');
    expect((await memberOf(address))?.status).toBe('left');
  });

  test('by a link that nobody made is not there', async () => {
    for (const answer of [await site.get('/leave/x'), await site.post('/leave/x'), await site.post('/leave/x/back')]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('هذا الرابط لا يفتح شيئاً');
    }
  });
});

describe('the preferences', () => {
  test('show the address in part, and what is chosen', async () => {
    const address = someone();
    const { preferences } = await site.enrolled(address);
    await site.post(`${preferences}/choice`, { digest: 'coalition', 'themes-coalition': ['operations'] });
    const { body } = await site.get(preferences);
    expect(body).not.toContain(address.split('@')[0]);
    expect(body).toMatch(/value="operations" checked/u);
    expect(body).toMatch(/name="themes-coalition" value="camps_detainees">/u);
  });

  test('take themes away and add them again, and another digest', async () => {
    const address = someone();
    const { preferences } = await site.enrolled(address);
    for (const [fields, choice] of [
      [
        { digest: 'coalition', 'themes-coalition': 'operations' },
        { digest: 'coalition', themes: ['operations'] },
      ],
      [
        { digest: 'coalition', 'themes-coalition': ['operations', 'camps_detainees', 'coalition_statements'] },
        { digest: 'coalition', themes: 'all' },
      ],
      [
        { digest: 'weekly', 'themes-weekly': 'camps_detainees' },
        { digest: 'weekly', themes: ['camps_detainees'] },
      ],
    ] as const) {
      const changed = await site.post(`${preferences}/choice`, fields as unknown as Record<string, string>);
      expect(changed.statusCode).toBe(303);
      expect(changed.headers.location).toBe(`${preferences}?done=choice`);
      expect((await memberOf(address))?.choice).toEqual(choice);
    }
    const { body } = await site.get(`${preferences}?done=choice`);
    expect(body).toContain('role="status">حُفظ اختيارك');
  });

  test('without a theme say so and keep what was chosen', async () => {
    const address = someone();
    const { preferences } = await site.enrolled(address);
    const { statusCode, body } = await site.post(`${preferences}/choice`, { digest: 'weekly' });
    expect(statusCode).toBe(422);
    expect(body).toMatch(/id="choice-error">.*يلزم اختيار باب واحد على الأقل/u);
    expect(body).toMatch(/name="digest" value="weekly" checked/u);
    expect((await memberOf(address))?.choice).toEqual({ digest: 'coalition', themes: 'all' });
  });

  test('pause for some weeks and go on', async () => {
    const { preferences } = await site.enrolled(someone());
    expect((await site.post(`${preferences}/pause`, { weeks: '2' })).headers.location).toContain('done=pause');
    expect((await site.get(preferences)).body).toMatch(/الإرسال موقوف حتى \S+ \d+ \S+ 2026/u);
    expect((await site.post(`${preferences}/pause`, { weeks: '0' })).headers.location).toContain('done=resume');
    expect((await site.get(preferences)).body).not.toContain('الإرسال موقوف');
    for (const weeks of ['27', '-1', 'x', '', '1e1', '999999'])
      expect((await site.post(`${preferences}/pause`, { weeks })).statusCode, weeks).toBe(422);
  });

  test('ask the new address to confirm; afterwards the old links are old', async () => {
    const former = someone();
    const { preferences } = await site.enrolled(former);
    const address = someone();
    const changed = await site.post(`${preferences}/address`, { address });
    expect(changed.headers.location).toBe(`${preferences}?done=address`);
    await site.decide();
    const [letter] = await site.letters();
    expect(letter).toMatchObject({ kind: 'new-address', to: address });
    const confirmed = await site.post(`/confirm/${letter?.ticket}`);
    expect(confirmed.body).toContain('تم تغيير العنوان');
    expect(await site.letters()).toMatchObject([{ kind: 'address-moved', to: former }]);
    for (const answer of [
      await site.get(preferences),
      await site.get(`${preferences}/erase`),
      await site.post(`${preferences}/choice`, { digest: 'weekly', 'themes-weekly': 'camps_detainees' }),
      await site.post(`${preferences}/erase`),
    ]) {
      expect(answer.statusCode).toBe(410);
      expect(answer.body).toContain('هذا الرابط قديم');
      expect(answer.body).toContain('href="/subscribe"');
    }
    expect((await memberOf(address))?.status).toBe('active');
  });

  test('say that an address was changed too often, and not that a copy was sent', async () => {
    const { preferences } = await site.enrolled(someone());
    const statuses: number[] = [];
    let last = '';
    for (let asked = 0; asked < 5; asked++) {
      const { statusCode, body } = await site.post(`${preferences}/address`, { address: someone() });
      statuses.push(statusCode);
      last = body;
    }
    await site.decide();
    await site.letters();
    expect(statuses.at(-1)).toBe(422);
    expect(last).toMatch(/id="address-error">.*طُلب تغيير العنوان مرات عدة/u);
  });

  test('say beside the field why an address cannot be one', async () => {
    const { preferences } = await site.enrolled(someone());
    const { statusCode, body } = await site.post(`${preferences}/address`, { address: 'x@' });
    expect(statusCode).toBe(422);
    expect(body).toMatch(/value="x@"[^>]* aria-invalid="true" aria-describedby="address-error" autofocus/u);
  });

  test('mail a copy of all data, once an hour', async () => {
    const address = someone();
    const { preferences } = await site.enrolled(address);
    expect((await site.post(`${preferences}/data`)).headers.location).toBe(`${preferences}?done=data`);
    expect(await site.letters()).toMatchObject([{ kind: 'data-copy', to: address }]);
    const again = await site.post(`${preferences}/data`);
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('أُرسلت نسخة قبل قليل');
  });

  test('erase everything after a question that says what stays', async () => {
    const address = someone();
    const { preferences } = await site.enrolled(address);
    for (const truth of ['يُمحى كل ما يُحفظ', 'تبقى بصمة مشفرة', 'حتى إن كُتب في نموذج الاشتراك', 'للعودة إلى الاشتراك'])
      expect((await site.get(`${preferences}/erase`)).body).toContain(truth);
    expect((await site.get(preferences)).body).toContain(`href="${preferences}/erase"`);
    expect(pressed((await site.get(`${preferences}/erase`)).body)).toBe('محو بياناتي نهائياً');
    expect(await memberOf(address)).not.toBeNull();
    const erased = (await site.post(`${preferences}/erase`)).body;
    for (const truth of ['مُحيت بياناتك', 'حتى إن كُتب في نموذج الاشتراك', 'للعودة إلى الاشتراك، تكون الكتابة إلى'])
      expect(erased).toContain(truth);
    expect(await memberOf(address)).toBeNull();
    expect((await site.get(preferences)).statusCode).toBe(404);
  });

  test('of someone who left offer the way back and the data, but no choice', async () => {
    const { preferences, leave } = await site.enrolled(someone());
    await site.post(leave);
    const { body } = await site.get(preferences);
    expect(body).toContain('الاشتراك ملغى');
    expect(body).not.toContain(`${preferences}/choice`);
    expect(body).toContain(`${preferences}/data`);
  });

  test('lead to leaving, or back, where that link is known', async () => {
    const { preferences, leave } = await site.enrolled(someone());
    const known: Membership = {
      ...site.membership,
      preferences: async (token) => {
        const shown = await site.membership.preferences(token);
        return 'refused' in shown ? shown : { ...shown, links: { leave } };
      },
    };
    const { server } = buildSite(undefined, { membership: known });
    expect((await server.inject(preferences)).body).toContain(`<a href="${leave}">إلغاء الاشتراك</a>`);
    await site.post(leave);
    expect((await server.inject(preferences)).body).toContain(`<a href="${leave}">العودة إلى الاشتراك</a>`);
    await server.close();
  });

  test('lead a reader who reloads a form back to the page', async () => {
    const { preferences } = await site.enrolled(someone());
    for (const form of ['choice', 'pause', 'address', 'data'])
      expect((await site.get(`${preferences}/${form}`)).headers.location).toBe(preferences);
  });
});
