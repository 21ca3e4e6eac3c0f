/** Invented items of sources, and what is made of them. */
import type { Article, Day, Page } from '../../src/model.ts';
import type { Store, TakenItem } from '../../src/store/index.ts';
import { inventArticle, inventEdition, inventPage, inventStory, stating } from './invented.ts';

export const HOUR = 3_600_000;
export const MONDAY = Date.parse('2025-03-03T08:00:00Z');
export const TUESDAY = MONDAY + 24 * HOUR;

/** An item of a feed whose page has this address and text. */
export function inventItem(
  key: string,
  text?: string,
  more: Partial<TakenItem> & { url?: string | null } = {},
): TakenItem {
  const { url = `https://news.example/${key}`, ...given } = more;
  const page = inventPage(`page-${key}`, text ?? `خبر مخترع عن ${key}`);
  return {
    source: 'feed',
    key,
    stamp: `stamp of ${text ?? key}`,
    rank: 2,
    page: { ...page, meta: { ...page.meta, url } },
    refusal: null,
    pending: null,
    ...given,
  };
}

/** A file without an address. */
export function inventFile(key: string, text?: string, more: Partial<TakenItem> = {}): TakenItem {
  return inventItem(key, text, { source: 'folder', rank: 4, url: null, ...more });
}

/** Understands all that nobody has understood yet; `days`: when pages were published. */
export async function understandAll(
  store: Store,
  days: Readonly<Record<string, Day>> = {},
): Promise<readonly string[]> {
  const pages = await store.intake.unread(1000);
  const understood = pages.map((page) => stating(inventArticle(page, dated(days[page.id])), 'trees'));
  await store.saveArticles(understood, new Date(MONDAY));
  return pages.map(({ id }) => id);
}

function dated(day: Day | undefined): Partial<Article> {
  return day === undefined ? {} : { published: { earliest: day, latest: day, basis: 'feed', evidence: [] } };
}

/** An edition that tells these pages as they are now, a story each; approved unless said otherwise. */
export async function tell(
  store: Store,
  pages: readonly string[],
  { digest = 'daily', date = '2025-03-03', time, approved = true }: Partial<Telling> = {},
): Promise<number> {
  const articles = await Promise.all(pages.map((page) => store.article(page)));
  const stories = articles.map((article) => inventStory(`story of ${article?.page.id}`, article as Article));
  const number = await store.nextEditionNumber(digest, date, time);
  const edition = inventEdition(number, date, stories, { digest, ...(time === undefined ? {} : { time }) });
  const saved = await store.saveEdition(edition, stories, new Date(MONDAY));
  if ('refused' in saved) throw new Error(`the edition was not saved: ${saved.refused}`);
  if (approved) await store.approveEdition(number, saved.hash, new Date(MONDAY));
  return number;
}

type Telling = { readonly digest: string; readonly date: Day; readonly time: string; readonly approved: boolean };

/** What a page says now. */
export async function textOf(store: Store, page: string, version?: number): Promise<string | undefined> {
  return ((await store.page(page, version)) as Page | null)?.text;
}
