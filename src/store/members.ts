/** Subscribers: read one at a time, changed in transactions that the use cases write. */
import type { Kysely, Transaction } from 'kysely';
import type { AddressHash, Consent, LetterKind, Sealed, Subscriber, SuppressionReason } from '../model.ts';
import { forgetPerson } from './ledger/erasing.ts';
import { consentOf, subscriberOf, subscriberRow } from './member-rows.ts';
import type { Records } from './records.ts';
import type { Database, LetterCountRow, SuppressionRow, TicketRow } from './schema.ts';

/** A mailed secret; `address` is what it confirms, where that is not the one on record. */
export type TicketRecord = {
  readonly hash: string;
  readonly purpose: TicketRow['purpose'];
  readonly subscriber: number;
  readonly newAddress: { readonly hash: AddressHash; readonly address: Sealed } | null;
  readonly expiresAt: number;
  readonly usedAt: number | null;
};

/** Why and since when an address gets no mail. */
export type Suppression = { readonly reason: SuppressionReason; readonly at: number };

/** Letters to an address that has not confirmed since. */
export type LetterCount = { readonly sent: number; readonly lastAt: number };

/** A letter to be sent: `content` is JSON, sealed. */
export type NewLetter = {
  readonly id: string;
  readonly kind: LetterKind;
  readonly subscriber: number;
  readonly content: Sealed;
  readonly at: number;
};

/** What can be asked about members. */
export type MemberReader = {
  byHash(hash: AddressHash): Promise<Subscriber | null>;
  byId(id: string): Promise<Subscriber | null>;
  byNumber(number: number): Promise<Subscriber | null>;
  /** Oldest first. */
  consents(subscriber: number): Promise<readonly Consent[]>;
  suppression(hash: AddressHash): Promise<Suppression | null>;
  ticket(hash: string): Promise<TicketRecord | null>;
  letterCount(hash: AddressHash): Promise<LetterCount>;
};

/** What can be changed about them, inside one transaction. */
export type MemberWriter = MemberReader & {
  /** Gives the next number. */
  add(subscriber: Omit<Subscriber, 'number'>): Promise<Subscriber>;
  update(subscriber: Subscriber): Promise<void>;
  /** With consents, tickets, letters and bounces; deliveries stay without a name, and queued ones are excluded. */
  remove(subscriber: number): Promise<void>;
  addConsent(subscriber: number, consent: Consent): Promise<void>;
  /** Replaces an earlier reason. */
  suppress(hash: AddressHash, reason: SuppressionReason, at: number): Promise<void>;
  unsuppress(hash: AddressHash): Promise<void>;
  addTicket(ticket: TicketRecord): Promise<void>;
  /** Ends the open tickets of a subscriber, of one purpose or of all. */
  endTickets(subscriber: number, at: number, purpose?: TicketRow['purpose']): Promise<void>;
  setLetterCount(hash: AddressHash, count: LetterCount): Promise<void>;
  forgetLetterCount(hash: AddressHash): Promise<void>;
  queueLetter(letter: NewLetter): Promise<void>;
  /** Takes the letters to a subscriber off the list that have not been sent, but for a copy of the data. */
  dropLetters(subscriber: number): Promise<void>;
  /** Puts something to be decided on afterwards on the list (`post.waitingSignUps`). */
  queueSignUp(signUp: { readonly id: string; readonly at: number; readonly request: Sealed }): Promise<void>;
  /** Takes a sign-up off the list; false when another process has done so. */
  takeSignUp(id: string): Promise<boolean>;
};

/** Reads without a transaction. */
export function memberReader(records: Records): MemberReader {
  const read =
    <Args extends unknown[], T>(work: (db: Kysely<Database>, ...args: Args) => Promise<T>) =>
    (...args: Args) =>
      records.read((db) => work(db, ...args));
  return {
    byHash: read(byHash),
    byId: read(byId),
    byNumber: read(byNumber),
    consents: read(consentsOf),
    suppression: read(suppressionOf),
    ticket: read(ticketOf),
    letterCount: read(letterCountOf),
  };
}

/** Runs a use case's changes: all of them are written or none. */
export function changeMembers<T>(records: Records, work: (members: MemberWriter) => Promise<T>): Promise<T> {
  return records.write((transaction) => work(memberWriter(transaction)));
}

