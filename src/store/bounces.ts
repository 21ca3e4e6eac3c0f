/** Mails that came back: each is written down once, together with what follows from it for its person. */
import type { Kysely, Transaction } from 'kysely';
import type { BounceKind } from '../model.ts';
import { type MemberWriter, memberWriter } from './members.ts';
import type { Records } from './records.ts';
import type { BounceRow, Database } from './schema.ts';

/** A mail that came back. */
export type BounceRecord = {
  /** Of the report: the same report is the same hash. */
  readonly hash: string;
  /** 0 where only the person is known. */
  readonly edition: number;
  readonly subscriber: number;
  readonly kind: BounceKind;
  /** RFC 3463, or ''. */
  readonly status: string;
  /** Epoch milliseconds, when it was taken. */
  readonly at: number;
};

/** What can be asked about mails that came back. */
export type BounceReader = {
  /** Newest first. */
  ofSubscriber(subscriber: number): Promise<readonly BounceRecord[]>;
  /** How many mails of an edition came back. */
  count(edition: number): Promise<Readonly<Record<BounceKind, number>>>;
};

/** What taking one asks and changes, inside one transaction. */
export type BounceWriter = {
  /** False, and nothing done, when the same report is there already. */
  add(bounce: BounceRecord): Promise<boolean>;
  /** Soft ones of a subscriber after a time (epoch ms). */
  softSince(subscriber: number, after: number): Promise<readonly BounceRecord[]>;
  /** When a server took the edition over for this subscriber; null where no row says so. */
  sentAt(subscriber: number, edition: number): Promise<number | null>;
};

/** Reads without a transaction. */
export function bounceReader(records: Records): BounceReader {
  return {
    ofSubscriber: (subscriber) => records.read((db) => bouncesOf(db, subscriber)),
    count: (edition) => records.read((db) => countBounces(db, edition)),
  };
}

/** One transaction over a mail that came back and the person it is about. */
export function changeBounces<T>(
  records: Records,
  work: (bounces: BounceWriter, members: MemberWriter) => Promise<T>,
): Promise<T> {
  return records.write((transaction) => work(bounceWriter(transaction), memberWriter(transaction)));
}

function bounceWriter(db: Transaction<Database>): BounceWriter {
  return {
    async add(bounce) {
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto('bounces')
        .values(bounce)
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows > 0n;
    },
    softSince: (subscriber, after) =>
      db
        .selectFrom('bounces')
        .selectAll()
        .where('subscriber', '=', subscriber)
        .where('at', '>', after)
        .where('kind', '=', 'soft')
        .execute(),
    async sentAt(subscriber, edition) {
      const row = await db
        .selectFrom('deliveries')
        .select(['first_tried_at', 'settled_at'])
        .where('edition', '=', edition)
        .where('subscriber', '=', subscriber)
        .executeTakeFirst();
      return row?.settled_at ?? row?.first_tried_at ?? null;
    },
  };
}

async function bouncesOf(db: Kysely<Database>, subscriber: number): Promise<readonly BounceRow[]> {
  return await db
    .selectFrom('bounces')
    .selectAll()
    .where('subscriber', '=', subscriber)
    .orderBy('at', 'desc')
    .orderBy('hash')
    .execute();
}

async function countBounces(db: Kysely<Database>, edition: number): Promise<Readonly<Record<BounceKind, number>>> {
  const rows = await db
    .selectFrom('bounces')
    .select(({ fn }) => ['kind', fn.countAll<number | bigint>().as('mails')] as const)
    .where('edition', '=', edition)
    .groupBy('kind')
    .execute();
  const mailsOf = (kind: BounceKind) => Number(rows.find((row) => row.kind === kind)?.mails ?? 0);
  return { hard: mailsOf('hard'), soft: mailsOf('soft'), complaint: mailsOf('complaint') };
}
