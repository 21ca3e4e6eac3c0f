/** Programs that send, and what becomes of their claims when they are gone. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Flavour, Records } from '../records.ts';
import type { Database } from '../schema.ts';
import { deliveriesBy, isAmong } from './conditions.ts';
import type { Ledger, SenderRecord } from './contract.ts';
import { excludeQueued, reopen, stateOf } from './sendings.ts';
import { writeMove } from './tallies.ts';

/** Writes or renews a lease. */
export async function holdLease(records: Records, { id, place, leaseUntil }: SenderRecord): Promise<void> {
  await records.write((transaction) =>
    transaction
      .insertInto('senders')
      .values({ id, place, lease_until: leaseUntil })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ place, lease_until: leaseUntil }))
      .execute(),
  );
}

/** All of them. */
export async function listSenders(records: Records): Promise<readonly SenderRecord[]> {
  const rows = await records.read((db) => db.selectFrom('senders').selectAll().orderBy('id').execute());
  return rows.map(({ id, place, lease_until }) => ({ id, place, leaseUntil: lease_until }));
}

/** See the contract. */
export async function dismissSender(
  records: Records,
  { id, leaseUntil }: Pick<SenderRecord, 'id' | 'leaseUntil'>,
  claims: 'uncertain' | 'queued',
  at: number,
): Promise<readonly { readonly edition: number; readonly rows: number }[]> {
  return await records.write(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('senders')
      .where('id', '=', id)
      .where('lease_until', '=', leaseUntil)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return [];
    const doubted = claims === 'uncertain' ? await doubt(transaction, records.flavour, id, at) : [];
    const queued = await queueAgain(transaction, records.flavour, id, at);
    return claims === 'uncertain' ? doubted : queued;
  });
}

type Taken = { readonly edition: number; readonly rows: number };

/** Rows whose messages may have ended. They keep their sender's name: it may be alive after all, and know. */
async function doubt(
  transaction: Transaction<Database>,
  flavour: Flavour,
  sender: string,
  at: number,
): Promise<readonly Taken[]> {
  const change = sql`state = 'uncertain', is_finishing = 0, doubts = doubts + 1, settled_at = ${sql.lit(at)}`;
  const taken = await takeAway(transaction, flavour, sender, change, sql`is_finishing = 1`);
  for (const { edition, rows } of taken) await writeMove(transaction, edition, 'sending', 'uncertain', rows);
  return taken;
}

/** Rows that were claimed, and whose messages have not ended. */
async function queueAgain(
  transaction: Transaction<Database>,
  flavour: Flavour,
  sender: string,
  at: number,
): Promise<readonly Taken[]> {
  const change = sql`state = 'queued', is_finishing = 0, sender = null`;
  const taken = await takeAway(transaction, flavour, sender, change, sql`true`);
  for (const { edition, rows } of taken) {
    await writeMove(transaction, edition, 'sending', 'queued', rows);
    const state = await stateOf(transaction, edition);
    if (state === 'cancelled') await excludeQueued(transaction, edition, at);
    else await reopen(transaction, edition, at);
  }
  return taken;
}

async function takeAway(
  transaction: Transaction<Database>,
  flavour: Flavour,
  sender: string,
  change: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
): Promise<readonly Taken[]> {
  const { rows } = await sql<{ edition: number }>`
    update ${deliveriesBy(flavour, 'claimed')} set ${change}
    where edition in (select edition from sendings where sending_rows > 0) and ${isAmong('claimed')}
      and sender = ${sender} and ${which}
    returning edition`.execute(transaction);
  const byEdition = Map.groupBy(rows, ({ edition }) => edition);
  const taken = [...byEdition].map(([edition, some]) => ({ edition, rows: some.length }));
  return taken.sort((a, b) => a.edition - b.edition);
}

/** See the contract. */
export async function retryUncertain(
  records: Records,
  edition: number,
  at: number,
  { only, mostDoubts }: NonNullable<Parameters<Ledger['retryUncertain']>[2]> = {},
): Promise<number> {
  return await records.write(async (transaction) => {
    if ((await stateOf(transaction, edition)) === 'cancelled') return 0;
    const { numAffectedRows } = await sql`
      update ${deliveriesBy(records.flavour, 'unsent')}
      set state = 'queued', sender = null, next_try_at = ${sql.lit(at)}, settled_at = null
      where edition = ${edition} and ${isAmong('unsent')} and state = 'uncertain'
        ${only === undefined ? sql`` : sql`and subscriber = ${only}`}
        ${mostDoubts === undefined ? sql`` : sql`and doubts <= ${mostDoubts}`}`.execute(transaction);
    const rows = Number(numAffectedRows ?? 0);
    if (rows === 0) return 0;
    await writeMove(transaction, edition, 'uncertain', 'queued', rows);
    await reopen(transaction, edition, at);
    return rows;
  });
}
