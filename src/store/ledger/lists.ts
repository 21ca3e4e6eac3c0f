/** Rows as editors see them. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { DeliveryState } from '../../model.ts';
import type { Records } from '../records.ts';
import type { DeliveryRow } from '../schema-deliveries.ts';
import { deliveriesBy, type Few, INDEX_OF_STATE, isAmong } from './conditions.ts';
import type { ListedDelivery } from './contract.ts';

/** Different replies that are told. */
const REPLIES = 100;

/** Rows in a state behind a position, in their order. */
export async function listDeliveries(
  records: Records,
  edition: number,
  state: DeliveryState,
  after: number,
  limit: number,
): Promise<readonly ListedDelivery[]> {
  const index = INDEX_OF_STATE[state];
  const indexed = index === undefined ? sql`true` : isAmong(index);
  const which = sql`edition = ${edition} and ${indexed} and state = ${state}`;
  return await listRows(records, index, which, after, limit);
}

/** An uncertain row has one doubt for what may have been its only delivery. */
export async function listDoubtful(
  records: Records,
  edition: number,
  after: number,
  limit: number,
): Promise<readonly ListedDelivery[]> {
  const twice = sql`(state in ('sent', 'sending') or state = 'uncertain' and doubts > 1)`;
  const which = sql`edition = ${edition} and ${isAmong('doubtful')} and ${twice}`;
  return await listRows(records, 'doubtful', which, after, limit);
}

async function listRows(
  records: Records,
  index: Few | undefined,
  which: RawBuilder<unknown>,
  after: number,
  limit: number,
): Promise<readonly ListedDelivery[]> {
  const table = index === undefined ? sql`deliveries` : deliveriesBy(records.flavour, index);
  const { rows } = await records.read((db) =>
    sql<Listed>`
      select d.*, s.id as person from (
        select * from ${table} where ${which} and position > ${after} order by position limit ${limit}
      ) d left join subscribers s on s.number = d.subscriber order by d.position`.execute(db),
  );
  return rows.map(listedOf);
}

/** What was sent to a subscriber, newest edition first. */
export async function listOfSubscriber(
  records: Records,
  subscriber: number,
): Promise<readonly (ListedDelivery & { readonly edition: number })[]> {
  const { rows } = await records.read((db) =>
    sql<Listed>`
      select d.*, s.id as person from deliveries d join subscribers s on s.number = d.subscriber
      where d.edition in (select edition from sendings) and d.subscriber = ${subscriber}
      order by d.edition desc`.execute(db),
  );
  return rows.map((row) => ({ edition: row.edition, ...listedOf(row) }));
}

/** What servers said, most frequent first. */
export async function countReplies(
  records: Records,
  edition: number,
  state: 'failed' | 'queued',
): Promise<readonly { readonly reply: string; readonly rows: number }[]> {
  const few = state === 'failed' ? 'unsent' : 'put_off';
  const { rows } = await records.read((db) =>
    sql<{ reply: string; rows: number }>`
      select last_reply as reply, count(*) as rows from ${deliveriesBy(records.flavour, few)}
      where edition = ${edition} and ${isAmong(few)} and state = ${state} and last_reply is not null
      group by last_reply order by count(*) desc, last_reply limit ${REPLIES}`.execute(db),
  );
  return rows.map(({ reply, rows }) => ({ reply, rows: Number(rows) }));
}

type Listed = Selectable<DeliveryRow> & { readonly person: string | null };

function listedOf(row: Listed): ListedDelivery {
  return {
    position: row.position,
    subscriber: row.person,
    state: row.state,
    attempts: row.attempts,
    doubts: row.doubts,
    reply: row.last_reply,
    exclusion: row.exclusion,
    nextTryAt: row.next_try_at,
    settledAt: row.settled_at,
  };
}
