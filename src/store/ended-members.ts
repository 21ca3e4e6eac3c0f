/** A file may always end mail: members of whom it says that they must not be mailed, or that they left since. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Whether the row `a` of a file ends the mail of the member `s`. Who left is believed only of those who have not confirmed
 * or come back since then: a list may be older than their consent.
 */
export const ENDS: RawBuilder<boolean> = sql<boolean>`(
  a.status not in ('active', 'unconfirmed', 'left')
  or a.status = 'left' and a.left_at > coalesce(s.confirmed_at, s.signed_up_at) and not exists (
    select 1 from consents c
    where c.subscriber = s.number and c.kind in ('confirmed', 'came-back') and c.at >= a.left_at))`;

const ENDING = sql`arrivals a join subscribers s on s.address_hash = a.address_hash
  and s.status in ('active', 'unconfirmed') and ${ENDS}`;

/**
 * Suppresses them, writes it into their records and ends the memberships.
 * @param name of the one import there is
 * @param at epoch milliseconds
 */
export async function endMemberships(transaction: Transaction<Database>, name: string, at: number): Promise<void> {
  await sql`
    insert into suppressions (address_hash, reason, at)
    select a.address_hash, a.status, ${sql.lit(at)} from ${ENDING}
      and not exists (select 1 from suppressions p where p.address_hash = a.address_hash)`.execute(transaction);
  await sql`
    insert into consents (subscriber, position, kind, at, text_version, ip, ip_until, detail)
    select s.number, coalesce((select max(c.position) from consents c where c.subscriber = s.number), 0) + 1,
      case when a.status = 'left' then 'left' else 'suppressed' end, ${sql.lit(at)}, null, null, null,
      '{"by":"import","reason":"' || a.status || '","row":' || a.detail || '}'
    from ${ENDING}`.execute(transaction);
  await sql`
    update subscribers set status = 'left', paused_until = null, left_at = coalesce((
      select a.left_at from arrivals a
      where a.import = ${name} and a.address_hash = subscribers.address_hash and a.status = 'left'), ${sql.lit(at)})
    where number in (select s.number from ${ENDING})`.execute(transaction);
}
