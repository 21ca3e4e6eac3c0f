/** The stories of an edition and the page versions it quotes, so that both are known later. */
import type { Transaction } from 'kysely';
import type { Edition, Story } from '../model.ts';
import { inChunks } from './chunks.ts';
import { versionsOf } from './pages.ts';
import type { Records } from './records.ts';
import type { Database, EditionPageRow, EditionStoryRow } from './schema.ts';

/** Writes the stories, and replaces what was recorded of an earlier state of the edition. */
export async function saveEditionParts(
  transaction: Transaction<Database>,
  records: Records,
  edition: Edition,
  stories: readonly Story[],
  at: Date,
): Promise<void> {
  const pages = new Map(
    stories.flatMap((story) => story.tellings.map(({ article }) => [article.page.id, article.page])),
  );
  const versions = await versionsOf(transaction, records, [...pages.values()]);
  await saveStories(transaction, stories, versions, at);
  const given = new Set(stories.map((story) => story.id));
  const missing = edition.sections.flatMap(({ stories }) => stories).find(({ id }) => !given.has(id));
  if (missing) throw new Error(`edition ${edition.number} shows the story ${missing.id}, which was not handed over`);
  await replaceEditionParts(transaction, edition, versions);
}

/** Replaces what is recorded of the stories that an edition shows and the pages that it quotes, by their known versions. */
export async function replaceEditionParts(
  transaction: Transaction<Database>,
  edition: Edition,
  versions: ReadonlyMap<string, number>,
): Promise<void> {
  await transaction.deleteFrom('edition_stories').where('edition', '=', edition.number).execute();
  await transaction.deleteFrom('edition_pages').where('edition', '=', edition.number).execute();
  await inChunks(storyRows(edition), (chunk) => transaction.insertInto('edition_stories').values(chunk).execute());
  await inChunks(pageRows(edition, versions), (chunk) =>
    transaction.insertInto('edition_pages').values(chunk).execute(),
  );
}

async function saveStories(
  transaction: Transaction<Database>,
  stories: readonly Story[],
  versions: ReadonlyMap<string, number>,
  at: Date,
): Promise<void> {
  const rows = stories.map(({ id, primary }) => ({ id, primary_theme: primary, first_seen_at: at.getTime() }));
  await inChunks(rows, (chunk) =>
    transaction
      .insertInto('stories')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({ primary_theme: row.ref('excluded.primary_theme') })),
      )
      .execute(),
  );
  const articles = stories.flatMap((story) =>
    story.tellings.map(({ article: { page } }) => ({
      story_id: story.id,
      page_id: page.id,
      version: versions.get(page.id) as number,
    })),
  );
  await inChunks(articles, (chunk) =>
    transaction
      .insertInto('story_articles')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['story_id', 'page_id']).doUpdateSet((row) => ({ version: row.ref('excluded.version') })),
      )
      .execute(),
  );
}

function storyRows({ number, sections }: Edition): readonly EditionStoryRow[] {
  const shown = sections.flatMap(({ theme, stories }) => stories.map(({ id }) => ({ theme, id })));
  return shown.map(({ theme, id }, position) => ({ edition: number, story_id: id, theme, position }));
}

function pageRows(edition: Edition, versions: ReadonlyMap<string, number>): readonly EditionPageRow[] {
  return [...citedPages(edition)].map((page) => {
    const version = versions.get(page);
    if (version === undefined) throw new Error(`edition ${edition.number} quotes the page ${page} of no story`);
    return { edition: edition.number, page_id: page, version };
  });
}

/** Every page that is named anywhere in an edition: in passages, citations, cards, comparisons and the lead. */
function citedPages(edition: Edition): ReadonlySet<string> {
  const pages = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { page } = value as { page?: unknown };
    if (typeof page === 'string') pages.add(page);
    Object.values(value).forEach(collect);
  };
  collect(edition);
  return pages;
}
