/** What waits to be done: sign-ups to decide on, letters to send, terms that have ended. */
import { sql } from 'kysely';
import type { LetterKind, Sealed } from '../model.ts';
import type { Records } from './records.ts';

/** A sign-up that was answered but not yet decided on. */
export type WaitingSignUp = { readonly id: string; readonly at: number; readonly request: Sealed };

/** A letter whose time has come; nobody else has it until the lease ends. */
export type DueLetter = {
  readonly id: string;
  readonly kind: LetterKind;
  readonly subscriber: number;
  readonly content: Sealed;
  readonly at: number;
  /** With this one. */
  readonly attempts: number;
};

/** What was forgotten because its term had ended. */
export type Forgotten = { readonly ips: number; readonly unconfirmed: number };

/** What waits, of an open database. */
export type Post = {
  queueSignUp(signUp: WaitingSignUp): Promise<void>;
  /** Oldest first. */
  waitingSignUps(limit: number): Promise<readonly WaitingSignUp[]>;
  /** Those due at `now` (epoch ms), kept from others until `lease`. */
  claimLetters(now: number, lease: number, limit: number): Promise<readonly DueLetter[]>;
  finishLetter(id: string): Promise<void>;
  postponeLetter(id: string, at: number, reply: string): Promise<void>;
  waitingLetters(): Promise<number>;
  /** Internet addresses whose term has ended, and sign-ups from before a time that nobody confirmed. */
  forgetExpired(now: number, unconfirmedBefore: number): Promise<Forgotten>;
};

/** Over an open database. */
export function postOf(records: Records): Post {
  return {
    queueSignUp: (signUp) => queueSignUp(records, signUp),
    waitingSignUps: (limit) => waitingSignUps(records, limit),
    claimLetters: (now, lease, limit) => claimLetters(records, now, lease, limit),
    finishLetter: (id) => finishLetter(records, id),
    postponeLetter: (id, at, reply) => postponeLetter(records, id, at, reply),
    waitingLetters: () => waitingLetters(records),
    forgetExpired: (now, before) => forgetExpired(records, now, before),
  };
}

/** Puts a sign-up on the list. */
async function queueSignUp(records: Records, signUp: WaitingSignUp): Promise<void> {
  await records.write((transaction) => transaction.insertInto('sign_ups').values(signUp).execute());
}

/** The oldest sign-ups on the list. */
async function waitingSignUps(records: Records, limit: number): Promise<readonly WaitingSignUp[]> {
  return await records.read((db) =>
    db.selectFrom('sign_ups').selectAll().orderBy('at').orderBy('id').limit(limit).execute(),
  );
}

/** Claims letters that are due until `lease` (epoch ms): a process that dies leaves them to the next one. */
async function claimLetters(
  records: Records,
  now: number,
  lease: number,
  limit: number,
): Promise<readonly DueLetter[]> {
  return await records.write(async (transaction) => {
    const due = await transaction
      .selectFrom('letters')
      .selectAll()
      .where('next_try_at', '<=', now)
      .orderBy('next_try_at')
      .limit(limit)
      .execute();
    for (const { id } of due) {
      await transaction
        .updateTable('letters')
        .set({ next_try_at: lease, attempts: sql`attempts + 1` })
        .where('id', '=', id)
        .execute();
    }
    return due.map(({ id, kind, subscriber, content, at, attempts }) => ({
      id,
      kind,
      subscriber,
      content,
      at,
      attempts: attempts + 1,
    }));
  });
}

/** Takes a letter off the list: it was accepted by the mail server, or refused for good. */
async function finishLetter(records: Records, id: string): Promise<void> {
  await records.write((transaction) => transaction.deleteFrom('letters').where('id', '=', id).execute());
}

/** Puts a letter back until `at` (epoch ms), with what the mail server said. */
async function postponeLetter(records: Records, id: string, at: number, reply: string): Promise<void> {
  await records.write((transaction) =>
    transaction.updateTable('letters').set({ next_try_at: at, last_reply: reply }).where('id', '=', id).execute(),
  );
}

/** How many letters are on the list. */
async function waitingLetters(records: Records): Promise<number> {
  const { count } = await records.read((db) =>
    db
      .selectFrom('letters')
      .select((row) => row.fn.countAll<number | bigint>().as('count'))
      .executeTakeFirstOrThrow(),
  );
  return Number(count);
}

/** A ticket whose term is over is told so for as long; then it is forgotten, with the address it may hold. */
const TICKET_REST_MS = 30 * 86_400_000;

/** A copy of someone's data is not kept waiting longer than that, whatever the mail server does. */
const DATA_COPY_MS = 3 * 86_400_000;

/**
 * Forgets internet addresses whose term has ended, and people who never confirmed.
 * @param unconfirmedBefore epoch ms: sign-ups before it that were not confirmed
 */
async function forgetExpired(records: Records, now: number, unconfirmedBefore: number): Promise<Forgotten> {
  return await records.write(async (transaction) => {
    const ips = await transaction
      .updateTable('consents')
      .set({ ip: null, ip_until: null })
      .where('ip_until', '<=', now)
      .executeTakeFirstOrThrow();
    await transaction
      .deleteFrom('tickets')
      .where('expires_at', '<', now - TICKET_REST_MS)
      .execute();
    await transaction
      .deleteFrom('letters')
      .where('kind', '=', 'data-copy')
      .where('at', '<=', now - DATA_COPY_MS)
      .execute();
    const stale = transaction
      .selectFrom('subscribers')
      .select('number')
      .where('status', '=', 'unconfirmed')
      .where('signed_up_at', '<', unconfirmedBefore);
    for (const table of ['letters', 'tickets', 'consents'] as const) {
      await transaction.deleteFrom(table).where('subscriber', 'in', stale).execute();
    }
    const people = await transaction
      .deleteFrom('subscribers')
      .where('status', '=', 'unconfirmed')
      .where('signed_up_at', '<', unconfirmedBefore)
      .executeTakeFirstOrThrow();
    return { ips: Number(ips.numUpdatedRows), unconfirmed: Number(people.numDeletedRows) };
  });
}
