import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { checkBounces } from '../../src/app/examine-sending/bounces-check.ts';
import { patientDns } from '../../src/app/examine-sending/dns.ts';
import { examineSending } from '../../src/app/examine-sending/examine-sending.ts';
import { checkLedger } from '../../src/app/examine-sending/ledger-check.ts';
import { checkRelay, describeRelay } from '../../src/app/examine-sending/relay-check.ts';
import type { Config, Relay } from '../../src/config/index.ts';
import type { DeliveryCounts, Sending } from '../../src/store/index.ts';
import { configIn } from './lists.ts';
import { zoneDns } from './zone.ts';

const folder = mkdtempSync(join(tmpdir(), 'mujaz-sending-'));
const base = configIn(folder);
const PATIENCE_MS = 5000;
const SECRET = 'a-very-secret-word';

const relayAt = (url: string): Relay => ({ name: 'SMTP_URL', url, weight: 1, connections: 5, perSecond: null });
const config: Config = {
  ...base,
  database: { file: join(folder, 'var/mujaz.sqlite') },
  sender: { name: 'موجز', address: 'news@digest.test' },
  bounces: { ...base.bounces, address: 'bounces@digest.test' },
};

/** A real mail server; gives its port. */
async function serve(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ ...options, logger: false });
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  return (server.server.address() as AddressInfo).port;
}

/** A server of lines: greets, and answers each line with what `answer` gives. */
async function serveLines(greeting: string, answer: (line: string) => string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (greeting !== '') socket.write(`${greeting}\r\n`);
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        const reply = answer(line);
        if (reply !== '') socket.write(`${reply}\r\n`);
      }
    });
    onTestFinished(() => void socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test('a relay that encrypts, lets us in and takes our return path is in order, and gets no mail', async () => {
  const seen: string[] = [];
  const port = await serve({
    size: 20_000_000,
    onAuth: ({ username, password }, _, done) =>
      done(password === SECRET ? null : new Error(`no ${username}`), { user: 'user' }),
    onMailFrom: ({ address }, _, done) => {
      seen.push(address);
      done();
    },
    onRcptTo: (_, __, done) => {
      seen.push('a recipient');
      done();
    },
  });
  const found = await checkRelay(relayAt(`smtp://user:${SECRET}@127.0.0.1:${port}`), config, PATIENCE_MS);
  expect(found).toMatchObject({ state: 'ok', next: '' });
  expect(found.found).toMatch(/TLSv1\.[23], logged in, messages up to 20 MB, PIPELINING, takes our return path$/u);
  expect(seen).toEqual(['bounces+examination@digest.test']);
});

test('a wrong password is a fault that tells neither password nor user', async () => {
  const port = await serve({
    onAuth: ({ username }, _, done) => done(new Error(`no mailbox news@digest.test for ${username}`)),
  });
  const url = `smtp://news%40digest.test:${SECRET}@127.0.0.1:${port}`;
  const found = await checkRelay(relayAt(url), config, PATIENCE_MS);
  expect(found).toMatchObject({ state: 'fault', next: expect.stringContaining('SMTP_URL') });
  expect(JSON.stringify(found)).not.toMatch(/secret|news@/u);
});

const PLAIN = { authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] } satisfies SMTPServerOptions;

test.each<[SMTPServerOptions, string, string, string, string]>([
  [{}, '', 'ok', 'not encrypted, on this machine, no login, no limit of size named', ''],
  [{ size: 100_000 }, '', 'warning', 'up to 0.1 MB', 'message_size_limit'],
  [{}, 'user:pass@', 'warning', 'the server asks for none', '587'],
  [
    {
      onMailFrom: (_, __, done) => done(Object.assign(new Error('sender bounces@digest.test'), { responseCode: 553 })),
    },
    '',
    'fault',
    'refuses our return path: 553',
    'bounces.address',
  ],
  [
    { onMailFrom: (_, __, done) => done(Object.assign(new Error('try later'), { responseCode: 451 })) },
    '',
    'warning',
    'does not take our return path now: 451',
    'later',
  ],
])('a relay with %j, login «%s»: %s', async (options, login, state, says, next) => {
  const port = await serve({ ...PLAIN, ...options });
  const found = await checkRelay(relayAt(`smtp://${login}127.0.0.1:${port}`), config, PATIENCE_MS);
  expect(found).toMatchObject({ state, found: expect.stringContaining(says), next: expect.stringContaining(next) });
  expect(found.found).not.toContain('bounces@');
});

