/** Every text that the keys of `vault/` have sealed, wherever it is kept: to be sealed again with a newer key. */
import { type RawBuilder, sql } from 'kysely';
import type { Sealed } from '../model.ts';
import type { Records } from './records.ts';

/** What a sealed text is, as `vault/` calls it, and where it is kept. */
const PLACES = [
  { kind: 'address', table: 'subscribers', column: 'address', key: ['number'] },
  { kind: 'address', table: 'tickets', column: 'address', key: ['hash'] },
  { kind: 'ip', table: 'consents', column: 'ip', key: ['subscriber', 'position'] },
  { kind: 'letter', table: 'letters', column: 'content', key: ['id'] },
  { kind: 'request', table: 'sign_ups', column: 'request', key: ['id'] },
  { kind: 'totp', table: 'editors', column: 'totp', key: ['id'] },
  { kind: 'totp', table: 'editors', column: 'totp_pending', key: ['id'] },
] as const;

/** A column of sealed texts. */
export type SealedPlace = (typeof PLACES)[number];

/** A sealed text and the key of its row. */
export type SealedText = { readonly key: readonly (string | number)[]; readonly sealed: Sealed };

/** A text that is to be put in the place of the one that was seen. */
export type ResealedText = SealedText & { readonly resealed: Sealed };

/** All places. */
export function sealedPlaces(): readonly SealedPlace[] {
  return PLACES;
}

/** How many texts a place holds. */
export async function countSealed(records: Records, { table, column }: SealedPlace): Promise<number> {
  const { rows } = await records.read((db) =>
    sql<{ count: number | bigint }>`select count(${sql.ref(column)}) as count from ${sql.table(table)}`.execute(db),
  );
  return Number(rows[0]?.count ?? 0);
}

/** The next texts of a place behind a key, in the order of keys. */
export async function listSealed(
  records: Records,
  { table, column, key }: SealedPlace,
  after: SealedText['key'] | null,
  limit: number,
): Promise<readonly SealedText[]> {
  const columns = sql.join(key.map((name) => sql.ref(name)));
  const behind = after ? sql`and (${columns}) > (${sql.join(after)})` : sql``;
  const { rows } = await records.read((db) =>
    sql<Record<string, string | number>>`
      select ${columns}, ${sql.ref(column)} from ${sql.table(table)}
      where ${sql.ref(column)} is not null ${behind} order by ${columns} limit ${sql.lit(limit)}`.execute(db),
  );
  return rows.map((row) => ({
    key: key.map((name) => row[name] as string | number),
    sealed: row[column] as Sealed,
  }));
}

/** Replaces texts, all in one transaction; what has changed or gone meanwhile stays as it is. */
export async function replaceSealed(
  records: Records,
  { table, column, key }: SealedPlace,
  texts: readonly ResealedText[],
): Promise<void> {
  await records.write(async (transaction) => {
    for (const text of texts) {
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text.resealed}
        where ${isRow(key, text.key)} and ${sql.ref(column)} = ${text.sealed}`.execute(transaction);
    }
  });
}

function isRow(names: readonly string[], values: SealedText['key']): RawBuilder<unknown> {
  return sql.join(
    names.map((name, at) => sql`${sql.ref(name)} = ${values[at]}`),
    sql` and `,
  );
}
