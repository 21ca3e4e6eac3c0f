/**
 * A process of its own that keeps one PostgreSQL for the tests: `node postgres-keeper.ts <folder of the binaries>`.
 * It prints the server's address, and lives as long as its standard input is open. The system closes that when the test
 * run ends in whatever way, kill -9 included, so that no server and no folder is ever left behind.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** PostgreSQL refuses to run as root: there it runs as "nobody". */
const NOBODY = 65534;
const AS_ROOT = process.getuid?.() === 0;
const RUN_AS = AS_ROOT ? { uid: NOBODY, gid: NOBODY } : {};
/** A socket's path may have 107 bytes, and PostgreSQL adds `.s.PGSQL.5432`. */
const LONGEST_FOLDER = 90;
const START_TIMEOUT_MS = 30_000;

/** Nothing here has to survive a power cut. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
const folder = makeFolder();
try {
  await keep(folder);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a server in `folder` until standard input ends. */
async function keep(folder: string): Promise<void> {
  const closed = once(process.stdin.resume(), 'close');
  const bin = usableBinaries(process.argv[2] ?? '', folder);
  const password = randomBytes(12).toString('hex');
  initialise(bin, folder, password);
  const server = start(bin, folder);
  const ended = once(server, 'exit');
  try {
    await ready(server, folder);
    process.stdout.write(`postgres://mujaz:${password}@localhost/postgres?host=${encodeURIComponent(folder)}\n`);
    await Promise.race([closed, ended]);
  } finally {
    server.kill('SIGQUIT');
    await ended;
  }
}

/** A temporary folder that the server's user can reach. */
function makeFolder(): string {
  const parent = [tmpdir(), '/tmp'].find((path) => path.length < LONGEST_FOLDER - 16 && isReachable(path)) ?? tmpdir();
  const folder = mkdtempSync(join(parent, 'mujaz-pg-'));
  if (AS_ROOT) chownSync(folder, NOBODY, NOBODY);
  return folder;
}

/** The binaries where they are, or a copy when the server's user cannot reach them, as in a checkout under /root. */
function usableBinaries(bin: string, folder: string): string {
  if (isReachable(join(bin, 'postgres')) && isReachable(join(bin, 'initdb'))) return bin;
  const copy = join(folder, 'native');
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (AS_ROOT) lchownSync(join(copy, name), NOBODY, NOBODY);
  }
  if (AS_ROOT) chownSync(copy, NOBODY, NOBODY);
  for (const name of readdirSync(join(copy, 'bin'))) chmodSync(join(copy, 'bin', name), 0o755);
  return join(copy, 'bin');
}

/** Whether the server's user may enter every folder on the way and execute what is at the end. */
function isReachable(path: string): boolean {
  if (!existsSync(path)) return false;
  const bit = AS_ROOT ? 0o001 : 0o111;
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function initialise(bin: string, folder: string, password: string): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (AS_ROOT) chownSync(passwordFile, NOBODY, NOBODY);
  const options = [
    '--username=mujaz',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-sync',
  ];
  // A collation by language, as on most servers: a query that leans on the order of bytes is found out.
  const collation = ['--locale=C', '--locale-provider=icu', '--icu-locale=ar'];
  const done = spawnSync(join(bin, 'initdb'), [...options, ...collation, '--pgdata', join(folder, 'data')], {
    ...RUN_AS,
    cwd: '/',
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`initdb: ${done.error?.message ?? done.stderr}`);
}

function start(bin: string, folder: string): ChildProcess {
  const settings = [...SETTINGS, 'listen_addresses=', `unix_socket_directories=${folder}`].flatMap((each) => [
    '-c',
    each,
  ]);
  return spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...settings], {
    ...RUN_AS,
    cwd: '/',
    stdio: ['ignore', 'ignore', openSync(join(folder, 'log'), 'a')],
  });
}

async function ready(server: ChildProcess, folder: string): Promise<void> {
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += 20) {
    if (isReady(folder)) return;
    if (server.exitCode !== null) break;
    await sleep(20);
  }
  throw new Error(`postgres did not start: ${readFileSync(join(folder, 'log'), 'utf8')}`);
}

/** The server writes its state into the eighth line of its pid file. */
function isReady(folder: string): boolean {
  const pidFile = join(folder, 'data', 'postmaster.pid');
  return existsSync(pidFile) && readFileSync(pidFile, 'utf8').split('\n')[7]?.trim() === 'ready';
}
