/** All members, page by page, and how many there are. */
import type { Consent, Subscriber, SubscriberStatus, SuppressionReason } from '../model.ts';
import { consentOf, subscriberOf } from './member-rows.ts';
import type { Records } from './records.ts';

/** A member with the whole record. */
export type ListedMember = {
  readonly subscriber: Subscriber;
  /** Why the address gets no mail; null when it may. */
  readonly suppression: SuppressionReason | null;
  /** Oldest first. */
  readonly consents: readonly Consent[];
};

/** How many members there are, by digest and status, and how many addresses must not be mailed, by reason. */
export type MemberCounts = {
  readonly members: readonly { readonly digest: string; readonly status: SubscriberStatus; readonly count: number }[];
  readonly suppressions: readonly { readonly reason: SuppressionReason; readonly count: number }[];
};

/** The next members behind a number, in the order of their numbers; fewer than `limit` are the last ones. */
export async function listMembers(records: Records, after: number, limit: number): Promise<readonly ListedMember[]> {
  return await records.read(async (db) => {
    const rows = await db
      .selectFrom('subscribers')
      .leftJoin('suppressions', 'suppressions.address_hash', 'subscribers.address_hash')
      .selectAll('subscribers')
      .select('suppressions.reason')
      .where('number', '>', after)
      .orderBy('number')
      .limit(limit)
      .execute();
    const last = rows.at(-1)?.number ?? after;
    const consents = await db
      .selectFrom('consents')
      .selectAll()
      .where('subscriber', '>', after)
      .where('subscriber', '<=', last)
      .orderBy('subscriber')
      .orderBy('position')
      .execute();
    const records = Map.groupBy(consents, ({ subscriber }) => subscriber);
    return rows.map(({ reason, ...row }) => ({
      subscriber: subscriberOf(row),
      suppression: reason,
      consents: (records.get(row.number) ?? []).map(consentOf),
    }));
  });
}

/** Counts them. */
export async function countMembers(records: Records): Promise<MemberCounts> {
  return await records.read(async (db) => {
    const members = await db
      .selectFrom('subscribers')
      .select(['digest', 'status', (row) => row.fn.countAll<number | bigint>().as('count')])
      .groupBy(['digest', 'status'])
      .orderBy('digest')
      .orderBy('status')
      .execute();
    const suppressions = await db
      .selectFrom('suppressions')
      .select(['reason', (row) => row.fn.countAll<number | bigint>().as('count')])
      .groupBy('reason')
      .orderBy('reason')
      .execute();
    return { members: members.map(counted), suppressions: suppressions.map(counted) };
  });
}

function counted<Row extends { readonly count: number | bigint }>(row: Row): Row & { readonly count: number } {
  return { ...row, count: Number(row.count) };
}
