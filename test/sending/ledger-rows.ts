/** The ledger read without the code that keeps it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { DeliveryState, SendingState } from '../../src/model.ts';
import type { Newsroom } from './newsroom.ts';

/** One row, as far as tests ask. */
export type Row = {
  readonly position: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly doubts: number;
  readonly next_try_at: number;
  readonly last_reply: string | null;
  readonly exclusion: string | null;
};

/** Edition 1's sending, and how many rows are in each state. */
export type LedgerFacts = {
  readonly state: SendingState;
  readonly reason: string | null;
  readonly candidates: number;
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
  /** Rows altogether: the candidates, if nobody was forgotten. */
  readonly sum: number;
};

/** Counts. */
export async function readLedger(room: Newsroom): Promise<LedgerFacts> {
  const [sending] = await ask<{ state: SendingState; reason: string | null; candidates: number }>(
    room,
    'select state, reason, candidates from sendings where edition = 1',
  );
  if (!sending) throw new Error('edition 1 was not frozen');
  const groups = await ask<{ state: DeliveryState; people: number | string }>(
    room,
    'select state, count(*) as people from deliveries where edition = 1 group by state',
  );
  const counts = Object.fromEntries(groups.map(({ state, people }) => [state, Number(people)]));
  const sum = Object.values(counts).reduce((total, people) => total + people, 0);
  return { ...sending, candidates: Number(sending.candidates), counts, sum };
}

/** All rows of edition 1. */
export async function readRows(room: Newsroom): Promise<readonly Row[]> {
  const rows = await ask<Row>(room, 'select * from deliveries where edition = 1 order by position');
  return rows.map((row) => ({ ...row, position: Number(row.position), next_try_at: Number(row.next_try_at) }));
}

async function ask<T>({ folder, env }: Newsroom, sql: string): Promise<readonly T[]> {
  if (env['DATABASE_URL']) {
    const client = new pg.Client({ connectionString: env['DATABASE_URL'] });
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }
  const db = new DatabaseSync(join(folder, 'var/mujaz.sqlite'), { timeout: 30_000 });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}
