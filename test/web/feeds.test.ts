import { createHash } from 'node:crypto';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { buildDesk, buildSite, SITE_URL } from './desk.ts';

const { server } = buildSite();
const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ url, remoteAddress: '203.0.113.7', headers: { host: 'digest.example', ...headers } });

const FEEDS = ['/feed.atom', '/feed.rss'];

describe('the feeds', () => {
  test.each([
    ['/feed.atom', 'application/atom+xml; charset=utf-8'],
    ['/feed.rss', 'application/rss+xml; charset=utf-8'],
    ['/sitemap.xml', 'application/xml; charset=utf-8'],
  ])('%s says what it is', async (url, type) => {
    const { statusCode, headers } = await get(url);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('name the approved editions with their subjects and addresses, newest first', async () => {
    const atom = parseAtomFeed((await get('/feed.atom')).body);
    const rss = parseRssFeed((await get('/feed.rss')).body);
    const desk = buildDesk();
    const numbers = [12, 11, 10, 8, 7, 6, 5, 4, 3, 2, 1];
    expect(atom.entries?.map(({ links }) => links?.[0]?.href)).toEqual(
      numbers.map((number) => `${SITE_URL}/editions/${number}`),
    );
    expect(rss.items?.map(({ link }) => link)).toEqual(numbers.map((number) => `${SITE_URL}/editions/${number}`));
    for (const [index, number] of numbers.entries()) {
      const subject = (await desk.edition(number))?.subject;
      expect(atom.entries?.[index]?.title?.value).toBe(subject);
      expect(rss.items?.[index]?.title).toBe(subject);
    }
  });

  test('lead to themselves, to the archive and, from each edition, to a page that is there', async () => {
    const atom = parseAtomFeed((await get('/feed.atom')).body);
    expect(atom.links?.map(({ rel, href }) => [rel, href])).toEqual([
      ['self', `${SITE_URL}/feed.atom`],
      ['alternate', `${SITE_URL}/archive`],
    ]);
    const links = atom.entries?.flatMap((entry) => entry.links?.map(({ href }) => href ?? '') ?? []) ?? [];
    for (const link of links) expect((await get(link.slice(SITE_URL.length))).statusCode, link).toBe(200);
  });

  test.each(['/feeds/nobody.atom', '/feeds/coalition.xml', '/feeds/coalition', '/feeds/..%2Fx.atom'])(
    '%s is not there',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});

describe('what a reader has already is not sent again', () => {
  test.each([...FEEDS, '/sitemap.xml'])('%s has a tag that stands for its content', async (url) => {
    const { headers, rawPayload } = await get(url);
    const tag = String(headers['etag']);
    expect(tag).toBe(`"${createHash('sha256').update(rawPayload).digest('hex').slice(0, 32)}"`);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await get(url, { 'if-none-match': known });
      expect([known, again.statusCode, again.body, again.headers['etag']]).toEqual([known, 304, '', tag]);
    }
    expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  test.each(FEEDS)('%s says when the last edition was approved, and counts time where there is no tag', async (url) => {
    const { headers } = await get(url);
    const changed = String(headers['last-modified']);
    expect(changed).toBe('Thu, 13 Nov 2025 06:30:00 GMT');
    const at = async (more: Record<string, string>) => (await get(url, more)).statusCode;
    expect(await at({ 'if-modified-since': changed })).toBe(304);
    expect(await at({ 'if-modified-since': 'Thu, 13 Nov 2025 06:29:59 GMT' })).toBe(200);
    expect(await at({ 'if-modified-since': 'yesterday' })).toBe(200);
    expect(await at({ 'if-modified-since': changed, 'if-none-match': '"other"' })).toBe(200);
  });

  test('a HEAD has the same headers and no body', async () => {
    const { headers } = await get('/feed.atom');
    const head = await server.inject({ method: 'HEAD', url: '/feed.atom' });
    expect([head.statusCode, head.body, head.headers['etag']]).toEqual([200, '', headers['etag']]);
  });
});

describe('the sitemap', () => {
  test('names the archive and the approved editions: pages that are there and want to be listed', async () => {
    const { document } = parseHTML((await get('/sitemap.xml')).body);
    const places = [...document.querySelectorAll('url > loc')].map(({ textContent }) => textContent ?? '');
    expect(places).toHaveLength(12);
    for (const place of places) {
      const { statusCode, body } = await get(place.slice(SITE_URL.length));
      expect([place, statusCode]).toEqual([place, 200]);
      expect(body).toContain('<meta name="robots" content="index">');
      expect(body).toContain(`<link rel="canonical" href="${place}">`);
    }
  });
});

test('nothing public names a person: no address, no token, no way into an account', async () => {
  for (const url of ['/archive', '/editions/12', ...FEEDS, '/sitemap.xml', '/robots.txt']) {
    const { body } = await get(url);
    expect(body.replaceAll(/^Disallow:.*$/gmu, ''), url).not.toMatch(
      /[\w.]+@[\w.]+|\/(?:preferences|leave|confirm)\b/u,
    );
  }
});
