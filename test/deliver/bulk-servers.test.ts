import { once } from 'node:events';
import { createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BulkLaneOptions, type BulkSource, openBulkLane } from '../../src/deliver/index.ts';
import { type Ledger, openLedger, people } from './bulk-server.ts';
import { reply, startReceiver, type Taken } from './receiver.ts';

const NEVER = new AbortController().signal;
const QUICK = { connections: 1, backoff: { first: 5, longest: 20 }, patience: 0 } as const;

/** Sends to 20 people through a real server with these options. */
async function sendThrough(
  options: SMTPServerOptions,
  lane: Partial<BulkLaneOptions> = {},
  urlOf: (port: number) => string = (port) => `smtp://127.0.0.1:${port}`,
): Promise<{ readonly ledger: Ledger; readonly taken: readonly Taken[] }> {
  const { port, taken } = await startReceiver({ options });
  const ledger = openLedger(people(20));
  await openBulkLane({ ...QUICK, smtp: urlOf(port), ...lane }).run(ledger, NEVER);
  return { ledger, taken };
}

const kindsOf = (ledger: Ledger) => [...new Set(ledger.outcomes.map(({ outcome }) => outcome.outcome))];
const smtps = (port: number) => `smtps://127.0.0.1:${port}`;

describe('the bulk lane with a real mail server', () => {
  test.each([
    ['in clear on this machine', 1, {}, undefined],
    ['in clear on this machine', 5, {}, undefined],
    ['with STARTTLS', 1, { disabledCommands: [] }, undefined],
    ['with STARTTLS', 5, { disabledCommands: [] }, undefined],
    ['encrypted from the beginning', 1, { secure: true }, smtps],
    ['encrypted from the beginning', 5, { secure: true }, smtps],
    ['without pipelining', 5, { hidePIPELINING: true }, undefined],
  ] as const)('gives it every message as it is, %s, over %i connections', async (_, connections, options, urlOf) => {
    for (const ahead of ['recorded', 'joined'] as const) {
      const secure = new Set<boolean>();
      const onMailFrom: SMTPServerOptions['onMailFrom'] = (__, session, done) => {
        secure.add(session.secure);
        done();
      };
      const { ledger, taken } = await sendThrough(
        { ...options, onMailFrom } as SMTPServerOptions,
        { connections, ahead },
        urlOf,
      );
      expect(ledger.ended('sent')).toHaveLength(20);
      expect(new Set(taken.map(({ to }) => to[0]))).toEqual(new Set(people(20)));
      expect(taken[0]?.raw).toBe('Subject: invented\r\n\r\ninvented\r\n.a dot in front\r\nend\r\n');
      expect([...secure]).toEqual(['disabledCommands' in options || 'secure' in options]);
    }
  });

  test('logs in', async () => {
    const onAuth: SMTPServerOptions['onAuth'] = ({ username, password }, _, done) =>
      username === 'us@er' && password === 'p:a%' ? done(null, { user: username }) : done(reply(535, '5.7.8 wrong'));
    const options = { onAuth, authOptional: false, disabledCommands: [] };
    const { ledger } = await sendThrough(options, {}, (port) => `smtp://us%40er:p%3Aa%25@127.0.0.1:${port}`);
    expect(ledger.ended('sent')).toHaveLength(20);
    const { ledger: refused } = await sendThrough(options, {}, (port) => `smtp://us%40er:hush-hush@127.0.0.1:${port}`);
    expect(refused.faults).toEqual([expect.stringMatching(/^535 /u)]);
    expect(refused.faultKinds).toEqual(['refused']);
    expect(kindsOf(refused)).toEqual(['unharmed']);
    expect(JSON.stringify([refused.faults, refused.outcomes])).not.toMatch(/hush|aHVza/u);
  });

  test('is told when a login is needed and none is set', async () => {
    const { ledger } = await sendThrough({ authOptional: false, disabledCommands: [] });
    expect(ledger.faults).toEqual([expect.stringMatching(/^530 /u)]);
  });

  test('sends nothing in clear, and nothing under a certificate that nobody vouches for, to another machine', async () => {
    const elsewhere = (scheme: string) => (port: number) => `${scheme}://[::ffff:127.0.0.1]:${port}?requireTLS=false`;
    for (const [options, scheme] of [
      [{}, 'smtp'],
      [{ disabledCommands: [] }, 'smtp'],
      [{ secure: true }, 'smtps'],
    ] as const) {
      const { ledger, taken } = await sendThrough(options as SMTPServerOptions, {}, elsewhere(scheme));
      expect(taken).toEqual([]);
      expect(ledger.faultKinds).toEqual(['refused']);
      expect(kindsOf(ledger)).toEqual(['unharmed']);
    }
  });
});

describe('a long list', () => {
  test('takes no more memory than a short one: 20,000 messages', async () => {
    const url = await startDrain();
    const body = Buffer.from(`Subject: invented\r\n\r\n${`${'invented '.repeat(8)}\r\n`.repeat(140)}`);
    const [count, rss] = [20_000, () => process.memoryUsage.rss() / 1e6];
    let [next, sent, inFlight, most] = [0, 0, 0, 0];
    let [settled, highest] = [0, 0];
    const source: BulkSource = {
      next: async () => {
        if (next >= count) return null;
        most = Math.max(most, ++inFlight);
        return { key: next, from: '', to: `r${next++}@town.example`, chunks: () => [body] };
      },
      settle: async (_, { outcome }) => {
        inFlight--;
        if (outcome === 'sent') sent++;
        if (++settled === 2000) highest = rss();
      },
      serverFault: () => {},
    };
    await openBulkLane({ smtp: url, connections: 5 }).run(source, NEVER);
    expect(sent).toBe(count);
    expect(most).toBeLessThanOrEqual(2 * 5);
    expect(rss() - highest).toBeLessThan(60);
  });
});

/** A server that throws all mail away. */
async function startDrain(): Promise<string> {
  const server = createServer({ noDelay: true }, (socket) => {
    let isBody: boolean = false;
    let tail = '';
    socket.on('error', () => {});
    socket.setEncoding('latin1');
    socket.write('220 drain\r\n');
    socket.on('data', (chunk) => {
      let text = tail + String(chunk);
      let answers = '';
      for (;;) {
        const mark = text.indexOf(isBody ? '\r\n.\r\n' : '\n');
        if (mark < 0) break;
        const line = text.slice(0, 4);
        text = text.slice(mark + (isBody ? 5 : 1));
        isBody = !isBody && line === 'DATA';
        answers += isBody ? '354 go\r\n' : line === 'EHLO' ? '250-drain\r\n250 PIPELINING\r\n' : '250 ok\r\n';
      }
      tail = isBody ? text.slice(-4) : text;
      if (answers) socket.write(answers);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `smtp://127.0.0.1:${(server.address() as { port: number }).port}`;
}
