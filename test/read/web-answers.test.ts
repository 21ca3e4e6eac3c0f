import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readRetryAfter } from '../../src/read/web/retry-after.ts';
import { asContent, asWebRefusal, FEED, readerOf, readFrom, redirect, serve, text } from './web-server.ts';

const NOON = Date.UTC(2024, 10, 10, 12);
const SMALL = { limits: { bodyBytes: 2 ** 16, totalMs: 2000 } };

/** Sends a piece again and again, as long as somebody listens. */
const drip = (piece: string, everyMs: number) => (_: unknown, response: ServerResponse) => {
  const timer = setInterval(() => response.write(piece), everyMs);
  response.on('close', () => clearInterval(timer));
};

/** Writes as fast as it is read. */
const pour = (piece: Buffer) => (_: unknown, response: ServerResponse) => {
  const write = () => {
    while (response.writable && response.write(piece));
  };
  response.on('drain', write);
  write();
};

describe('an answer', () => {
  test('is its bytes, where it was found, its media type, charset and validators', async () => {
    const headers = { 'content-type': 'Application/RSS+XML; Charset="windows-1256"', etag: 'W/"1"' };
    const answer = await readFrom(text(FEED, { ...headers, 'last-modified': 'Sun, 10 Nov 2024 10:00:00 GMT' }));
    expect(asContent(answer)).toMatchObject({
      text: FEED,
      movedTo: null,
      mediaType: 'application/rss+xml',
      charset: 'windows-1256',
      etag: 'W/"1"',
      lastModified: 'Sun, 10 Nov 2024 10:00:00 GMT',
    });
  });

  test('may lack all of these', async () => {
    const answer = await readFrom((_, response) => response.end(FEED));
    expect(asContent(answer)).toMatchObject({ mediaType: null, charset: null, etag: null, lastModified: null });
  });

  test.each([
    ['gzip', gzipSync(FEED)],
    ['x-gzip', gzipSync(FEED)],
    ['br', brotliCompressSync(FEED)],
    ['deflate', deflateSync(FEED)],
    ['deflate', deflateRawSync(FEED)],
  ])('may be compressed: %s', async (encoding, body) => {
    const answer = await readFrom((_, response) => response.setHeader('content-encoding', encoding).end(body));
    expect(asContent(answer).text).toBe(FEED);
  });

  test('is asked for by name, and by what is wanted', async () => {
    const server = await serve({ '/': text(FEED) });
    const reader = readerOf([server]);
    await reader.read({ url: `${server.origin}/#here`, wants: 'feed' });
    await reader.read({ url: `${server.origin}/`, wants: 'page' });
    expect(server.asked).toEqual(['/robots.txt', '/', '/']);
    const [robots, feed, page] = server.requests.map(({ headers }) => headers);
    expect(robots).toMatchObject({ 'user-agent': 'Mujaz/0.1 (+test)', 'accept-encoding': 'gzip, deflate, br' });
    expect(feed?.accept).toContain('application/rss+xml, application/atom+xml');
    expect(page?.accept).toContain('text/html');
    expect(feed).not.toHaveProperty('if-none-match');
  });
});

describe('a conditional request', () => {
  const isNew = { etag: '"2"', lastModified: 'Sun, 10 Nov 2024 10:00:00 GMT' };

  test('carries what the server told the last time; «not modified» is its answer', async () => {
    const server = await serve({ '/': (_, response) => response.writeHead(304).end(), '/old': redirect('/', 301) });
    const reader = readerOf([server]);
    const ask = (path: string) => reader.read({ url: `${server.origin}${path}`, wants: 'feed', validators: isNew });
    expect(await ask('/')).toEqual({ kind: 'not-modified', movedTo: null });
    expect(await ask('/old')).toEqual({ kind: 'not-modified', movedTo: `${server.origin}/` });
    expect(server.requests[1]?.headers).toMatchObject({
      'if-none-match': isNew.etag,
      'if-modified-since': isNew.lastModified,
    });
  });

  test('is the only one that «not modified» can answer', async () => {
    const server = await serve({ '/': (_, response) => response.writeHead(304).end() });
    const validators = { etag: null, lastModified: 'bad\r\nheader: 1' };
    const answer = await readerOf([server]).read({ url: `${server.origin}/`, wants: 'feed', validators });
    expect(asWebRefusal(answer)).toMatchObject({ why: 'failed', status: 304 });
  });

  test('carries no validator longer than a line', async () => {
    const answer = await readFrom(text(FEED, { etag: `"${'a'.repeat(5000)}"` }));
    expect(asContent(answer).etag).toBeNull();
  });
});

