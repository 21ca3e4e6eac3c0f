import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { buildSite, DRAFT } from './desk.ts';

type Asking = { readonly remoteAddress?: string; readonly headers?: Record<string, string> };

const { server } = buildSite();
const ask = (url: string, { remoteAddress = '127.0.0.1', headers = {} }: Asking = {}) =>
  server.inject({ url, remoteAddress, headers: { host: 'localhost:8080', ...headers } });

/** Everything that is the desk's alone. */
const CLOSED = [
  '/desk',
  '/desk?page=2',
  '/desk/editions/12',
  '/desk/editions/12?view=raw',
  '/desk/editions/12/mail',
  '/desk/editions/12/message.eml',
  `/editions/${DRAFT}`,
  `/editions/${DRAFT}?themes=camps`,
  `/pages/shore-council_01?edition=${DRAFT}`,
  '/pages/shore-council_01',
  '/pages/hostile?edition=12',
];

describe('a browser on this machine', () => {
  test.each([
    { remoteAddress: '127.0.0.1', headers: { host: 'localhost:8080' } },
    { remoteAddress: '127.0.0.1', headers: { host: '127.0.0.1:8080' } },
    { remoteAddress: '127.8.9.10', headers: { host: 'LOCALHOST' } },
    { remoteAddress: '::1', headers: { host: '[::1]:8080' } },
    { remoteAddress: '::ffff:127.0.0.1', headers: { host: 'localhost' } },
  ])('is the desk: $remoteAddress as $headers.host', async (asking) => {
    for (const url of CLOSED) expect((await ask(url, asking)).statusCode, url).toBe(200);
    expect((await ask('/', asking)).headers.location).toBe('/desk');
  });

  test('keeps no copy of what only the desk may see', async () => {
    for (const url of [...CLOSED, '/', '/editions/12']) {
      expect((await ask(url)).headers['cache-control'], url).toBe('no-store');
    }
  });
});

describe('everybody else', () => {
  test.each<[string, Asking]>([
    ['from another machine', { remoteAddress: '203.0.113.7' }],
    ['from the local network', { remoteAddress: '192.168.1.20' }],
    ['over IPv6', { remoteAddress: '2001:db8::7' }],
    ['by another name that leads to this machine', { headers: { host: 'rebound.example:8080' } }],
    ['by a name that begins like ours', { headers: { host: 'localhost.rebound.example' } }],
    ['by a name that ends like ours', { headers: { host: 'rebound.localhost' } }],
    ['through a proxy on this machine that says so (RFC 7239)', { headers: { forwarded: 'for=203.0.113.7' } }],
    ['through one that says for whom', { headers: { 'x-forwarded-for': '203.0.113.7' } }],
    ['through one that claims to ask for this machine', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['through one that says by which name', { headers: { 'x-forwarded-host': 'localhost' } }],
    ['through one that says by which way', { headers: { via: '1.1 proxy.example' } }],
    ['through one of the usual ones', { headers: { 'x-real-ip': '203.0.113.7' } }],
    ['through a network that carries it here', { headers: { 'cf-connecting-ip': '203.0.113.7' } }],
  ])('finds nothing of the desk: %s', async (_who, asking) => {
    const missing = (await ask('/nothing', asking)).body;
    for (const url of CLOSED) {
      const { statusCode, body, headers } = await ask(url, asking);
      expect(statusCode, url).toBe(404);
      expect(body, url).toBe(missing);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
    }
    expect((await ask('/', asking)).headers.location).toBe('/archive');
  });

  test('finds nothing of the desk through a proxy that speaks HTTP/1.0, as nginx does by itself', async () => {
    const { server: real } = buildSite();
    const listening = await listen(real, { host: '127.0.0.1', port: 0 });
    const port = Number('url' in listening && new URL(listening.url).port);
    const answerTo = async (version: string): Promise<string> => {
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET /desk HTTP/${version}\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
      return (await text(socket)).slice(0, 12);
    };
    expect([await answerTo('1.1'), await answerTo('1.0')]).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404']);
    await real.close();
  });

  test('cannot ask for the desk as a HEAD, either', async () => {
    const { statusCode } = await server.inject({ method: 'HEAD', url: '/desk', remoteAddress: '203.0.113.7' });
    expect(statusCode).toBe(404);
  });

  test('reads the archive, the approved editions and the pages that these quote', async () => {
    const asking = { remoteAddress: '203.0.113.7', headers: { host: 'digest.example' } };
    for (const url of ['/archive', '/editions/12', '/pages/shore-council_01?edition=12', '/feed.atom']) {
      const { statusCode, headers } = await ask(url, asking);
      expect([url, statusCode, headers['cache-control']]).toEqual([url, 200, 'no-cache']);
    }
  });
});
