/** Taking in: which article each item is, who is believed, and all of it written in a few statements. */
import { sql, type Transaction } from 'kysely';
import type { Page } from '../../model.ts';
import { saveAddresses } from '../addresses.ts';
import { inChunks } from '../chunks.ts';
import { type SavedPage, writePages } from '../pages.ts';
import type { Records } from '../records.ts';
import type { AddressRow, Database, ItemRow } from '../schema.ts';
import { type Arrived, toArrived } from './arrived.ts';
import { believes } from './belief.ts';
import type { TakenItem, TakenPage } from './contract.ts';
import { type Known, readKnown } from './known.ts';
import { articleOf } from './same-article.ts';

/** What was decided of an item: its article, and whether that says what the item says. */
type Decided = { readonly arrived: Arrived; readonly id: string | null };

/** The item whose text a page gets, by page id. */
type Tellings = Map<string, { readonly arrived: Arrived; readonly page: Page }>;

/** See the contract. Items of one call that are one article are one version of it: that of the item believed most. */
export async function takeIn(records: Records, items: readonly TakenItem[], at: number): Promise<readonly TakenPage[]> {
  const arrived = items.map(toArrived);
  const readable = arrived.filter((each) => each !== null);
  if (readable.length === 0) return items.map(({ key }) => ({ key, page: null, state: 'refused' }));
  return await records.write(async (transaction) => {
    await records.flavour.useIndexes(transaction);
    const known = await readKnown(transaction, records, readable);
    const tellersBefore = new Map(known.tellers);
    const addressesBefore = new Set(known.addresses.keys());
    const tellings: Tellings = new Map();
    const decided = new Map(readable.map((each) => [each, decide(each, known, tellings)]));
    const saved = await writeTellings(transaction, records, tellings, at);
    await saveAddresses(transaction, newAddresses(addressesBefore, known));
    await silence(transaction, records, tellersBefore, known);
    await saveItems(transaction, itemRows([...decided.values()], known, at));
    return items.map(({ key }, index) => {
      const each = arrived[index];
      return each ? outcomeOf(decided.get(each) as Decided, tellings, saved) : refused(key);
    });
  });
}

function refused(key: string): TakenPage {
  return { key, page: null, state: 'refused' };
}

/** An item that brought no page keeps the article that it brought before. */
function decide(arrived: Arrived, known: Known, tellings: Tellings): Decided {
  const { page } = arrived.item;
  if (page === null) return { arrived, id: known.items.get(arrived.name)?.page_id ?? null };
  const before = known.pages.size;
  const id = articleOf(arrived, known);
  const isNew = known.pages.size > before;
  if (believes(arrived, id, isNew, known)) tellings.set(id, { arrived, page: page.id === id ? page : { ...page, id } });
  return { arrived, id };
}

async function writeTellings(
  transaction: Transaction<Database>,
  records: Records,
  tellings: Tellings,
  at: number,
): Promise<ReadonlyMap<string, SavedPage>> {
  const pages = [...tellings.values()].map(({ page }) => page);
  const saved = await writePages(transaction, records, pages, new Date(at));
  return new Map(saved.map((each) => [each.page, each]));
}

function newAddresses(before: ReadonlySet<string>, { addresses }: Known): readonly AddressRow[] {
  return [...addresses].flatMap(([address, page_id]) => (before.has(address) ? [] : { address, page_id }));
}

/** Items that told a page until now and are not at hand; those at hand are written anyway. */
async function silence(
  transaction: Transaction<Database>,
  { among }: Records,
  before: Known['tellers'],
  { tellers }: Known,
): Promise<void> {
  const pages = [...before].flatMap(([id, { item }]) => (tellers.get(id)?.item === item ? [] : id));
  if (pages.length === 0) return;
  await sql`update items set tells = 0 where ${among('page_id', pages)} and tells = 1`.execute(transaction);
}

/** Of an item that stands twice among them the last counts. */
function itemRows(decided: readonly Decided[], known: Known, at: number): readonly ItemRow[] {
  const rows = new Map(decided.map((each) => [each.arrived.name, itemRow(each, known, at)]));
  return [...rows.values()];
}

function itemRow({ arrived: { item, name }, id }: Decided, known: Known, at: number): ItemRow {
  const teller = id === null ? undefined : known.tellers.get(id);
  const tells = teller?.item === name;
  const before = known.items.get(name);
  return {
    source: item.source,
    key: item.key,
    stamp: item.stamp,
    page_id: id,
    rank: tells ? teller.rank : item.page === null ? (before?.rank ?? item.rank) : item.rank,
    tells: tells ? 1 : 0,
    refusal: item.refusal,
    pending_url: item.pending?.url ?? null,
    pending_tries: item.pending?.tries ?? null,
    pending_at: item.pending?.nextAt ?? null,
    seen_at: at,
    withdrawn_at: null,
  };
}

async function saveItems(transaction: Transaction<Database>, rows: readonly ItemRow[]): Promise<void> {
  await inChunks(rows, (chunk) =>
    transaction
      .insertInto('items')
      .values([...chunk])
      .onConflict((conflict) =>
        conflict.columns(['source', 'key']).doUpdateSet((row) => ({
          stamp: row.ref('excluded.stamp'),
          page_id: row.ref('excluded.page_id'),
          rank: row.ref('excluded.rank'),
          tells: row.ref('excluded.tells'),
          refusal: row.ref('excluded.refusal'),
          pending_url: row.ref('excluded.pending_url'),
          pending_tries: row.ref('excluded.pending_tries'),
          pending_at: row.ref('excluded.pending_at'),
          seen_at: row.ref('excluded.seen_at'),
          withdrawn_at: row.ref('excluded.withdrawn_at'),
        })),
      )
      .execute(),
  );
}

function outcomeOf({ arrived, id }: Decided, tellings: Tellings, saved: ReadonlyMap<string, SavedPage>): TakenPage {
  const { key, page, refusal } = arrived.item;
  if (page === null) return { key, page: id, state: refusal === null ? 'unchanged' : 'refused' };
  const told = id !== null && tellings.get(id)?.arrived === arrived;
  return { key, page: id, state: told ? (saved.get(id)?.state ?? 'unchanged') : 'known' };
}
