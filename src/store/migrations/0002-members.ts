/** Subscribers, their consents, tickets and letters, who must not be mailed, and the keys that all of it is sealed with. */
import type { RawBuilder, SchemaModule, Transaction } from 'kysely';
import type { Database } from '../schema.ts';

type IdType = RawBuilder<string>;

export async function createMembers(transaction: Transaction<Database>, idType: IdType): Promise<void> {
  await createKeys(transaction.schema, idType);
  await createSubscribers(transaction.schema, idType);
  await createConsents(transaction.schema);
  await createTickets(transaction.schema, idType);
  await createSuppressions(transaction.schema, idType);
  await createQueues(transaction.schema, idType);
  await createArrivals(transaction.schema, idType);
}

async function createKeys(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('keys')
    .addColumn('purpose', idType, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('wrapped', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('keys_key', ['purpose', 'version'])
    .execute();
}

async function createSubscribers(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('subscribers')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('id', idType, (column) => column.notNull().unique())
    .addColumn('address_hash', idType, (column) => column.notNull().unique())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('status', idType, (column) => column.notNull())
    .addColumn('digest', idType, (column) => column.notNull())
    .addColumn('themes', idType, (column) => column.notNull())
    .addColumn('paused_until', 'bigint')
    .addColumn('link_version', 'integer', (column) => column.notNull())
    .addColumn('signed_up_at', 'bigint', (column) => column.notNull())
    .addColumn('confirmed_at', 'bigint')
    .addColumn('left_at', 'bigint')
    .execute();
  await schema.createIndex('subscribers_of_digest').on('subscribers').columns(['digest', 'status', 'number']).execute();
}

async function createConsents(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('consents')
    .addColumn('subscriber', 'integer', (column) => column.notNull().references('subscribers.number'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('text_version', 'text')
    .addColumn('ip', 'text')
    .addColumn('ip_until', 'bigint')
    .addColumn('detail', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consents_key', ['subscriber', 'position'])
    .execute();
  await schema.createIndex('consents_by_ip_term').on('consents').column('ip_until').execute();
}

async function createTickets(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('tickets')
    .addColumn('hash', idType, (column) => column.primaryKey())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('subscriber', 'integer', (column) => column.notNull().references('subscribers.number'))
    .addColumn('address_hash', idType)
    .addColumn('address', 'text')
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await schema.createIndex('tickets_by_subscriber').on('tickets').column('subscriber').execute();
}

async function createSuppressions(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('suppressions')
    .addColumn('address_hash', idType, (column) => column.primaryKey())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('letter_counts')
    .addColumn('address_hash', idType, (column) => column.primaryKey())
    .addColumn('sent', 'integer', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createQueues(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('sign_ups')
    .addColumn('id', idType, (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('sign_ups_by_time').on('sign_ups').columns(['at', 'id']).execute();
  await schema
    .createTable('letters')
    .addColumn('id', idType, (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subscriber', 'integer', (column) => column.notNull().references('subscribers.number'))
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('next_try_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('last_reply', 'text')
    .execute();
  await schema.createIndex('letters_by_time').on('letters').column('next_try_at').execute();
  await schema.createIndex('letters_by_subscriber').on('letters').column('subscriber').execute();
}

/** Rows of a file on their way in: they count for nothing before all of them are there. */
async function createArrivals(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('arrivals')
    .addColumn('import', idType, (column) => column.notNull())
    .addColumn('line', 'integer', (column) => column.notNull())
    .addColumn('id', idType, (column) => column.notNull())
    .addColumn('address_hash', idType, (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('status', idType, (column) => column.notNull())
    .addColumn('digest', idType, (column) => column.notNull())
    .addColumn('themes', idType, (column) => column.notNull())
    .addColumn('signed_up_at', 'bigint', (column) => column.notNull())
    .addColumn('confirmed_at', 'bigint')
    .addColumn('left_at', 'bigint')
    .addColumn('detail', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('arrivals_key', ['import', 'address_hash'])
    .execute();
}
