/** Trying those again who were refused. */
import { type RawBuilder, sql } from 'kysely';
import type { SendingState } from '../../model.ts';
import type { Records } from '../records.ts';
import { deliveriesBy, isAmong } from './conditions.ts';
import { writeMove } from './tallies.ts';

const GOING: readonly SendingState[] = ['sending', 'paused', 'done'];

/** Whoever has left or is suppressed stays as it is, and so do refusals that a sender still decides on. */
function resendable(edition: number): RawBuilder<boolean> {
  return sql`edition = ${edition} and ${isAmong('unsent')} and state = 'failed' and is_provisional = 0
    and exists (select 1 from subscribers s where s.number = deliveries.subscriber and s.status = 'active'
      and not exists (select 1 from suppressions p where p.address_hash = s.address_hash))`;
}

/** How many would be tried again. */
export async function countResendable(records: Records, edition: number): Promise<number> {
  const table = deliveriesBy(records.flavour, 'unsent');
  const { rows } = await records.read((db) =>
    sql<{ people: number }>`select count(*) as people from ${table} where ${resendable(edition)}`.execute(db),
  );
  return Number(rows[0]?.people ?? 0);
}

/** See the contract. */
export async function resendFailed(
  records: Records,
  edition: number,
  at: number,
  seen: number | undefined,
): Promise<number> {
  return await records.write(async (transaction) => {
    const sending = await transaction
      .selectFrom('sendings')
      .select(['state', 'changed_at'])
      .where('edition', '=', edition)
      .executeTakeFirst();
    if (!sending || !GOING.includes(sending.state)) return 0;
    if (seen !== undefined && sending.changed_at !== seen) return 0;
    const { numAffectedRows } = await sql`
      update ${deliveriesBy(records.flavour, 'unsent')}
      set state = 'queued', sender = null, next_try_at = ${sql.lit(at)}, settled_at = null, attempts = 0, breaks = 0,
        first_tried_at = null, last_reply = null, is_dead = 0
      where ${resendable(edition)}`.execute(transaction);
    const rows = Number(numAffectedRows ?? 0);
    if (rows === 0) return 0;
    await writeMove(transaction, edition, 'failed', 'queued', rows);
    // Never the same twice, so that what was seen before is not taken for it.
    const changedAt = Math.max(at, sending.changed_at + 1);
    const state = sending.state === 'done' ? 'sending' : sending.state;
    await transaction
      .updateTable('sendings')
      .set({ state, changed_at: changedAt })
      .where('edition', '=', edition)
      .execute();
    return rows;
  });
}
