/** Pages whose last version nobody has understood. */
import { sql } from 'kysely';
import type { Page } from '../../model.ts';
import { PAGE_COLUMNS, toPage } from '../page-rows.ts';
import type { Records } from '../records.ts';

/** Of `pages p`: a version that came back may have been understood when it was there first. */
export const UNREAD = sql<boolean>`p.unread_since is not null
  and not exists (select 1 from articles a where a.page_id = p.id and a.version = p.version)`;

/** Those that have waited longest first. */
export async function findUnread(records: Records, limit: number): Promise<readonly Page[]> {
  const { rows } = await records.read((db) =>
    sql<{ id: string }>`select p.id from pages p ${records.flavour.indexedBy('pages_unread')}
      where ${UNREAD} order by p.unread_since, p.id limit ${limit}`.execute(db),
  );
  const ids = rows.map(({ id }) => id);
  const pages = await records.read((db) =>
    db
      .selectFrom('pages')
      .innerJoin('page_versions', (join) =>
        join.onRef('page_versions.page_id', '=', 'pages.id').onRef('page_versions.version', '=', 'pages.version'),
      )
      .select(PAGE_COLUMNS)
      .where(records.among('pages.id', ids))
      .orderBy('pages.unread_since')
      .orderBy('pages.id')
      .execute(),
  );
  return pages.map(toPage);
}
