/** From a folder or files to stories: read, extract, group. Nothing is stored here. */
import type { Config } from '../config/index.ts';
import { extractArticle } from '../extract/index.ts';
import { groupArticles } from '../group/index.ts';
import type { Article, Page, PageRefusal, Story } from '../model.ts';
import { readFolder } from '../read/index.ts';
import { AppFault } from './app-fault.ts';

/** What a folder of pages holds, understood. */
export type Understood = {
  readonly articles: readonly Article[];
  readonly stories: readonly Story[];
  readonly refusals: readonly PageRefusal[];
};

/** Told after each page; the total is not known before the folder is listed. */
export type OnPage = (done: number, total: number) => void;

/** Reads every page of a folder; those that cannot be read are named, the others are read all the same. */
export async function understandFolder(
  folder: string,
  config: Config,
  onPage: OnPage = () => undefined,
): Promise<Understood> {
  const pages: Page[] = [];
  const refusals: PageRefusal[] = [];
  try {
    for await (const item of readFolder(folder, onPage)) {
      if ('reason' in item) refusals.push(item);
      else pages.push(item);
    }
  } catch (error) {
    throw asFault(folder, error);
  }
  return { ...understandPages(pages, config), refusals };
}

/** Extracts and groups pages that were read already. */
export function understandPages(pages: readonly Page[], config: Config): Omit<Understood, 'refusals'> {
  const articles = pages.map((page) => extractArticle(page, config.sources));
  return { articles, stories: groupArticles(articles, config.themes) };
}

/** A folder that is not there is the newcomer's first mistake; it gets words of its own. */
function asFault(folder: string, error: unknown): unknown {
  const next = 'Make it and put saved news pages (.txt or .html) in, or name another folder with --corpus DIR.';
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return new AppFault(`${folder}: there is no such folder of pages.`, next, true);
    case 'ENOTDIR':
      return new AppFault(`${folder}: this is a file, a folder of pages is needed.`, next, true);
    default:
      return error;
  }
}
