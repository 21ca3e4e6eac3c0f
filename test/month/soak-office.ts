/** The newsroom of the soak: its readers, its mails, and its programs as processes of their own on a moved clock. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openStore, openVaultOf } from '../../src/app/index.ts';
import type { Config } from '../../src/config/index.ts';
import type { Choice } from '../../src/model.ts';

const HOME = resolve(import.meta.dirname, '../..');
const BIN = join(HOME, 'src/cli/bin.js');
/** The calendar is moved, and long waits are shortened. */
const PRELOADS = [import.meta.resolve('../setup/moved-clock.ts'), import.meta.resolve('./hurried-timers.ts')];

/** Who reads which digest. */
export const READERS: readonly (readonly [address: string, choice: Choice])[] = [
  ['every-day@town.example', { digest: 'daily', themes: 'all' }],
  ['on-mondays@town.example', { digest: 'weekly', themes: ['camps_detainees'] }],
];

/** Makes active subscribers of them, as an import does. */
export async function enrol(config: Config, at: number): Promise<void> {
  const store = await openStore(config.database);
  try {
    const { vault } = await openVaultOf(config, store);
    const rows = READERS.map(([address, choice], line) => ({
      line: line + 1,
      id: Buffer.from([0, 0, 0, 0, 0, 0, 0, line + 1]).toString('base64url'),
      addressHash: vault.hashAddress(address),
      address: vault.seal('address', address),
      status: 'active' as const,
      choice,
      signedUpAt: at,
      confirmedAt: at,
      leftAt: null,
      detail: {},
    }));
    await store.arrivals.add('all', rows);
    await store.arrivals.land('all', rows.length, at);
  } finally {
    await store.close();
  }
}

/** The clock that all programs look at. */
export type MovedClock = { readonly file: string; set(at: number): void; now(): number };

export function openClock(folder: string, at: number): MovedClock {
  const file = join(folder, 'clock');
  let offset = 0;
  const set = (to: number) => {
    offset = to - Date.now();
    writeFileSync(file, String(to));
  };
  set(at);
  return { file, set, now: () => Date.now() + offset };
}

/** A running program. */
export type Program = {
  readonly name: string;
  readonly printed: () => string;
  /** By SIGTERM: it has to end with 0. */
  stop(): Promise<void>;
  kill(): Promise<void>;
};

export type ProgramSettings = {
  readonly folder: string;
  readonly clock: MovedClock;
  /** What its environment says besides. */
  readonly env: Readonly<Record<string, string>>;
};

/** Starts `mujaz run` and waits until it listens. */
export async function startProgram(name: string, settings: ProgramSettings): Promise<Program> {
  const child = launch(['run'], settings);
  let printed = '';
  const collect = (data: Buffer) => {
    printed += data.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  await Promise.race([listening(), closed.then(() => Promise.reject(new Error(`${name} did not start:\n${printed}`)))]);
  return {
    name,
    printed: () => printed,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await closed;
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${printed}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };

  async function listening(): Promise<void> {
    while (!/http:\/\//u.test(printed)) await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  }
}

/** Runs a command of an editor to its end. */
export async function command(args: readonly string[], settings: ProgramSettings): Promise<string> {
  const child = launch(args, settings);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (printed += data.toString()));
  const [code] = await once(child, 'close');
  return `${code}: ${printed}`;
}

function launch(args: readonly string[], { folder, clock, env: own }: ProgramSettings): ChildProcess {
  const { DATABASE_URL: _url, PORT: _port, ...inherited } = process.env;
  const env = { ...inherited, ...own, MUJAZ_TEST_CLOCK: clock.file, MUJAZ_TEST_HURRY: '60' };
  return spawn(process.execPath, [...PRELOADS.flatMap((file) => ['--import', file]), BIN, ...args], {
    cwd: folder,
    env,
  });
}
