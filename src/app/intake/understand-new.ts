/** Understands every page version that nobody has understood: new ones, and those that a crash has left. */
import { extractArticle } from '../../extract/index.ts';
import { factKeyOf } from '../../group/index.ts';
import type { Article, Page } from '../../model.ts';
import { faultLine } from '../post-office/fault-line.ts';
import type { IntakeDesk } from './desk.ts';
import { GROUP, nextTurn } from './take-items.ts';

/** Goes on until there are none left, or `stop`. @returns how many articles were understood */
export async function understandNew(desk: IntakeDesk, stop: AbortSignal): Promise<number> {
  let understood = 0;
  while (!stop.aborted) {
    const pages = await desk.store.intake.unread(GROUP);
    if (pages.length === 0) break;
    const articles = await extractAll(desk, pages, stop);
    await desk.store.saveArticles(
      articles.map((article) => ({ article, factKeys: factKeysOf(article) })),
      new Date(desk.clock()),
    );
    understood += articles.length;
  }
  return understood;
}

async function extractAll(desk: IntakeDesk, pages: readonly Page[], stop: AbortSignal): Promise<readonly Article[]> {
  const articles: Article[] = [];
  for (const page of pages) {
    if (stop.aborted) break;
    articles.push(extractOrNothing(desk, page));
    if (articles.length % 10 === 0) await nextTurn();
  }
  return articles;
}

/** A page that cannot be understood counts as one that says nothing, so that it is not tried for ever. */
function extractOrNothing({ config, onLine }: IntakeDesk, page: Page): Article {
  try {
    return extractArticle(page, config.sources);
  } catch (error) {
    onLine(`${faultLine(`${page.origin}: this page is not understood and left out`, error)} Please report it.`);
    return saysNothing(page);
  }
}

function saysNothing(page: Page): Article {
  return {
    page,
    source: null,
    headline: null,
    paragraphs: [],
    related: [],
    dropped: [],
    dateline: null,
    byline: null,
    attributions: [],
    quotations: [],
    pageDate: null,
    published: null,
    figures: [],
  };
}

function factKeysOf(article: Article): ReadonlyMap<string, string> {
  return new Map(article.figures.map((figure) => [figure.id, factKeyOf(article, figure)]));
}
