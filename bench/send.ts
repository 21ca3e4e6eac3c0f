/**
 * How fast do messages leave? Messages of some 52 kB on the wire, over some connections: the whole of `mujaz send` with its
 * ledger on disk, from the start to the last row committed; and from memory our bulk lane over a template, nodemailer's pool with finished messages, nodemailer composing for each recipient, and
 * `smtp-source`, the load generator of Postfix, where it is installed. They take turns; what counts are the ratios.
 *
 *     node bench/send.ts [--count 4000 --rounds 5 --connections 5 --latency 0 --sink own|smtp-sink|PATH --source PATH]
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTransport } from 'nodemailer';
import { type Ahead, type BulkSource, composeMessage, makeTemplate, openBulkLane } from '../src/deliver/index.ts';
import { FROM, HEAD, LEAVE, LENGTH, PREFERENCES, SLOTS, VARIANT } from './invented-mail.ts';
import { median } from './median.ts';
import { sendWhole } from './newsroom.ts';
import { startSink } from './sinks.ts';

type Run = { readonly port: number; readonly count: number; readonly connections: number };
type Sender = {
  readonly name: string;
  readonly share: number;
  /** Gives the milliseconds that count, where some of the time is preparation. */
  send(run: Run): Promise<unknown>;
};

const tokenFor = (key: number, kind: string) => `${kind}${String(key).padStart(LENGTH - 1, '0')}`;
const addressFor = (key: number) => `reader${key}@town.example`;

/** Our own lane, with a ledger that is in memory and answers at once. */
async function sendByLane({ port, count, connections }: Run, ahead: Ahead): Promise<void> {
  const template = await makeTemplate(VARIANT, HEAD, SLOTS);
  let [next, sent] = [0, 0];
  const source: BulkSource = {
    next: async () => {
      if (next >= count) return null;
      const key = next++;
      const to = addressFor(key);
      const values = { leave: tokenFor(key, 'L'), preferences: tokenFor(key, 'P') };
      return { key, from: FROM, to, chunks: () => template.fill(to, values) };
    },
    settle: async (_, { outcome, reply }) => {
      if (outcome !== 'sent') throw new Error(`${outcome}: ${reply}`);
      sent++;
    },
    serverFault: (reply) => {
      throw new Error(reply);
    },
  };
  const lane = openBulkLane({ smtp: `smtp://127.0.0.1:${port}`, connections, messagesPerConnection: 1e9, ahead });
  await lane.run(source, new AbortController().signal);
  if (sent !== count) throw new Error(`${sent} of ${count} sent`);
}

/** The whole program: addresses are opened, links signed, and each claim and result is on disk (SQLite, FULL). */
async function sendMujaz({ port, count, connections }: Run): Promise<number> {
  const slots = { leave: LEAVE, preferences: PREFERENCES };
  return await sendWhole({ port, count, connections, variant: { ...VARIANT, slots } });
}

/** nodemailer's pool, `make` giving each message. */
async function sendByPool({ port, count, connections }: Run, make: (key: number) => Promise<object>): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  let next = 0;
  const work = async () => {
    for (let key = next++; key < count; key = next++) await transport.sendMail(await make(key));
  };
  await Promise.all(Array.from({ length: 2 * connections }, work));
  transport.close();
}

async function sendRaw(run: Run): Promise<void> {
  const raw = await oneMessage();
  await sendByPool(run, async (key) => ({ raw, envelope: { from: FROM, to: addressFor(key) } }));
}

async function sendComposed(run: Run): Promise<void> {
  await sendByPool(run, async (key) => ({
    from: HEAD.from,
    to: addressFor(key),
    subject: VARIANT.subject,
    html: VARIANT.html.replaceAll(LEAVE, tokenFor(key, 'L')).replaceAll(PREFERENCES, tokenFor(key, 'P')),
    text: VARIANT.text.replaceAll(LEAVE, tokenFor(key, 'L')),
    list: { unsubscribe: [[HEAD.unsubscribeUrl.replace(LEAVE, tokenFor(key, 'L'))]] },
  }));
}

const oneMessage = () => composeMessage(VARIANT, { ...HEAD, to: { name: '', address: addressFor(0) } });

const { values: given } = parseArgs({
  options: {
    count: { type: 'string', default: '4000' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '5' },
    latency: { type: 'string', default: '0' },
    sink: { type: 'string', default: 'own' },
    source: { type: 'string', default: 'smtp-source' },
  },
});

await compare();

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  try {
    const file = join(folder, 'message.eml');
    const message = await oneMessage();
    writeFileSync(file, message.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    const senders: Sender[] = [
      ...(isThere(given.source) ? [smtpSource(file)] : []),
      { name: 'mujaz send', share: 1, send: sendMujaz },
      { name: 'bulk lane', share: 1, send: (run) => sendByLane(run, 'auto') },
      { name: 'bulk lane, joined', share: 1, send: (run) => sendByLane(run, 'joined') },
      { name: 'nodemailer pool, raw', share: 0.2, send: sendRaw },
      { name: 'nodemailer, composing', share: 0.1, send: sendComposed },
    ];
    const rates = await measure(senders);
    console.log(
      `${given.sink}, ${given.connections} connections, ${given.latency} ms, ${message.length} bytes a message`,
    );
    const [limit] = rates;
    for (const [at, { name }] of senders.entries()) {
      const own = rates[at] ?? [];
      const ratio = median(own.map((rate, round) => rate / (limit?.[round] ?? Number.NaN)));
      console.log(
        `${name.padEnd(24)} ${median(own).toFixed(0).padStart(7)}/s   ${ratio.toFixed(3)} of ${senders[0]?.name}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Messages a second, by sender and round. */
async function measure(senders: readonly Sender[]): Promise<number[][]> {
  const rates: number[][] = senders.map(() => []);
  for (let round = -1; round < Number(given.rounds); round++) {
    for (const [at, { share, send }] of senders.entries()) {
      // The first round only warms up.
      const count = Math.ceil(Number(given.count) * share * (round < 0 ? 0.2 : 1));
      const sink = await startSink(given.sink, Number(given.latency));
      const began = performance.now();
      const own = await send({ port: sink.port, count, connections: Number(given.connections) });
      const seconds = (typeof own === 'number' ? own : performance.now() - began) / 1000;
      const taken = await sink.stop();
      if (taken !== null && taken !== count) throw new Error(`${taken} of ${count} arrived`);
      if (round >= 0) rates[at]?.push(count / seconds);
    }
  }
  return rates;
}

function smtpSource(file: string): Sender {
  const send = async ({ port, count, connections }: Run) => {
    const args = ['-4', '-d', '-s', connections, '-m', count, '-M', 'localhost', '-f', FROM, '-t', addressFor(0)];
    const child = spawn(given.source, [...args.map(String), '-F', file, `127.0.0.1:${port}`], { stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`smtp-source: exit ${code}`);
  };
  return { name: 'smtp-source', share: 1, send };
}

function isThere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
