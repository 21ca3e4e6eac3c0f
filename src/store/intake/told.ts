/** What readers of a digest know: articles as approved editions have told them. */
import { sql } from 'kysely';
import type { Day } from '../../model.ts';
import { dayOfIssue } from '../issue-key.ts';
import { PAGE_COLUMNS, toPage } from '../page-rows.ts';
import type { Records } from '../records.ts';
import type { ToldArticle } from './contract.ts';

/**
 * Of `edition_pages t`: the page tells a story of the edition. Pages that are quoted beside others alone, in comparisons, are
 * not told by that: their own story may have found no room.
 */
export const TELLS_STORY = sql<boolean>`exists (
  select 1 from edition_stories s join story_articles a on a.story_id = s.story_id
  where s.edition = t.edition and a.page_id = t.page_id)`;

/** Each article once, as the latest edition since that day told it; oldest edition first. */
export async function findTold(records: Records, digest: string, from: Day): Promise<readonly ToldArticle[]> {
  const last = new Map<string, Quoted>();
  for (const quoted of await quotedSince(records, digest, from)) last.set(quoted.page_id, quoted);
  const byEdition = Map.groupBy(last.values(), ({ edition }) => edition);
  const editions = [...byEdition].sort(([, [a]], [, [b]]) => compare(a, b));
  const told: ToldArticle[] = [];
  for (const [edition, quoted] of editions) {
    const date = dayOfIssue(quoted[0]?.issue ?? '');
    const pages = quoted.map(({ page_id }) => page_id);
    for (const row of await loadQuoted(records, edition, pages)) {
      const article = { page: toPage(row), ...JSON.parse(row.body) };
      told.push({ article, version: row.version, edition, date });
    }
  }
  return told;
}

type Quoted = { readonly edition: number; readonly issue: string; readonly page_id: string };

function compare(a: Quoted | undefined, b: Quoted | undefined): number {
  if (!a || !b) return 0;
  return a.issue < b.issue ? -1 : a.issue > b.issue ? 1 : a.edition - b.edition;
}

/** Oldest first. */
async function quotedSince(records: Records, digest: string, from: Day): Promise<readonly Quoted[]> {
  return await records.read((db) =>
    db
      .selectFrom('editions')
      .innerJoin('edition_pages as t', 't.edition', 'editions.number')
      .select(['editions.number as edition', 'editions.date as issue', 't.page_id'])
      .where('editions.digest', '=', digest)
      .where('editions.approved_at', 'is not', null)
      .where('editions.date', '>=', from)
      .where(TELLS_STORY)
      .orderBy('editions.date')
      .orderBy('editions.number')
      .execute(),
  );
}

async function loadQuoted(records: Records, edition: number, pages: readonly string[]) {
  return await records.read((db) =>
    db
      .selectFrom('edition_pages')
      .innerJoin('pages', 'pages.id', 'edition_pages.page_id')
      .innerJoin('page_versions', (join) =>
        join
          .onRef('page_versions.page_id', '=', 'edition_pages.page_id')
          .onRef('page_versions.version', '=', 'edition_pages.version'),
      )
      .innerJoin('articles', (join) =>
        join
          .onRef('articles.page_id', '=', 'edition_pages.page_id')
          .onRef('articles.version', '=', 'edition_pages.version'),
      )
      .select([...PAGE_COLUMNS, 'articles.body', 'edition_pages.version'])
      .where('edition_pages.edition', '=', edition)
      .where(records.among('edition_pages.page_id', pages))
      .orderBy('edition_pages.page_id')
      .execute(),
  );
}
