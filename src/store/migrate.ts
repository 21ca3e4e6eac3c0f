/** Brings a database to the schema of this program, whatever other processes do at the same time. */
import type { Kysely } from 'kysely';
import { StoreFault } from './fault.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';

/**
 * Applies the migrations that are missing, all in one transaction: the second of two processes waits and finds them done.
 * @throws StoreFault `newer` for a database that a later version of the program has changed
 */
export async function migrate(records: Records): Promise<void> {
  if ((await records.read((db) => missingIn(db, records))).length === 0) return;
  await records.write(async (transaction) => {
    const { idType, clustered } = records.flavour;
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', idType, (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    for (const { name, up } of await missingIn(transaction, records)) {
      await up(transaction, idType, clustered);
      await transaction.insertInto('migrations').values({ name, applied_at: Date.now() }).execute();
    }
  });
}

/** The migrations of this program that the database has not seen. */
async function missingIn(db: Kysely<Database>, { flavour }: Records): Promise<readonly Migration[]> {
  const applied = await appliedIn(db, flavour.isMissingTable);
  const unknown = applied.find((name) => MIGRATIONS.every((migration) => migration.name !== name));
  if (unknown === undefined) return MIGRATIONS.filter(({ name }) => !applied.includes(name));
  const why = `a newer version of the program has changed it (${unknown})`;
  throw new StoreFault('newer', flavour.name, why, 'Install that version again, or use another database.');
}

/** None in a database that is still empty. */
async function appliedIn(db: Kysely<Database>, isMissingTable: (error: unknown) => boolean): Promise<string[]> {
  try {
    return (await db.selectFrom('migrations').select('name').execute()).map((row) => row.name);
  } catch (error) {
    if (isMissingTable(error)) return [];
    throw error;
  }
}
