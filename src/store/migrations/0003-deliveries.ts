/** Editions on their way: what was approved, to whom it goes, what became of each row, and mails that came back. */
import { type RawBuilder, type SchemaModule, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';

type IdType = RawBuilder<string>;

export async function createDeliveries(
  transaction: Transaction<Database>,
  idType: IdType,
  clustered: RawBuilder<unknown>,
): Promise<void> {
  await createSendings(transaction.schema, idType);
  await createDeliveryRows(transaction.schema, idType, clustered);
  await createDeliveryIndexes(transaction.schema);
  await createSenders(transaction.schema, idType);
  await createBounces(transaction.schema, idType);
}

async function createSendings(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('sendings')
    .addColumn('edition', 'integer', (column) => column.primaryKey().references('editions.number'))
    .addColumn('state', idType, (column) => column.notNull())
    .addColumn('candidates', 'integer', (column) => column.notNull())
    .addColumn('frozen_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('accepts_refusals', 'integer', (column) => column.notNull())
    .addColumn('queued_rows', 'integer', (column) => column.notNull())
    .addColumn('sending_rows', 'integer', (column) => column.notNull())
    .addColumn('sent_rows', 'integer', (column) => column.notNull())
    .addColumn('failed_rows', 'integer', (column) => column.notNull())
    .addColumn('excluded_rows', 'integer', (column) => column.notNull())
    .addColumn('uncertain_rows', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('edition_variants')
    .addColumn('edition', 'integer', (column) => column.notNull().references('editions.number'))
    .addColumn('themes', idType, (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addPrimaryKeyConstraint('edition_variants_key', ['edition', 'themes'])
    .execute();
}

/** No reference to `subscribers`: a row outlives its person, without a name. */
async function createDeliveryRows(schema: SchemaModule, idType: IdType, clustered: RawBuilder<unknown>): Promise<void> {
  await schema
    .createTable('deliveries')
    .addColumn('edition', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('subscriber', 'integer')
    .addColumn('themes', idType, (column) => column.notNull())
    .addColumn('state', idType, (column) => column.notNull())
    .addColumn('sender', idType)
    .addColumn('is_finishing', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('breaks', 'integer', (column) => column.notNull())
    .addColumn('first_tried_at', 'bigint')
    .addColumn('next_try_at', 'bigint', (column) => column.notNull())
    .addColumn('last_reply', 'text')
    .addColumn('doubts', 'integer', (column) => column.notNull())
    .addColumn('exclusion', 'text')
    .addColumn('is_provisional', 'integer', (column) => column.notNull())
    .addColumn('is_dead', 'integer', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .addPrimaryKeyConstraint('deliveries_key', ['edition', 'position'])
    .modifyEnd(clustered)
    .execute();
}

/**
 * Whatever is asked of a million rows while they are being sent finds its few by one of these. A row that is claimed and
 * sent touches `due` and `claimed` alone. Their conditions stand in the queries word for word (`ledger/conditions.ts`).
 */
async function createDeliveryIndexes(schema: SchemaModule): Promise<void> {
  const index = (name: string, columns: readonly string[]) =>
    schema
      .createIndex(`deliveries_${name}`)
      .on('deliveries')
      .columns([...columns]);
  await index('of_subscriber', ['edition', 'subscriber']).unique().execute();
  const some: readonly (readonly [string, readonly string[], string])[] = [
    ['due', ['edition', 'next_try_at', 'position'], "state = 'queued'"],
    ['claimed', ['edition', 'position', 'sender'], "state = 'sending'"],
    ['unsent', ['edition', 'state', 'position'], "state in ('excluded', 'failed', 'uncertain')"],
    ['put_off', ['edition', 'position'], "state = 'queued' and last_reply is not null"],
    ['provisional', ['edition', 'position'], 'is_provisional = 1'],
    ['doubtful', ['edition', 'position'], 'doubts > 0'],
  ];
  for (const [name, columns, where] of some) await index(name, columns).where(sql.raw<boolean>(where)).execute();
}

async function createSenders(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('senders')
    .addColumn('id', idType, (column) => column.primaryKey())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute();
}

async function createBounces(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('bounces')
    .addColumn('hash', idType, (column) => column.primaryKey())
    .addColumn('edition', 'integer', (column) => column.notNull())
    .addColumn('subscriber', 'integer', (column) => column.notNull())
    .addColumn('kind', idType, (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('bounces_of_subscriber').on('bounces').columns(['subscriber', 'at']).execute();
  await schema.createIndex('bounces_of_edition').on('bounces').columns(['edition', 'kind']).execute();
}
