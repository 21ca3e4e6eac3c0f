/**
 * How long does the server take for each page of the desk, with 100,000 subscribers and 500 editions? Pages are asked for
 * without a network, so that this is the server's own time; the limit is 100 ms. The same is asked of a small newsroom: what
 * grows with the number of people shows in the ratio (of the processor's time). The first request of a page, with nothing in memory, is told apart.
 *
 *     npm run bench:desk [-- 1000 100000]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillNewsroom } from './desk-newsroom.ts';
import { buildDeskSite, type DeskPages } from './desk-site.ts';
import { median } from './median.ts';

const LIMIT_MS = 100;
const ROUNDS = 15;
const EDITIONS = 500;
/** Changes when what is filled in does. */
const BUILD = 2;

/**
 * Milliseconds; `first`: with nothing in memory, not even the template; `worst`: of all the others; `cpu`: what the processor
 * worked in the middle one, which is the same on a machine that is busy with other things.
 */
type Measured = {
  readonly name: string;
  readonly first: number;
  readonly median: number;
  readonly worst: number;
  readonly cpu: number;
};

const [what, ...rest] = process.argv.slice(2);
if (what === '--measure') console.log(JSON.stringify(await measure(rest[0] ?? '')));
else await report((what === undefined ? ['1000', '100000'] : [what, ...rest]).map(Number));

async function report(sizes: readonly number[]): Promise<void> {
  const all: (readonly Measured[])[] = [];
  for (const size of sizes) {
    const file = await newsroomOf(size);
    const said = execFileSync(process.execPath, [import.meta.filename, '--measure', file], { encoding: 'utf8' });
    all.push(JSON.parse(said));
  }
  tell(sizes, all);
}

/** Made once: filling a large one takes a while. */
async function newsroomOf(people: number): Promise<string> {
  const folder = join(tmpdir(), `mujaz-bench-desk-${BUILD}-${process.getuid?.() ?? 0}-${people}`);
  const file = join(folder, 'mujaz.sqlite');
  if (existsSync(file)) return file;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const began = performance.now();
  await fillNewsroom(join(draft, 'mujaz.sqlite'), { people, editions: EDITIONS });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  console.log(`${people} subscribers, ${EDITIONS} editions: filled in ${seconds(began)} s (${folder})`);
  return file;
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}

async function measure(file: string): Promise<readonly Measured[]> {
  const site = await buildDeskSite(file);
  try {
    const measured: Measured[] = [];
    for (const page of site.pages) measured.push(await timesOf(site, page));
    return measured;
  } finally {
    await site.close();
  }
}

async function timesOf({ server }: DeskPages, { name, request }: DeskPages['pages'][number]): Promise<Measured> {
  const times: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const before = process.cpuUsage();
    const { statusCode } = await server.inject(request);
    times.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
    if (statusCode >= 400) throw new Error(`${name} was answered with ${statusCode}`);
  }
  const [first = 0, ...others] = times;
  return { name, first, median: median(others), worst: Math.max(...others), cpu: median(cpu.slice(1)) };
}

function tell(sizes: readonly number[], all: readonly (readonly Measured[])[]): void {
  const few = all[0] ?? [];
  const many = all.at(-1) ?? [];
  const width = Math.max(...many.map(({ name }) => name.length)) + 2;
  const head = [
    `${sizes.at(-1)} people`,
    'worst',
    'against 100 ms',
    'processor',
    'first',
    `${sizes[0]} people`,
    'ratio',
  ];
  console.log(''.padEnd(width) + head.map((words) => words.padStart(16)).join(''));
  for (const [at, page] of many.entries()) {
    const small = few[at]?.cpu ?? Number.NaN;
    const cells = [
      ms(page.median),
      ms(page.worst),
      `${((100 * page.worst) / LIMIT_MS).toFixed(0)} %`,
      ms(page.cpu),
      ms(page.first),
      ms(small),
      (page.cpu / small).toFixed(2),
    ];
    console.log(page.name.padEnd(width) + cells.map((cell) => cell.padStart(16)).join(''));
  }
  const slow = many.filter(({ worst }) => worst > LIMIT_MS);
  const verdict =
    slow.length === 0 ? 'every page is within 100 ms' : `slower: ${slow.map(({ name }) => name).join(', ')}`;
  console.log(verdict);
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
