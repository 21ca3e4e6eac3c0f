/** Beginning a sending: at once or at a time, and only of exactly the edition that was looked at. */
import type { Transaction } from 'kysely';
import type { SendingState } from '../../model.ts';
import type { Records } from '../records.ts';
import type { Database } from '../schema.ts';
import type { BeginAnswer, BeginRefusal, Ledger } from './contract.ts';

/** See the contract. */
export async function beginSending(
  records: Records,
  { edition, hash, at }: Parameters<Ledger['begin']>[0],
): Promise<BeginAnswer> {
  return await records.write(async (transaction) => {
    const looked = await lookUp(transaction, edition, hash);
    if ('refused' in looked) return looked;
    const { state } = looked.found;
    if (state === 'sending' || state === 'done') return { begun: true, isNew: false };
    if (state !== 'ready') return { refused: state };
    await begin(transaction, edition, at);
    return { begun: true, isNew: true };
  });
}

/** See the contract. */
export async function setSendAt(
  records: Records,
  { edition, hash, sendAt }: Parameters<Ledger['setSendAt']>[0],
): Promise<{ readonly set: true; readonly isNew: boolean } | BeginRefusal> {
  return await records.write(async (transaction) => {
    const looked = await lookUp(transaction, edition, hash);
    if ('refused' in looked) return looked;
    if (looked.found.state !== 'ready') return { refused: looked.found.state };
    if (looked.found.send_at === sendAt) return { set: true, isNew: false };
    await transaction.updateTable('sendings').set({ send_at: sendAt }).where('edition', '=', edition).execute();
    return { set: true, isNew: true };
  });
}

/** See the contract. */
export async function beginDue(records: Records, at: number, notBefore: number): Promise<readonly number[]> {
  const due = await records.read((db) => dueRows(db, at, notBefore).execute());
  if (due.length === 0) return [];
  return await records.write(async (transaction) => {
    const still = await dueRows(transaction, at, notBefore).execute();
    for (const { edition } of still) await begin(transaction, edition, at);
    return still.map(({ edition }) => edition);
  });
}

function dueRows(db: Pick<Transaction<Database>, 'selectFrom'>, at: number, notBefore: number) {
  return db
    .selectFrom('sendings')
    .select('edition')
    .where('state', '=', 'ready')
    .where('send_at', '<=', at)
    .where('send_at', '>=', notBefore)
    .orderBy('send_at')
    .orderBy('edition');
}

type Found = { readonly state: SendingState; readonly send_at: number | null };

async function lookUp(
  transaction: Transaction<Database>,
  edition: number,
  hash: string,
): Promise<{ readonly found: Found } | BeginRefusal> {
  const row = await transaction
    .selectFrom('editions')
    .leftJoin('sendings', 'sendings.edition', 'editions.number')
    .select(['editions.hash', 'sendings.state', 'sendings.send_at'])
    .where('editions.number', '=', edition)
    .executeTakeFirst();
  if (!row) return { refused: 'unknown' };
  if (row.state === null) return { refused: 'unapproved' };
  return row.hash === hash ? { found: { state: row.state, send_at: row.send_at } } : { refused: 'changed' };
}

async function begin(transaction: Transaction<Database>, edition: number, at: number): Promise<void> {
  await transaction
    .updateTable('sendings')
    .set({ state: 'sending', started_at: at, changed_at: at, reason: null, send_at: null })
    .where('edition', '=', edition)
    .where('state', '=', 'ready')
    .execute();
}
