import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { rulesFor } from '../../src/read/web/robots-group.ts';
import { makeCertificate } from '../web/bounces-certificate.ts';
import { asContent, asWebRefusal, FEED, readerOf, redirect, serve, text } from './web-server.ts';

const HOUR = 3_600_000;

describe('a redirect', () => {
  test('is a new address when every step of it is for good', async () => {
    const server = await serve({
      '/a': redirect('/b', 301),
      '/b': redirect('c?x=1#top', 308),
      '/c': text(FEED),
      '/now': redirect('/a', 302),
    });
    const reader = readerOf([server]);
    const ask = async (path: string) => asContent(await reader.read({ url: server.origin + path, wants: 'feed' }));
    expect(await ask('/a')).toMatchObject({ url: `${server.origin}/c?x=1`, movedTo: `${server.origin}/c?x=1` });
    expect(await ask('/now')).toMatchObject({ url: `${server.origin}/c?x=1`, movedTo: null });
    expect(await ask('/c')).toMatchObject({ movedTo: null });
  });

  test('may carry Arabic letters as they are', async () => {
    const server = await serve({
      '/': (_, response) => response.writeHead(303, { location: Buffer.from('/خبر').toString('latin1') }).end(),
      '/%D8%AE%D8%A8%D8%B1': text(FEED),
    });
    expect(asContent(await readerOf([server]).read({ url: server.origin, wants: 'page' })).text).toBe(FEED);
  });

  test('is followed five times, and never in a circle', async () => {
    const steps = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`/${at}`, redirect(`/${at + 1}`, 307)]));
    const server = await serve({
      ...steps,
      '/7': text(FEED),
      '/loop': redirect('/loop'),
      '/tick': redirect('/tock'),
      '/tock': redirect('/tick'),
    });
    const reader = readerOf([server]);
    const ask = (path: string) => reader.read({ url: server.origin + path, wants: 'feed' });
    expect(asContent(await ask('/2')).text).toBe(FEED);
    expect(asWebRefusal(await ask('/1'))).toMatchObject({
      why: 'failed',
      reason: 'it redirects more than 5 times, at last to /7.',
    });
    expect(asWebRefusal(await ask('/loop')).reason).toBe('it redirects in a circle.');
    expect(asWebRefusal(await ask('/tock')).reason).toBe('it redirects in a circle.');
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'it redirects to 169.254.169.254, which is inside a private network.'],
    ['http://10.0.0.1/', 'it redirects to 10.0.0.1, which is inside a private network.'],
    ['http://[::ffff:a9fe:a9fe]/', 'it redirects to ::ffff:a9fe:a9fe, which is inside a private network.'],
    ['file:///etc/passwd', 'it redirects to a file: address, and only http and https are read.'],
    ['https://user:pass@a.org/', 'it redirects to an address with a user name or password in it.'],
    ['http://localhost/', 'it redirects to localhost, a name that is never public.'],
    ['http://[', 'it redirects to "http://[", which is no web address.'],
  ])('to %s is refused', async (location, reason) => {
    const server = await serve({ '/': redirect(location) });
    const refusal = asWebRefusal(await readerOf([server]).read({ url: server.origin, wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'forbidden', reason });
  });

  test('cannot disturb a terminal', async () => {
    const location = Buffer.from(`http://[\u202e${'ا'.repeat(200)}`).toString('latin1');
    const server = await serve({ '/': redirect(location) });
    const refusal = asWebRefusal(await readerOf([server]).read({ url: server.origin, wants: 'feed' }));
    expect(refusal.reason).not.toContain('\u202e');
    expect(refusal.reason.length).toBeLessThan(160);
  });
});

