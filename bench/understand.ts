/**
 * Understanding alone (extract + group), for 1,000, 10,000 and with `--all` 100,000 articles of 5 KB: articles/s, how time
 * grows, and memory. Pages come a hundred at a time from a generator whose time is not counted; each is extracted, added to
 * the grouping and dropped. Run: npm run bench:understand [-- --all]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config/index.ts';
import { extractArticle } from '../src/extract/index.ts';
import { type Grouping, openGrouping } from '../src/group/index.ts';
import type { Page } from '../src/model.ts';
import { pagesInTurn, samplePages } from './pages.ts';

const ROOT = resolve(import.meta.dirname, '..');
const config = loadConfig(resolve(ROOT, 'config'), ROOT, {});
const samples = await samplePages();
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });

const SIZES = [1000, 10_000, ...(values.all ? [100_000] : [])];
/** A second is easily disturbed: the smallest size is measured so often, and the fastest counts. */
const ROUNDS_OF_SMALLEST = 3;
/** Compiled code decides the first seconds: without this the first size looks slow, and growth better than it is. */
const WARM_UP = 2000;
const BATCH = 100;

let sink = 0;

/** Milliseconds of the bare pass. The sum is a local integer: one kept outside costs more than the pass itself. */
function barePass(pages: readonly Page[]): number {
  const began = performance.now();
  let sum = 0;
  for (const { text } of pages) for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  sink += sum;
  return performance.now() - began;
}

/** Sums over all articles of one size: milliseconds where nothing else is said. */
type Measured = {
  bytes: number;
  bare: number;
  extract: number;
  add: number;
  search: number;
  /** Microseconds of the processor, in all threads: the garbage collector's are among them. */
  user: number;
  stories: number;
  /** The greatest number of bytes seen, of objects and of the blocks of numbers. */
  heap: number;
};

function measure(size: number): Measured {
  const sum: Measured = { bytes: 0, bare: 0, extract: 0, add: 0, search: 0, user: 0, stories: 0, heap: 0 };
  const grouping = openGrouping(config.themes);
  for (const pages of inBatches(pagesInTurn(samples, size))) {
    for (const { text } of pages) sum.bytes += Buffer.byteLength(text);
    sum.bare += Math.min(barePass(pages), barePass(pages), barePass(pages));
    timed(sum, () => understand(pages, grouping, sum));
  }
  timed(sum, () => {
    const began = performance.now();
    sum.stories = grouping.stories().length;
    sum.search = performance.now() - began;
  });
  return sum;
}

function understand(pages: readonly Page[], grouping: Grouping, sum: Measured): void {
  for (const page of pages) {
    const began = performance.now();
    const article = extractArticle(page, config.sources);
    const extracted = performance.now();
    grouping.add(article);
    sum.extract += extracted - began;
    sum.add += performance.now() - extracted;
  }
}

/** Adds what `work` takes of the processor and of memory. */
function timed(sum: Measured, work: () => void): void {
  const cpu = process.cpuUsage();
  work();
  sum.user += process.cpuUsage(cpu).user;
  const { heapUsed, external } = process.memoryUsage();
  sum.heap = Math.max(sum.heap, heapUsed + external);
}

function* inBatches(pages: Iterable<Page>): Generator<readonly Page[]> {
  let batch: Page[] = [];
  for (const page of pages) {
    batch.push(page);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function fastest(size: number, rounds: number): Measured {
  const all = Array.from({ length: rounds }, () => measure(size));
  return all.reduce((best, each) => (totalOf(each) < totalOf(best) ? each : best));
}

const totalOf = ({ extract, add, search }: Measured) => extract + add + search;

const COLUMNS: readonly (readonly [title: string, cell: (size: number, sum: Measured, before: Before) => string])[] = [
  ['articles', (size) => String(size)],
  ['kB each', (size, { bytes }) => (bytes / size / 1000).toFixed(1)],
  ['extract s', (_, { extract }) => seconds(extract)],
  ['add s', (_, { add }) => seconds(add)],
  ['search s', (_, { search }) => seconds(search)],
  ['articles/s', (size, sum) => String(Math.round((size / totalOf(sum)) * 1000))],
  ['to bare pass', (_, sum) => (sum.bare / totalOf(sum)).toFixed(4)],
  ['user us each', (size, { user }) => String(Math.round(user / size))],
  ['stories', (_, { stories }) => String(stories)],
  ['heap MB', (_, { heap }) => megabytes(heap)],
  ['peak RSS MB', () => megabytes(process.resourceUsage().maxRSS * 1024)],
  ['growth', (size, sum, before) => growth(size, sum, before)],
];

const WIDTH = 13;

type Before = { readonly size: number; readonly sum: Measured } | null;

const seconds = (ms: number) => (ms / 1000).toFixed(2);
const megabytes = (bytes: number) => String(Math.round(bytes / 1e6));

function growth(size: number, sum: Measured, before: Before): string {
  if (!before) return '-';
  const [time, user] = [totalOf(sum) / totalOf(before.sum), sum.user / before.sum.user];
  return `  ${time.toFixed(1)}x time, ${user.toFixed(1)}x user for ${size / before.size}x`;
}

console.log(`extract: page to article. add: themes and what the search needs of an article, which is then dropped.
search: articles about one event among all of them. articles/s and growth: the three together.
to bare pass: one charCodeAt pass over the same texts, divided by the three. user: the processor's time in all threads.
heap: objects and blocks of numbers, greatest seen after any ${BATCH} articles or the search. RSS: greatest since the start.
Pages are made while it runs, which is not counted. Relations between figures are left to those who show a story.
${SIZES[0]} articles are measured ${ROUNDS_OF_SMALLEST} times, and the fastest counts.
`);
measure(WARM_UP);
console.log(COLUMNS.map(([title]) => title.padStart(WIDTH)).join(''));
let before: Before = null;
for (const size of SIZES) {
  const sum = fastest(size, before ? 1 : ROUNDS_OF_SMALLEST);
  console.log(COLUMNS.map(([, cell]) => cell(size, sum, before).padStart(WIDTH)).join(''));
  before = { size, sum };
}
if (sink === 0) console.log('nothing was read');
