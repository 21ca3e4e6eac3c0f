/** Drafts: editions as they were made, and what editors changed on them. */
import type { RawBuilder, Transaction } from 'kysely';
import type { Database } from '../schema.ts';

export async function createDrafts(
  { schema }: Transaction<Database>,
  idType: RawBuilder<string>,
  clustered: RawBuilder<unknown>,
): Promise<void> {
  await schema
    .createTable('drafts')
    .addColumn('edition', 'integer', (column) => column.primaryKey().references('editions.number'))
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('pages', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('mends')
    .addColumn('edition', 'integer', (column) => column.notNull().references('editions.number'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('mend', 'text', (column) => column.notNull())
    .addColumn('editor', idType, (column) => column.notNull())
    .addColumn('editor_name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('undone_by', idType)
    .addColumn('undone_by_name', 'text')
    .addColumn('undone_at', 'bigint')
    .addPrimaryKeyConstraint('mends_key', ['edition', 'position'])
    .modifyEnd(clustered)
    .execute();
}
