/** What the desk counts and lists of subscribers is found without reading every row. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';

export async function indexPeople({ schema }: Transaction<Database>): Promise<void> {
  const index = (name: string) => schema.createIndex(`subscribers_${name}`).on('subscribers');
  await index('by_choice').columns(['digest', 'status', 'themes']).execute();
  await index('by_status').columns(['status', 'number']).execute();
  await index('paused').column('paused_until').where(sql.ref('paused_until'), 'is not', null).execute();
}
