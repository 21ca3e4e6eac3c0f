/**
 * Lists of subscribers in and out again by the commands themselves, from their start to their end: rows/s and peak memory
 * (resident set of the whole process) at 10,000, 100,000 and 1,000,000 rows, each in a process of its own, and how both
 * grow. Run: node bench/import.ts [--sizes 10000,100000,1000000]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../src/cli/main.ts';

const ROOT = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    work: { type: 'string' },
  },
});

type Measured = { readonly rows: number; readonly ms: number; readonly peakMB: number };

const COMMANDS = {
  import: ['subscribers', 'import', 'readers.csv', '--consent', 'invented', '--yes'],
  export: ['subscribers', 'export', 'out.csv'],
} as const;
type Work = keyof typeof COMMANDS;

if (values.work === undefined) await measureAll(values.sizes.split(',').map(Number));
else await work(values.work === 'export' ? 'export' : 'import');

/** The process that is measured, in the folder of its list. */
async function work(what: Work): Promise<void> {
  const began = performance.now();
  const code = await main(COMMANDS[what]);
  const ms = performance.now() - began;
  if (code !== 0) throw new Error(`the ${what} ended with ${code}`);
  // `maxRSS` is in kilobytes.
  process.send?.({ ms, peakMB: process.resourceUsage().maxRSS / 1000 });
}

/** A list as mailing programs export it: some left, some chose themes. */
async function writeList(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('email,name,status,themes,signed_up_at,confirmed_at,left_at\r\n');
  for (let row = 0; row < rows; row++) {
    const day = `2024-0${1 + (row % 9)}-1${row % 10}`;
    const status = row % 20 === 0 ? 'left' : 'active';
    const text = `reader.${row}@mail${row % 500}.example,"قارئ، رقم ${row}",${status},,${day} 08:00:00,${day} 09:30:00,\r\n`;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

async function measureAll(sizes: readonly number[]): Promise<void> {
  console.log('           rows   import rows/s   peak MB   time per row   export rows/s   peak MB   time per row');
  let before: readonly [Measured, Measured] | null = null;
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-import-'));
    cpSync(join(ROOT, 'config'), join(folder, 'config'), { recursive: true });
    try {
      await writeList(join(folder, 'readers.csv'), size);
      const measured = [await runIn(folder, 'import', size), await runIn(folder, 'export', size)] as const;
      console.log(lineOf(size, measured, before));
      before = measured;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function runIn(folder: string, what: Work, rows: number): Promise<Measured> {
  const { DATABASE_URL: _url, MUJAZ_KEY: _key, ...env } = process.env;
  const args = [import.meta.filename, '--work', what];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const told = once(child, 'message');
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the ${what} ended with ${code}`);
  const [measured] = await told;
  return { rows, ...(measured as Omit<Measured, 'rows'>) };
}

/** Times per row against the size before: 1.0 is linear. */
function lineOf(size: number, measured: readonly Measured[], before: readonly Measured[] | null): string {
  const cells = measured.map(({ rows, ms, peakMB }, at) => {
    const last = before?.[at];
    const ratio = last ? `${(ms / rows / (last.ms / last.rows)).toFixed(2)}x` : '';
    return `${String(Math.round((rows / ms) * 1000)).padStart(16)}${peakMB.toFixed(0).padStart(10)}${ratio.padStart(15)}`;
  });
  return `${String(size).padStart(15)}${cells.join('')}`;
}
