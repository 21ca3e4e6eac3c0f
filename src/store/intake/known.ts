/** What the store knows of items at hand and of the articles they may be: read in a few statements, however many they are. */
import { type Selectable, sql, type Transaction } from 'kysely';
import { addressKey } from '../addresses.ts';
import type { Records } from '../records.ts';
import type { Database, ItemRow } from '../schema.ts';
import type { Arrived } from './arrived.ts';
import { itemName } from './item-key.ts';
import { isParked } from './parked.ts';

/** The item that tells what a page says. `gone`: it was withdrawn, or its source is not configured any more. */
export type Teller = {
  readonly item: string;
  readonly source: string;
  readonly rank: number;
  readonly gone: boolean;
};

/** A page as far as an item's article may be it. */
export type KnownPage = { readonly address: string | null; readonly hasItems: boolean };

/** Grows while items are given their articles: those of one call may be one article, too. */
export type Known = {
  /** By `itemName`. */
  readonly items: Map<string, Selectable<ItemRow>>;
  /** Address key -> page id. */
  readonly addresses: Map<string, string>;
  /** Hash of a page without an address -> page id. */
  readonly texts: Map<string, string>;
  readonly pages: Map<string, KnownPage>;
  /** Page id -> who tells it; a page that is known and has none was saved by hand. */
  readonly tellers: Map<string, Teller>;
};

/** Reads all of it. */
export async function readKnown(
  transaction: Transaction<Database>,
  records: Records,
  arrived: readonly Arrived[],
): Promise<Known> {
  const items = await readItems(transaction, records, arrived);
  const addresses = await readAddresses(transaction, records, arrived);
  const alike = await readAlike(transaction, records, arrived);
  const ids = new Set([
    ...addresses.values(),
    ...alike.map(({ page_id }) => page_id),
    ...arrived.flatMap(({ ids }) => ids),
  ]);
  for (const { page_id } of items.values()) if (page_id !== null) ids.add(page_id);
  const { withItems, tellers } = await readTellers(transaction, records, [...ids]);
  const current = await readPages(transaction, records, [...ids]);
  const pages = current.map(({ id, url }): [string, KnownPage] => [
    id,
    { address: url === null ? null : addressKey(url), hasItems: withItems.has(id) },
  ]);
  return { items, addresses, texts: textsOf(alike, current), pages: new Map(pages), tellers };
}

async function readItems(
  transaction: Transaction<Database>,
  { among }: Records,
  arrived: readonly Arrived[],
): Promise<Known['items']> {
  const found: Known['items'] = new Map();
  for (const [source, some] of Map.groupBy(arrived, ({ item }) => item.source)) {
    const keys = some.map(({ item }) => item.key);
    const query = transaction.selectFrom('items').selectAll().where('source', '=', source);
    for (const row of await query.where(among('key', keys)).execute()) found.set(itemName(row), row);
  }
  return found;
}

async function readAddresses(
  transaction: Transaction<Database>,
  { among }: Records,
  arrived: readonly Arrived[],
): Promise<Known['addresses']> {
  const wanted = arrived.flatMap(({ address }) => address ?? []);
  if (wanted.length === 0) return new Map();
  const rows = await transaction.selectFrom('addresses').selectAll().where(among('address', wanted)).execute();
  return new Map(rows.map(({ address, page_id }) => [address, page_id]));
}

/** Page versions with the texts of items that have no address, oldest last. */
async function readAlike(
  transaction: Transaction<Database>,
  { among }: Records,
  arrived: readonly Arrived[],
): Promise<readonly Alike[]> {
  const wanted = arrived.flatMap(({ address, hash }) => (address === null && hash !== null ? hash : []));
  if (wanted.length === 0) return [];
  return await transaction
    .selectFrom('page_versions')
    .select(['hash', 'page_id', 'version'])
    .where(among('hash', wanted))
    .orderBy('seen_at', 'desc')
    .orderBy('page_id', 'desc')
    .execute();
}

type Alike = { readonly hash: string; readonly page_id: string; readonly version: number };

/** What a page said before is another text by now. */
function textsOf(alike: readonly Alike[], current: readonly Current[]): Known['texts'] {
  const versions = new Map(current.map(({ id, version }) => [id, version]));
  const last = alike.filter(({ page_id, version }) => versions.get(page_id) === version);
  return new Map(last.map(({ hash, page_id }) => [hash, page_id]));
}

async function readTellers(transaction: Transaction<Database>, { among }: Records, ids: readonly string[]) {
  const rows = await transaction
    .selectFrom('items')
    .select(['page_id', 'source', 'key', 'rank', 'tells', 'withdrawn_at'])
    .where(among('page_id', ids))
    .execute();
  const tellers: Known['tellers'] = new Map();
  for (const row of rows) {
    if (row.tells === 1) {
      const { source, rank, withdrawn_at } = row;
      const gone = withdrawn_at !== null || isParked(source);
      tellers.set(row.page_id as string, { item: itemName(row), source, rank, gone });
    }
  }
  return { withItems: new Set(rows.map(({ page_id }) => page_id)), tellers };
}

type Current = { readonly id: string; readonly version: number; readonly url: string | null };

async function readPages(
  transaction: Transaction<Database>,
  { among }: Records,
  ids: readonly string[],
): Promise<readonly Current[]> {
  const { rows } = await sql<Current>`select p.id, p.version, v.url from pages p
    join page_versions v on v.page_id = p.id and v.version = p.version where ${among('p.id', ids)}`.execute(
    transaction,
  );
  return rows;
}
