/** Articles that may stand in the next edition of a digest. */
import { type RawBuilder, sql } from 'kysely';
import { PAGE_COLUMNS, toPage } from '../page-rows.ts';
import type { Records } from '../records.ts';
import type { NewsFilter, SeenArticle } from './contract.ts';
import { IS_CONFIGURED } from './parked.ts';
import { TELLS_STORY } from './told.ts';

/** Articles loaded at a time: SQLite answers one query in one go, and nothing else runs meanwhile. */
const GROUP = 200;

/** Those that no approved edition of the digest has told in their last version, oldest first. */
export async function findUntold(
  records: Records,
  digest: string,
  filter: NewsFilter,
): Promise<readonly SeenArticle[]> {
  const ids = await untoldPages(records, digest, filter);
  const found: SeenArticle[] = [];
  for (let from = 0; from < ids.length; from += GROUP) {
    found.push(...(await loadSeen(records, ids.slice(from, from + GROUP))));
  }
  return found;
}

/**
 * Not withdrawn. A page that no item ever told was saved by hand; where another article has its address it is that one for
 * the second time.
 */
const IS_THERE = sql<boolean>`(exists (select 1 from items i where i.page_id = p.id and i.withdrawn_at is null and ${IS_CONFIGURED})
  or not exists (select 1 from items i where i.page_id = p.id)
    and (exists (select 1 from addresses d where d.page_id = p.id)
      or exists (select 1 from page_versions v where v.page_id = p.id and v.version = p.version and v.url is null)))`;

/** SQLite keeps to the order of a cross join: from the few that are news to what is known of them. */
async function untoldPages(records: Records, digest: string, filter: NewsFilter): Promise<readonly string[]> {
  const { rows } = await records.read((db) =>
    sql<{ id: string }>`
      with news(page_id, version) as materialized (${newsOf(filter)})
      select distinct p.first_seen_at, p.id from news cross join pages p
      where p.id = news.page_id and p.version = news.version and not exists (
          select 1 from edition_pages t join editions e on e.number = t.edition
          where t.page_id = p.id and t.version = p.version and e.digest = ${digest} and e.approved_at is not null
            and ${TELLS_STORY})
        and ${IS_THERE}
      order by p.first_seen_at, p.id`.execute(db),
  );
  return rows.map(({ id }) => id);
}

/**
 * Page versions that were understood and fit in time, some of them more than once. Each part has an index that leads to its
 * few rows, as long as nothing asks for them in an order.
 */
function newsOf({ publishedFrom, seenFrom, lateAfter, lateFrom }: NewsFilter): RawBuilder<unknown> {
  const published = sql`select page_id, version from articles where published_latest >= ${publishedFrom}`;
  const undated = sql`select a.page_id, a.version from pages n
    join articles a on a.page_id = n.id and a.version = n.version
    where n.first_seen_at >= ${seenFrom} and a.published_latest is null`;
  const late = sql`select a.page_id, a.version from page_versions v
    join articles a on a.page_id = v.page_id and a.version = v.version
    where v.seen_at > ${lateAfter} and (a.published_latest is null or a.published_latest >= ${lateFrom})`;
  // Seen before the last edition was made, and not understood before it.
  const understoodLate = sql`select page_id, version from articles
    where understood_at > ${lateAfter} and (published_latest is null or published_latest >= ${lateFrom})`;
  const parts = lateAfter === null ? [published, undated] : [published, undated, late, understoodLate];
  return sql.join(parts, sql` union all `);
}

async function loadSeen(records: Records, ids: readonly string[]): Promise<readonly SeenArticle[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('pages')
      .innerJoin('page_versions', (join) =>
        join.onRef('page_versions.page_id', '=', 'pages.id').onRef('page_versions.version', '=', 'pages.version'),
      )
      .innerJoin('articles', (join) =>
        join.onRef('articles.page_id', '=', 'pages.id').onRef('articles.version', '=', 'pages.version'),
      )
      .select([...PAGE_COLUMNS, 'articles.body', 'pages.first_seen_at', 'page_versions.seen_at'])
      .where(records.among('pages.id', ids))
      .orderBy('pages.first_seen_at')
      .orderBy('pages.id')
      .execute(),
  );
  return rows.map((row) => ({
    article: { page: toPage(row), ...JSON.parse(row.body) },
    firstSeenAt: row.first_seen_at,
    seenAt: row.seen_at,
  }));
}
