/** What stays of a person's deliveries when the person goes: rows without a name. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { writeMove } from './tallies.ts';

/**
 * Takes a subscriber's number out of all deliveries, for it may be given to somebody else, and drops the mails that came
 * back. What is queued is excluded; what a sender has in its hands stays claimed until it says what became of it.
 */
export async function forgetPerson(transaction: Transaction<Database>, subscriber: number): Promise<void> {
  const theirs = sql<boolean>`edition in (select edition from sendings) and subscriber = ${subscriber}`;
  const queued = await transaction
    .selectFrom('deliveries')
    .select('edition')
    .where(theirs)
    .where('state', '=', 'queued')
    .execute();
  await transaction
    .updateTable('deliveries')
    .set({ state: 'excluded', exclusion: 'erased', settled_at: Date.now() })
    .where(theirs)
    .where('state', '=', 'queued')
    .execute();
  await transaction.updateTable('deliveries').set({ subscriber: null, last_reply: null }).where(theirs).execute();
  for (const { edition } of queued) await writeMove(transaction, edition, 'queued', 'excluded', 1);
  await transaction.deleteFrom('bounces').where('subscriber', '=', subscriber).execute();
}
