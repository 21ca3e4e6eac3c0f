/** Refusals: they stand or are taken back, and where nobody is there nothing is sent any more. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { inChunks } from '../chunks.ts';
import type { Flavour, Records } from '../records.ts';
import type { Database } from '../schema.ts';
import { deliveriesBy, isAmong } from './conditions.ts';
import { excludeQueued, reopen, stateOf } from './sendings.ts';
import { writeMove } from './tallies.ts';

/**
 * A refusal that was written down so long after an address was changed may still be about the address before: a message
 * is on its way for minutes, with the longest patience for a server.
 */
const ON_ITS_WAY_MS = 3_600_000;

type Settling = { readonly transaction: Transaction<Database>; readonly flavour: Flavour; readonly at: number };

/** See the contract. */
export async function settleRefusals(
  { write, flavour }: Records,
  edition: number,
  rows: readonly number[] | 'all',
  fate: 'stand' | 'requeue',
  at: number,
): Promise<void> {
  await write(async (transaction) => {
    const settling: Settling = { transaction, flavour, at };
    const settle = fate === 'stand' ? stand : requeue;
    if (rows === 'all')
      await settle(settling, edition, sql`(sender is null or sender not in (select id from senders))`);
    else await inChunks(rows, (some) => settle(settling, edition, among(some)));
  });
}

function among(positions: readonly number[]): RawBuilder<boolean> {
  return sql`position in (${sql.join(positions)})`;
}

async function stand(
  { transaction, flavour, at }: Settling,
  edition: number,
  which: RawBuilder<boolean>,
): Promise<void> {
  const [table, provisional] = [deliveriesBy(flavour, 'provisional'), sql`${isAmong('provisional')} and ${which}`];
  await suppress(transaction, edition, sql`${table} where ${provisional}`, at);
  await sql`update ${table} set is_provisional = 0 where edition = ${edition} and ${provisional}`.execute(transaction);
}

async function requeue(
  { transaction, flavour, at }: Settling,
  edition: number,
  which: RawBuilder<boolean>,
): Promise<void> {
  const { numAffectedRows } = await sql`
    update ${deliveriesBy(flavour, 'provisional')}
    set state = 'queued', sender = null, next_try_at = ${sql.lit(at)}, is_provisional = 0, is_dead = 0, settled_at = null
    where edition = ${edition} and ${isAmong('provisional')} and ${which}`.execute(transaction);
  const rows = Number(numAffectedRows ?? 0);
  if (rows === 0) return;
  await writeMove(transaction, edition, 'failed', 'queued', rows);
  const state = await stateOf(transaction, edition);
  if (state === 'cancelled') await excludeQueued(transaction, edition, at);
  if (state === 'done') await reopen(transaction, edition, at);
}

/** Refusals that stand from the beginning: the dead ones among them get no more mail. */
export async function suppressDead(
  transaction: Transaction<Database>,
  edition: number,
  positions: readonly number[],
  at: number,
): Promise<void> {
  await inChunks(positions, (some) =>
    suppress(
      transaction,
      edition,
      sql`deliveries where is_provisional = 0 and state = 'failed' and ${among(some)}`,
      at,
    ),
  );
}

/**
 * Suppresses the dead addresses of rows, with an entry in the record of each person. As for letters, someone who left or
 * was erased is known for a better reason from now on; every other reason stays.
 * @param rows `from` and `where`
 */
async function suppress(
  transaction: Transaction<Database>,
  edition: number,
  rows: RawBuilder<unknown>,
  at: number,
): Promise<void> {
  const dead = sql`(select subscriber, settled_at from ${rows}
      and edition = ${edition} and is_dead = 1 and subscriber is not null) d
    join subscribers s on s.number = d.subscriber
    where not exists (select 1 from suppressions p
        where p.address_hash = s.address_hash and p.reason not in ('left', 'erased'))
      and not exists (select 1 from consents c where c.subscriber = s.number and c.kind = 'address-changed'
        and c.at > d.settled_at - ${sql.lit(ON_ITS_WAY_MS)})`;
  const detail = JSON.stringify({ reason: 'bounced', by: 'delivery', edition });
  await sql`
    insert into consents (subscriber, position, kind, at, text_version, ip, ip_until, detail)
    select s.number, coalesce((select max(c.position) from consents c where c.subscriber = s.number), 0) + 1,
      'suppressed', ${sql.lit(at)}, null, null, null, ${sql.lit(detail)}
    from ${dead}`.execute(transaction);
  await sql`
    insert into suppressions (address_hash, reason, at)
    select s.address_hash, 'bounced', ${sql.lit(at)} from ${dead}
    on conflict (address_hash) do update set reason = excluded.reason, at = excluded.at`.execute(transaction);
}
