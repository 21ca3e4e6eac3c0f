/** The opposite of freezing: an approved edition that nobody was mailed is a draft again. */
import type { Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { isAmong } from './conditions.ts';

/** True once anybody was mailed or may have been: a sending that was started or ended, or rows that a sender had. */
export async function hasBegun(transaction: Transaction<Database>, edition: number): Promise<boolean> {
  const sending = await transaction
    .selectFrom('sendings')
    .selectAll()
    .where('edition', '=', edition)
    .executeTakeFirst();
  if (!sending) return false;
  const isWaiting = sending.started_at === null && (sending.state === 'ready' || sending.state === 'paused');
  const touched = sending.sending_rows + sending.sent_rows + sending.failed_rows + sending.uncertain_rows;
  return !isWaiting || touched > 0 || (await hasDoubts(transaction, edition));
}

/** Takes back what an approval wrote down: variants, rows, the sending itself, and the approval. */
export async function thaw(transaction: Transaction<Database>, edition: number): Promise<void> {
  await transaction.deleteFrom('deliveries').where('edition', '=', edition).execute();
  await transaction.deleteFrom('edition_variants').where('edition', '=', edition).execute();
  await transaction.deleteFrom('sendings').where('edition', '=', edition).execute();
  await transaction.updateTable('editions').set({ approved_at: null }).where('number', '=', edition).execute();
}

/** Somebody alone may have been mailed before the others (`send --to`), and is queued again. */
async function hasDoubts(transaction: Transaction<Database>, edition: number): Promise<boolean> {
  const rows = await transaction
    .selectFrom('deliveries')
    .select('position')
    .where('edition', '=', edition)
    .where(isAmong('doubtful'))
    .limit(1)
    .execute();
  return rows.length > 0;
}
