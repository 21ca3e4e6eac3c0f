/**
 * From feeds on the web to articles in the store (fetch, parse, take in, understand): articles/s for 1,000, 10,000 and with
 * `--all` 100,000 articles in feeds of a hundred, each size in a process of its own against a server in another one; how it
 * grows; what reading unchanged feeds once more costs against the first time, answered with 304, and without validators but
 * with the same bytes; and what fetching and parsing alone take. Run: npm run bench:ingest [-- --all] [-- --postgres]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseRssFeed } from 'feedsmith';
import { openStore } from '../src/app/index.ts';
import { ingest } from '../src/app/intake/ingest.ts';
import { openReaderOf } from '../src/app/intake/open-reader.ts';
import { type Config, loadConfig } from '../src/config/index.ts';
import type { Source } from '../src/model.ts';
import { openPostgres } from '../test/sending/own-postgres.ts';
import { HELD, type Mode } from './ingest-feeds.ts';

const ROOT = resolve(import.meta.dirname, '..');
const HOUR_MS = 3_600_000;
const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    work: { type: 'string' },
  },
});

/** Milliseconds: by the clock, and of the processor in all threads, which other programs on the machine hardly change. */
type Spent = { readonly time: number; readonly cpu: number };

type Measured = {
  readonly plain: Spent;
  readonly first: Spent;
  readonly notModified: Spent;
  readonly sameBytes: Spent;
  readonly peakMB: number;
};

if (values.work === undefined) await measureAll();
else tell(await measure(Number(values.work)));

/** To the process that asked for it, or to whoever profiles this one. */
function tell(measured: Measured): void {
  if (process.send) process.send(measured);
  else console.log(measured);
}

/** One size, in this process. */
async function measure(count: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-ingest-'));
  const server = fork(join(import.meta.dirname, 'ingest-feeds.ts'), [join(folder, 'feeds'), String(count)]);
  const postgres = values.postgres ? await openPostgres() : null;
  try {
    const [port] = (await once(server, 'message')) as [number];
    const config = configOf(folder, port, count, postgres?.url);
    const plain = await spent(() => plainPass(config));
    return { plain, ...(await ingestAll(config, server, count)) };
  } finally {
    server.kill();
    await postgres?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function configOf(folder: string, port: number, count: number, url?: string): Config {
  const config = loadConfig(resolve(ROOT, 'config'), ROOT, {});
  const inlets = Array.from({ length: Math.ceil(count / HELD) }, (_, at): Source => {
    const address = `http://127.0.0.1:${port}/${at}.xml`;
    const id = at === 0 ? 'made' : `made.${at + 1}`;
    return {
      id,
      name: 'وكالة مختلقة',
      outlet: 'made',
      everyMs: HOUR_MS,
      kind: 'feed',
      url: address,
      complete: 'never',
    };
  });
  const database = url === undefined ? { file: join(folder, 'mujaz.sqlite') } : { url };
  return { ...config, database, inlets, fetching: { hostPauseMs: 0, allow: [`127.0.0.1:${port}`] } };
}

async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const idle = process.cpuUsage();
  const began = performance.now();
  await work();
  const time = performance.now() - began;
  const { user, system } = process.cpuUsage(idle);
  return { time, cpu: (user + system) / 1000 };
}

/** Each feed fetched and parsed, and nothing else. */
async function plainPass({ inlets }: Config): Promise<void> {
  let items = 0;
  for (const source of inlets) {
    if (source.kind !== 'feed') continue;
    const answer = await fetch(source.url);
    items += parseRssFeed(await answer.text()).items?.length ?? 0;
  }
  if (items === 0) throw new Error('nothing was served');
}

async function ingestAll(config: Config, server: ChildProcess, count: number): Promise<Omit<Measured, 'plain'>> {
  let now = Date.UTC(2026, 1, 1);
  const clock = () => now;
  const store = await openStore(config.database);
  const reader = openReaderOf(config, clock);
  const round = async (expected: number): Promise<void> => {
    const { outcomes } = await ingest(config, store, { reader, clock, owner: 'bench' }, {});
    const fault = outcomes.find((outcome) => outcome.fault !== null)?.fault;
    const { articles } = await store.intake.counts();
    const added = outcomes.reduce((sum, outcome) => sum + outcome.added, 0);
    if (fault || added !== expected || articles !== count || outcomes.length !== config.inlets.length) {
      throw new Error(`${added} of ${expected} added, ${articles} understood; ${fault ?? 'no fault'}`);
    }
    now += 2 * HOUR_MS;
  };
  try {
    const first = await spent(() => round(count));
    const notModified = await spent(() => round(0));
    server.send({ validators: false } satisfies Mode);
    const sameBytes = await spent(() => round(0));
    // `maxRSS` is in kilobytes.
    return { first, notModified, sameBytes, peakMB: process.resourceUsage().maxRSS / 1000 };
  } finally {
    await reader.close();
    await store.close();
  }
}

async function measureAll(): Promise<void> {
  const sizes = values.postgres ? [1000, 10_000] : [1000, 10_000, ...(values.all ? [100_000] : [])];
  const database = values.postgres ? 'PostgreSQL, whose processor time is not in it' : 'SQLite';
  console.log(`articles/s: from the first request to the last understood article in the store (${database}).
304, same bytes: reading it all again. plain: fetching and parsing alone. Both of the first time, by clock / processor.
`);
  console.log(
    '   articles   articles/s   first s    CPU s             304      same bytes           plain   peak MB   growth',
  );
  let before: (Measured & { readonly size: number }) | null = null;
  for (const size of sizes) {
    const measured = await runIn(size);
    console.log(lineOf(size, measured, before));
    before = { size, ...measured };
  }
}

async function runIn(size: number): Promise<Measured> {
  const args = ['--work', String(size), ...(values.postgres ? ['--postgres'] : [])];
  const child = fork(import.meta.filename, args);
  const told = once(child, 'message') as Promise<[Measured]>;
  const failed = once(child, 'close').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)));
  const [measured] = await Promise.race([told, failed]);
  await failed.catch(() => undefined);
  return measured;
}

function lineOf(size: number, sum: Measured, before: (Measured & { readonly size: number }) | null): string {
  const { first, notModified, sameBytes, plain, peakMB } = sum;
  const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)} %`;
  const share = ({ time, cpu }: Spent) => `${percent(time, first.time)} / ${percent(cpu, first.cpu)}`.padStart(16);
  const times = (now: number, then: number) => `${(now / then).toFixed(1)}x`;
  const growth = before
    ? `${times(first.time, before.first.time)} time, ${times(first.cpu, before.first.cpu)} CPU for ${size / before.size}x`
    : '-';
  return [
    String(size).padStart(11),
    String(Math.round((size / first.time) * 1000)).padStart(13),
    (first.time / 1000).toFixed(1).padStart(10),
    (first.cpu / 1000).toFixed(1).padStart(9),
    share(notModified),
    share(sameBytes),
    share(plain),
    peakMB.toFixed(0).padStart(10),
    `   ${growth}`,
  ].join('');
}
