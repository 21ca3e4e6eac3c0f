/** Claiming: the next rows that are due, as far as their people are still to be mailed at this moment. */
import { sql, type Transaction } from 'kysely';
import type { ExclusionReason, Sealed, SubscriberStatus } from '../../model.ts';
import type { Database } from '../schema.ts';
import { isAmong } from './conditions.ts';
import type { ClaimedDelivery, LedgerTurn } from './contract.ts';
import { type Statement, statement } from './statements.ts';
import { type Moves, note } from './tallies.ts';
import type { FrozenFacts } from './variants.ts';

/** Rows that one turn looks at: where everybody has left, the transaction must still end soon. */
const MOST_LOOKED_AT = 1000;
/** Rows looked at in one step, after the first step found some that are not mailed any more. */
const STEP = 100;

type DueRow = {
  readonly position: number;
  readonly themes: string;
  readonly attempts: number;
  readonly breaks: number;
  readonly first_tried_at: number | null;
  readonly doubts: number;
  /** The person's; null when nobody is there any more. */
  readonly id: string | null;
  readonly address: Sealed;
  readonly status: SubscriberStatus;
  readonly digest: string;
  readonly chosen: string;
  readonly paused_until: number | null;
  readonly link_version: number;
  readonly suppressed: string | null;
};

/** What claiming does, compiled for one database. */
export type ClaimStatements = {
  readonly due: Statement<DueRow>;
  readonly dueTo: Statement<DueRow>;
  readonly claim: Statement<unknown>;
  readonly exclude: Statement<unknown>;
  readonly finish: Statement<{ readonly position: number }>;
};

/** Compiled when they are first used. */
export function claimStatements(): ClaimStatements {
  return {
    due: statement(() => dueRows(sql`d.next_try_at <= ${0}`)),
    dueTo: statement(() => dueRows(sql`d.next_try_at <= ${0} and d.subscriber = ${0}`)),
    claim: statement(
      (size) => sql`update deliveries set state = 'sending', sender = ${''}
        where edition = ${0} and position in (${sql.join(Array(size).fill(0))}) and ${isAmong('due')}`,
    ),
    finish: statement(
      (size) => sql<{ readonly position: number }>`
        with ending(place, version) as (values ${sql.join(Array.from({ length: size }, endingRow))})
        update deliveries set is_finishing = 1
        from ending, subscribers s
        where s.number = deliveries.subscriber and s.status = 'active' and s.link_version = ending.version
          and coalesce(s.paused_until, 0) <= ${0}
          and not exists (select 1 from suppressions p where p.address_hash = s.address_hash)
          and edition = ${0} and sender = ${''} and position = ending.place and ${isAmong('claimed')}
        returning position`,
    ),
    exclude: statement(
      (size) => sql`with gone(place, why) as (values ${sql.join(Array.from({ length: size }, goneRow))})
        update deliveries set state = 'excluded', exclusion = gone.why, settled_at = ${0}
        from gone where edition = ${0} and position = gone.place and ${isAmong('due')}`,
    ),
  };
}

function dueRows(which: ReturnType<typeof sql>) {
  return sql<DueRow>`select d.position, d.themes, d.attempts, d.breaks, d.first_tried_at, d.doubts,
      s.id, s.address, s.status, s.digest, s.themes as chosen, s.paused_until, s.link_version, p.reason as suppressed
    from deliveries d left join subscribers s on s.number = d.subscriber
      left join suppressions p on p.address_hash = s.address_hash
    where d.edition = ${0} and d.state = 'queued' and ${which}
    order by d.next_try_at, d.position limit ${0}`;
}

function endingRow() {
  return sql`(cast(${0} as integer), cast(${0} as integer))`;
}

function goneRow() {
  return sql`(cast(${0} as integer), cast(${''} as text))`;
}

/** Claims up to `want` rows, and excludes those it comes across that are not to be mailed any more. */
export async function claimDue(
  transaction: Transaction<Database>,
  statements: ClaimStatements,
  { edition, sender, at, want, only }: LedgerTurn,
  facts: FrozenFacts,
  moves: Moves,
): Promise<{ readonly claimed: readonly ClaimedDelivery[]; readonly excluded: number }> {
  const claimed: ClaimedDelivery[] = [];
  let excluded = 0;
  for (let lookedAt = 0; claimed.length < want && lookedAt < MOST_LOOKED_AT; ) {
    const limit = Math.min(lookedAt === 0 ? want : STEP, MOST_LOOKED_AT - lookedAt);
    const { rows } =
      only === undefined
        ? await statements.due(transaction, 0, [edition, at, limit])
        : await statements.dueTo(transaction, 0, [edition, at, only, limit]);
    const { fit, gone } = sort(rows, facts, at, want - claimed.length);
    if (fit.length > 0) {
      await statements.claim(transaction, fit.length, [sender, edition, ...fit.map(({ position }) => position)]);
    }
    if (gone.length > 0) {
      const values = gone.flatMap(({ position, why }) => [position, why]);
      await statements.exclude(transaction, gone.length, [...values, at, edition]);
    }
    claimed.push(...fit);
    excluded += gone.length;
    lookedAt += rows.length;
    if (rows.length < limit) break;
  }
  note(moves, 'queued', 'sending', claimed.length);
  note(moves, 'queued', 'excluded', excluded);
  return { claimed, excluded };
}

type Gone = { readonly position: number; readonly why: ExclusionReason };

/** Those to be mailed, `want` of them at most, and those who are not. */
function sort(rows: readonly DueRow[], facts: FrozenFacts, at: number, want: number) {
  const fit: ClaimedDelivery[] = [];
  const gone: Gone[] = [];
  for (const row of rows) {
    if (fit.length === want) break;
    const why = whyNot(row, facts, at);
    if (why === null) fit.push(claimOf(row, facts));
    else gone.push({ position: row.position, why });
  }
  return { fit, gone };
}

function whyNot(row: DueRow, facts: FrozenFacts, at: number): ExclusionReason | null {
  if (row.id === null) return 'erased';
  if (row.status !== 'active') return 'left';
  if (row.suppressed !== null) return 'suppressed';
  if (row.digest !== facts.digest) return 'moved';
  return (row.paused_until ?? 0) > at ? 'paused' : null;
}

function claimOf(row: DueRow, facts: FrozenFacts): ClaimedDelivery {
  return {
    position: row.position,
    id: row.id ?? '',
    address: row.address,
    linkVersion: row.link_version,
    themes: facts.themes.has(row.chosen) ? row.chosen : row.themes,
    attempts: row.attempts,
    breaks: row.breaks,
    firstTriedAt: row.first_tried_at,
    doubts: row.doubts,
  };
}
