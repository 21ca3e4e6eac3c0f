/** When an approved edition is to begin by itself. */
import type { Transaction } from 'kysely';
import type { Database } from '../schema.ts';

export async function addSendAt({ schema }: Transaction<Database>): Promise<void> {
  await schema.alterTable('sendings').addColumn('send_at', 'bigint').execute();
}