test('off this machine a relay that cannot encrypt is at fault, and the way to mend it is told', () => {
  const unusable = { isUsable: false, reply: 'ETLS', isEncryptionAtFault: true } as const;
  expect(describeRelay('SMTP_URL', 'smtp.post.test:25', unusable)).toMatchObject({
    state: 'fault',
    next: expect.stringContaining('smtps://'),
  });
});

test('relays that say nothing, or fall silent, are at fault or unclear in time', async () => {
  const silent = await serveLines('', () => '');
  const early = performance.now();
  expect(await checkRelay(relayAt(`smtp://127.0.0.1:${silent}`), config, 300)).toMatchObject({ state: 'fault' });
  const half = await serveLines('220 half.test', (line) => (line.startsWith('EHLO') ? '250 half.test' : ''));
  expect(await checkRelay(relayAt(`smtp://127.0.0.1:${half}`), config, 300)).toMatchObject({ state: 'warning' });
  expect(performance.now() - early).toBeLessThan(4000);
});

const withBounces = (bounces: Partial<Config['bounces']>): Config => ({
  ...config,
  bounces: { ...config.bounces, ...bounces },
});

test('bounces that nobody reads are a warning', async () => {
  expect(await checkBounces(config, PATIENCE_MS)).toMatchObject({
    state: 'warning',
    next: expect.stringContaining('BOUNCES_IMAP_URL'),
  });
});

test('a maildir must be there; webhooks need an address that others can reach', async () => {
  const maildir = join(folder, 'bounces');
  expect(await checkBounces(withBounces({ maildir }), PATIENCE_MS)).toMatchObject({ state: 'fault' });
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(maildir, part), { recursive: true });
  expect(await checkBounces(withBounces({ maildir }), PATIENCE_MS)).toMatchObject({ state: 'ok' });
  const found = await checkBounces(withBounces({ maildir, webhooks: { postmark: `user:${SECRET}` } }), PATIENCE_MS);
  expect(found).toMatchObject({ state: 'warning', found: expect.stringContaining('webhooks: postmark') });
  expect(JSON.stringify(found)).not.toContain(SECRET);
});

/** Just enough of IMAP4rev1 to log in and be asked what is unread. */
function imap(line: string): string {
  const [tag, verb = ''] = line.split(' ');
  const is = (name: string) => line.toUpperCase().includes(` ${name}`);
  if (is('LOGIN')) return line.includes(SECRET) ? `${tag} OK in` : `${tag} NO [AUTHENTICATIONFAILED] no user`;
  if (is('CAPABILITY')) return `* CAPABILITY IMAP4rev1\r\n${tag} OK done`;
  if (is('SELECT') && !line.includes('INBOX')) return `${tag} NO no such folder`;
  if (is('SELECT')) return `* 7 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n* FLAGS ()\r\n${tag} OK [READ-WRITE] done`;
  if (is('UID SEARCH')) return `* SEARCH 3 5\r\n${tag} OK done`;
  if (is('LIST "" ""')) return `* LIST (\\Noselect) "/" ""\r\n${tag} OK done`;
  if (is('LIST') && line.includes('Gone')) return `${tag} OK done`;
  if (is('LIST') || is('LSUB')) return `* LIST () "/" INBOX\r\n${tag} OK done`;
  if (is('LOGOUT')) return `* BYE\r\n${tag} OK bye`;
  return `${tag} ${verb === '' ? 'BAD' : 'OK'} done`;
}

test.each([
  [`user:${SECRET}`, 'INBOX', 'ok', 'logged in, 2 unread'],
  [`user:${SECRET}`, '', 'ok', '/INBOX: logged in'],
  [`user:${SECRET}`, 'Gone', 'fault', 'no such folder'],
  ['user:another', 'INBOX', 'fault', 'refuses the login'],
])('the mailbox of bounces with %s/%s: %s', async (login, path, state, says) => {
  const port = await serveLines('* OK [CAPABILITY IMAP4rev1] ready', imap);
  const url = `imap://${login}@127.0.0.1:${port}/${path}`;
  const found = await checkBounces(withBounces({ imap: url }), PATIENCE_MS);
  expect(found).toMatchObject({ state, found: expect.stringContaining(says) });
  expect(JSON.stringify(found)).not.toContain(SECRET);
});

