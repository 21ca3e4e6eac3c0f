/** Who gets an edition of a digest: one rule, for the preview and for the freezing. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Ledger } from './contract.ts';

const IS_SUPPRESSED = sql`exists (select 1 from suppressions p where p.address_hash = s.address_hash)`;
const isPaused = (at: number): RawBuilder<unknown> => sql`coalesce(s.paused_until, 0) > ${sql.lit(at)}`;

/** A condition over subscribers `s`: active, not paused at that moment, and not to be kept from mail. */
export function mailable(digest: string, at: number): RawBuilder<unknown> {
  return sql`s.digest = ${digest} and s.status = 'active' and not ${isPaused(at)} and not ${IS_SUPPRESSED}`;
}

/** How many they are, by what they chose. */
export async function countByThemes(
  db: Kysely<Database>,
  digest: string,
  at: number,
): Promise<readonly { readonly themes: string; readonly people: number }[]> {
  const { rows } = await sql<{ themes: string; people: number }>`
    select s.themes as themes, count(*) as people from subscribers s
    where ${mailable(digest, at)} group by s.themes order by s.themes`.execute(db);
  return rows.map(({ themes, people }) => ({ themes, people: Number(people) }));
}

/** How many they are, by what they chose; and the active ones who are left out. */
export async function countRecipients(
  db: Kysely<Database>,
  digest: string,
  at: number,
): Promise<Awaited<ReturnType<Ledger['recipients']>>> {
  const { rows: left } = await sql<{ suppressed: number | null; paused: number | null }>`
    select sum(case when ${IS_SUPPRESSED} then 1 else 0 end) as suppressed,
      sum(case when ${isPaused(at)} and not ${IS_SUPPRESSED} then 1 else 0 end) as paused
    from subscribers s where s.digest = ${digest} and s.status = 'active'`.execute(db);
  return {
    byThemes: await countByThemes(db, digest, at),
    paused: Number(left[0]?.paused ?? 0),
    suppressed: Number(left[0]?.suppressed ?? 0),
  };
}
