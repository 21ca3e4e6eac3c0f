/** What the desk's pictures are drawn from, in pieces small enough that others are answered in between. */
import { sql } from 'kysely';
import type { BounceKind, ConsentKind, Sealed, SendingState, Subscriber } from '../model.ts';
import type { DeliveryCounts } from './ledger/contract.ts';
import { countsOf } from './ledger/tallies.ts';
import { themesOf } from './member-rows.ts';
import type { Records } from './records.ts';

/** Something that began, changed or ended a subscription. */
export type PersonStep = {
  readonly subscriber: number;
  readonly kind: ConsentKind;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What was chosen then; null where the entry does not say. */
  readonly themes: Subscriber['choice']['themes'] | null;
  /** As the person is now. */
  readonly now: { readonly themes: Subscriber['choice']['themes'] } & Pick<Subscriber, 'status' | 'leftAt'>;
};

/** A mail that came back, and the sealed address that its person has now. */
export type BouncedMail = {
  readonly hash: string;
  readonly subscriber: number;
  readonly kind: BounceKind;
  readonly status: string;
  readonly address: Sealed | null;
};

export type SendingTally = {
  readonly edition: number;
  readonly state: SendingState;
  readonly counts: DeliveryCounts;
};

export type Charts = {
  /** Of subscribers with numbers above `after` and up to `to`, in the order of numbers and events. */
  steps(after: number, to: number): Promise<readonly PersonStep[]>;
  /** 0 when there is none. */
  lastNumber(): Promise<number>;
  /** Behind a report's hash, in the order of hashes; '' begins. */
  bounces(after: string, limit: number): Promise<readonly BouncedMail[]>;
  /** Newest edition first. */
  sendings(limit: number): Promise<readonly SendingTally[]>;
  /** Keys of facts by how often they are told, most first; in 1 statement they are not told again. */
  toldFacts(limit: number): Promise<readonly { readonly factKey: string; readonly statements: number }[]>;
};

/** The numbers of a store. */
export function chartsOf(records: Records): Charts {
  return {
    steps: (after, to) => listSteps(records, after, to),
    lastNumber: () => findLastNumber(records),
    bounces: (after, limit) => listBounces(records, after, limit),
    sendings: (limit) => listSendings(records, limit),
    toldFacts: (limit) => listToldFacts(records, limit),
  };
}

const KINDS: readonly ConsentKind[] = ['confirmed', 'imported', 'choice-changed', 'left', 'came-back'];

async function listSteps(records: Records, after: number, to: number): Promise<readonly PersonStep[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('consents')
      .innerJoin('subscribers', 'subscribers.number', 'consents.subscriber')
      .select(['subscriber', 'kind', 'at', 'detail', 'themes', 'status', 'left_at'])
      .where('subscriber', '>', after)
      .where('subscriber', '<=', to)
      .where('kind', 'in', KINDS)
      .orderBy('subscriber')
      .orderBy('position')
      .execute(),
  );
  return rows.map(({ subscriber, kind, at, detail, themes, status, left_at }) => ({
    subscriber,
    kind,
    at,
    themes: chosenIn(detail),
    now: { themes: themesOf(themes), status, leftAt: left_at },
  }));
}

/** Details are ours, but for those of rows that came out of a file. */
function chosenIn(detail: string): PersonStep['themes'] {
  if (!detail.includes('"choice"')) return null;
  const { choice } = JSON.parse(detail) as { choice?: { themes?: unknown } };
  const themes = choice?.themes;
  if (themes === 'all') return 'all';
  return Array.isArray(themes) ? themes.filter((theme) => typeof theme === 'string') : null;
}

async function findLastNumber(records: Records): Promise<number> {
  const { last } = await records.read((db) =>
    db
      .selectFrom('subscribers')
      .select((row) => row.fn.max('number').as('last'))
      .executeTakeFirstOrThrow(),
  );
  return last ?? 0;
}

async function listBounces(records: Records, after: string, limit: number): Promise<readonly BouncedMail[]> {
  return await records.read((db) =>
    db
      .selectFrom('bounces')
      .leftJoin('subscribers', 'subscribers.number', 'bounces.subscriber')
      .select(['hash', 'subscriber', 'kind', 'bounces.status as status', 'address'])
      .where('hash', '>', after)
      .orderBy('hash')
      .limit(limit)
      .execute(),
  );
}

async function listSendings(records: Records, limit: number): Promise<readonly SendingTally[]> {
  const rows = await records.read((db) =>
    db.selectFrom('sendings').selectAll().orderBy('edition', 'desc').limit(limit).execute(),
  );
  return rows.map((row) => ({ edition: row.edition, state: row.state, counts: countsOf(row) }));
}

async function listToldFacts(records: Records, limit: number): ReturnType<Charts['toldFacts']> {
  const { rows } = await records.read((db) =>
    sql<{ fact_key: string; statements: number | bigint }>`
      select fact_key, count(*) as statements from figures where fact_key is not null
      group by fact_key having count(*) > 1 order by count(*) desc, fact_key limit ${limit}`.execute(db),
  );
  return rows.map((row) => ({ factKey: row.fact_key, statements: Number(row.statements) }));
}
