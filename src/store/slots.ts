/** Slots of schedules. The row of a slot decides who makes its edition: it is written by one program at a time. */
import type { Selectable, Transaction } from 'kysely';
import type { Slot } from '../model.ts';
import type { Records } from './records.ts';
import type { Database, SlotRow } from './schema.ts';
import type { SlotRecord, Slots } from './slots-contract.ts';
import { followedBy, slotOfEdition } from './slots-editions.ts';
import { watchedSince } from './slots-watched.ts';

/** The slots of an open database. */
export function slotsOf(records: Records): Slots {
  return {
    watchedSince: (digest, schedule, now) => watchedSince(records, digest, schedule, now),
    claim: (slot, owner, now, leaseUntil, byHand) => claimSlot(records, slot, owner, { now, leaseUntil, byHand }),
    finish: (slot, owner, end, at) => finishSlot(records, slot, owner, end, at),
    miss: (slot, note, at) => missSlot(records, slot, note, at),
    find: (slot) => findSlot(records, slot),
    list: (range) => listSlots(records, range),
    from: (digest, dueFrom) => slotsFrom(records, digest, dueFrom),
    ofEdition: (edition) => records.read((db) => slotOfEdition(db, edition)),
    followedBy: (edition, at) => records.read((db) => followedBy(db, edition, at)),
  };
}

type DueSlot = Parameters<Slots['claim']>[0];

async function claimSlot(
  records: Records,
  { digest, date, time, dueAt }: DueSlot,
  owner: string,
  { now, leaseUntil, byHand }: { now: number; leaseUntil: number; byHand: boolean | undefined },
): Promise<boolean> {
  const making = { state: 'making', owner, lease_until: leaseUntil, retry_at: null, note: null, at: now } as const;
  return await records.write(async (transaction) => {
    if (await isAtAnother(transaction, { digest, date, time }, now, leaseUntil)) return false;
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('slots')
      .values({ digest, date, time, due_at: dueAt, edition: null, tries: 1, ...making })
      .onConflict((conflict) =>
        conflict
          .columns(['digest', 'date', 'time'])
          .doUpdateSet((row) => ({ ...making, tries: row('slots.tries', '+', 1) }))
          .where((row) =>
            row.or([
              row.and([row('slots.state', '=', 'making'), row('slots.lease_until', '<=', now)]),
              byHand
                ? row('slots.state', 'in', ['failed', 'missed', 'too-little'])
                : row.and([row('slots.state', 'in', ['failed', 'too-little']), row('slots.retry_at', '<=', now)]),
            ]),
          ),
      )
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  });
}

/**
 * Whether a living program makes another edition of the digest: two at once would tell the same news. A lease that is longer
 * than any that a clock near ours could have given is a mistake of that clock.
 */
async function isAtAnother(
  transaction: Transaction<Database>,
  { digest, date, time }: Slot,
  now: number,
  leaseUntil: number,
): Promise<boolean> {
  const other = await transaction
    .selectFrom('slots')
    .select('time')
    .where('digest', '=', digest)
    .where('state', '=', 'making')
    .where('lease_until', '>', now)
    .where('lease_until', '<=', leaseUntil + (leaseUntil - now))
    .where((is) => is.or([is('date', '!=', date), is('time', '!=', time)]))
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

async function finishSlot(
  records: Records,
  slot: Slot,
  owner: string,
  { state, edition, note, retryAt }: Parameters<Slots['finish']>[2],
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await records.write((transaction) =>
    transaction
      .updateTable('slots')
      .set({
        state,
        ...(edition === null ? {} : { edition }),
        note,
        retry_at: retryAt,
        owner: null,
        lease_until: null,
        at,
      })
      .where('digest', '=', slot.digest)
      .where('date', '=', slot.date)
      .where('time', '=', slot.time)
      .where('state', '=', 'making')
      .where('owner', '=', owner)
      .executeTakeFirstOrThrow(),
  );
  return numUpdatedRows === 1n;
}

async function missSlot(
  records: Records,
  { digest, date, time, dueAt }: DueSlot,
  note: string,
  at: number,
): Promise<boolean> {
  const nobody = { edition: null, owner: null, lease_until: null, tries: 0, retry_at: null };
  const { numInsertedOrUpdatedRows } = await records.write((transaction) =>
    transaction
      .insertInto('slots')
      .values({ digest, date, time, due_at: dueAt, state: 'missed', ...nobody, note, at })
      .onConflict((conflict) => conflict.columns(['digest', 'date', 'time']).doNothing())
      .executeTakeFirstOrThrow(),
  );
  return numInsertedOrUpdatedRows === 1n;
}

async function findSlot(records: Records, { digest, date, time }: Slot): Promise<SlotRecord | null> {
  const row = await records.read((db) =>
    db
      .selectFrom('slots')
      .selectAll()
      .where('digest', '=', digest)
      .where('date', '=', date)
      .where('time', '=', time)
      .executeTakeFirst(),
  );
  return row ? toRecord(row) : null;
}

async function listSlots(
  records: Records,
  { digest, limit }: Parameters<Slots['list']>[0],
): Promise<readonly SlotRecord[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('slots')
      .selectAll()
      .$if(digest !== undefined, (query) => query.where('digest', '=', digest as string))
      .orderBy('due_at', 'desc')
      .orderBy('digest')
      .limit(limit)
      .execute(),
  );
  return rows.map(toRecord);
}

async function slotsFrom(records: Records, digest: string, dueFrom: number): Promise<readonly SlotRecord[]> {
  const rows = await records.read((db) =>
    db
      .selectFrom('slots')
      .selectAll()
      .where('digest', '=', digest)
      .where('due_at', '>=', dueFrom)
      .orderBy('due_at')
      .orderBy('date')
      .orderBy('time')
      .execute(),
  );
  return rows.map(toRecord);
}

function toRecord(row: Selectable<SlotRow>): SlotRecord {
  const { digest, date, time, due_at, state, edition, at, note, tries, retry_at } = row;
  return { digest, date, time, dueAt: due_at, state, edition, at, note, tries, retryAt: retry_at };
}
