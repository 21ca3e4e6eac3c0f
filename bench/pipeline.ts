/**
 * From pages to a finished edition: articles/s and milliseconds of each stage at 12, 1,000 and 10,000 articles, and how
 * the whole grows. Pages are in memory: what disks do is not measured. Run: node bench/pipeline.ts [--sizes 12,1000,10000]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, renderFor } from '../src/app/finish-edition.ts';
import { digestOf, loadConfig } from '../src/config/index.ts';
import { makeEdition } from '../src/edit/index.ts';
import { extractArticle } from '../src/extract/index.ts';
import { groupArticles } from '../src/group/index.ts';
import type { Page } from '../src/model.ts';
import { benchPages } from './pages.ts';

const ROOT = resolve(import.meta.dirname, '..');
const config = loadConfig(resolve(ROOT, 'config'), ROOT, {});
const { values } = parseArgs({ options: { sizes: { type: 'string', default: '12,1000,10000' } } });

type Times = { readonly extract: number; readonly group: number; readonly edit: number; readonly render: number };

async function measure(pages: readonly Page[]): Promise<Times> {
  const began = performance.now();
  const articles = pages.map((page) => extractArticle(page, config.sources));
  const extracted = performance.now();
  const stories = groupArticles(articles, config.themes);
  const grouped = performance.now();
  const { id: digest, name, themes } = digestOf(config);
  const brief = { number: 1, digest, name, date: '2025-11-20', themes, known: [], limits: config.limits };
  const edition = makeEdition(stories, brief);
  const edited = performance.now();
  const variant = await renderFor(config, edition);
  await messageOf(config, edition, variant);
  const rendered = performance.now();
  return { extract: extracted - began, group: grouped - extracted, edit: edited - grouped, render: rendered - edited };
}

await measure(await benchPages(200));
console.log(
  'articles   extract     group      edit    render     total ms   articles/s   time against the size before',
);
let before: { readonly size: number; readonly total: number } | null = null;
for (const size of values.sizes.split(',').map(Number)) {
  const pages = await benchPages(size);
  const { extract, group, edit, render } = await measure(pages);
  const total = extract + group + edit + render;
  const cells = [extract, group, edit, render].map((ms) => ms.toFixed(1).padStart(10)).join('');
  const growth = before
    ? `${(total / before.total).toFixed(1)}x for ${(size / before.size).toFixed(0)}x the articles`
    : '';
  const rate = Math.round((size / total) * 1000);
  console.log(
    `${String(size).padStart(8)}${cells}${total.toFixed(1).padStart(13)}${String(rate).padStart(13)}   ${growth}`,
  );
  before = { size, total };
}
