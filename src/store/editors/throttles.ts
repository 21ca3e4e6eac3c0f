/** Failures in a row, and how long the next attempt has to wait for them. */
import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import type { AttemptAnswer, Patience } from './contract.ts';

type Terms = { readonly now: number; readonly patience: Patience; readonly forgetBefore: number };

export async function countAttempt(
  db: Kysely<Database>,
  keys: readonly string[],
  { now, patience, forgetBefore }: Terms,
): Promise<AttemptAnswer> {
  await db.deleteFrom('sign_in_throttles').where('last_at', '<', forgetBefore).execute();
  const rows = await db.selectFrom('sign_in_throttles').selectAll().where('key', 'in', keys).execute();
  const waitUntil = Math.max(0, ...rows.map((row) => row.wait_until));
  if (waitUntil > now) return { waitUntil };
  const failuresOf = (key: string) => (rows.find((row) => row.key === key)?.failures ?? 0) + 1;
  for (const key of keys) {
    const counted = {
      failures: failuresOf(key),
      wait_until: now + patience(failuresOf(key)) * 1000,
      last_at: now,
    };
    await db
      .insertInto('sign_in_throttles')
      .values({ key, ...counted })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(counted))
      .execute();
  }
  return { failures: Math.max(...keys.map(failuresOf)) };
}

export async function forgetFailures(db: Kysely<Database>, keys: readonly string[]): Promise<void> {
  await db.deleteFrom('sign_in_throttles').where('key', 'in', keys).execute();
}

/** The attempt counted at this time is taken off; what others that failed since then have to wait for stays. */
export async function takeBack(db: Kysely<Database>, keys: readonly string[], at: number): Promise<void> {
  await db
    .updateTable('sign_in_throttles')
    .set((row) => ({ failures: row('failures', '-', 1) }))
    .where('key', 'in', keys)
    .where('failures', '>', 0)
    .execute();
  await db
    .updateTable('sign_in_throttles')
    .set({ wait_until: 0 })
    .where('key', 'in', keys)
    .where('last_at', '=', at)
    .execute();
}
