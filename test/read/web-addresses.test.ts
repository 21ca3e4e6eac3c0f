import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { openGate } from '../../src/read/web/public-address.ts';
import { asContent, asWebRefusal, FEED, readerOf, redirect, serve, text } from './web-server.ts';

/** What must never be asked for: this machine, its networks, other ports and protocols, in every spelling of them. */
const NEVER = [
  ...['127.0.0.1', '127.1', '0', '2130706433', '0x7f.1', '0177.0.0.1', '１２７.0.0.1', '127。0。0。1'],
  ...['localhost', 'localhost.', 'a.localhost', 'intranet', 'printer.local', 'metadata.google.internal', 'a.home.arpa'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:a9fe:a9fe]', '[::127.0.0.1]', '[::ffff:0:7f00:1]'],
  ...['[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::808:808]', '[2002:7f00:1::]', '[2002:808:808::]', '[2001:0:4136:e378::1]'],
  ...['[fd00::1]', '[fec0::1]', '[fe80::1]', '[ff02::1]', '[100::1]', '[2001:db8::1]', '[3fff::1]', '[5f00::1]'],
  ...['169.254.169.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.100.100.200'],
  ...['198.18.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1', '192.0.0.192', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '168.63.129.16'],
].map((host) => `http://${host}/`);

const NO_WEB = [
  ...['http://0.0.0.0:25/', 'https://namudhaj.org:22/', 'http://8.8.8.8:8080/', 'https://user:pass@namudhaj.org/'],
  ...['http://user@namudhaj.org/', 'file:///etc/passwd', 'ftp://namudhaj.org/', 'gopher://127.0.0.1:25/_HELO'],
  ...[
    'data:text/xml,x',
    'javascript:1',
    '//namudhaj.org/',
    'namudhaj.org',
    '',
    `https://namudhaj.org/${'a'.repeat(2000)}`,
  ],
];

/** A resolver that answers in turn, the last answer for ever; and what it was asked. */
function resolver(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const resolve = async (name: string): Promise<readonly LookupAddress[]> => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { asked, resolve };
}

describe('an address that is never read', () => {
  test.each([...NEVER, ...NO_WEB])('%s is refused before anything is looked up', async (url) => {
    const { asked, resolve } = resolver(['127.0.0.1']);
    const refusal = asWebRefusal(await readerOf([], {}, { resolve }).read({ url, wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'forbidden', status: null, retryAfterMs: null });
    expect(refusal.reason).toMatch(/^it leads to .+\.$/u);
    expect(refusal.reason.length + refusal.next.length).toBeLessThan(260);
    expect(asked).toEqual([]);
  });

  test('is told apart: private network, this machine, no public address', () => {
    const { fault } = openGate([]);
    expect(fault('10.0.0.1', 80)).toBe('inside a private network');
    expect(fault('::ffff:127.0.0.1', 80)).toBe('this machine itself');
    expect(fault('2002:808:808::', 80)).toBe('no public address');
    expect(fault('8.8.8.8', 25)).toBe('not read at port 25');
    expect(fault('nonsense', 80)).toBe('no address at all');
  });

  test.each(['8.8.8.8', '2a00:1450:4001::1', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is public', (address) => {
    expect(openGate([]).fault(address, 443)).toBeNull();
  });
});

describe('a name', () => {
  test('that leads into a private network is refused without a connection', async () => {
    const server = await serve({ '/': text(FEED) });
    const { resolve } = resolver(['10.0.0.1']);
    const reader = readerOf([server], {}, { resolve });
    const refusal = asWebRefusal(await reader.read({ url: `http://a.org:${server.port}/`, wants: 'feed' }));
    expect(refusal.reason).toBe('it leads to a.org (10.0.0.1), which is inside a private network.');
    expect(refusal.next).toContain('fetching.allow');
  });

  test('that changes its answer after the first look leads nowhere (DNS rebinding)', async () => {
    const server = await serve({ '/': text(FEED) });
    const other = await serve({ '/': text(FEED) });
    const { asked, resolve } = resolver(['127.0.0.1'], ['127.0.0.2']);
    const reader = readerOf([server], {}, { resolve });
    // The first look-up is for robots.txt; the second one, for the page, leads to an address that is not allowed.
    const refusal = asWebRefusal(await reader.read({ url: `http://a.org:${server.port}/`, wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'forbidden' });
    expect(refusal.reason).toBe('it leads to a.org (127.0.0.2), which is this machine itself.');
    expect(asked).toEqual(['a.org', 'a.org']);
    expect(server.asked).toEqual(['/robots.txt']);
    expect(other.asked).toEqual([]);
  });

  test('is connected to at its good addresses alone', async () => {
    const server = await serve({ '/': text(FEED) });
    const { resolve } = resolver(['10.0.0.1', '::1', '127.0.0.1']);
    const reader = readerOf([server], {}, { resolve });
    expect(asContent(await reader.read({ url: `http://a.org:${server.port}/`, wants: 'feed' })).text).toBe(FEED);
  });

  test('without an address is no server', async () => {
    const reader = readerOf([], {}, { resolve: resolver([]).resolve });
    const refusal = asWebRefusal(await reader.read({ url: 'https://a.org/', wants: 'feed' }));
    expect(refusal).toMatchObject({ why: 'failed', reason: 'no server has this name.' });
  });
});

describe('a server that is allowed', () => {
  test('is meant by exactly its address and port', async () => {
    const server = await serve({ '/': text(FEED) });
    const reader = readerOf([server]);
    const kinds = ['127.0.0.1', '[::ffff:127.0.0.1]', '127.0.0.2', '[::1]', '10.0.0.1'].map(
      async (host) => (await reader.read({ url: `http://${host}:${server.port}/`, wants: 'feed' })).kind,
    );
    expect(await Promise.all(kinds)).toEqual(['content', 'content', 'refused', 'refused', 'refused']);
    expect(openGate(['[::1]:8080']).fault('::1', 8080)).toBeNull();
    expect(openGate(['[::1]:8080']).fault('::1', 80)).toBe('this machine itself');
  });

  test('does not open the way to others by a redirect', async () => {
    const other = await serve({ '/': text('the neighbour') });
    const server = await serve({ '/': redirect(`${other.origin}/`) });
    const refusal = asWebRefusal(await readerOf([server]).read({ url: `${server.origin}/`, wants: 'feed' }));
    expect(refusal.reason).toContain(`it redirects to port ${other.port} of 127.0.0.1`);
    expect(other.asked).toEqual([]);
  });
});
