/** Subscribers as the desk lists and counts them: never by their addresses. */
import type { Subscriber, SubscriberStatus, SuppressionReason } from '../model.ts';
import { themesOf } from './member-rows.ts';
import type { Records } from './records.ts';

/** How many chose the same of one digest, in one status. */
export type PeopleCount = {
  readonly status: SubscriberStatus;
  readonly themes: Subscriber['choice']['themes'];
  readonly count: number;
};

/** A line of the list. */
export type ListedPerson = Pick<Subscriber, 'number' | 'id' | 'status' | 'choice' | 'pausedUntil' | 'signedUpAt'> & {
  readonly suppression: SuppressionReason | null;
};

/** At most `limit` in one status or all, those below the number `before`. */
export type PeopleRange = { readonly limit: number; readonly before?: number; readonly status?: SubscriberStatus };

export type People = {
  count(): Promise<readonly PeopleCount[]>;
  /** Newest first. */
  list(range: PeopleRange): Promise<readonly ListedPerson[]>;
};

/** The lists of a store. */
export function peopleOf(records: Records): People {
  return { count: () => countPeople(records), list: (range) => listPeople(records, range) };
}

async function countPeople(records: Records): Promise<readonly PeopleCount[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('subscribers')
      .select(['status', 'themes', (row) => row.fn.countAll<number | bigint>().as('count')])
      // In the order of the index, of several digests each by itself.
      .groupBy(['digest', 'status', 'themes'])
      .orderBy('digest')
      .orderBy('status')
      .orderBy('themes')
      .execute(),
  );
  return rows.map(({ status, themes, count }) => ({ status, themes: themesOf(themes), count: Number(count) }));
}

async function listPeople(records: Records, { limit, before, status }: PeopleRange): Promise<readonly ListedPerson[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('subscribers')
      .leftJoin('suppressions', 'suppressions.address_hash', 'subscribers.address_hash')
      .select(['number', 'id', 'status', 'digest', 'themes', 'paused_until', 'signed_up_at', 'suppressions.reason'])
      .$if(before !== undefined, (query) => query.where('number', '<', before as number))
      .$if(status !== undefined, (query) => query.where('status', '=', status as SubscriberStatus))
      .orderBy('number', 'desc')
      .limit(limit)
      .execute(),
  );
  return rows.map((row) => ({
    number: row.number,
    id: row.id,
    status: row.status,
    choice: { digest: row.digest, themes: themesOf(row.themes) },
    pausedUntil: row.paused_until,
    signedUpAt: row.signed_up_at,
    suppression: row.reason,
  }));
}
