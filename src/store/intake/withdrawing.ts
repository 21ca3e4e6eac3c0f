/** Items that are gone from their source. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Records } from '../records.ts';
import type { Database } from '../schema.ts';
import { IS_CONFIGURED } from './parked.ts';

/** Items in one statement. */
const GROUP = 1000;

/** Marks the items of a source that are not present any more; gives how many. */
export async function withdrawItems(
  records: Records,
  source: string,
  present: ReadonlySet<string>,
  at: number,
): Promise<number> {
  const gone = (await records.read((db) => livingItems(db, source))).filter((key) => !present.has(key));
  if (gone.length === 0) return 0;
  return await records.write(async (transaction) => {
    await records.flavour.useIndexes(transaction);
    let withdrawn = 0;
    for (let from = 0; from < gone.length; from += GROUP) {
      withdrawn += await withdrawGroup(transaction, records, source, gone.slice(from, from + GROUP), at);
    }
    return withdrawn;
  });
}

async function livingItems(db: Parameters<Parameters<Records['read']>[0]>[0], source: string): Promise<string[]> {
  const rows = await db
    .selectFrom('items')
    .select('key')
    .where('source', '=', source)
    .where('withdrawn_at', 'is', null)
    .execute();
  return rows.map(({ key }) => key);
}

async function withdrawGroup(
  transaction: Transaction<Database>,
  records: Records,
  source: string,
  keys: readonly string[],
  at: number,
): Promise<number> {
  const these = sql<boolean>`source = ${source} and ${records.among('key', keys)}`;
  const { numDeletedRows } = await transaction
    .deleteFrom('items')
    .where(these)
    .where('page_id', 'is', null)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ page_id: string; tells: number }>`
    update items set withdrawn_at = ${at}, stamp = '', refusal = null,
      pending_url = null, pending_tries = null, pending_at = null
    where ${these} and withdrawn_at is null returning page_id, tells`.execute(transaction);
  const untold = rows.filter(({ tells }) => tells === 1).map(({ page_id }) => page_id);
  if (untold.length > 0) await askOthers(transaction, records, sql<boolean>`${records.among('page_id', untold)}`);
  return Number(numDeletedRows) + rows.length;
}

/** The other ways by which these articles came are to bring them again, also where nothing has changed since. */
export async function askOthers(
  transaction: Transaction<Database>,
  { among }: Records,
  ofPages: RawBuilder<boolean>,
): Promise<void> {
  const { rows } = await sql<{ source: string }>`
    update items set stamp = '' where ${ofPages} and withdrawn_at is null and ${IS_CONFIGURED}
    returning source`.execute(transaction);
  const sources = [...new Set(rows.map(({ source }) => source))];
  if (sources.length === 0) return;
  await transaction
    .updateTable('sources')
    .set({ etag: null, last_modified: null, content_hash: null })
    .where(among('source', sources))
    .execute();
}
