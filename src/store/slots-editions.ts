/** How the slots of schedules and editions belong together. */
import type { Kysely, Transaction } from 'kysely';
import type { Slot } from '../model.ts';
import type { Database } from './schema.ts';

/** How many editions of a digest are approved: another count is another history, but for one given and one taken back at once. */
export async function countApprovals(db: Kysely<Database>, digest: string): Promise<number> {
  const { count } = await db
    .selectFrom('editions')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('digest', '=', digest)
    .where('approved_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** From now on the edition is known as the slot's, whatever becomes of its maker. */
export async function noteEdition(transaction: Transaction<Database>, slot: Slot, edition: number): Promise<void> {
  await transaction
    .updateTable('slots')
    .set({ edition })
    .where('digest', '=', slot.digest)
    .where('date', '=', slot.date)
    .where('time', '=', slot.time)
    .execute();
}

/** The slot that an edition was made for; null for one that was made by hand. */
export async function slotOfEdition(db: Kysely<Database>, edition: number): Promise<Slot | null> {
  const row = await db
    .selectFrom('slots')
    .select(['digest', 'date', 'time'])
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * See the contract. What was made at a time that has not come yet was made by a clock that was ahead: that follows nothing,
 * and is followed by what has a higher number, as of two editions that were made in one moment.
 */
export async function followedBy(db: Kysely<Database>, edition: number, at: number): Promise<number | null> {
  const row = await db
    .selectFrom('editions as this')
    .innerJoin('slots', 'slots.digest', 'this.digest')
    .innerJoin('editions as later', 'later.number', 'slots.edition')
    .select((select) => select.fn.max('later.number').as('newest'))
    .where('this.number', '=', edition)
    // One that was made while this was approved tells other stories.
    .where((is) =>
      is.exists(
        is
          .selectFrom('edition_pages as own')
          .innerJoin('edition_pages as again', 'again.page_id', 'own.page_id')
          .select('own.page_id')
          .whereRef('own.edition', '=', 'this.number')
          .whereRef('again.edition', '=', 'later.number'),
      ),
    )
    .where('later.made_at', '<=', at)
    .where((is) =>
      is.or([
        is('later.made_at', '>', is.ref('this.made_at')),
        is.and([
          is('later.number', '>', is.ref('this.number')),
          is.or([is('this.made_at', '>', at), is('later.made_at', '=', is.ref('this.made_at'))]),
        ]),
      ]),
    )
    .executeTakeFirst();
  return row?.newest ?? null;
}
