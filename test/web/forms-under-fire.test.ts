import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Membership } from '../../src/app/index.ts';
import { ARCHIVE, readingPage } from '../../src/web/addresses.ts';
import { openSubscriptions, READER, type Subscriptions } from './membership.ts';
import { membershipPages } from './pages-of-membership.ts';
import { findMistakes } from './valid-html.ts';

const BOXES: readonly string[] = [ARCHIVE, readingPage(12)];
const PRIVATE = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' };

let site: Subscriptions;
let pages: Record<string, string>;

beforeAll(async () => {
  site = await openSubscriptions();
  pages = await membershipPages(site);
});
afterAll(async () => {
  expect(site.faults).toEqual([]);
  await site.close();
});

describe('every page of a subscription', () => {
  test('is valid HTML without script, style or event attributes', async () => {
    for (const [name, url] of Object.entries(pages)) {
      const { body } = await site.get(url);
      expect(await findMistakes(body), name).toEqual([]);
      expect(body, name).not.toMatch(/<script|<style| style=| on[a-z]+="/u);
    }
  });

  test('may send its forms to this site and nowhere else', async () => {
    for (const [name, url] of Object.entries(pages)) {
      const { headers } = await site.get(url);
      expect(headers['content-security-policy'], name).toContain("form-action 'self'");
      expect(headers['content-security-policy'], name).toContain("default-src 'none'");
    }
  });

  test('is kept and listed by nobody, passes no address on and sets no cookie', async () => {
    for (const [name, url] of Object.entries(pages)) {
      if (BOXES.includes(url)) continue;
      const { headers } = await site.get(url);
      expect(headers, name).toMatchObject(PRIVATE);
      expect(headers['set-cookie'], name).toBeUndefined();
    }
  });

  test('answers a form with the same care', async () => {
    const { preferences, leave } = await site.enrolled('careful@mail.example');
    const link = await site.asked('asking@mail.example');
    for (const url of ['/subscribe', link, `${preferences}/pause`, leave, `${leave}/back`, `${preferences}/erase`]) {
      const { headers } = await site.post(url, { by: 'page', weeks: '1' });
      expect(headers, url).toMatchObject(PRIVATE);
      expect(headers['set-cookie'], url).toBeUndefined();
    }
  });

  test('changes no row when it is opened ten thousand times, as machines that look behind links do', async () => {
    const fresh = await openSubscriptions();
    const links = Object.values(await membershipPages(fresh)).filter((url) => !BOXES.includes(url));
    const before = fresh.rows();
    for (let asked = 0; asked < 10_000; asked += 2) {
      const url = links[(asked / 2) % links.length] ?? '';
      expect((await fresh.get(url)).statusCode).toBeLessThan(500);
      expect((await fresh.get(url, { method: 'HEAD' })).body).toBe('');
    }
    expect(fresh.rows()).toBe(before);
    expect(fresh.faults).toEqual([]);
    await fresh.close();
  }, 120_000);
});

describe('a body that is no form', () => {
  test.each([
    ['JSON', 'application/json', '{"address":"reader@mail.example"}', 415],
    ['multipart', 'multipart/form-data; boundary=x', '--x--', 415],
    ['text', 'text/plain', 'address=reader@mail.example', 415],
    ['a type that is none', '???', 'x', 415],
    ['20 kB', 'application/x-www-form-urlencoded', `address=${'x'.repeat(20_000)}`, 413],
  ])('(%s) is refused in Arabic', async (_name, type, payload, status) => {
    for (const url of ['/subscribe', '/confirm/x', '/preferences/x/choice']) {
      const { statusCode, body } = await site.server.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': type },
      });
      expect(statusCode).toBe(status);
      expect(body).toContain('<html lang="ar" dir="rtl">');
      expect(body).not.toMatch(/FST_|Error|at /u);
    }
  });

  test('of random bytes, of broken escapes or of a thousand fields is read as a form with a wrong address', async () => {
    const bodies = [
      randomBytes(8_000),
      'address=%E0%A4%A&stamp=%00&themes-coalition=%ff',
      `address=&${'stamp=x&'.repeat(1_000)}`,
      'address=a&address=b&digest=x&digest=y&website=1',
      '__proto__=x&constructor=y&toString=z&hasOwnProperty=w',
      'address=%00%00@mail.example',
    ];
    for (const payload of bodies) {
      const { statusCode, body } = await site.server.inject({
        method: 'POST',
        url: '/subscribe',
        payload,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(statusCode).toBe(422);
      expect(body).toContain('id="address-error"');
    }
  });

  test('is taken without a body as an empty form', async () => {
    expect((await site.server.inject({ method: 'POST', url: '/subscribe' })).statusCode).toBe(422);
  });
});

describe('limits', () => {
  const signUp = (limited: Subscriptions, ip: string) =>
    limited.post('/subscribe', { address: READER, website: '', stamp: limited.stamp() }, { remoteAddress: ip });

  test('let one host sign up so often in an hour, and its IPv6 neighbours of one network together', async () => {
    const limited = await openSubscriptions({ signUpsPerHour: { perHost: 2, overall: 100 } });
    const statusOf = async (ip: string) => (await signUp(limited, ip)).statusCode;
    expect([await statusOf('192.0.2.1'), await statusOf('::ffff:192.0.2.1'), await statusOf('192.0.2.1')]).toEqual([
      200, 200, 429,
    ]);
    expect(await statusOf('192.0.2.2')).toBe(200);
    expect([
      await statusOf('2001:db8:1:2::1'),
      await statusOf('2001:db8:1:2:ffff::9'),
      await statusOf('2001:db8:1:2:3:4:5:6'),
    ]).toEqual([200, 200, 429]);
    expect(await statusOf('2001:db8:1:3::1')).toBe(200);
    await limited.close();
  });

  test('let all hosts together sign up so often, and a host over its own limit uses none of that', async () => {
    const limited = await openSubscriptions({ signUpsPerHour: { perHost: 2, overall: 4 } });
    for (let i = 0; i < 6; i += 1) await signUp(limited, '192.0.2.1');
    expect((await signUp(limited, '192.0.2.2')).statusCode).toBe(200);
    expect((await signUp(limited, '192.0.2.3')).statusCode).toBe(200);
    expect((await signUp(limited, '192.0.2.4')).statusCode).toBe(429);
    await limited.close();
  });

  test('are told in Arabic, with the time to wait, and the same for every address', async () => {
    const limited = await openSubscriptions({ signUpsPerHour: { perHost: 1, overall: 100 } });
    await signUp(limited, '192.0.2.1');
    const { body, headers } = await signUp(limited, '192.0.2.1');
    expect(body).toContain('محاولات كثيرة في وقت قصير');
    expect(Number(headers['retry-after'])).toBeGreaterThan(3_500);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3_600);
    await limited.close();
  });

  test('do not count a form that came without a stamp: it leads to no mail', async () => {
    const limited = await openSubscriptions({ signUpsPerHour: { perHost: 1, overall: 1 } });
    for (let i = 0; i < 5; i += 1) expect((await limited.post('/subscribe', { address: READER })).statusCode).toBe(200);
    expect((await signUp(limited, '127.0.0.1')).statusCode).toBe(200);
    await limited.close();
  });

  test('count no form that is shown again or asks back, and no wrong address: only what is taken', async () => {
    const limited = await openSubscriptions({ signUpsPerHour: { perHost: 1, overall: 1 } });
    const form = { website: '', stamp: limited.stamp() };
    for (let i = 0; i < 5; i += 1) {
      expect((await limited.post('/subscribe', { ...form, address: 'reader@' })).statusCode).toBe(422);
      expect((await limited.post('/subscribe', { ...form, address: 'reader@gmial.com' })).body).toContain('هل تقصد');
      const fast = { ...form, stamp: limited.membership.offer().stamp };
      expect((await limited.post('/subscribe', { ...fast, address: READER })).body).toContain('أسرع مما يملؤه الناس');
    }
    expect((await signUp(limited, '127.0.0.1')).body).toContain('بقي تفقّد البريد');
    expect((await signUp(limited, '127.0.0.1')).statusCode).toBe(429);
    await limited.close();
  });

  test('count the new addresses of subscribers too: nobody mails sixty strangers, from however many hosts', async () => {
    const limited = await openSubscriptions({ signUpsPerHour: { perHost: 100, overall: 4 } });
    const readers = [];
    for (let i = 0; i < 3; i += 1) readers.push(await limited.enrolled(`mover-${i}@mail.example`));
    const statuses: number[] = [];
    for (let i = 0; i < 60; i += 1) {
      const form = `${readers[i % 3]?.preferences}/address`;
      const remoteAddress = `192.0.2.${i}`;
      if (i < 3) expect((await limited.post(form, { address: 'x@' }, { remoteAddress })).statusCode).toBe(422);
      const fields = { address: `stranger-${i}@mail.example` };
      statuses.push((await limited.post(form, fields, { remoteAddress })).statusCode);
    }
    expect(statuses.filter((status) => status === 303)).toHaveLength(4);
    expect(statuses.filter((status) => status === 429)).toHaveLength(56);
    await limited.decide();
    expect((await limited.letters()).filter(({ kind }) => kind === 'new-address')).toHaveLength(4);
    expect((await limited.post(`${readers[0]?.preferences}/pause`, { weeks: '1' })).statusCode).toBe(303);
    await limited.close();
  });

  test('are one for sign-ups and new addresses, by host', async () => {
    const limited = await openSubscriptions({ signUpsPerHour: { perHost: 1, overall: 100 } });
    const { preferences } = await limited.enrolled('mover@mail.example');
    const move = (remoteAddress: string) =>
      limited.post(`${preferences}/address`, { address: 'stranger@mail.example' }, { remoteAddress });
    await signUp(limited, '192.0.2.1');
    const { statusCode, headers, body } = await move('192.0.2.1');
    expect(statusCode).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(3_500);
    expect(body).toContain('أعد المحاولة بعد ساعة');
    expect((await move('192.0.2.2')).statusCode).toBe(303);
    await limited.close();
  });

  test('trust only the proxies they are told to', async () => {
    for (const [trustProxy, last] of [
      [false, 429],
      ['10.0.0.0/8', 200],
    ] as const) {
      const limited = await openSubscriptions({ trustProxy, signUpsPerHour: { perHost: 1, overall: 100 } });
      const from = (ip: string) =>
        limited.post(
          '/subscribe',
          { address: READER, stamp: limited.stamp() },
          { remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': ip } },
        );
      await from('192.0.2.1');
      expect((await from('192.0.2.2')).statusCode).toBe(last);
      expect((await from('rubbish')).statusCode).toBe(last);
      await limited.close();
    }
  });

  test('end any host that sends forms all the time, but no mail provider that leaves for its people', async () => {
    const { leave } = await site.enrolled('flooded@mail.example');
    const busy = { remoteAddress: '192.0.2.200' };
    const statuses = new Set<number>();
    for (let i = 0; i < 605; i += 1) statuses.add((await site.post('/confirm/x', {}, busy)).statusCode);
    expect([...statuses]).toEqual([404, 429]);
    expect((await site.post(leave, {}, busy)).statusCode).toBe(200);
  });
});

describe('a fault', () => {
  test('is logged by the pattern of its address, never with a token, and shown with a code', async () => {
    const broken = { ...site.membership, preferences: () => Promise.reject(new Error('the disk is gone')) };
    const faulty = await openSubscriptions({ membership: broken as Membership });
    const { statusCode, body, headers } = await faulty.get('/preferences/a-secret-token');
    expect(statusCode).toBe(500);
    expect(headers['cache-control']).toBe('no-store');
    expect(faulty.faults).toHaveLength(1);
    expect(faulty.faults[0]).toMatch(/^\S+ the disk is gone \/preferences\/:token$/u);
    expect(body).not.toContain('disk');
    await faulty.close();
  });
});