test('a mailbox that is not there is at fault in time', async () => {
  const mute = await serveLines('', () => '');
  const url = `imap://user:${SECRET}@127.0.0.1:${mute}/INBOX`;
  expect(await checkBounces(withBounces({ imap: url }), 300)).toMatchObject({ state: 'fault' });
});

const NONE: DeliveryCounts = { queued: 0, sending: 0, sent: 0, failed: 0, excluded: 0, uncertain: 0 };
const sendingOf = (edition: number, state: Sending['state'], reason: string | null = null): Sending => ({
  ...{ edition, state, reason, digest: 'coalition', candidates: 9, frozenAt: 0, startedAt: 0, changedAt: 0 },
  acceptsRefusals: false,
  sendAt: null,
});

test('paused sendings and uncertain messages wait for a person', async () => {
  const list = [sendingOf(3, 'paused', 'relay: 535'), sendingOf(2, 'done'), sendingOf(1, 'done')];
  const counts = async (edition: number) =>
    ({ 3: { ...NONE, queued: 5 }, 2: { ...NONE, sent: 8, uncertain: 1 } })[edition] ?? NONE;
  const found = await checkLedger({ sendings: async () => list, counts });
  expect(found).toMatchObject({
    state: 'warning',
    found: 'edition 3 is paused with 5 to go: relay: 535; edition 2 has 1 uncertain message',
  });
  expect(found.next).toContain('npx mujaz resume 3');
  expect(found.next).toContain('npx mujaz send 2 --retry-uncertain');
  const calm = { sendings: async () => [sendingOf(4, 'sending')], counts: async () => NONE };
  expect(await checkLedger(calm)).toMatchObject({ state: 'ok', found: expect.stringContaining('1 on the way') });
});

test('all checks together: one line each, and a name server that never answers holds nothing up', async () => {
  const port = await serve(PLAIN);
  const relays = [relayAt(`smtp://user:${SECRET}@127.0.0.1:${port}`)];
  const dns = zoneDns({ 'digest.test': { fails: 'silent' }, '_dmarc.digest.test': { txt: ['v=DMARC1; p=none'] } });
  const early = performance.now();
  const patience = { question: 200, questions: 400, server: 2000 };
  const checks = await examineSending({ ...config, sending: { ...config.sending, relays } }, dns, patience);
  expect(performance.now() - early).toBeLessThan(4000);
  // This machine may have an address that others see.
  expect(checks.map(({ name }) => name).filter((name) => name !== 'reverse')).toEqual([
    ...['relay SMTP_URL', 'from', 'spf', 'dkim', 'dmarc', 'mx', 'bounces', 'one-click', 'imprint', 'sendings'],
  ]);
  const unasked = checks.filter(({ found }) => found.includes('could not be asked')).map(({ name }) => name);
  expect(unasked).toEqual(['spf', 'mx']);
  for (const { state, found, next } of checks) {
    expect(`${found}${next}`).not.toMatch(/[\r\n]/u);
    expect(next === '').toBe(state === 'ok');
  }
  expect(JSON.stringify(checks)).not.toContain(SECRET);
});

test('an example address is told instead of being looked up', async () => {
  const silent = zoneDns({});
  const sender = { ...config.sender, address: 'digest@mujaz.example' };
  const checks = await examineSending({ ...config, sender }, { ...silent, txt: () => Promise.reject(new Error()) });
  expect(checks.map(({ name }) => name)).toEqual(['relay', 'from', 'bounces', 'one-click', 'imprint', 'sendings']);
  expect(checks.find(({ name }) => name === 'from')).toMatchObject({ state: 'warning' });
});

test('each question is asked once, and none any more when the time for all is over', async () => {
  let asked = 0;
  const counting = { ...zoneDns({}), txt: async () => [String(++asked)] };
  const dns = patientDns(counting, 1000, 50);
  expect([await dns.txt('a.test'), await dns.txt('A.test'), asked]).toEqual([['1'], ['1'], 1]);
  await new Promise((later) => setTimeout(later, 60));
  expect(await dns.txt('b.test')).toBeNull();
});
