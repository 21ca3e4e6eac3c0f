import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSignature } from '../../src/app/examine-sending/dkim-check.ts';
import { checkDmarc, namesAbove } from '../../src/app/examine-sending/dmarc-check.ts';
import { checkFrom } from '../../src/app/examine-sending/from-check.ts';
import { isPublic } from '../../src/app/examine-sending/outlets.ts';
import { checkReturnPath } from '../../src/app/examine-sending/return-path-check.ts';
import { checkReverseNames } from '../../src/app/examine-sending/reverse-check.ts';
import { zoneDns } from './zone.ts';

const folder = mkdtempSync(join(tmpdir(), 'mujaz-names-'));
const bounces = (address: string) => ({
  address,
  maildir: null,
  imap: null,
  webhooks: {},
  soft: { count: 3, days: 14 },
});
const from = (address: string) => ({ name: 'موجز', address });
const keyOf = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits });
const { privateKey, publicKey } = keyOf(2048);
const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const published1 = publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
const other = keyOf(1024);
const NAME = 'm1._domainkey.digest.test';

function keyFile(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, 0o600);
  return file;
}
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const goodFile = keyFile('good.pem', pem);
const signs = (file: string) => ({
  sender: from('news@digest.test'),
  dkim: { domain: 'digest.test', selector: 'm1', keyFile: file },
});
const withKey = (...txt: string[]) => zoneDns({ [NAME]: { txt } });

test.each([
  [`v=DKIM1; k=rsa; p=${published}`, 'ok', 'RSA, 2048 bits'],
  [`p=${published}`, 'ok', 'ours'],
  [`v=DKIM1; p=${published1}`, 'ok', 'ours'],
  [`v=DKIM1; h=sha1 : sha256; s=email; p=${published.slice(0, 90)} ${published.slice(90)};`, 'ok', 'ours'],
  [`v=DKIM1; t=y:s; p=${published}`, 'warning', 't=y'],
  [`v=DKIM1; h=sha1; p=${published}`, 'fault', 'SHA-256'],
  [`v=DKIM1; s=tlsrpt; p=${published}`, 'fault', 'not for mail'],
  [`v=DKIM1; k=ed25519; p=${published}`, 'fault', 'ed25519'],
  [`v=DKIM2; p=${published}`, 'fault', 'no DKIM key'],
  ['v=DKIM1; p=', 'fault', 'revoked'],
  ['v=DKIM1', 'fault', 'no key in it'],
  [`v=DKIM1; p=${published.slice(0, 200)}`, 'fault', 'cut off'],
  [`v=DKIM1; p=${other.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`, 'fault', 'another key'],
])('DKIM record «%.40s...»: %s, %s', async (record, state, says) => {
  const found = await checkSignature(signs(goodFile), withKey(record));
  expect(found).toMatchObject({ state, found: expect.stringContaining(says) });
});

test('a missing DKIM record is told as it must be published, in strings of 255 bytes at most', async () => {
  const { state, next } = await checkSignature(signs(goodFile), withKey());
  expect(state).toBe('fault');
  expect(next.startsWith(`Publish: ${NAME}. TXT "v=DKIM1; k=rsa; p=`)).toBe(true);
  const strings = [...next.matchAll(/"([^"]*)"/gu)].map(([, text = '']) => text);
  expect(strings.every((text) => text.length <= 255)).toBe(true);
  expect(await checkSignature(signs(goodFile), withKey(strings.join('')))).toMatchObject({ state: 'ok' });
});

test('several DKIM records, or none because nobody answers, are told apart', async () => {
  expect(await checkSignature(signs(goodFile), withKey(`p=${published}`, 'p='))).toMatchObject({ state: 'fault' });
  const mute = zoneDns({ [NAME]: { fails: 'refused' } });
  expect(await checkSignature(signs(goodFile), mute)).toMatchObject({ state: 'warning', next: expect.anything() });
});

test.each([
  ['missing.pem', null, 'cannot be read (ENOENT)'],
  ['text.pem', 'no key at all', 'cannot be read as a private key'],
  ['elliptic.pem', generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), 'ed25519'],
])('the key file %s is at fault', async (name, content, says) => {
  const file = content === null ? join(folder, name) : keyFile(name, content as string);
  const found = await checkSignature(signs(file), withKey());
  expect(found).toMatchObject({ state: 'fault', found: expect.stringContaining(says) });
  expect(found.next).toMatch(/^[A-Z].*\.$/u);
});

