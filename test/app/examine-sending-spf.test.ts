import { spf } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { checkSpf, surveySpf } from '../../src/app/examine-sending/spf-check.ts';
import { checkSenderPolicy, type Outlet } from '../../src/app/examine-sending/spf-finding.ts';
import { readSpf, type SpfRecord } from '../../src/app/examine-sending/spf-record.ts';
import { nodeResolver, type Zone, zoneDns } from './zone.ts';

const HERE: Outlet = { name: 'this machine', host: null, addresses: ['192.0.2.25'] };
const PROVIDER: Outlet = { name: 'smtp.post.test', host: 'smtp.post.test', addresses: ['198.51.100.5'] };
const UNKNOWN: Outlet = { name: 'this machine', host: null, addresses: [] };

const OTHERS: Zone = {
  'post.test': { txt: ['v=spf1 ip4:203.0.113.0/24 -all'] },
  'loop.test': { txt: ['v=spf1 include:loop.test -all'] },
  'wrong.test': { txt: ['v=spf1 ip4:1.2.3 -all'] },
  'open.test': { txt: ['v=spf1 +all'] },
  'half.test': { txt: ['v=spf1 include:mute.test -all'] },
  'mute.test': { fails: 'refused' },
  'mx.digest.test': { a: ['192.0.2.25', '2001:db8::25'] },
  'six.test': { a: ['2001:db8::25'] },
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`n${at}.test`, { txt: ['v=spf1 a -all'] }])),
};
const with12 = Array.from({ length: 12 }, (_, at) => `include:n${at}.test`).join(' ');

function zoneOf(...records: readonly string[]): Zone {
  return { ...OTHERS, 'digest.test': { txt: ['some-other-record', ...records], mx: ['mx.digest.test'] } };
}

type Case = readonly [record: string, outlet: Outlet, state: string, says: string, next: string];
const CASES: readonly Case[] = [
  ['v=spf1 mx -all', HERE, 'ok', '1 of 10 lookups, -all; covers this machine', ''],
  ['v=spf1 ip4:192.0.2.0/24 ~all', HERE, 'ok', '0 of 10 lookups, ~all; covers this machine', ''],
  ['V=SPF1 MX -ALL', HERE, 'ok', 'covers this machine', ''],
  ['v=spf1 mx/24//64 ?all', HERE, 'warning', 'says nothing about forgeries', '~all'],
  ['v=spf1 mx', HERE, 'warning', 'no all', '~all'],
  ['v=spf1 a -all', HERE, 'warning', 'does not cover this machine (192.0.2.25)', 'ip4:192.0.2.25'],
  ['v=spf1 -ip4:192.0.2.25 mx -all', HERE, 'warning', 'does not cover', 'ip4:192.0.2.25'],
  ['v=spf1 include:post.test -all', PROVIDER, 'ok', 'cannot tell from where smtp.post.test hands mails on', ''],
  ['v=spf1 mx -all', PROVIDER, 'warning', 'does not cover smtp.post.test (198.51.100.5)', 'a:smtp.post.test'],
  ['v=spf1 mx -all', UNKNOWN, 'ok', 'cannot tell from where this machine', ''],
  ['v=spf1 redirect=post.test', UNKNOWN, 'ok', '1 of 10 lookups, -all', ''],
  ['v=spf1 exists:%{i}.x.test -all', HERE, 'ok', 'cannot tell', ''],
  ['v=spf1 unknown=modifier mx -all', HERE, 'ok', 'covers', ''],
  ['v=spf1 mx +all', HERE, 'fault', 'everybody', 'digest.test. TXT "v=spf1 mx ~all"'],
  ['v=spf1 all', HERE, 'fault', 'everybody', 'digest.test. TXT "v=spf1 ~all"'],
  ['v=spf1 redirect=open.test', HERE, 'fault', 'everybody', 'redirect='],
  ['v=spf1 mx ipv4:192.0.2.1 -all', HERE, 'fault', 'ipv4:192.0.2.1', 'TXT "v=spf1 ip4:192.0.2.25 ~all"'],
  ['v=spf1 ip4:192.0.2.1/33 -all', HERE, 'fault', '/33', 'Publish'],
  ['v=spf1 include: -all', HERE, 'fault', '«include:»', 'Publish'],
  ['v=spf1 include:none.test -all', HERE, 'fault', 'include:none.test leads to no SPF record', 'Mend'],
  ['v=spf1 include:wrong.test -all', HERE, 'fault', 'a mistake', 'Mend'],
  ['v=spf1 include:loop.test -all', HERE, 'fault', 'more than 10 times', 'ip4:'],
  [`v=spf1 ${with12} -all`, HERE, 'fault', 'more than 10 times', 'ip4:'],
  ['v=spf1 include:half.test -all', HERE, 'warning', 'could not be asked', 'again later'],
];

