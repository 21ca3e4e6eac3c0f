/** Editions: what was made for a digest and a day, the stories in it, and the page versions it quotes. */
import type { Kysely, Transaction } from 'kysely';
import type { Day, Edition, Story } from '../model.ts';
import { summarise } from './archive.ts';
import { hashText } from './content.ts';
import { saveEditionParts } from './edition-parts.ts';
import { issueKey } from './issue-key.ts';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';

/** What became of an edition that was handed over. */
export type SavedEdition =
  | { readonly number: number; readonly hash: string; readonly state: 'new' | 'replaced' | 'unchanged' }
  /** Another process took the number meanwhile, or this digest's day has another one: make it again as `next`. */
  | { readonly refused: 'number-taken'; readonly next: number }
  /** What was approved is not changed any more. */
  | { readonly refused: 'approved'; readonly number: number };

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
 * it: the same one again changes nothing, another one replaces it under its number until it is approved.
 * @param stories at least those that the edition shows or quotes; their pages must have been saved
 */
export async function saveEdition(
  records: Records,
  edition: Edition,
  stories: readonly Story[],
  at: Date,
): Promise<SavedEdition> {
  const body = JSON.stringify(edition);
  const hash = hashText(body);
  const issue = issueKey(edition);
  return await records.write(async (transaction) => {
    const number = await numberFor(transaction, edition.digest, issue);
    if (number !== edition.number) return { refused: 'number-taken', next: number };
    const before = await slotOf(transaction, edition.digest, issue);
    if (before?.hash === hash) return { number, hash, state: 'unchanged' };
    if (before && before.approved_at !== null) return { refused: 'approved', number };
    await saveRow(transaction, edition, { hash, body, made_at: at.getTime() });
    await saveEditionParts(transaction, records, edition, stories, at);
    return { number, hash, state: before ? 'replaced' : 'new' };
  });
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
