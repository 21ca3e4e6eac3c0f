/** Runs the real command in a folder of its own, as a newcomer does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The repository. */
export const HOME = resolve(import.meta.dirname, '../..');
const BIN = join(HOME, 'src/cli/bin.js');

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** A folder with the configuration that ships, to work in. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-cli-'));
  cpSync(join(HOME, 'config'), join(folder, 'config'), { recursive: true });
  return folder;
}

/** How to run: where, with which environment and as which user. */
export type RunOptions = { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly uid?: number };

/** Starts the command without waiting for its end. */
export function launch(args: readonly string[], { cwd, env = {}, uid }: RunOptions): ChildProcess {
  const { DATABASE_URL: _url, PORT: _port, SMTP_URL: _smtp, MUJAZ_KEY: _key, ...inherited } = process.env;
  const user = uid === undefined ? {} : { uid, gid: uid };
  return spawn(process.execPath, [BIN, ...args], { cwd, env: { ...inherited, ...env }, ...user });
}

/** Runs the command to its end. */
export async function run(args: readonly string[], options: RunOptions): Promise<Ran> {
  const child = launch(args, options);
  let out = '';
  let err = '';
  child.stdout?.on('data', (data) => (out += data));
  child.stderr?.on('data', (data) => (err += data));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, out, err };
}
