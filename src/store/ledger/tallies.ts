/** How many rows of an edition are in each state, kept beside them: nobody has to count a million rows to show a bar. */
import { sql, type Transaction } from 'kysely';
import type { DeliveryState } from '../../model.ts';
import type { Database } from '../schema.ts';
import type { SendingRow } from '../schema-deliveries.ts';
import type { DeliveryCounts } from './contract.ts';
import { statement } from './statements.ts';

/** Rows that went from one state to another, within one transaction. */
export type Moves = Map<DeliveryState, number>;

/** Notes that rows changed their state. */
export function note(moves: Moves, from: DeliveryState, to: DeliveryState, rows: number): void {
  moves.set(from, (moves.get(from) ?? 0) - rows);
  moves.set(to, (moves.get(to) ?? 0) + rows);
}

/** In the order of the statement. */
const STATES = ['queued', 'sending', 'sent', 'failed', 'excluded', 'uncertain'] as const satisfies DeliveryState[];

/** Writes down what was noted; one statement, whatever has moved. */
export type TallyWriter = (transaction: Transaction<Database>, edition: number, moves: Moves) => Promise<void>;

/** Compiled when it is first used. */
export function tallyWriter(): TallyWriter {
  const columns = STATES.map((state) => sql`${sql.ref(`${state}_rows`)} = ${sql.ref(`${state}_rows`)} + ${0}`);
  const add = statement(() => sql`update sendings set ${sql.join(columns)} where edition = ${0}`);
  return async (transaction, edition, moves) => {
    const changes = STATES.map((state) => moves.get(state) ?? 0);
    if (changes.some((rows) => rows !== 0)) await add(transaction, 1, [...changes, edition]);
  };
}

/** One move, written down at once. */
export async function writeMove(
  transaction: Transaction<Database>,
  edition: number,
  from: DeliveryState,
  to: DeliveryState,
  rows: number,
): Promise<void> {
  const moves: Moves = new Map();
  note(moves, from, to, rows);
  await tallyWriter()(transaction, edition, moves);
}

/** As the row of a sending holds them. */
export function countsOf(row: Pick<SendingRow, `${DeliveryState}_rows`>): DeliveryCounts {
  return {
    queued: row.queued_rows,
    sending: row.sending_rows,
    sent: row.sent_rows,
    failed: row.failed_rows,
    excluded: row.excluded_rows,
    uncertain: row.uncertain_rows,
  };
}
