/** The wrapped keys. What they are and how they are wrapped is the business of `vault/`. */
import { type Kysely, sql } from 'kysely';
import type { Records } from './records.ts';
import type { Database, KeyRow } from './schema.ts';
import { sealedPlaces } from './sealed-texts.ts';

type Keys<Purpose extends string> = readonly {
  readonly purpose: Purpose;
  readonly version: number;
  readonly wrapped: string;
}[];

/** All wrapped keys. */
export async function loadKeys<Purpose extends string>(records: Records): Promise<Keys<Purpose>> {
  const rows = await records.read((db) =>
    db.selectFrom('keys').selectAll().orderBy('purpose').orderBy('version').execute(),
  );
  return rows as unknown as Keys<Purpose>;
}

/** Puts these keys in the place of those that were seen; false, and nothing done, when others stand there by now. */
export async function replaceKeys(
  records: Records,
  seen: readonly Readonly<KeyRow>[],
  keys: readonly Readonly<KeyRow>[],
): Promise<boolean> {
  return await records.write(async (transaction) => {
    const there = await transaction.selectFrom('keys').select('wrapped').execute();
    const known = new Set(seen.map(({ wrapped }) => wrapped));
    if (there.length !== known.size || there.some(({ wrapped }) => !known.has(wrapped))) return false;
    await transaction.deleteFrom('keys').execute();
    await transaction
      .insertInto('keys')
      .values(keys.map(({ purpose, version, wrapped }) => ({ purpose, version, wrapped })))
      .execute();
    return true;
  });
}

/** Where else sealed texts stand: rows of a list on their way in, which become subscribers as they are. */
const ARRIVING = { table: 'arrivals', column: 'address' } as const;

/**
 * Removes the keys of a purpose, but for the newest, that no text is sealed with: each text begins with the version of its
 * key and a dot. In one transaction, so that none is overlooked.
 * @returns how many older ones some text still needs
 */
export async function dropIdleKeys(records: Records, purpose: string): Promise<number> {
  return await records.write(async (transaction) => {
    const keys = await transaction
      .selectFrom('keys')
      .select('version')
      .where('purpose', '=', purpose)
      .orderBy('version', 'desc')
      .execute();
    let needed = 0;
    for (const { version } of keys.slice(1)) {
      if (await isNeeded(transaction, version)) needed++;
      else await transaction.deleteFrom('keys').where('purpose', '=', purpose).where('version', '=', version).execute();
    }
    return needed;
  });
}

async function isNeeded(db: Kysely<Database>, version: number): Promise<boolean> {
  for (const { table, column } of [...sealedPlaces(), ARRIVING]) {
    const { rows } = await sql`select 1 from ${sql.table(table)}
      where ${sql.ref(column)} like ${`${version}.%`} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}
