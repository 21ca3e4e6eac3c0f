/** Pages: the text as it was read, in every version that was seen. */
import { sql, type Transaction } from 'kysely';
import type { Page } from '../model.ts';
import { addressKey, saveAddresses } from './addresses.ts';
import { inChunks } from './chunks.ts';
import { checkStorable, hashPage, isStorable } from './content.ts';
import { PAGE_COLUMNS, toPage, toVersionRow } from './page-rows.ts';
import type { Records } from './records.ts';
import type { AddressRow, Database } from './schema.ts';

/** What became of a page that was handed over: a text that differs from the last one is a new version of it. */
export type SavedPage = {
  readonly page: string;
  readonly version: number;
  readonly state: 'new' | 'changed' | 'unchanged';
};

/** A page that was handed over, and where it belongs. `fresh`: this content was never seen under this id. */
type Decided = SavedPage & { readonly content: Page; readonly hash: string; readonly fresh: boolean };

/** What is known of one id: which hash is which version. */
type Known = { readonly current: number; readonly origin: string; readonly versions: Map<string, number> };

/**
 * Saves pages in one transaction and says of each, in their order, whether it is new.
 * @throws StoreFault `unstorable-text` before anything is written
 */
export async function savePages(records: Records, pages: readonly Page[], at: Date): Promise<readonly SavedPage[]> {
  pages.forEach(checkStorable);
  const ids = pages.map((page) => page.id);
  if (new Set(ids).size !== ids.length) throw new Error('two pages of one run have the same id');
  return await records.write(async (transaction) => {
    await saveAddresses(transaction, pages.flatMap(addressRow));
    return await writePages(transaction, records, pages, at);
  });
}

function addressRow({ id, meta: { url } }: Page): readonly AddressRow[] {
  return url === null ? [] : [{ address: addressKey(url), page_id: id }];
}

/** As `savePages` in a transaction, for pages that were checked, each with an id of its own. */
export async function writePages(
  transaction: Transaction<Database>,
  records: Records,
  pages: readonly Page[],
  at: Date,
): Promise<readonly SavedPage[]> {
  const known = await readKnown(
    transaction,
    records,
    pages.map(({ id }) => id),
  );
  const decided = pages.map((page) => decide(page, known.get(page.id)));
  const written = decided.filter((each) => isToBeWritten(each, known));
  await savePageRows(transaction, written, at);
  const fresh = decided.filter((each) => each.fresh);
  await saveVersions(transaction, fresh, at);
  return decided.map(({ page, version, state }) => ({ page, version, state }));
}

/** A page as it was read last, or in one of its versions; null when there is none. */
export async function loadPage(records: Records, id: string, version?: number): Promise<Page | null> {
  if (!isStorable(id)) return null;
  const row = await records.read((db) => {
    const query = db.selectFrom('pages').innerJoin('page_versions', 'page_versions.page_id', 'pages.id');
    const found = query.select(PAGE_COLUMNS).where('pages.id', '=', id);
    return version === undefined
      ? found.whereRef('page_versions.version', '=', 'pages.version').executeTakeFirst()
      : found.where('page_versions.version', '=', version).executeTakeFirst();
  });
  return row ? toPage(row) : null;
}

/**
 * The version of each page under its id, found by its content.
 * @throws Error for a page that was not saved before
 */
export async function versionsOf(
  transaction: Transaction<Database>,
  records: Records,
  pages: readonly Page[],
): Promise<ReadonlyMap<string, number>> {
  const ids = pages.map((page) => page.id);
  const known = await readKnown(transaction, records, ids);
  return new Map(
    pages.map((page) => {
      const version = known.get(page.id)?.versions.get(hashPage(page));
      if (version === undefined) throw new Error(`the page ${page.id} must be saved before what is said of it`);
      return [page.id, version];
    }),
  );
}

async function readKnown(
  transaction: Transaction<Database>,
  { among }: Records,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  const rows = await transaction
    .selectFrom('pages')
    .innerJoin('page_versions', 'page_versions.page_id', 'pages.id')
    .select(['pages.id', 'pages.version as current', 'pages.origin', 'page_versions.version', 'page_versions.hash'])
    .where(among('pages.id', ids))
    .execute();
  const known = new Map<string, Known>();
  for (const { id, current, origin, version, hash } of rows) {
    const page = known.get(id) ?? { current, origin, versions: new Map() };
    known.set(id, page);
    page.versions.set(hash, version);
  }
  return known;
}

function decide(content: Page, known: Known | undefined): Decided {
  const hash = hashPage(content);
  const base = { page: content.id, content, hash };
  if (!known) return { ...base, version: 1, state: 'new', fresh: true };
  const version = known.versions.get(hash);
  if (version === undefined) return { ...base, version: known.versions.size + 1, state: 'changed', fresh: true };
  return { ...base, version, state: version === known.current ? 'unchanged' : 'changed', fresh: false };
}

/** A page that was only moved keeps its version. */
function isToBeWritten({ page, state, content }: Decided, known: ReadonlyMap<string, Known>): boolean {
  return state !== 'unchanged' || known.get(page)?.origin !== content.origin;
}

async function savePageRows(transaction: Transaction<Database>, decided: readonly Decided[], at: Date): Promise<void> {
  const rows = decided.map(({ page, version, content }) => ({
    id: page,
    version,
    origin: content.origin,
    first_seen_at: at.getTime(),
    unread_since: at.getTime(),
  }));
  await inChunks(rows, (chunk) =>
    transaction
      .insertInto('pages')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          version: row.ref('excluded.version'),
          origin: row.ref('excluded.origin'),
          unread_since: UNREAD_SINCE,
        })),
      )
      .execute(),
  );
}

/** A page that was only moved is understood as before. */
const UNREAD_SINCE = sql<number | null>`case when pages.version = excluded.version
  then pages.unread_since else excluded.unread_since end`;

async function saveVersions(transaction: Transaction<Database>, decided: readonly Decided[], at: Date): Promise<void> {
  const rows = decided.map(({ content, version, hash }) =>
    toVersionRow(content, { version, hash, seen_at: at.getTime() }),
  );
  await inChunks(rows, (chunk) => transaction.insertInto('page_versions').values(chunk).execute());
}
