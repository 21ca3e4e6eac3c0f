/** Variants as they were approved. */
import type { Kysely } from 'kysely';
import type { Records } from '../records.ts';
import type { Database } from '../schema.ts';
import type { FrozenVariant } from './contract.ts';

/** One of them; null without a row. */
export async function loadVariant(records: Records, edition: number, themes: string): Promise<FrozenVariant | null> {
  const row = await records.read((db) =>
    db
      .selectFrom('edition_variants')
      .select('body')
      .where('edition', '=', edition)
      .where('themes', '=', themes)
      .executeTakeFirst(),
  );
  if (!row) return null;
  return { themes, content: row.body === null ? null : JSON.parse(row.body) };
}

/** Which there are. */
export async function listVariantThemes(records: Records, edition: number): Promise<readonly string[]> {
  const rows = await records.read((db) =>
    db.selectFrom('edition_variants').select('themes').where('edition', '=', edition).orderBy('themes').execute(),
  );
  return rows.map(({ themes }) => themes);
}

/** What never changes of a frozen edition, and every claim asks for. */
export type FrozenFacts = {
  readonly digest: string;
  /** Those with content. */
  readonly themes: ReadonlySet<string>;
};

/** Editions whose facts are remembered at a time. */
const REMEMBERED = 20;

/** Reads them once for each edition. */
export function frozenFacts(): (db: Kysely<Database>, edition: number) => Promise<FrozenFacts> {
  const known = new Map<number, FrozenFacts>();
  return async (db, edition) => {
    const found = known.get(edition);
    if (found) return found;
    const facts = await loadFacts(db, edition);
    if (known.size === REMEMBERED) known.clear();
    known.set(edition, facts);
    return facts;
  };
}

async function loadFacts(db: Kysely<Database>, edition: number): Promise<FrozenFacts> {
  const { digest } = await db
    .selectFrom('editions')
    .select('digest')
    .where('number', '=', edition)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('edition_variants')
    .select('themes')
    .where('edition', '=', edition)
    .where('body', 'is not', null)
    .execute();
  return { digest, themes: new Set(rows.map(({ themes }) => themes)) };
}