test('a short key is a warning, and so is one that others can read', async () => {
  const short = keyFile('short.pem', other.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  const record = `p=${other.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  expect(await checkSignature(signs(short), withKey(record))).toMatchObject({
    state: 'warning',
    found: expect.stringContaining('1024'),
  });
  const open = keyFile('open.pem', pem);
  chmodSync(open, 0o644);
  if (process.platform === 'win32') return;
  expect(await checkSignature(signs(open), withKey(`p=${published}`))).toMatchObject({
    state: 'warning',
    next: expect.stringContaining('chmod 600'),
  });
});

test('without DKIM the steps are told: the command, the lines, the record', async () => {
  const found = await checkSignature({ sender: from('news@digest.test'), dkim: null }, zoneDns({}));
  expect(found).toMatchObject({ state: 'warning', next: expect.stringContaining('openssl genrsa') });
  expect(found.next).toContain('dkim: { domain: digest.test, selector: mujaz1');
});

type DmarcCase = readonly [address: string, zone: Record<string, string>, state: string, says: string, next: string];
const RUA = 'rua=mailto:reports@digest.test';
test.each<DmarcCase>([
  ['n@digest.test', { 'digest.test': `v=DMARC1; p=none; ${RUA}` }, 'ok', 'p=none, reports to one address', ''],
  ['n@digest.test', { 'digest.test': `v=DMARC1;p=REJECT;${RUA},mailto:b@digest.test` }, 'ok', '2 addresses', ''],
  ['n@a.digest.test', { 'digest.test': `v=DMARC1; p=none; sp=reject; ${RUA}` }, 'ok', 'p=reject (holds for', ''],
  [
    'n@a.b.digest.test',
    { 'b.digest.test': `v=DMARC1; p=none; ${RUA}`, 'digest.test': `v=DMARC1; p=reject; ${RUA}` },
    'ok',
    '_dmarc.digest.test: p=reject',
    '',
  ],
  [
    'n@a.b.digest.test',
    { 'b.digest.test': `v=DMARC1; p=none; psd=n; rua=mailto:x@b.digest.test`, 'digest.test': `v=DMARC1; p=reject` },
    'ok',
    '_dmarc.b.digest.test: p=none',
    '',
  ],
  ['n@digest.co.test', { 'co.test': 'v=DMARC1; p=reject; psd=y' }, 'warning', 'no DMARC policy', 'Publish'],
  ['n@digest.test', {}, 'warning', 'no DMARC policy', '_dmarc.digest.test. TXT "v=DMARC1; p=none; rua=mailto:n@'],
  ['n@digest.test', { 'digest.test': 'v=spf1 -all' }, 'warning', 'no DMARC policy', 'Publish'],
  ['n@digest.test', { 'digest.test': 'v=DMARC1; p=none' }, 'warning', 'rua=', 'rua=mailto:'],
  ['n@digest.test', { 'digest.test': `v=DMARC1; ${RUA}` }, 'warning', 'names no policy', 'p=none'],
  ['n@digest.test', { 'digest.test': `v=DMARC1; p=block; ${RUA}` }, 'fault', '«p=block»', 'p=none'],
  [
    'n@digest.test',
    { 'digest.test': 'v=DMARC1; p=none; rua=mailto:d@watch.test!10m' },
    'warning',
    'watch.test does not say',
    'digest.test._report._dmarc.watch.test. TXT "v=DMARC1"',
  ],
])('DMARC of %s with %j', async (address, policies, state, says, next) => {
  const zone = Object.fromEntries(Object.entries(policies).map(([name, text]) => [`_dmarc.${name}`, { txt: [text] }]));
  const found = await checkDmarc({ sender: from(address), dkim: null, bounces: bounces(address) }, zoneDns(zone));
  expect(found).toMatchObject({ state, found: expect.stringContaining(says), next: expect.stringContaining(next) });
});

test('two DMARC records are none, and no answer is no fault', async () => {
  const config = { sender: from('n@digest.test'), dkim: null, bounces: bounces('n@digest.test') };
  const two = zoneDns({ '_dmarc.digest.test': { txt: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } });
  expect(await checkDmarc(config, two)).toMatchObject({ state: 'fault' });
  const mute = zoneDns({ '_dmarc.digest.test': { fails: 'refused' } });
  expect(await checkDmarc(config, mute)).toMatchObject({ found: expect.stringContaining('could not be asked') });
});

test('a policy that asks for the very same domain is not met by a related one', async () => {
  const dns = zoneDns({ '_dmarc.digest.test': { txt: [`v=DMARC1; p=reject; adkim=s; aspf=s; ${RUA}`] } });
  const dkim = { domain: 'mail.digest.test', selector: 'm1', keyFile: goodFile };
  const config = { sender: from('n@digest.test'), dkim, bounces: bounces('b@bounce.digest.test') };
  expect(await checkDmarc(config, dns)).toMatchObject({
    state: 'fault',
    next: expect.stringContaining('dkim.domain: digest.test'),
  });
  expect(await checkDmarc({ ...config, bounces: bounces('b@digest.test') }, dns)).toMatchObject({ state: 'ok' });
});

test('the policy is looked for at no more than eight names', () => {
  expect(namesAbove('digest.test')).toEqual(['digest.test']);
  expect(namesAbove('a.b.digest.test')).toEqual(['a.b.digest.test', 'b.digest.test', 'digest.test']);
  expect(namesAbove('1.2.3.4.5.6.7.8.9.digest.test').length).toBeLessThanOrEqual(8);
});

test.each([
  ['n@digest.test', 'digest.test', 'b@digest.test', 'ok', 'so is the return path'],
  ['n@digest.test', 'mail.digest.test', 'b@post.test', 'ok', 'related'],
  ['n@mail.digest.test', 'digest.test', 'b@post.test', 'ok', 'related'],
  ['n@digest.test', null, 'b@digest.test', 'warning', 'nothing is signed'],
  ['n@digest.test', 'post.test', 'b@bounce.digest.test', 'warning', 'the signature is of post.test'],
  ['n@a.digest.test', 'b.digest.test', 'b@c.digest.test', 'warning', 'belongs to you'],
  ['n@digest.test', 'other.test', 'b@post.test', 'fault', 'DMARC fails'],
  ['n@digest.test', null, 'b@post.test', 'fault', 'takes the bounces'],
  ['n@gmail.com', 'digest.test', 'b@digest.test', 'fault', 'gmail.com'],
  ['n@yahoo.co.uk', null, 'n@yahoo.co.uk', 'fault', 'yahoo.co.uk'],
  ['n@outlook.com.tr', null, 'n@outlook.com.tr', 'fault', 'domain of your own'],
])('From %s, signed by %s, return path %s: %s', (address, signed, returned, state, says) => {
  const dkim = signed === null ? null : { domain: signed, selector: 'm1', keyFile: goodFile };
  const { found, next, ...rest } = checkFrom({ sender: from(address), dkim, bounces: bounces(returned) });
  expect(rest).toEqual({ state });
  expect(`${found} ${next}`).toContain(says);
});

test.each([
  [{ 'digest.test': { mx: ['mx.test'] }, 'mx.test': { a: ['192.0.2.1'] } }, 'ok', 'MX mx.test'],
  [{ 'digest.test': { mx: ['mx.test', 'mx2.test'] }, 'mx2.test': { a: ['192.0.2.1'] } }, 'ok', 'and 1 more'],
  [{ 'digest.test': { a: ['192.0.2.1'] } }, 'warning', 'no MX'],
  [{}, 'fault', 'neither MX nor address'],
  [{ 'digest.test': { mx: [''] } }, 'fault', 'takes no mail'],
  [{ 'digest.test': { mx: ['gone.test'] } }, 'fault', 'has no address'],
  [{ 'digest.test': { fails: 'refused' as const } }, 'warning', 'could not be asked'],
])('bounces with %j: %s', async (zone, state, says) => {
  const found = await checkReturnPath('bounces@digest.test', zoneDns(zone));
  expect(found).toMatchObject({ state, found: expect.stringContaining(says) });
});

test('a return path without room for what each mail adds is at fault', async () => {
  const dns = zoneDns({ 'digest.test': { a: ['192.0.2.1'] } });
  expect(await checkReturnPath(`${'b'.repeat(24)}@digest.test`, dns)).toMatchObject({ state: 'fault' });
});

test.each([
  ...(['10.1.2.3', '127.0.0.1', '192.168.1.1', '172.20.0.1', '100.64.1.1', '169.254.1.1'] as const),
  ...(['::1', 'fe80::1', 'fd00::1', '224.0.0.1', '192.0.2.1', '2001:db8::1', 'nothing'] as const),
])('%s is no address that others see mail from', (address) => {
  expect(isPublic(address)).toBe(false);
});
test.each(['8.8.4.4', '172.32.0.1', '100.128.0.1', '2001:4860::1'])('%s is one', (address) => {
  expect(isPublic(address)).toBe(true);
});

const OUT4 = {
  '192.0.2.25': { ptr: ['mail.digest.test'] },
  'mail.digest.test': { a: ['192.0.2.25', '2001:DB8::0:25'] },
};
test.each([
  [['192.0.2.25'], OUT4, 'ok', '192.0.2.25 is mail.digest.test'],
  [['192.0.2.25', '2001:db8::25'], { ...OUT4, '2001:db8::25': { ptr: ['mail.digest.test'] } }, 'ok', '2001:db8::25 is'],
  [['192.0.2.25', '2001:db8::25'], OUT4, 'warning', '2001:db8::25 has no name'],
  [['192.0.2.25'], { '192.0.2.25': { ptr: ['other.test'] } }, 'warning', 'has no name'],
  [['192.0.2.25'], { '192.0.2.25': { fails: 'refused' as const } }, 'warning', 'could not be asked'],
])('the names of %j: %s', async (addresses, zone, state, says) => {
  const found = await checkReverseNames([{ name: 'this machine', host: null, addresses }], zoneDns(zone));
  expect(found).toMatchObject({ state, found: expect.stringContaining(says) });
});

test('the names of a mail server elsewhere are its owner’s business', async () => {
  const outlet = { name: 'smtp.post.test', host: 'smtp.post.test', addresses: ['192.0.2.25'] };
  expect(await checkReverseNames([outlet], zoneDns({}))).toBeNull();
});
