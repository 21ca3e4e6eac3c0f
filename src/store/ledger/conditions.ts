/** The partial indexes of `deliveries`: a database uses one only where its condition stands in the query. */
import { type RawBuilder, sql } from 'kysely';
import type { DeliveryState } from '../../model.ts';
import type { Flavour } from '../records.ts';

const CONDITIONS = {
  due: sql<boolean>`state = 'queued'`,
  claimed: sql<boolean>`state = 'sending'`,
  unsent: sql<boolean>`state in ('excluded', 'failed', 'uncertain')`,
  put_off: sql<boolean>`state = 'queued' and last_reply is not null`,
  provisional: sql<boolean>`is_provisional = 1`,
  doubtful: sql<boolean>`doubts > 0`,
} as const;

/** The rows that an index leads to. */
export type Few = keyof typeof CONDITIONS;

/** After `from` or `update`: the table with the index to use. */
export function deliveriesBy({ indexedBy }: Pick<Flavour, 'indexedBy'>, few: Few): RawBuilder<unknown> {
  return sql`deliveries ${indexedBy(`deliveries_${few}`)}`;
}

/** In `where`: what holds for all rows of the index. */
export function isAmong(few: Few): RawBuilder<boolean> {
  return CONDITIONS[few];
}

/** Which index leads to the rows of a state; there is none to those that were sent. */
export const INDEX_OF_STATE: Readonly<Partial<Record<DeliveryState, Few>>> = {
  sending: 'claimed',
  excluded: 'unsent',
  failed: 'unsent',
  uncertain: 'unsent',
};
