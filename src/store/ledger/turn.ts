/** One transaction of a sender: what became of its last messages, and the rows it may send next. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { SendingState } from '../../model.ts';
import type { Records } from '../records.ts';
import type { Database } from '../schema.ts';
import { type ClaimStatements, claimDue, claimStatements } from './claiming.ts';
import { isAmong } from './conditions.ts';
import type { LedgerAnswer, LedgerTurn } from './contract.ts';
import { type ResultStatements, resultStatements, writeResults } from './results.ts';
import { reopen, stateIn } from './sendings.ts';
import { statement } from './statements.ts';
import { type Moves, tallyWriter } from './tallies.ts';
import { frozenFacts } from './variants.ts';

/** Makes the turns of one open database. */
export function turnTaker(records: Records): (turn: LedgerTurn) => Promise<LedgerAnswer> {
  const statements: ClaimStatements & ResultStatements = { ...claimStatements(), ...resultStatements() };
  const states = statement(() => sql<{ state: SendingState }>`select state from sendings where edition = ${0}`);
  const writeMoves = tallyWriter();
  const facts = frozenFacts();
  return async (turn) =>
    await records.write(async (transaction) => {
      const { edition, at, want, only, finishing = [] } = turn;
      const moves: Moves = new Map();
      let state = stateIn(await states(transaction, 1, [edition]), edition);
      await writeResults(transaction, statements, turn, state, moves);
      if (state === 'done' && (moves.get('queued') ?? 0) > 0) {
        await reopen(transaction, edition, at);
        state = 'sending';
      }
      const permitted = finishing.length === 0 ? [] : await permit(transaction, statements, turn, finishing);
      const { claimed, excluded } = mayClaim(state, turn)
        ? await claimDue(transaction, statements, turn, await facts(transaction, edition), moves)
        : { claimed: [], excluded: 0 };
      await writeMoves(transaction, edition, moves);
      const nextDueAt = claimed.length < want ? await findNextDue(transaction, edition, only) : null;
      return { state, permitted, claimed, excluded, nextDueAt };
    });
}

/** Of the rows that are about to end, those that still may. */
async function permit(
  transaction: Transaction<Database>,
  statements: ClaimStatements,
  { edition, sender, at }: LedgerTurn,
  finishing: NonNullable<LedgerTurn['finishing']>,
): Promise<readonly number[]> {
  const values = finishing.flatMap(({ position, linkVersion }) => [position, linkVersion]);
  const { rows } = await statements.finish(transaction, finishing.length, [...values, at, edition, sender]);
  return rows.map(({ position }) => position);
}

/** One person can be mailed before the others. */
function mayClaim(state: SendingState, { want, only }: LedgerTurn): boolean {
  return want > 0 && (state === 'sending' || (state === 'ready' && only !== undefined));
}

/** When the next queued row is due; null when none is queued. */
export async function findNextDue(
  db: Kysely<Database>,
  edition: number,
  only: number | undefined,
): Promise<number | null> {
  const row = await db
    .selectFrom('deliveries')
    .select('next_try_at')
    .where('edition', '=', edition)
    .where(isAmong('due'))
    .$if(only !== undefined, (query) => query.where('subscriber', '=', only ?? 0))
    .orderBy('next_try_at')
    .orderBy(sql`position`)
    .limit(1)
    .executeTakeFirst();
  return row?.next_try_at ?? null;
}
