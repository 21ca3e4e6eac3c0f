/** One step on a draft: the mend or its undoing, the edition that comes of it, and what becomes of an approval. */
import type { Transaction } from 'kysely';
import { summarise } from './archive.ts';
import { hashText } from './content.ts';
import type { Drafts, MendStep } from './drafts-contract.ts';
import { replaceEditionParts } from './edition-parts.ts';
import { hasBegun, thaw } from './ledger/thawing.ts';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';

/** See the contract. */
export async function mendEdition(records: Records, step: MendStep): ReturnType<Drafts['mend']> {
  const { edition: number, hash, result } = step;
  return await records.write(async (transaction) => {
    const standing = await transaction
      .selectFrom('editions')
      .select(['body', 'hash', 'approved_at'])
      .where('number', '=', number)
      .executeTakeFirst();
    if (!standing) return { refused: 'unknown' };
    if (standing.hash !== hash || !(await isLatest(transaction, step))) return { refused: 'changed' };
    if (await hasBegun(transaction, number)) return { refused: 'sent' };
    await keepBase(transaction, number, standing.body);
    await writeStep(transaction, step);
    const body = JSON.stringify(result);
    const changed = { body, hash: hashText(body), summary: JSON.stringify(summarise(result)) };
    if (changed.hash === hash) return { hash, unapproved: false };
    await thaw(transaction, number);
    await transaction.updateTable('editions').set(changed).where('number', '=', number).execute();
    await replaceEditionParts(transaction, result, await versionsOfBase(transaction, number));
    return { hash: changed.hash, unapproved: standing.approved_at !== null };
  });
}

/** What the machine made, before the first change. */
async function keepBase(transaction: Transaction<Database>, edition: number, body: string): Promise<void> {
  const known = await transaction.selectFrom('drafts').select('edition').where('edition', '=', edition).execute();
  if (known.length > 0) return;
  const pages = await transaction
    .selectFrom('edition_pages')
    .select(['page_id as page', 'version'])
    .where('edition', '=', edition)
    .orderBy('page_id')
    .execute();
  await transaction
    .insertInto('drafts')
    .values({ edition, body, pages: JSON.stringify(pages) })
    .execute();
}

async function versionsOfBase(
  transaction: Transaction<Database>,
  edition: number,
): Promise<ReadonlyMap<string, number>> {
  const { pages } = await transaction
    .selectFrom('drafts')
    .select('pages')
    .where('edition', '=', edition)
    .executeTakeFirstOrThrow();
  const known: readonly { readonly page: string; readonly version: number }[] = JSON.parse(pages);
  return new Map(known.map(({ page, version }) => [page, version]));
}

/** Nobody did anything since the mends were read, and nothing is undone that is not there or was undone already. */
async function isLatest(transaction: Transaction<Database>, { edition, step, seen }: MendStep): Promise<boolean> {
  const mends = await transaction
    .selectFrom('mends')
    .select(['position', 'undone_at'])
    .where('edition', '=', edition)
    .execute();
  const counting = mends.filter(({ undone_at }) => undone_at === null);
  if (2 * mends.length - counting.length !== seen) return false;
  return 'mend' in step || counting.some(({ position }) => position === step.undo);
}

async function writeStep(transaction: Transaction<Database>, { edition, step, editor, at }: MendStep): Promise<void> {
  if ('undo' in step) {
    await transaction
      .updateTable('mends')
      .set({ undone_by: editor.id, undone_by_name: editor.name, undone_at: at })
      .where('edition', '=', edition)
      .where('position', '=', step.undo)
      .execute();
    return;
  }
  const position = (await lastPosition(transaction, edition)) + 1;
  const by = { editor: editor.id, editor_name: editor.name, at };
  const undone = { undone_by: null, undone_by_name: null, undone_at: null };
  const row = { edition, position, mend: JSON.stringify(step.mend), ...by, ...undone };
  await transaction.insertInto('mends').values(row).execute();
}

async function lastPosition(transaction: Transaction<Database>, edition: number): Promise<number> {
  const { last } = await transaction
    .selectFrom('mends')
    .select((row) => row.fn.max('position').as('last'))
    .where('edition', '=', edition)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}
