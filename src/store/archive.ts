/** Editions that were made: lists of them, one of them, and what they quote. */
import type { Day, Edition, Page, Section } from '../model.ts';
import { isStorable } from './content.ts';
import { dayOfIssue } from './issue-key.ts';
import { PAGE_COLUMNS, toPage } from './page-rows.ts';
import type { Records } from './records.ts';

/** What a list shows of an edition. */
export type EditionSummary = SummaryContent & {
  /** Of the whole edition, for its approval. */
  readonly hash: string;
  readonly madeAt: Date;
  readonly approvedAt: Date | null;
};

type SummaryContent = Pick<
  Edition,
  'number' | 'digest' | 'name' | 'date' | 'time' | 'subject' | 'preheader' | 'cards' | 'counts' | 'sample'
> & { readonly sections: readonly Pick<Section, 'theme' | 'title' | 'colour'>[] };

/** Editions of one digest or of all; all of them, or only those that were approved. */
export type EditionFilter = { readonly digest?: string; readonly approved?: true };

/** Which editions to list: at most `limit`, below the number `before`, leaving out the first `offset`. */
export type EditionRange = EditionFilter & {
  readonly limit: number;
  readonly before?: number;
  readonly offset?: number;
};

/** A page that an earlier edition has told, and in which story. */
export type ShownPage = {
  readonly page: string;
  readonly version: number;
  readonly story: string;
  readonly edition: number;
  readonly date: Day;
};

/** The part of an edition that lists show. */
export function summarise(edition: Edition): SummaryContent {
  const { number, digest, name, date, time, subject, preheader, cards, counts, sample } = edition;
  const sections = edition.sections.map(({ theme, title, colour }) => ({ theme, title, colour }));
  const slot = time === undefined ? { date } : { date, time };
  return { number, digest, name, ...slot, subject, preheader, cards, counts, sample, sections };
}

/** Editions, newest first. The next page begins `before` the last number of this one. */
export async function listEditions(records: Records, range: EditionRange): Promise<readonly EditionSummary[]> {
  const { limit, before, digest, approved, offset } = range;
  const rows = await records.read((db) =>
    db
      .selectFrom('editions')
      .select(['summary', 'hash', 'made_at', 'approved_at'])
      .$if(before !== undefined, (query) => query.where('number', '<', before as number))
      .$if(digest !== undefined, (query) => query.where('digest', '=', digest as string))
      .$if(approved === true, (query) => query.where('approved_at', 'is not', null))
      .orderBy('number', 'desc')
      .limit(limit)
      .$if(offset !== undefined, (query) => query.offset(offset as number))
      .execute(),
  );
  return rows.map(({ summary, hash, made_at, approved_at }) => ({
    ...(JSON.parse(summary) as SummaryContent),
    hash,
    madeAt: new Date(made_at),
    approvedAt: approved_at === null ? null : new Date(approved_at),
  }));
}

/** How many editions there are. */
export async function countEditions(records: Records, { digest, approved }: EditionFilter = {}): Promise<number> {
  const { count } = await records.read((db) =>
    db
      .selectFrom('editions')
      .select((row) => row.fn.countAll<number>().as('count'))
      .$if(digest !== undefined, (query) => query.where('digest', '=', digest as string))
      .$if(approved === true, (query) => query.where('approved_at', 'is not', null))
      .executeTakeFirstOrThrow(),
  );
  return count;
}

/** The edition with this number; null when there is none. */
export async function loadEdition(records: Records, number: number): Promise<Edition | null> {
  const row = await records.read((db) =>
    db.selectFrom('editions').select('body').where('number', '=', number).executeTakeFirst(),
  );
  return row ? JSON.parse(row.body) : null;
}

/** How far an edition is: its hash, for approving exactly it, and since when it is approved. */
export type EditionState = { readonly hash: string; readonly madeAt: Date; readonly approvedAt: Date | null };

/** Null when there is no such edition. */
export async function findEditionState(records: Records, number: number): Promise<EditionState | null> {
  const row = await records.read((db) =>
    db
      .selectFrom('editions')
      .select(['hash', 'made_at', 'approved_at'])
      .where('number', '=', number)
      .executeTakeFirst(),
  );
  if (!row) return null;
  const { hash, made_at, approved_at } = row;
  return { hash, madeAt: new Date(made_at), approvedAt: approved_at === null ? null : new Date(approved_at) };
}

/** The pages that an edition quotes, as they were when it was made, in the order of their ids. */
export async function loadEditionPages(records: Records, number: number): Promise<readonly Page[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('edition_pages')
      .innerJoin('pages', 'pages.id', 'edition_pages.page_id')
      .innerJoin('page_versions', (join) =>
        join
          .onRef('page_versions.page_id', '=', 'edition_pages.page_id')
          .onRef('page_versions.version', '=', 'edition_pages.version'),
      )
      .select(PAGE_COLUMNS)
      .where('edition_pages.edition', '=', number)
      .orderBy('edition_pages.page_id')
      .execute(),
  );
  return rows.map(toPage);
}

/** The version of a page that an edition quotes; null when it does not. */
export async function findQuotedVersion(records: Records, number: number, page: string): Promise<number | null> {
  if (!isStorable(page)) return null;
  const row = await records.read((db) =>
    db
      .selectFrom('edition_pages')
      .select('version')
      .where('edition', '=', number)
      .where('page_id', '=', page)
      .executeTakeFirst(),
  );
  return row?.version ?? null;
}

/** Which of these pages were told in editions of a digest before a day, oldest edition first. */
export async function findShownPages(
  records: Records,
  digest: string,
  pages: readonly string[],
  before: Day,
): Promise<readonly ShownPage[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('story_articles')
      .innerJoin('edition_stories', 'edition_stories.story_id', 'story_articles.story_id')
      .innerJoin('editions', 'editions.number', 'edition_stories.edition')
      .innerJoin('edition_pages', (join) =>
        join
          .onRef('edition_pages.edition', '=', 'edition_stories.edition')
          .onRef('edition_pages.page_id', '=', 'story_articles.page_id'),
      )
      .select([
        'edition_pages.page_id as page',
        'edition_pages.version',
        'edition_stories.story_id as story',
        'editions.number as edition',
        'editions.date',
      ])
      .where(records.among('story_articles.page_id', pages))
      .where('editions.digest', '=', digest)
      .where('editions.date', '<', before)
      .orderBy('editions.date')
      .orderBy('editions.number')
      .orderBy('edition_stories.position')
      .orderBy('edition_pages.page_id')
      .execute(),
  );
  return rows.map((row) => ({ ...row, date: dayOfIssue(row.date) }));
}