describe('a status', () => {
  test.each([
    [404, {}, 'gone', null],
    [410, {}, 'gone', null],
    [429, { 'retry-after': '3600' }, 'waiting', 3_600_000],
    [429, {}, 'waiting', null],
    [503, { 'retry-after': 'Sun, 10 Nov 2024 12:01:00 GMT' }, 'waiting', 60_000],
    [503, {}, 'failed', null],
    [500, {}, 'failed', null],
    [403, {}, 'failed', null],
    [204, {}, 'failed', null],
    [206, {}, 'failed', null],
    [302, {}, 'failed', null],
    [304, {}, 'failed', null],
  ])('%i with %j is %s', async (status, headers, why, retryAfterMs) => {
    const server = await serve({ '/': (_, response) => response.writeHead(status, headers).end() });
    const answer = await readerOf([server], { now: () => NOON }).read({ url: `${server.origin}/`, wants: 'feed' });
    expect(asWebRefusal(answer)).toMatchObject({ why, status, retryAfterMs });
    expect(asWebRefusal(answer).reason).toContain('the server');
  });

  test('200 without a body is nothing', async () => {
    expect(asWebRefusal(await readFrom(text(''))).reason).toBe('it is empty.');
  });

  test.each([
    ['120', 120_000],
    ['99999999', 7 * 24 * 3_600_000],
    ['Sat, 09 Nov 2024 12:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 7 * 24 * 3_600_000],
    ['-5', null],
    ['1e21', null],
    ['tomorrow', null],
    [null, null],
  ])('asks with Retry-After %s to be left alone for %s ms', (header, ms) => {
    expect(readRetryAfter(header, NOON)).toBe(ms);
  });
});

describe('a server that does not play fair', () => {
  test.each([
    ['never answers', () => undefined],
    ['drips', drip(' ', 50)],
  ])('%s: it is given up in time', async (_, answer) => {
    const startedAt = performance.now();
    const refusal = asWebRefusal(await readFrom(answer, { limits: { totalMs: 300 } }));
    expect(refusal).toMatchObject({ why: 'failed', reason: 'it was not there after 1 s.' });
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  const bomb = gzipSync(Buffer.alloc(50 * 2 ** 20, 32));
  test.each([
    ['is endless', pour(Buffer.alloc(2 ** 16, ' '))],
    ['is larger than allowed', text('a'.repeat(2 ** 17))],
    ['is a bomb', (_: unknown, response: ServerResponse) => response.setHeader('content-encoding', 'gzip').end(bomb)],
  ])('whose body %s: it is refused as soon as it is too large', async (_, answer) => {
    const before = process.memoryUsage().arrayBuffers;
    const refusal = asWebRefusal(await readFrom(answer, SMALL));
    expect(refusal).toMatchObject({ why: 'failed', reason: 'it is larger than 0.0625 MB.' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 20);
  });

  test.each([
    ['shorter than announced', (r: ServerResponse) => r.writeHead(200, { 'content-length': 999 }).write(FEED)],
    ['reset', (r: ServerResponse) => r.write(FEED)],
    [
      'cut inside gzip',
      (r: ServerResponse) => r.setHeader('content-encoding', 'gzip').end(gzipSync(FEED).subarray(0, -9)),
    ],
    ['no gzip at all', (r: ServerResponse) => r.setHeader('content-encoding', 'gzip').end(FEED)],
    ['no brotli at all', (r: ServerResponse) => r.setHeader('content-encoding', 'br').end(FEED)],
    ['compressed unasked', (r: ServerResponse) => r.setHeader('content-encoding', 'zstd').end(FEED)],
    [
      'compressed twice',
      (r: ServerResponse) => r.setHeader('content-encoding', 'gzip, gzip').end(gzipSync(gzipSync(FEED))),
    ],
    ['no answer at all', (r: ServerResponse) => r.socket?.end('what?\r\n\r\n')],
    ['the end', (r: ServerResponse) => r.socket?.destroy()],
  ])('whose body is %s: none of it is taken', async (_, answer) => {
    const refusal = asWebRefusal(
      await readFrom((request, response) => {
        answer(response);
        if (!response.writableEnded) setTimeout(() => request.socket.resetAndDestroy(), 20);
      }),
    );
    expect(refusal.why).toBe('failed');
    expect(refusal.reason).toMatch(/^(?:it is not whole|its compressed|it is compressed|the server broke off)/u);
  });

  test('whose headers have no end is refused', async () => {
    const refusal = asWebRefusal(
      await readFrom((_, response) => {
        for (let at = 0; at < 500; at += 1) response.setHeader(`x-${at}`, 'a'.repeat(200));
        response.end(FEED);
      }),
    );
    expect(refusal.reason).toBe('the server sends too many headers.');
  });

  test('that takes no connections is named so', async () => {
    const server = await serve({});
    const reader = readerOf([{ port: 1 }, server]);
    const refusal = asWebRefusal(await reader.read({ url: 'http://127.0.0.1:1/', wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'failed', reason: 'the server takes no connections.' });
  });
});
