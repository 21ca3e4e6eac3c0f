/**
 * The command line as one process that runs one command after the other: starting a process takes longer than most
 * commands do. `MUJAZ_KEY`, `SMTP_URL` and the like stay what they were at its start.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Ran } from './run.ts';

/** A command and the folder it runs in. */
type Order = { readonly cwd: string; readonly args: readonly string[] };

/** After what a command has printed, on both streams, with its exit code. */
const END = /\0ended (\d+)\n/u;

/** A process that takes orders. */
export type CommandsInTurn = {
  /** Runs a command to its end, after those that were ordered before. */
  run(args: readonly string[], cwd: string): Promise<Ran>;
  close(): Promise<void>;
};

/** Starts it with this environment and no terminal. */
export function openCommandsInTurn(env: NodeJS.ProcessEnv): CommandsInTurn {
  const { DATABASE_URL: _url, PORT: _port, SMTP_URL: _smtp, MUJAZ_KEY: _key, ...inherited } = process.env;
  const child = spawn(process.execPath, [import.meta.filename, 'take-orders'], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const gone = once(child, 'close');
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(args, cwd) {
      const ran = last.then(() => order(child, { cwd, args }));
      last = ran.catch(() => undefined);
      return ran;
    },
    async close() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function order(child: ChildProcess, what: Order): Promise<Ran> {
  const texts = Promise.all([untilEnd(child.stdout as Readable), untilEnd(child.stderr as Readable)]);
  child.send(what);
  const [out, err] = await texts;
  return { code: out.code, out: out.text, err: err.text };
}

/** What a stream says before the mark. @throws when the process ends instead */
function untilEnd(stream: Readable): Promise<{ readonly text: string; readonly code: number }> {
  let said = '';
  return new Promise((resolve, reject) => {
    const read = (data: Buffer): void => {
      said += data;
      const end = END.exec(said);
      if (!end) return;
      stream.off('data', read).off('close', fail);
      resolve({ text: said.slice(0, end.index), code: Number(end[1]) });
    };
    const fail = (): void => reject(new Error(`the process has ended: ${said}`));
    stream.on('data', read).on('close', fail);
  });
}

async function takeOrders(): Promise<void> {
  const { main } = await import('../../src/cli/main.ts');
  process.on('message', async ({ cwd, args }: Order) => {
    process.chdir(cwd);
    const code = await main(args);
    for (const stream of [process.stdout, process.stderr]) stream.write(`\0ended ${code}\n`);
  });
}

if (process.argv[2] === 'take-orders') await takeOrders();
