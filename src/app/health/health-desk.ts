/** What the desk's page of settings shows: versions, what is set, and what `doctor` said last. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Config } from '../../config/index.ts';
import type { Check } from '../doctor.ts';
import { type Setting, settingsOf } from './settings.ts';

/** What was examined last (epoch ms). */
export type Examined = { readonly at: number; readonly checks: readonly Check[] };

export type HealthDesk = {
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  readonly settings: readonly Setting[];
  /** At once: nothing is examined by it. */
  state(): { readonly last: Examined | null; readonly isRunning: boolean; readonly fault: string | null };
  /** Begins an examination beside everything else, unless one is under way. */
  begin(): void;
  /** Ends one that is under way. */
  close(): Promise<void>;
};

const PACKAGE = new URL('../../../package.json', import.meta.url);

/** Servers and name servers answer within seconds, or are said not to. */
const LONGEST_MS = 60_000;
/** This very program listens there. */
const SELF = 'port';

/** The health of one configuration. */
export function openHealthDesk(config: Config, clock: () => number = Date.now): HealthDesk {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  let last: Examined | null = null;
  let fault: string | null = null;
  let running: Worker | null = null;
  const finish = () => {
    running = null;
  };
  return {
    versions: [
      { name: 'mujaz', version },
      { name: 'Node.js', version: process.versions.node },
      { name: 'SQLite', version: process.versions['sqlite'] ?? '' },
      { name: 'ICU', version: process.versions['icu'] ?? '' },
    ],
    settings: settingsOf(config),
    state: () => ({ last, isRunning: running !== null, fault }),
    begin() {
      if (running) return;
      const worker = startWorker(config);
      running = worker;
      worker.once('message', (checks: readonly Check[]) => {
        last = { at: clock(), checks: checks.filter(({ name }) => name !== SELF) };
        fault = null;
      });
      worker.once('error', (error) => {
        fault = error instanceof Error ? error.message : String(error);
      });
      worker.once('exit', finish);
    },
    close: async () => void (await running?.terminate()),
  };
}

/** A thread of its own: the corpus is read there, which would keep every page waiting. */
function startWorker(config: Config): Worker {
  const worker = new Worker(new URL('examine-thread.ts', import.meta.url), { workerData: config });
  const timer = setTimeout(() => void worker.terminate(), LONGEST_MS);
  worker.once('exit', () => clearTimeout(timer));
  worker.unref();
  timer.unref();
  return worker;
}