describe('one host', () => {
  test('is asked for one thing at a time, with a pause between two', async () => {
    let open = 0;
    let most = 0;
    const times: (readonly [number, number])[] = [];
    const server = await serve({
      '/': (_, response) => {
        const startedAt = performance.now();
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          times.push([startedAt, performance.now()]);
          response.end(FEED);
        }, 20);
      },
    });
    const reader = readerOf([server], { hostPauseMs: 60 });
    await Promise.all([1, 2, 3].map((at) => reader.read({ url: `${server.origin}/?${at}`, wants: 'feed' })));
    expect(server.asked).toEqual(['/robots.txt', '/?1', '/?2', '/?3']);
    expect(most).toBe(1);
    const pauses = times.slice(1).map(([startedAt], at) => startedAt - (times[at]?.[1] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(55);
  });

  test('does not hold up another one', async () => {
    const slow = await serve({ '/': () => undefined });
    const fast = await serve({ '/': text(FEED) });
    const reader = readerOf([slow, fast]);
    const held = reader.read({ url: slow.origin, wants: 'feed' });
    expect(asContent(await reader.read({ url: fast.origin, wants: 'feed' })).text).toBe(FEED);
    await reader.close();
    expect(asWebRefusal(await held).reason).toBe('reading was stopped.');
  });

  test('is waited for no longer once the reader is told to stop', async () => {
    const server = await serve({ '/': text(FEED) });
    const reader = readerOf([server], { hostPauseMs: 60_000 });
    const [first, second] = [new AbortController(), new AbortController()];
    const readings = [first, second].map(({ signal }) => reader.read({ url: server.origin, wants: 'feed' }, signal));
    setTimeout(() => first.abort(), 30);
    setTimeout(() => second.abort(), 60);
    for (const reading of readings) expect(asWebRefusal(await reading).reason).toBe('reading was stopped.');
    expect(server.asked).toEqual(['/robots.txt']);
  });

  test('whose name is never resolved is given up in time, and at a stop', async () => {
    const resolve = () => new Promise<never>(() => undefined);
    const late = readerOf([], {}, { resolve, limits: { robotsMs: 100 } });
    expect(asWebRefusal(await late.read({ url: 'http://a.org/', wants: 'feed' })).reason).toContain('not there after');
    const reader = readerOf([], {}, { resolve });
    const reading = reader.read({ url: 'http://a.org/', wants: 'feed' });
    setTimeout(() => void reader.close(), 20);
    expect(asWebRefusal(await reading).reason).toBe('reading was stopped.');
    expect(asWebRefusal(await reader.read({ url: 'http://a.org/', wants: 'feed' })).reason).toBe(
      'reading was stopped.',
    );
  });

  test('with a certificate that nobody vouches for is refused', async () => {
    const { pem, privateKey } = makeCertificate(new Date(Date.now() - HOUR), new Date(Date.now() + 24 * HOUR));
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const server = createServer({ cert: pem, key }, (_, response) => response.end(FEED));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const refusal = asWebRefusal(await readerOf([{ port }]).read({ url: `https://127.0.0.1:${port}/`, wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'failed', reason: "nobody vouches for the server's certificate." });
  });
});

describe('robots.txt', () => {
  const RULES = 'User-agent: *\nDisallow: /private\nAllow: /private/press$\n';

  test('is asked for once a day, and kept to', async () => {
    const server = await serve({ '/robots.txt': text(RULES), '/a': text(FEED), '/private/press': text(FEED) });
    let now = Date.UTC(2024, 10, 10);
    const reader = readerOf([server], { now: () => now });
    const ask = (path: string) => reader.read({ url: server.origin + path, wants: 'page' });
    const [refused, pressed] = await Promise.all([ask('/private/x'), ask('/private/press'), ask('/a')]);
    expect(asWebRefusal(refused)).toMatchObject({
      why: 'forbidden',
      reason: `the robots.txt of ${new URL(server.origin).host} asks not to read /private/x.`,
    });
    expect(pressed.kind).toBe('content');
    now += 24 * HOUR - 1;
    await ask('/a');
    expect(server.asked.filter((path) => path === '/robots.txt')).toHaveLength(1);
    now += 1;
    await ask('/a');
    expect(server.asked.filter((path) => path === '/robots.txt')).toHaveLength(2);
  });

  test.each([404, 403, 401, 410, 204])('that is answered with %i allows everything', async (status) => {
    const server = await serve({ '/robots.txt': (_, response) => response.writeHead(status).end(), '/': text(FEED) });
    expect((await readerOf([server]).read({ url: server.origin, wants: 'feed' })).kind).toBe('content');
  });

  test.each([
    [500, {}, 'failed', null],
    [503, { 'retry-after': '60' }, 'waiting', 60_000],
    [429, { 'retry-after': '60' }, 'waiting', 60_000],
  ])('that is answered with %i %j forbids everything for now', async (status, headers, why, retryAfterMs) => {
    const server = await serve({
      '/robots.txt': (_, response) => response.writeHead(status, headers).end(),
      '/': text(FEED),
    });
    const refusal = asWebRefusal(await readerOf([server]).read({ url: server.origin, wants: 'feed' }));
    expect(refusal).toMatchObject({ why, retryAfterMs, status: null });
    expect(refusal.reason).toContain(`the robots.txt of 127.0.0.1:${server.port} cannot be read: the server answers`);
    expect(server.asked).toEqual(['/robots.txt']);
  });

  test('that cannot be renewed stays as it was', async () => {
    let status = 200;
    const server = await serve({
      '/robots.txt': (_, response) => response.writeHead(status).end(RULES),
      '/': text(FEED),
    });
    let now = 0;
    const reader = readerOf([server], { now: () => now });
    const ask = async (path: string) => (await reader.read({ url: server.origin + path, wants: 'page' })).kind;
    expect(await ask('/')).toBe('content');
    [status, now] = [500, 25 * HOUR];
    expect(await ask('/')).toBe('content');
    expect(await ask('/private/x')).toBe('refused');
  });

  test('is looked for where it redirects to, but never inside a private network', async () => {
    const other = await serve({ '/rules': text(RULES), '/': text('not asked for') });
    const server = await serve({
      '/robots.txt': redirect(`${other.origin}/rules`),
      '/private': text(FEED),
      '/': text(FEED),
    });
    const reader = readerOf([server, other]);
    expect((await reader.read({ url: `${server.origin}/private`, wants: 'feed' })).kind).toBe('refused');
    expect((await reader.read({ url: `${server.origin}/`, wants: 'feed' })).kind).toBe('content');
    const inside = await serve({ '/robots.txt': redirect('http://10.0.0.1/robots.txt'), '/': text(FEED) });
    const refusal = asWebRefusal(await readerOf([inside]).read({ url: inside.origin, wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'failed' });
    expect(refusal.reason).toContain('it redirects to 10.0.0.1');
  });

  test('that is never found for all the redirects is none', async () => {
    const server = await serve({ '/robots.txt': redirect('/robots.txt'), '/': text(FEED) });
    expect((await readerOf([server]).read({ url: server.origin, wants: 'feed' })).kind).toBe('content');
  });

  test('of each host on the way is kept to', async () => {
    const other = await serve({ '/robots.txt': text('User-agent: mujaz\nDisallow: /') });
    const server = await serve({ '/': redirect(`${other.origin}/news`) });
    const refusal = asWebRefusal(await readerOf([server, other]).read({ url: server.origin, wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'forbidden' });
    expect(other.asked).toEqual(['/robots.txt']);
  });

  test('may ask for a longer pause', async () => {
    const server = await serve({ '/robots.txt': text('User-agent: *\nCrawl-delay: 0.2'), '/': text(FEED) });
    const startedAt = performance.now();
    await readerOf([server]).read({ url: server.origin, wants: 'feed' });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(195);
  });

  test('counts for nothing beyond its first 500 KiB, and is no burden however it is written', async () => {
    const long = `User-agent: *\nDisallow: /early\n#${'x'.repeat(500 * 2 ** 10)}\nDisallow: /late\n`;
    const many = `${'User-agent: a\n'.repeat(15_000)}${'Disallow: /x\n'.repeat(15_000)}`;
    const stars = `User-agent: *\n${`Disallow: ${'*a'.repeat(400)}b\n`.repeat(500)}`;
    const [first, second, third] = [
      await serve({ '/robots.txt': text(long), '/late': text(FEED) }),
      await serve({ '/robots.txt': text(many), '/': text(FEED) }),
      await serve({ '/robots.txt': text(stars), [`/${'a'.repeat(900)}`]: text(FEED) }),
    ];
    const reader = readerOf([first, second, third]);
    const kindOf = async (url: string) => (await reader.read({ url, wants: 'page' })).kind;
    const startedAt = performance.now();
    expect(await kindOf(`${first.origin}/early`)).toBe('refused');
    expect(await kindOf(`${first.origin}/late`)).toBe('content');
    expect(await kindOf(second.origin)).toBe('content');
    expect(await kindOf(`${third.origin}/${'a'.repeat(900)}`)).toBe('content');
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  test.each([
    ['User-agent: *\nDisallow: /a\n\nUser-agent: MUJAZ\nDisallow: /b', ['disallow: /b']],
    ['User-agent: Mujaz/2.0\nDisallow: /b # all of it', ['disallow: /b']],
    ['user-agent: mujaz\nuser-agent: other\nDisallow: /a\nuser-agent: other\nDisallow: /b', ['disallow: /a']],
    [
      'User-agent: mujaz\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: mujaz\nDisallow: /b',
      ['disallow: /a', 'disallow: /b'],
    ],
    ['User-agent: mujaz\n\nUser-agent: *\nDisallow: /', ['disallow: /']],
    ['User-agent: mujaz\nSitemap: https://a.org/s\nUser-agent: x\nAllow: /', ['allow: /']],
    ['User-agent: mujaz\nAllow:\n\nUser-agent: *\nDisallow: /', ['allow: ']],
    ['\ufeffUser-agent: *\r\nDisallow: /a\r\nDisallow: /b', ['disallow: /a', 'disallow: /b']],
    ['User-agent: mujazbot\nDisallow: /', []],
    ['<html>nothing: here</html>', []],
  ])('«%s» tells us %j', (file, rules) => {
    expect(rulesFor('Mujaz', file)).toEqual(rules);
  });
});
