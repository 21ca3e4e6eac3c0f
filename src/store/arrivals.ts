/**
 * Rows of a file on their way to becoming members. They count for nothing while they are here; one transaction at the end
 * makes members of all of them.
 */
import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import type { AddressHash, Choice, Sealed } from '../model.ts';
import { ENDS, endMemberships } from './ended-members.ts';
import { themesText } from './member-rows.ts';
import type { Records } from './records.ts';
import type { ArrivalRow, Database } from './schema.ts';

/** `active` ones may become members; whoever has another status must not be mailed. */
export type ArrivalStatus = Exclude<ArrivalRow['status'], 'unconfirmed'>;

/** One person of a file. */
export type Arrival = {
  readonly line: number;
  readonly id: string;
  readonly addressHash: AddressHash;
  readonly address: Sealed;
  readonly status: ArrivalStatus;
  readonly choice: Choice;
  /** Epoch milliseconds. */
  readonly signedUpAt: number;
  readonly confirmedAt: number | null;
  /** Null where the file does not say when. */
  readonly leftAt: number | null;
  /** For the record of consent. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * What becomes of the people of a file: `fresh` ones are taken in. `keptOut`: they left or must not be mailed, and stay
 * so. `ended`: they are members, and the file says that they must not be mailed or have left since: it ends their mail.
 * `known`: they are members and stay as they are; `contradicted` of them although the file says that they left: not when,
 * or before they confirmed.
 */
export type ArrivalCounts = {
  readonly fresh: { readonly active: number; readonly left: number };
  readonly known: number;
  readonly contradicted: number;
  readonly ended: number;
  readonly keptOut: number;
};

/** Forgets what earlier imports left behind when they were stopped. */
export async function clearArrivals(records: Records): Promise<void> {
  await records.write((transaction) => transaction.deleteFrom('arrivals').execute());
}

/** Rows in one INSERT, and in memory at a time. */
const CHUNK = 100;

/**
 * Adds rows as they come, in one transaction; of two with one address the first counts, but never against one that says
 * the person left.
 */
export async function addArrivals(
  records: Records,
  name: string,
  arrivals: AsyncIterable<Arrival> | Iterable<Arrival>,
): Promise<void> {
  await records.write(async (transaction) => {
    let chunk: Arrival[] = [];
    for await (const arrival of arrivals) {
      chunk.push(arrival);
      if (chunk.length < CHUNK) continue;
      await insertArrivals(transaction, name, chunk);
      chunk = [];
    }
    if (chunk.length > 0) await insertArrivals(transaction, name, chunk);
  });
}

async function insertArrivals(
  transaction: Transaction<Database>,
  name: string,
  arrivals: readonly Arrival[],
): Promise<void> {
  await insertRows(
    transaction,
    onePerAddress(arrivals).map((arrival) => rowOf(name, arrival)),
  );
}

/** Statements by how many rows they insert: making one out of its parts takes longer than running it. */
const STATEMENTS = new WeakMap<object, Map<number, string>>();

async function insertRows(transaction: Transaction<Database>, rows: readonly ArrivalRow[]): Promise<void> {
  const dialect = transaction.getExecutor().adapter;
  const known = STATEMENTS.get(dialect) ?? new Map<number, string>();
  STATEMENTS.set(dialect, known);
  const statement = known.get(rows.length) ?? insertionOf(transaction, rows);
  known.set(rows.length, statement);
  await transaction.executeQuery(CompiledQuery.raw(statement, rows.flatMap(valuesOf)));
}

function insertionOf(transaction: Transaction<Database>, rows: readonly ArrivalRow[]): string {
  return transaction
    .insertInto('arrivals')
    .values([...rows])
    .onConflict((conflict) =>
      conflict
        .columns(['import', 'address_hash'])
        .doUpdateSet((row) => ({ status: row.ref('excluded.status'), left_at: row.ref('excluded.left_at') }))
        .where(sql<boolean>`arrivals.status = 'active'`)
        .where(sql<boolean>`excluded.status <> 'active'`),
    )
    .compile().sql;
}

/** PostgreSQL does not change a row twice in one statement. */
function onePerAddress(arrivals: readonly Arrival[]): readonly Arrival[] {
  const kept = new Map<AddressHash, Arrival>();
  for (const arrival of arrivals) {
    const first = kept.get(arrival.addressHash);
    if (!first || (first.status === 'active' && arrival.status !== 'active')) kept.set(arrival.addressHash, arrival);
  }
  return [...kept.values()];
}

function rowOf(name: string, arrival: Arrival): ArrivalRow {
  return {
    import: name,
    line: arrival.line,
    id: arrival.id,
    address_hash: arrival.addressHash,
    address: arrival.address,
    status: arrival.status,
    digest: arrival.choice.digest,
    themes: themesText(arrival.choice.themes),
    signed_up_at: arrival.signedUpAt,
    confirmed_at: arrival.confirmedAt,
    left_at: arrival.leftAt,
    detail: JSON.stringify(arrival.detail),
  };
}

/** In the order of `rowOf`, as they are bound. */
function valuesOf(row: ArrivalRow): readonly unknown[] {
  return Object.values(row);
}

/** How many different people of an import there are. */
export async function countArrivals(db: Kysely<Database>, name: string): Promise<number> {
  const { count } = await db
    .selectFrom('arrivals')
    .select((row) => row.fn.countAll<number | bigint>().as('count'))
    .where('import', '=', name)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What would become of them now. */
export function weighArrivals(records: Records, name: string): Promise<ArrivalCounts> {
  return records.read((db) => weigh(db, name));
}

type Fate = 'fresh' | 'known' | 'ended' | 'kept-out';
type Weight = { fate: Fate; status: ArrivalStatus; count: number | bigint };

async function weigh(db: Kysely<Database>, name: string): Promise<ArrivalCounts> {
  const { rows } = await sql<Weight>`
    select fate, status, count(*) as count from (
      select a.status as status, case
        when s.status in ('active', 'unconfirmed') then case when ${ENDS} then 'ended' else 'known' end
        when s.status = 'left' or p.address_hash is not null then 'kept-out'
        else 'fresh' end as fate
      from arrivals a
      left join subscribers s on s.address_hash = a.address_hash
      left join suppressions p on p.address_hash = a.address_hash
      where a.import = ${name}) as fates
    group by fate, status`.execute(db);
  const sum = (fate: Fate, fits: (status: ArrivalStatus) => boolean = () => true) =>
    rows.reduce((total, row) => total + (row.fate === fate && fits(row.status) ? Number(row.count) : 0), 0);
  return {
    fresh: {
      active: sum('fresh', (status) => status === 'active'),
      left: sum('fresh', (status) => status !== 'active'),
    },
    known: sum('known'),
    contradicted: sum('known', (status) => status !== 'active'),
    ended: sum('ended'),
    keptOut: sum('kept-out'),
  };
}

/**
 * Makes members of them, all in one transaction, with one entry in the record of each.
 * @param people how many were added: when another import has begun meanwhile there are others; then null, nothing done
 */
export async function landArrivals(
  records: Records,
  name: string,
  people: number,
  at: number,
): Promise<ArrivalCounts | null> {
  return await records.write(async (transaction) => {
    if ((await countArrivals(transaction, name)) !== people || (await areOthersThere(transaction, name))) return null;
    const counts = await weigh(transaction, name);
    const last = await lastNumber(transaction);
    await endMemberships(transaction, name, at);
    await addSubscribers(transaction, last, at);
    await addConsents(transaction, last, at);
    await keepPauses(transaction, last);
    await addSuppressions(transaction, last, at);
    await transaction.deleteFrom('arrivals').execute();
    return counts;
  });
}

async function areOthersThere(transaction: Transaction<Database>, name: string): Promise<boolean> {
  const other = transaction.selectFrom('arrivals').select('line').where('import', '<>', name).limit(1);
  return (await other.executeTakeFirst()) !== undefined;
}

async function lastNumber(transaction: Transaction<Database>): Promise<number> {
  const { last } = await transaction
    .selectFrom('subscribers')
    .select((row) => row.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/**
 * Their numbers are those of the lines, so that nothing is sorted and nothing jumps about in a large table. Those who are
 * erased leave nothing but the hash that keeps them from being mailed.
 */
async function addSubscribers(transaction: Transaction<Database>, last: number, at: number): Promise<void> {
  await sql`
    insert into subscribers (number, id, address_hash, address, status, digest, themes, paused_until, link_version,
      signed_up_at, confirmed_at, left_at)
    select ${sql.lit(last)} + a.line, a.id, a.address_hash, a.address,
      case when a.status = 'active' then 'active' else 'left' end,
      a.digest, a.themes, null, 1, a.signed_up_at, a.confirmed_at,
      case when a.status = 'active' then a.left_at else coalesce(a.left_at, ${sql.lit(at)}) end
    from arrivals a
    where a.status <> 'erased'
      and not exists (select 1 from subscribers s where s.address_hash = a.address_hash)
      and not exists (select 1 from suppressions p where p.address_hash = a.address_hash)`.execute(transaction);
}

async function addConsents(transaction: Transaction<Database>, last: number, at: number): Promise<void> {
  await sql`
    insert into consents (subscriber, position, kind, at, text_version, ip, ip_until, detail)
    select s.number, 1, 'imported', ${sql.lit(at)}, null, null, null, a.detail
    from arrivals a join subscribers s on s.number = ${sql.lit(last)} + a.line and s.id = a.id`.execute(transaction);
}

/** The few who paused before: their rows say so in the detail. */
async function keepPauses(transaction: Transaction<Database>, last: number): Promise<void> {
  for (let after = last; ; ) {
    const rows = await transaction
      .selectFrom('consents')
      .select(['subscriber', 'detail'])
      .where('subscriber', '>', after)
      .where('detail', 'like', '%"pausedUntil":%')
      .orderBy('subscriber')
      .limit(500)
      .execute();
    for (const { subscriber, detail } of rows) {
      const { pausedUntil }: { pausedUntil?: number } = JSON.parse(detail);
      const changes = { paused_until: pausedUntil ?? null };
      await transaction.updateTable('subscribers').set(changes).where('number', '=', subscriber).execute();
      after = subscriber;
    }
    if (rows.length === 0) return;
  }
}

/** Of those who are new; of members, `endMemberships` has seen to it. */
async function addSuppressions(transaction: Transaction<Database>, last: number, at: number): Promise<void> {
  await sql`
    insert into suppressions (address_hash, reason, at)
    select a.address_hash, a.status, coalesce(a.left_at, ${sql.lit(at)})
    from arrivals a
    where a.status <> 'active'
      and not exists (select 1 from subscribers s where s.address_hash = a.address_hash and s.number <= ${sql.lit(last)})
      and not exists (select 1 from suppressions p where p.address_hash = a.address_hash)`.execute(transaction);
}
