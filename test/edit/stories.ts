/** Stories from invented texts by the real rooms, so that editing is tested on what it will get. */
import { resolve } from 'node:path';
import { digestOf, loadConfig } from '../../src/config/index.ts';
import { type EditionBrief, makeEdition } from '../../src/edit/index.ts';
import { extractArticle } from '../../src/extract/index.ts';
import { groupArticles } from '../../src/group/index.ts';
import type { Edition, Page, Story } from '../../src/model.ts';
import { pageFromDump } from '../../src/read/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const config = loadConfig(resolve(ROOT, 'config'), ROOT, {});

/** An invented page: its front matter beyond `sample`, and its text. */
export type Invented = {
  readonly id: string;
  readonly source?: string;
  readonly published?: string;
  readonly text: string;
};

/** The stories that these pages tell. */
export function storiesOf(pages: readonly Invented[]): readonly Story[] {
  const articles = pages.map((page) => extractArticle(pageOf(page), config.sources));
  return groupArticles(articles, config.themes);
}

function pageOf({ id, source, published, text }: Invented): Page {
  const front = ['---', 'sample: true', source && `source: ${source}`, published && `published: ${published}`, '---'];
  const page = pageFromDump(id, `${id}.txt`, `${front.filter(Boolean).join('\n')}\n${text}\n`);
  if ('reason' in page) throw new Error(page.reason);
  return page;
}

/** An edition of these pages. */
export function editionOf(pages: readonly Invented[], brief: Partial<EditionBrief> = {}): Edition {
  return editionFrom(storiesOf(pages), brief);
}

/** An edition of these stories. */
export function editionFrom(stories: readonly Story[], brief: Partial<EditionBrief> = {}): Edition {
  const { themes } = digestOf(config);
  const base = { number: 7, digest: 'coalition', name: 'موجز تجريبي', date: '2025-11-20', themes, known: [] };
  return makeEdition(stories, { ...base, limits: config.limits, ...brief });
}