/** What can be changed inside a transaction that is open already. */
export function memberWriter(db: Transaction<Database>): MemberWriter {
  return {
    byHash: (hash) => byHash(db, hash),
    byId: (id) => byId(db, id),
    byNumber: (number) => byNumber(db, number),
    consents: (subscriber) => consentsOf(db, subscriber),
    suppression: (hash) => suppressionOf(db, hash),
    ticket: (hash) => ticketOf(db, hash),
    letterCount: (hash) => letterCountOf(db, hash),
    add: (subscriber) => add(db, subscriber),
    update: (subscriber) => update(db, subscriber),
    remove: (subscriber) => remove(db, subscriber),
    addConsent: (subscriber, consent) => addConsent(db, subscriber, consent),
    suppress: (hash, reason, at) => suppress(db, { address_hash: hash, reason, at }),
    async unsuppress(hash) {
      await db.deleteFrom('suppressions').where('address_hash', '=', hash).execute();
    },
    addTicket: (ticket) => addTicket(db, ticket),
    async endTickets(subscriber, at, purpose) {
      await db
        .updateTable('tickets')
        .set({ used_at: at })
        .where('subscriber', '=', subscriber)
        .where('used_at', 'is', null)
        .$if(purpose !== undefined, (query) => query.where('purpose', '=', purpose as TicketRow['purpose']))
        .execute();
    },
    setLetterCount: (hash, { sent, lastAt }) => setLetterCount(db, { address_hash: hash, sent, last_at: lastAt }),
    async queueLetter(letter) {
      await db
        .insertInto('letters')
        .values({ ...letter, next_try_at: letter.at, attempts: 0, last_reply: null })
        .execute();
    },
    async forgetLetterCount(hash) {
      await db.deleteFrom('letter_counts').where('address_hash', '=', hash).execute();
    },
    async dropLetters(subscriber) {
      await db.deleteFrom('letters').where('subscriber', '=', subscriber).where('kind', '!=', 'data-copy').execute();
    },
    async queueSignUp(signUp) {
      await db.insertInto('sign_ups').values(signUp).execute();
    },
    async takeSignUp(id) {
      const { numDeletedRows } = await db.deleteFrom('sign_ups').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}

type Reading = Kysely<Database>;

async function byHash(db: Reading, hash: AddressHash): Promise<Subscriber | null> {
  const row = await db.selectFrom('subscribers').selectAll().where('address_hash', '=', hash).executeTakeFirst();
  return row ? subscriberOf(row) : null;
}

async function byId(db: Reading, id: string): Promise<Subscriber | null> {
  const row = await db.selectFrom('subscribers').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? subscriberOf(row) : null;
}

async function byNumber(db: Reading, number: number): Promise<Subscriber | null> {
  const row = await db.selectFrom('subscribers').selectAll().where('number', '=', number).executeTakeFirst();
  return row ? subscriberOf(row) : null;
}

async function consentsOf(db: Reading, subscriber: number): Promise<readonly Consent[]> {
  const rows = await db
    .selectFrom('consents')
    .selectAll()
    .where('subscriber', '=', subscriber)
    .orderBy('position')
    .execute();
  return rows.map(consentOf);
}

async function suppressionOf(db: Reading, hash: AddressHash): Promise<Suppression | null> {
  const row = await db.selectFrom('suppressions').selectAll().where('address_hash', '=', hash).executeTakeFirst();
  return row ? { reason: row.reason, at: row.at } : null;
}

async function ticketOf(db: Reading, hash: string): Promise<TicketRecord | null> {
  const row = await db.selectFrom('tickets').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (!row) return null;
  const { address, address_hash, purpose, subscriber } = row;
  const newAddress = address !== null && address_hash !== null ? { hash: address_hash, address } : null;
  return { hash, purpose, subscriber, newAddress, expiresAt: row.expires_at, usedAt: row.used_at };
}

async function letterCountOf(db: Reading, hash: AddressHash): Promise<LetterCount> {
  const row = await db.selectFrom('letter_counts').selectAll().where('address_hash', '=', hash).executeTakeFirst();
  return row ? { sent: row.sent, lastAt: row.last_at } : { sent: 0, lastAt: 0 };
}

async function add(db: Transaction<Database>, subscriber: Omit<Subscriber, 'number'>): Promise<Subscriber> {
  const { last } = await db
    .selectFrom('subscribers')
    .select((row) => row.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  const added = { ...subscriber, number: (last ?? 0) + 1 };
  await db.insertInto('subscribers').values(subscriberRow(added)).execute();
  return added;
}

async function update(db: Transaction<Database>, subscriber: Subscriber): Promise<void> {
  const { number, ...changes } = subscriberRow(subscriber);
  await db.updateTable('subscribers').set(changes).where('number', '=', number).execute();
}

async function remove(db: Transaction<Database>, subscriber: number): Promise<void> {
  await forgetPerson(db, subscriber);
  await db.deleteFrom('letters').where('subscriber', '=', subscriber).execute();
  await db.deleteFrom('tickets').where('subscriber', '=', subscriber).execute();
  await db.deleteFrom('consents').where('subscriber', '=', subscriber).execute();
  await db.deleteFrom('subscribers').where('number', '=', subscriber).execute();
}

async function addConsent(db: Transaction<Database>, subscriber: number, consent: Consent): Promise<void> {
  const { last } = await db
    .selectFrom('consents')
    .select((row) => row.fn.max('position').as('last'))
    .where('subscriber', '=', subscriber)
    .executeTakeFirstOrThrow();
  const { kind, at, textVersion, ip, ipUntil, detail } = consent;
  await db
    .insertInto('consents')
    .values({
      subscriber,
      position: (last ?? 0) + 1,
      kind,
      at,
      text_version: textVersion,
      ip,
      ip_until: ipUntil,
      detail: JSON.stringify(detail),
    })
    .execute();
}

async function suppress(db: Transaction<Database>, row: SuppressionRow): Promise<void> {
  await db
    .insertInto('suppressions')
    .values(row)
    .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ reason: row.reason, at: row.at }))
    .execute();
}

async function addTicket(db: Transaction<Database>, ticket: TicketRecord): Promise<void> {
  await db
    .insertInto('tickets')
    .values({
      hash: ticket.hash,
      purpose: ticket.purpose,
      subscriber: ticket.subscriber,
      address_hash: ticket.newAddress?.hash ?? null,
      address: ticket.newAddress?.address ?? null,
      expires_at: ticket.expiresAt,
      used_at: ticket.usedAt,
    })
    .execute();
}

async function setLetterCount(db: Transaction<Database>, row: LetterCountRow): Promise<void> {
  await db
    .insertInto('letter_counts')
    .values(row)
    .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ sent: row.sent, last_at: row.last_at }))
    .execute();
}
