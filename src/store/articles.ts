/** Articles: what was understood of a page version, with its figures in rows of their own. */
import { sql, type Transaction } from 'kysely';
import type { Article, Page, Span } from '../model.ts';
import { inChunks } from './chunks.ts';
import { hashText, isStorable } from './content.ts';
import { toFigureRows } from './figure-rows.ts';
import { PAGE_COLUMNS, toPage } from './page-rows.ts';
import { versionsOf } from './pages.ts';
import type { Records } from './records.ts';
import type { ArticleRow, Database } from './schema.ts';

/** An article, and the facts that its figures state: figure id -> `Fact.key`. */
export type UnderstoodArticle = { readonly article: Article; readonly factKeys: ReadonlyMap<string, string> };

/** How many articles were written, and how many were understood as before. */
export type SavedArticles = { readonly saved: number; readonly unchanged: number };

/** The rows of so many articles are in memory at a time. */
const GROUP = 200;

/** An article, ready to be written. */
type Ready = UnderstoodArticle & { readonly row: ArticleRow };

/**
 * Saves what was understood, in one transaction; it replaces what was understood of the same page version before.
 * @throws Error for an article whose page was not saved
 */
export async function saveArticles(
  records: Records,
  understood: readonly UnderstoodArticle[],
  at: Date,
): Promise<SavedArticles> {
  return await records.write(async (transaction) => {
    let saved = 0;
    for (let from = 0; from < understood.length; from += GROUP) {
      saved += await saveGroup(transaction, records, understood.slice(from, from + GROUP), at);
    }
    return { saved, unchanged: understood.length - saved };
  });
}

/** What was understood of a page as it was read last, or of one of its versions; null when there is nothing. */
export async function loadArticle(records: Records, id: string, version?: number): Promise<Article | null> {
  if (!isStorable(id)) return null;
  const row = await records.read((db) => {
    const query = db
      .selectFrom('articles')
      .innerJoin('pages', 'pages.id', 'articles.page_id')
      .innerJoin('page_versions', (join) =>
        join
          .onRef('page_versions.page_id', '=', 'articles.page_id')
          .onRef('page_versions.version', '=', 'articles.version'),
      )
      .select([...PAGE_COLUMNS, 'articles.body'])
      .where('articles.page_id', '=', id);
    return version === undefined
      ? query.whereRef('articles.version', '=', 'pages.version').executeTakeFirst()
      : query.where('articles.version', '=', version).executeTakeFirst();
  });
  return row ? { page: toPage(row), ...JSON.parse(row.body) } : null;
}

async function saveGroup(
  transaction: Transaction<Database>,
  records: Records,
  group: readonly UnderstoodArticle[],
  at: Date,
): Promise<number> {
  const pages = group.map(({ article }) => article.page);
  const versions = await versionsOf(transaction, records, pages);
  const known = await readKnown(transaction, records, pages);
  const ready = group
    .map((each) => ({ ...each, row: toRow(each, versions.get(each.article.page.id) as number, at) }))
    .filter(({ row }) => known.get(keyOf(row)) !== row.hash);
  await deleteFigures(
    transaction,
    records,
    ready.filter(({ row }) => known.has(keyOf(row))),
  );
  await saveRows(transaction, ready);
  await markUnderstood(transaction, records, pages);
  return ready.length;
}

/** As far as it is the last version that was understood. */
async function markUnderstood(
  transaction: Transaction<Database>,
  { among }: Records,
  pages: readonly Page[],
): Promise<void> {
  const ids = pages.map((page) => page.id);
  await sql`update pages set unread_since = null where ${among('pages.id', ids)} and unread_since is not null
    and exists (select 1 from articles a where a.page_id = pages.id and a.version = pages.version)`.execute(
    transaction,
  );
}

/** The hash of each stored understanding of these pages. */
async function readKnown(
  transaction: Transaction<Database>,
  { among }: Records,
  pages: readonly Page[],
): Promise<ReadonlyMap<string, string>> {
  const ids = pages.map((page) => page.id);
  const rows = await transaction
    .selectFrom('articles')
    .select(['page_id', 'version', 'hash'])
    .where(among('page_id', ids))
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.hash]));
}

function keyOf({ page_id, version }: Pick<ArticleRow, 'page_id' | 'version'>): string {
  return `${version} ${page_id}`;
}

function toRow({ article, factKeys }: UnderstoodArticle, version: number, at: Date): ArticleRow {
  const { page, ...understanding } = article;
  const body = JSON.stringify(understanding);
  return {
    page_id: page.id,
    version,
    hash: hashText(`${body}${JSON.stringify([...factKeys])}`),
    source: article.source?.name.toWellFormed() ?? null,
    headline: article.headline && sliceOf(page, article.headline.span),
    published_earliest: article.published?.earliest ?? null,
    published_latest: article.published?.latest ?? null,
    page_date: article.pageDate,
    body,
    understood_at: at.getTime(),
  };
}

/** A span that cuts a surrogate pair must not make the whole article unstorable. */
function sliceOf(page: Page, span: Span): string {
  return page.text.slice(span.start, span.end).toWellFormed();
}

/** One statement per version number, and most pages have only one. */
async function deleteFigures(
  transaction: Transaction<Database>,
  { among }: Records,
  replaced: readonly Ready[],
): Promise<void> {
  const byVersion = Map.groupBy(replaced, ({ row }) => row.version);
  for (const [version, articles] of byVersion) {
    const ids = articles.map(({ row }) => row.page_id);
    await transaction.deleteFrom('figures').where('version', '=', version).where(among('page_id', ids)).execute();
  }
}

async function saveRows(transaction: Transaction<Database>, ready: readonly Ready[]): Promise<void> {
  const rows = ready.map(({ row }) => row);
  await inChunks(rows, (chunk) =>
    transaction
      .insertInto('articles')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['page_id', 'version']).doUpdateSet((row) => ({
          hash: row.ref('excluded.hash'),
          source: row.ref('excluded.source'),
          headline: row.ref('excluded.headline'),
          published_earliest: row.ref('excluded.published_earliest'),
          published_latest: row.ref('excluded.published_latest'),
          page_date: row.ref('excluded.page_date'),
          body: row.ref('excluded.body'),
        })),
      )
      .execute(),
  );
  const figures = ready.flatMap(({ article, factKeys, row }) => toFigureRows(article, row.version, factKeys));
  await inChunks(figures, (chunk) => transaction.insertInto('figures').values(chunk).execute());
}
