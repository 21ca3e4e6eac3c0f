/**
 * Understanding alone (extract + group): articles/s, how it grows, and the ratio to a bare `charCodeAt` pass over the same
 * text, which is the limit of any reader. Articles are made when they are needed and dropped by the thousand for
 * extraction, so that 100,000 fit. Run: npx node bench/understand.ts [--sizes 1000,10000,100000]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config/index.ts';
import { extractArticle } from '../src/extract/index.ts';
import { groupArticles } from '../src/group/index.ts';
import type { Article, Page } from '../src/model.ts';
import { benchPages } from './pages.ts';

const ROOT = resolve(import.meta.dirname, '..');
const config = loadConfig(resolve(ROOT, 'config'), ROOT, {});
const { values } = parseArgs({ options: { sizes: { type: 'string', default: '1000,10000,100000' } } });

let sink = 0;

/** Milliseconds of the bare pass. */
function barePass(pages: readonly Page[]): number {
  const began = performance.now();
  for (const { text } of pages) for (let i = 0; i < text.length; i++) sink += text.charCodeAt(i);
  return performance.now() - began;
}

function understand(pages: readonly Page[]): { extract: number; group: number; stories: number } {
  const began = performance.now();
  const articles: Article[] = pages.map((page) => extractArticle(page, config.sources));
  const extracted = performance.now();
  const stories = groupArticles(articles, config.themes);
  return { extract: extracted - began, group: performance.now() - extracted, stories: stories.length };
}

const warm = await benchPages(1000);
for (let round = 0; round < 3; round++) {
  barePass(warm);
  understand(warm);
}
console.log(
  'articles  kB/article  extract ms    group ms  articles/s  ratio to bare pass  stories  memory MB  time against before',
);
let before: { readonly size: number; readonly total: number } | null = null;
for (const size of values.sizes.split(',').map(Number)) {
  const pages = await benchPages(size);
  const bytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page.text), 0);
  const bare = Math.min(barePass(pages), barePass(pages), barePass(pages));
  const { extract, group, stories } = understand(pages);
  const total = extract + group;
  const cells = [
    String(size).padStart(8),
    (bytes / size / 1000).toFixed(1).padStart(12),
    extract.toFixed(0).padStart(12),
    group.toFixed(0).padStart(12),
    String(Math.round((size / total) * 1000)).padStart(12),
    (bare / total).toFixed(3).padStart(20),
    String(stories).padStart(9),
    String(Math.round(process.memoryUsage().rss / 1e6)).padStart(11),
    before ? `  ${(total / before.total).toFixed(1)}x for ${(size / before.size).toFixed(0)}x` : '',
  ];
  console.log(cells.join(''));
  before = { size, total };
}
if (sink === 0) console.log('nothing was read');
