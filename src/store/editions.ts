/** Editions: what was made for a digest and a day, the stories in it, and the page versions it quotes. */
import type { Kysely, Transaction } from 'kysely';
import type { Day, Edition, Story } from '../model.ts';
import { type EditionState, summarise } from './archive.ts';
import { hashText } from './content.ts';
import { saveEditionParts } from './edition-parts.ts';
import { issueKey } from './issue-key.ts';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';
import type { SlotOrigin } from './slots-contract.ts';
import { countApprovals, noteEdition } from './slots-editions.ts';

/** What became of an edition that was handed over. */
export type SavedEdition =
  | { readonly number: number; readonly hash: string; readonly state: 'new' | 'replaced' | 'unchanged' }
  /** Another process took the number meanwhile, or this digest's day has another one: make it again as `next`. */
  | { readonly refused: 'number-taken'; readonly next: number }
  /** What was approved is not changed any more. */
  | { readonly refused: 'approved'; readonly number: number }
  /** Editors are at work on it: what they did would be lost. */
  | { readonly refused: 'mended'; readonly number: number }
  /** An edition of the digest was approved since the news of this one were read: it may tell the same. */
  | { readonly refused: 'told-changed' };

/** An edition and its state, read at one moment. */
export type WholeEdition = EditionState & { readonly edition: Edition };

/** Whether an approval holds; `changed`: the edition is not the one that was looked at. */
export type Approval = { readonly approved: true } | { readonly refused: 'unknown' | 'changed' };

/** Inside a transaction or outside. */
type Reading = Kysely<Database>;

type Slot = { readonly number: number; readonly hash: string; readonly approved_at: number | null };

/**
 * The number that the edition of a digest and day (and time, where there are several a day) has, or would get: editions of
 * all digests are numbered together, from 1 and without gaps.
 */
export async function nextEditionNumber(records: Records, digest: string, date: Day, time?: string): Promise<number> {
  const issue = issueKey(time === undefined ? { date } : { date, time });
  return await records.read((db) => numberFor(db, digest, issue));
}

/**
 * Saves an edition and its stories in one transaction. A digest has one edition a day, or one for each time of
 * it: the same one again changes nothing, another one replaces it under its number until it is approved or mended.
 * @param stories at least those that the edition shows or quotes; their pages must have been saved
 * @param origin of an edition of the schedule: its slot has it from then on
 */
export async function saveEdition(
  records: Records,
  edition: Edition,
  stories: readonly Story[],
  at: Date,
  origin?: SlotOrigin,
): Promise<SavedEdition> {
  const body = JSON.stringify(edition);
  const hash = hashText(body);
  const issue = issueKey(edition);
  return await records.write(async (transaction) => {
    const number = await numberFor(transaction, edition.digest, issue);
    if (number !== edition.number) return { refused: 'number-taken', next: number };
    const before = await slotOf(transaction, edition.digest, issue);
    if (before?.hash === hash && (!origin || before.approved_at !== null)) return { number, hash, state: 'unchanged' };
    if (before && (await isMended(transaction, number))) return { refused: 'mended', number };
    if (before && before.approved_at !== null) return { refused: 'approved', number };
    if (origin && origin.approvals !== (await countApprovals(transaction, edition.digest))) {
      return { refused: 'told-changed' };
    }
    if (origin) await noteEdition(transaction, origin.slot, number);
    // What is made anew has nothing to do with what was undone before.
    if (before) await transaction.deleteFrom('drafts').where('edition', '=', number).execute();
    await saveRow(transaction, edition, { hash, body, made_at: at.getTime() });
    await saveEditionParts(transaction, records, edition, stories, at);
    return { number, hash, state: stateAfter(before, hash) };
  });
}

/** The edition with this number and how far it is; null when there is none. */
export async function findWholeEdition(records: Records, number: number): Promise<WholeEdition | null> {
  const row = await records.read((db) =>
    db
      .selectFrom('editions')
      .select(['body', 'hash', 'made_at', 'approved_at'])
      .where('number', '=', number)
      .executeTakeFirst(),
  );
  if (!row) return null;
  const { body, hash, made_at, approved_at } = row;
  const approvedAt = approved_at === null ? null : new Date(approved_at);
  return { edition: JSON.parse(body), hash, madeAt: new Date(made_at), approvedAt };
}

/** Approves exactly the edition that was looked at; a second approval changes nothing. */
export async function approveEdition(records: Records, number: number, hash: string, at: Date): Promise<Approval> {
  return await records.write(async (transaction) => {
    const edition = await transaction
      .selectFrom('editions')
      .select(['hash', 'approved_at'])
      .where('number', '=', number)
      .executeTakeFirst();
    if (!edition) return { refused: 'unknown' };
    if (edition.hash !== hash) return { refused: 'changed' };
    await transaction
      .updateTable('editions')
      .set({ approved_at: at.getTime() })
      .where('number', '=', number)
      .where('approved_at', 'is', null)
      .execute();
    return { approved: true };
  });
}

/** True while a mend counts. */
async function isMended(db: Reading, edition: number): Promise<boolean> {
  const counting = await db
    .selectFrom('mends')
    .select('position')
    .where('edition', '=', edition)
    .where('undone_at', 'is', null)
    .limit(1)
    .execute();
  return counting.length > 0;
}

function stateAfter(before: Slot | undefined, hash: string): 'new' | 'replaced' | 'unchanged' {
  if (!before) return 'new';
  return before.hash === hash ? 'unchanged' : 'replaced';
}

async function slotOf(db: Reading, digest: string, issue: string): Promise<Slot | undefined> {
  return await db
    .selectFrom('editions')
    .select(['number', 'hash', 'approved_at'])
    .where('digest', '=', digest)
    .where('date', '=', issue)
    .executeTakeFirst();
}

async function numberFor(db: Reading, digest: string, issue: string): Promise<number> {
  const slot = await slotOf(db, digest, issue);
  if (slot) return slot.number;
  const { last } = await db
    .selectFrom('editions')
    .select((row) => row.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

async function saveRow(
  transaction: Transaction<Database>,
  edition: Edition,
  content: { readonly hash: string; readonly body: string; readonly made_at: number },
): Promise<void> {
  const { number, digest } = edition;
  const changed = { ...content, summary: JSON.stringify(summarise(edition)) };
  await transaction
    .insertInto('editions')
    .values({ number, digest, date: issueKey(edition), ...changed, approved_at: null })
    .onConflict((conflict) => conflict.column('number').doUpdateSet(changed))
    .execute();
}
