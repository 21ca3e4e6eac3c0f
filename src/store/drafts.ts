/** Drafts: an edition as it was made, and the mends that editors made on it. */
import type { Kysely, Selectable } from 'kysely';
import type { Edition, MendRecord } from '../model.ts';
import type { Drafts } from './drafts-contract.ts';
import { mendEdition } from './drafts-mend.ts';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';
import type { MendRow } from './schema-drafts.ts';

/** See the contract. */
export function draftsOf(records: Records): Drafts {
  return {
    base: (edition) => records.read((db) => baseOf(db, edition)),
    pages: (edition) => records.read((db) => basePages(db, edition)),
    mends: (edition) => records.read((db) => mendsOf(db, edition)),
    mend: (step) => mendEdition(records, step),
  };
}

/** Both are asked for at once, so that a first mend between two questions does no harm. */
async function baseOf(db: Kysely<Database>, edition: number): Promise<Edition | null> {
  const row = await db
    .selectFrom('editions')
    .leftJoin('drafts', 'drafts.edition', 'editions.number')
    .select(['editions.body', 'drafts.body as base'])
    .where('editions.number', '=', edition)
    .executeTakeFirst();
  return row ? JSON.parse(row.base ?? row.body) : null;
}

async function basePages(db: Kysely<Database>, edition: number): ReturnType<Drafts['pages']> {
  const draft = await db.selectFrom('drafts').select('pages').where('edition', '=', edition).executeTakeFirst();
  if (draft) return JSON.parse(draft.pages);
  return await db
    .selectFrom('edition_pages')
    .select(['page_id as page', 'version'])
    .where('edition', '=', edition)
    .orderBy('page_id')
    .execute();
}

async function mendsOf(db: Kysely<Database>, edition: number): Promise<readonly MendRecord[]> {
  const rows = await db.selectFrom('mends').selectAll().where('edition', '=', edition).orderBy('position').execute();
  return rows.map(toRecord);
}

function toRecord(row: Selectable<MendRow>): MendRecord {
  const { undone_by, undone_by_name, undone_at } = row;
  return {
    position: row.position,
    mend: JSON.parse(row.mend),
    editor: { id: row.editor, name: row.editor_name },
    at: row.at,
    undone: undone_at === null ? null : { editor: { id: undone_by ?? '', name: undone_by_name ?? '' }, at: undone_at },
  };
}