test.each(CASES)('SPF «%s»', async (record, outlet, state, says, next) => {
  const found = await checkSenderPolicy('digest.test', [outlet], zoneDns(zoneOf(record)));
  expect(found).toMatchObject({ state, found: expect.stringContaining(says), next: expect.stringContaining(next) });
  expect(found.next === '').toBe(state === 'ok');
});

test('a domain without SPF is told the record to publish, and that a provider may name another', async () => {
  expect(await checkSenderPolicy('digest.test', [HERE, PROVIDER], zoneDns(zoneOf()))).toMatchObject({
    state: 'fault',
    next: expect.stringContaining('digest.test. TXT "v=spf1 ip4:192.0.2.25 a:smtp.post.test ~all" (if the server'),
  });
  expect((await checkSenderPolicy('digest.test', [UNKNOWN], zoneDns(zoneOf()))).next).toContain('"v=spf1 mx ~all"');
});

test('two SPF records are none', async () => {
  const found = await checkSenderPolicy('digest.test', [HERE], zoneDns(zoneOf('v=spf1 -all', 'v=spf1 mx -all')));
  expect(found).toMatchObject({ state: 'fault', found: expect.stringContaining('several') });
});

test('a name server that does not answer is no fault', async () => {
  const found = await checkSenderPolicy('mute.test', [HERE], zoneDns(OTHERS));
  expect(found).toMatchObject({ state: 'warning', found: expect.stringContaining('could not be asked') });
});

describe('who an SPF record covers is what an independent program says', () => {
  const ADDRESSES = ['192.0.2.25', '203.0.113.9', '2001:db8::25', '2001:db8:1::1'];
  const RECORDS = [
    ...['mx -all', 'mx ~all', 'mx', 'a -all', '-mx ip4:0.0.0.0/0 -all', '?mx -all', 'mx/8 -all', 'mx//32 -all'],
    ...['ip4:203.0.113.0/29 -all', 'ip4:203.0.113.8/29 -all', 'ip6:2001:db8::/32 ~all', 'a:six.test -all'],
    ...['include:post.test -all', 'include:post.test ?all', 'redirect=post.test', '-include:post.test +all'],
    ...['include:none.test -all', 'redirect=none.test', 'include:wrong.test -all', 'include:open.test -all'],
  ];
  test.each(RECORDS)('«v=spf1 %s»', async (terms) => {
    const zone = zoneOf(`v=spf1 ${terms}`);
    for (const ip of ADDRESSES) {
      const sender = 'bounces@digest.test';
      const options = {
        sender,
        ip,
        helo: 'out.digest.test',
        mta: 'in.test',
        resolver: nodeResolver(zone),
        strict: true,
      };
      const { status } = await spf(options as Parameters<typeof spf>[0]);
      expect([ip, await checkSpf(ip, 'digest.test', zoneDns(zone))]).toEqual([ip, status.result]);
    }
  });
});

test('records that lead on and on are followed no further than receivers would', async () => {
  let asked = 0;
  const endless = {
    ...zoneDns({}),
    txt: async (name: string) => {
      asked++;
      const terms = Array.from({ length: 10 }, (_, at) => `include:${at}.${name}`);
      return [`v=spf1 ${terms.join(' ')} -all`];
    },
  };
  const record = readSpf(`v=spf1 include:a.test include:b.test -all`) as SpfRecord;
  expect(await surveySpf(record, endless)).toMatchObject({ lookups: 11 });
  expect(await checkSpf('192.0.2.1', 'c.test', endless)).toBe('permerror');
  expect(asked).toBeLessThan(40);
});
