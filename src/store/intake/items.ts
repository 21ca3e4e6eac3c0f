/** Items of sources as they were handled last. */
import { type Selectable, sql } from 'kysely';
import type { Records } from '../records.ts';
import type { ItemRow } from '../schema.ts';
import type { ItemState } from './contract.ts';
import { isKey } from './item-key.ts';

/** Keys looked up at a time: SQLite answers one query in one go, and nothing else runs meanwhile. */
const GROUP = 2000;

/** What is known of these items, or of all items of the source; those that are gone are not known any more. */
export async function findItems(
  records: Records,
  source: string,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, ItemState>> {
  const found = new Map<string, ItemState>();
  const add = (rows: readonly Selectable<ItemRow>[]) => {
    for (const row of rows) found.set(row.key, toItem(row));
  };
  if (keys === undefined) {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const rows: readonly Selectable<ItemRow>[] = await itemsBehind(records, source, after);
      add(rows);
      after = rows.length < GROUP ? undefined : rows.at(-1)?.key;
    }
    return found;
  }
  const wanted = keys.filter(isKey);
  for (let from = 0; from < wanted.length; from += GROUP) {
    add(await itemsAmong(records, source, wanted.slice(from, from + GROUP)));
  }
  return found;
}

function itemsBehind(records: Records, source: string, after: string): Promise<readonly Selectable<ItemRow>[]> {
  return records.read((db) =>
    db
      .selectFrom('items')
      .selectAll()
      .where('source', '=', source)
      .where('key', '>', after)
      .where('withdrawn_at', 'is', null)
      .orderBy('key')
      .limit(GROUP)
      .execute(),
  );
}

function itemsAmong(
  records: Records,
  source: string,
  keys: readonly string[],
): Promise<readonly Selectable<ItemRow>[]> {
  return records.read((db) =>
    db
      .selectFrom('items')
      .selectAll()
      .where('source', '=', source)
      .where(records.among('key', keys))
      .where('withdrawn_at', 'is', null)
      .execute(),
  );
}

/** Items whose page is to be fetched by now, those that have waited longest first. */
export async function findPending(
  records: Records,
  source: string,
  now: number,
  limit: number,
): Promise<readonly ItemState[]> {
  const { rows } = await records.read((db) =>
    sql<Selectable<ItemRow>>`select * from items ${records.flavour.indexedBy('items_pending')}
      where source = ${source} and pending_url is not null and pending_at <= ${now}
      order by pending_at, key limit ${limit}`.execute(db),
  );
  return rows.map(toItem);
}

function toItem(row: Selectable<ItemRow>): ItemState {
  const { source, key, stamp, page_id, refusal, pending_url, pending_tries, pending_at, seen_at } = row;
  const pending =
    pending_url === null ? null : { url: pending_url, tries: pending_tries ?? 0, nextAt: pending_at ?? seen_at };
  return { source, key, stamp, page: page_id, refusal, pending, seenAt: seen_at };
}
