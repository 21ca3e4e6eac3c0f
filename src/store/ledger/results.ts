/** Writing down what became of claimed rows. */
import { sql, type Transaction } from 'kysely';
import type { DeliveryState, ExclusionReason, SendingState } from '../../model.ts';
import type { Database } from '../schema.ts';
import { isAmong } from './conditions.ts';
import type { DeliveryResult, LedgerTurn } from './contract.ts';
import { suppressDead } from './refusals.ts';
import { type Statement, statement } from './statements.ts';
import { type Moves, note } from './tallies.ts';

/** Results in one statement; each has twelve values. */
const ROWS = 100;

type Written = { readonly position: number };

/** A row that nobody has taken away from its sender; and one that was thought lost meanwhile. */
export type ResultStatements = { readonly claimed: Statement<Written>; readonly doubted: Statement<Written> };

/** Compiled when they are first used. */
export function resultStatements(): ResultStatements {
  return {
    claimed: statement((size) => settleRows(size, isAmong('claimed'), sql`doubts + doubt`)),
    // The doubt that it was put down with has gone, unless this is one as well.
    doubted: statement((size) =>
      settleRows(size, sql`${isAmong('unsent')} and state = 'uncertain'`, sql`doubts + doubt - 1`),
    ),
  };
}

/** A column that a result has nothing to say about stays as it is. */
function settleRows(size: number, from: ReturnType<typeof sql>, doubts: ReturnType<typeof sql>) {
  return sql<Written>`
    with result(place, outcome, tries, broken, first_try, next_try, reply, why, provisional, dead, settled, doubt) as (
      values ${sql.join(Array.from({ length: size }, resultRow))})
    update deliveries set state = result.outcome, is_finishing = 0,
      sender = case when result.outcome = 'uncertain' or result.provisional = 1 then deliveries.sender end,
      attempts = coalesce(result.tries, deliveries.attempts), breaks = coalesce(result.broken, deliveries.breaks),
      first_tried_at = coalesce(result.first_try, deliveries.first_tried_at),
      next_try_at = coalesce(result.next_try, deliveries.next_try_at),
      last_reply = case when deliveries.subscriber is not null then coalesce(result.reply, deliveries.last_reply) end,
      exclusion = result.why, is_provisional = result.provisional, is_dead = result.dead, settled_at = result.settled,
      doubts = ${doubts}
    from result
    where edition = ${0} and sender = ${''} and position = result.place and ${from}
    returning position`;
}

function resultRow() {
  return sql`(cast(${0} as integer), cast(${''} as text), cast(${0} as integer), cast(${0} as integer),
    cast(${0} as bigint), cast(${0} as bigint), cast(${''} as text), cast(${''} as text), cast(${0} as integer),
    cast(${0} as integer), cast(${0} as bigint), cast(${0} as integer))`;
}

/** A result as it is to be written. */
type Outcome = { readonly result: DeliveryResult; readonly state: DeliveryState };

/**
 * Writes results down. Rows that this sender does not have, or that are settled, stay as they are.
 * @param sending what the sending is at this moment: what comes back to a cancelled one is not queued again
 */
export async function writeResults(
  transaction: Transaction<Database>,
  statements: ResultStatements,
  turn: LedgerTurn,
  sending: SendingState,
  moves: Moves,
): Promise<void> {
  // Of two results of one row the last one counts.
  const results = [...new Map(turn.results.map((result) => [result.position, result])).values()];
  const dead: number[] = [];
  for (let at = 0; at < results.length; at += ROWS) {
    const outcomes = results.slice(at, at + ROWS).map((result) => ({ result, state: stateAfter(result, sending) }));
    const left = await write(transaction, statements.claimed, turn, outcomes, 'sending', moves);
    const lost = left.length > 0 ? await write(transaction, statements.doubted, turn, left, 'uncertain', moves) : [];
    const written = outcomes.filter((outcome) => isDead(outcome) && !lost.includes(outcome));
    dead.push(...written.map(({ result }) => result.position));
  }
  if (dead.length > 0) await suppressDead(transaction, turn.edition, dead, turn.at);
}

/** Of the refusals that are not provisional: the others are dealt with when it is decided on them. */
function isDead({ result }: Outcome): boolean {
  return result.state === 'failed' && result.isDead && !result.isProvisional;
}

/** Gives those that were not in this state. */
async function write(
  transaction: Transaction<Database>,
  settle: Statement<Written>,
  { edition, sender, at }: LedgerTurn,
  outcomes: readonly Outcome[],
  from: DeliveryState,
  moves: Moves,
): Promise<readonly Outcome[]> {
  const values = outcomes.flatMap((outcome) => valuesOf(outcome, at));
  const { rows } = await settle(transaction, outcomes.length, [...values, edition, sender]);
  const written = rows.length === outcomes.length ? null : new Set(rows.map(({ position }) => position));
  const left: Outcome[] = [];
  for (const outcome of outcomes) {
    if (written === null || written.has(outcome.result.position)) note(moves, from, outcome.state, 1);
    else left.push(outcome);
  }
  return left;
}

function stateAfter(result: DeliveryResult, sending: SendingState): DeliveryState {
  return result.state === 'queued' && sending === 'cancelled' ? 'excluded' : result.state;
}

function valuesOf({ result, state }: Outcome, at: number): readonly unknown[] {
  const queued = result.state === 'queued' ? result : null;
  const failed = result.state === 'failed' ? result : null;
  const why: ExclusionReason | null = state === 'excluded' ? 'cancelled' : null;
  return [
    result.position,
    state,
    queued?.attempts ?? null,
    queued?.breaks ?? null,
    queued?.firstTriedAt ?? null,
    queued?.nextTryAt ?? null,
    result.reply,
    why,
    failed?.isProvisional ? 1 : 0,
    failed?.isDead ? 1 : 0,
    state === 'queued' ? null : at,
    state === 'uncertain' ? 1 : 0,
  ];
}
