/** Whom a sending that waits would reach now, by the rule of the claims: people leave between approval and sending. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isAmong } from './conditions.ts';
import type { Reach } from './contract.ts';

/**
 * See the contract. Only those who would not be mailed are looked up, because they are few: the subscribers are read once,
 * and their rows by the index of persons. `cross join` keeps SQLite from beginning with the rows.
 */
export async function countReach(db: Kysely<Database>, edition: number, at: number): Promise<Reach> {
  const sending = await db
    .selectFrom('sendings')
    .innerJoin('editions', 'editions.number', 'sendings.edition')
    .select(['queued_rows', 'digest'])
    .where('edition', '=', edition)
    .executeTakeFirst();
  if (!sending) return { now: 0, left: 0, suppressed: 0, paused: 0 };
  const suppressed = await count(
    db,
    sql`suppressions p cross join subscribers s cross join deliveries d
      where s.address_hash = p.address_hash and s.status = 'active' and ${queuedOf(edition)}`,
  );
  const others = await countOthers(db, edition, sending.digest, at);
  const now = sending.queued_rows - suppressed - others.left - others.paused;
  return { now, suppressed, ...others };
}

function queuedOf(edition: number): RawBuilder<boolean> {
  return sql`d.edition = ${edition} and d.subscriber = s.number and d.${isAmong('due')}`;
}

async function count(db: Kysely<Database>, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(*) as people from ${from}`.execute(db);
  return Number(rows[0]?.people ?? 0);
}

/** In the order of the reasons in `claiming.ts`: who has left, then who moved, then who pauses; none of them suppressed. */
async function countOthers(
  db: Kysely<Database>,
  edition: number,
  digest: string,
  at: number,
): Promise<Pick<Reach, 'left' | 'paused'>> {
  const isGone = sql`(s.status <> 'active' or s.digest <> ${digest})`;
  const { rows } = await sql<{ gone: number; people: number }>`
    select case when ${isGone} then 1 else 0 end as gone, count(*) as people
    from subscribers s cross join deliveries d
    where (${isGone} or s.paused_until > ${sql.lit(at)}) and ${queuedOf(edition)}
      and (s.status <> 'active'
        or not exists (select 1 from suppressions p where p.address_hash = s.address_hash))
    group by 1`.execute(db);
  const of = (gone: number) => Number(rows.find((row) => Number(row.gone) === gone)?.people ?? 0);
  return { left: of(1), paused: of(0) };
}
