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

const activeOf = (digest: string): RawBuilder<unknown> => sql`s.digest = ${digest} and s.status = 'active'`;

/** The active ones who are suppressed, as a list with its condition: read by the suppressions, which are few. */
const suppressedOf = (digest: string): RawBuilder<unknown> =>
  sql`suppressions p cross join subscribers s where s.address_hash = p.address_hash and ${activeOf(digest)}`;

/** Those who pause and are not suppressed. Digest and status in pieces: SQLite would rather read all who are active. */
const pausedOf = (digest: string, at: number): RawBuilder<unknown> =>
  sql`subscribers s where s.paused_until > ${sql.lit(at)} and s.digest || '' = ${digest}
    and s.status || '' = 'active' and not ${IS_SUPPRESSED}`;

type Part = { readonly part: 'active' | 'suppressed' | 'paused'; readonly themes: string; readonly people: number };

/**
 * All active ones, by what they chose, and the few of them who are not mailed: so nobody is looked at singly. An active one
 * is suppressed, or pauses, or gets mail.
 */
async function countParts(db: Kysely<Database>, digest: string, at: number): Promise<readonly Part[]> {
  const { rows } = await sql<Part>`
    select 'active' as part, s.themes as themes, count(*) as people from subscribers s
      where ${activeOf(digest)} group by s.themes
    union all
    select 'suppressed', s.themes, count(*) from ${suppressedOf(digest)} group by s.themes
    union all
    select 'paused', s.themes, count(*) from ${pausedOf(digest, at)} group by s.themes`.execute(db);
  return rows.map((row) => ({ ...row, people: Number(row.people) }));
}

/** How many they are, by what they chose. */
export async function countByThemes(
  db: Kysely<Database>,
  digest: string,
  at: number,
): Promise<readonly { readonly themes: string; readonly people: number }[]> {
  return mailedOf(await countParts(db, digest, at));
}

function mailedOf(parts: readonly Part[]): readonly { readonly themes: string; readonly people: number }[] {
  const active = parts.filter(({ part }) => part === 'active');
  const mailed = active.map(({ themes, people }) => {
    const others = parts.filter((each) => each.part !== 'active' && each.themes === themes);
    return { themes, people: people - sumOf(others) };
  });
  return mailed.filter(({ people }) => people > 0).sort((a, b) => (a.themes < b.themes ? -1 : 1));
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { people }) => sum + people, 0);
}

/** How many they are, by what they chose; and the active ones who are left out. */
export async function countRecipients(
  db: Kysely<Database>,
  digest: string,
  at: number,
): Promise<Awaited<ReturnType<Ledger['recipients']>>> {
  const parts = await countParts(db, digest, at);
  const countOf = (part: Part['part']) => sumOf(parts.filter((each) => each.part === part));
  return { byThemes: mailedOf(parts), paused: countOf('paused'), suppressed: countOf('suppressed') };
}

/** The active ones who are not mailed: read by the suppressions and the pauses, which are few. */
export async function countLeftOut(
  db: Kysely<Database>,
  digest: string,
  at: number,
): Promise<Awaited<ReturnType<Ledger['leftOut']>>> {
  const { rows } = await sql<{ suppressed: number; paused: number }>`
    select
      (select count(*) from ${suppressedOf(digest)}) as suppressed,
      (select count(*) from ${pausedOf(digest, at)}) as paused`.execute(db);
  return { suppressed: Number(rows[0]?.suppressed ?? 0), paused: Number(rows[0]?.paused ?? 0) };
}
