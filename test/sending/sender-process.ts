/** The real `mujaz send`, as a process that can be killed with all that belongs to it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { HOME } from '../cli/run.ts';
import type { Newsroom } from './newsroom.ts';

/** One life of the command. */
export type Sender = {
  /** What it has printed. */
  readonly printed: () => string;
  /** Resolves when it is gone; null after a kill. */
  readonly ended: Promise<number | null>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
};

const alive = new Set<Sender>();

/** Starts it in its own process group. */
export function startSender(room: Newsroom, smtp: string, args: readonly string[] = ['--retry-uncertain']): Sender {
  const { DATABASE_URL: _url, PORT: _port, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(HOME, 'src/cli/bin.js'), 'send', '1', '--yes', ...args], {
    cwd: room.folder,
    env: { ...inherited, ...room.env, SMTP_URL: smtp },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
  const sender: Sender = {
    printed: () => text,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
    kill: (signal) => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended by itself in this moment.
      }
    },
  };
  alive.add(sender);
  void sender.ended.then(() => alive.delete(sender));
  return sender;
}

process.on('exit', () => {
  for (const sender of alive) sender.kill('SIGKILL');
});
