/** Editions on their way: their states, and how far they are. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { SendingState } from '../../model.ts';
import type { Records } from '../records.ts';
import type { Database } from '../schema.ts';
import type { SendingRow } from '../schema-deliveries.ts';
import { isAmong } from './conditions.ts';
import type { DeliveryCounts, Ledger, Sending } from './contract.ts';
import { countsOf, writeMove } from './tallies.ts';

/** One of them, or null when the edition was not frozen. */
export async function findSending(records: Records, edition: number): Promise<Sending | null> {
  const row = await records.read((db) => sendingRows(db).where('edition', '=', edition).executeTakeFirst());
  return row ? sendingOf(row) : null;
}

/** Newest first. */
export async function listSendings(
  records: Records,
  { states, limit }: NonNullable<Parameters<Ledger['sendings']>[0]> = {},
): Promise<readonly Sending[]> {
  const rows = await records.read((db) =>
    sendingRows(db)
      .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
      .orderBy('edition', 'desc')
      .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
      .execute(),
  );
  return rows.map(sendingOf);
}

function sendingRows(db: Kysely<Database>) {
  return db
    .selectFrom('sendings')
    .innerJoin('editions', 'editions.number', 'sendings.edition')
    .selectAll('sendings')
    .select('editions.digest');
}

function sendingOf(row: Selectable<SendingRow> & { readonly digest: string }): Sending {
  return {
    edition: row.edition,
    digest: row.digest,
    state: row.state,
    candidates: row.candidates,
    frozenAt: row.frozen_at,
    startedAt: row.started_at,
    changedAt: row.changed_at,
    reason: row.reason,
    acceptsRefusals: row.accepts_refusals === 1,
    sendAt: row.send_at,
  };
}

/** See the contract. */
export async function listProgress(
  records: Records,
  editions: readonly number[],
): Promise<readonly (Sending & { readonly counts: DeliveryCounts })[]> {
  if (editions.length === 0) return [];
  const rows = await records.read((db) =>
    sendingRows(db)
      .where('edition', 'in', [...editions])
      .execute(),
  );
  return rows.map((row) => ({ ...sendingOf(row), counts: countsOf(row) }));
}

/** Rows by what became of them; all 0 for an edition that was not frozen. */
export async function countDeliveries(records: Records, edition: number): Promise<DeliveryCounts> {
  const row = await records.read((db) =>
    db.selectFrom('sendings').selectAll().where('edition', '=', edition).executeTakeFirst(),
  );
  return row ? countsOf(row) : { queued: 0, sending: 0, sent: 0, failed: 0, excluded: 0, uncertain: 0 };
}

/** See the contract. */
export async function setState(
  records: Records,
  edition: number,
  from: readonly SendingState[],
  to: SendingState,
  { at, reason, acceptsRefusals, seen }: Parameters<Ledger['setState']>[3],
): Promise<boolean> {
  if (from.length === 0) return false;
  return await records.write(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('sendings')
      .set((row) => ({
        state: to,
        changed_at: at,
        reason,
        send_at: null,
        ...(acceptsRefusals === undefined ? {} : { accepts_refusals: acceptsRefusals ? 1 : 0 }),
        ...(to === 'sending' ? { started_at: row.fn.coalesce('started_at', row.val(at)) } : {}),
      }))
      .where('edition', '=', edition)
      .where('state', 'in', [...from])
      .$if(seen !== undefined, (query) => query.where('changed_at', '=', seen ?? 0))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    if (to === 'cancelled') await excludeQueued(transaction, edition, at);
    return true;
  });
}

/** What is queued is not mailed any more. */
export async function excludeQueued(transaction: Transaction<Database>, edition: number, at: number): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('deliveries')
    .set({ state: 'excluded', exclusion: 'cancelled', settled_at: at })
    .where('edition', '=', edition)
    .where(isAmong('due'))
    .executeTakeFirstOrThrow();
  await writeMove(transaction, edition, 'queued', 'excluded', Number(numUpdatedRows));
}

/** See the contract. */
export async function finishSending(records: Records, edition: number, at: number): Promise<boolean> {
  return await records.write(async (transaction) => {
    await transaction
      .updateTable('sendings')
      .set({ state: 'done', changed_at: at, reason: null })
      .where('edition', '=', edition)
      .where('state', '=', 'sending')
      .where('queued_rows', '=', 0)
      .where('sending_rows', '=', 0)
      .execute();
    const row = await transaction
      .selectFrom('sendings')
      .select('state')
      .where('edition', '=', edition)
      .executeTakeFirst();
    return row?.state === 'done';
  });
}

/** Of a sending that is there. */
export async function stateOf(transaction: Transaction<Database>, edition: number): Promise<SendingState> {
  const rows = await transaction.selectFrom('sendings').select('state').where('edition', '=', edition).execute();
  return stateIn({ rows }, edition);
}

/** The state that was asked for. @throws when there is none: nobody can send what was never approved */
export function stateIn(
  { rows: [row] }: { readonly rows: readonly { readonly state: SendingState }[] },
  edition: number,
): SendingState {
  if (!row) throw new Error(`edition ${edition} was never approved: it has no deliveries`);
  return row.state;
}

/** Something is on its way again. */
export async function reopen(transaction: Transaction<Database>, edition: number, at: number): Promise<void> {
  await transaction
    .updateTable('sendings')
    .set({ state: 'sending', changed_at: at, reason: null })
    .where('edition', '=', edition)
    .where('state', '=', 'done')
    .execute();
}
