/** Which sources there are: what is in the records goes with its location, whatever the configuration calls it by now. */
import { sql, type Transaction } from 'kysely';
import { hashText } from '../content.ts';
import type { Records } from '../records.ts';
import type { Database } from '../schema.ts';
import type { SourcePlace } from './contract.ts';
import { isParked, PARKED } from './parked.ts';
import { askOthers } from './withdrawing.ts';

type Recorded = SourcePlace & { readonly movedTo: string | null };
type Move = { readonly from: string; readonly to: string };

/** See the contract. */
export async function settleSources(records: Records, configured: readonly SourcePlace[]): Promise<void> {
  // Hardly ever is there anything to do: no transaction for that.
  if ((await records.read((db) => movesIn(db, configured))).length === 0) return;
  await records.write(async (transaction) => {
    await records.flavour.useIndexes(transaction);
    const moves = await movesIn(transaction, configured);
    await moveAll(transaction, moves);
    for (const { to } of moves) {
      if (isParked(to)) await askOthers(transaction, records, toldBy(to));
    }
  });
}

/** Two sources may change places: those whose place is still another's step aside first. */
async function moveAll(transaction: Transaction<Database>, moves: readonly Move[]): Promise<void> {
  const leaving = new Set(moves.map(({ from }) => from));
  const [waiting, others] = [moves.filter(({ to }) => leaving.has(to)), moves.filter(({ to }) => !leaving.has(to))];
  for (const { from } of waiting) await rename(transaction, from, aside(from));
  for (const { from, to } of others) await rename(transaction, from, to);
  for (const { from, to } of waiting) await rename(transaction, aside(from), to);
}

const aside = (source: string) => `${PARKED}${PARKED}${source}`;
const toldBy = (source: string) =>
  sql<boolean>`page_id in (select page_id from items where source = ${source} and tells = 1)`;

type Queries = Pick<Transaction<Database>, 'selectFrom'>;

async function movesIn(db: Queries, configured: readonly SourcePlace[]): Promise<readonly Move[]> {
  const rows = await db.selectFrom('sources').select(['source', 'location', 'moved_to as movedTo']).execute();
  return movesOf(configured, rows);
}

/**
 * A source stays where its id has its location; else it goes where its location is, or where it has moved for good to; else
 * it is the one of its id, whose location was changed; else it is parked.
 */
function movesOf(configured: readonly SourcePlace[], recorded: readonly Recorded[]): readonly Move[] {
  const places = new Map(recorded.map((each) => [each.source, each]));
  const homeless = new Set(configured.filter(({ source, location }) => places.get(source)?.location !== location));
  const settled = new Set(configured.filter((each) => !homeless.has(each)).map(({ source }) => source));
  const free = new Map([...places].filter(([source]) => !settled.has(source)));
  const moves: Move[] = [];
  const match = (isIt: (place: SourcePlace, each: Recorded) => boolean) => {
    for (const place of homeless) {
      const found = [...free.values()].find((each) => isIt(place, each));
      if (!found) continue;
      homeless.delete(place);
      free.delete(found.source);
      if (found.source !== place.source) moves.push({ from: found.source, to: place.source });
    }
  };
  match(({ location }, each) => each.location === location);
  match(({ location }, each) => each.movedTo === location);
  match(({ source }, each) => each.source === source);
  for (const { source, location } of free.values()) {
    if (!isParked(source)) moves.push({ from: source, to: `${PARKED}${source}${PARKED}${hashText(location)}` });
  }
  return moves;
}

/** What the other id has already stays as it is. */
async function rename(transaction: Transaction<Database>, from: string, to: string): Promise<void> {
  await sql`delete from items where source = ${from}
    and exists (select 1 from items own where own.source = ${to} and own.key = items.key)`.execute(transaction);
  await transaction.updateTable('items').set({ source: to }).where('source', '=', from).execute();
  await transaction.deleteFrom('sources').where('source', '=', to).execute();
  await transaction.updateTable('sources').set({ source: to }).where('source', '=', from).execute();
}
