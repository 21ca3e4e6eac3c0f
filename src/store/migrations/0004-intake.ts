/** Sources and what they brought, addresses of articles, pages that nobody has understood yet, slots of schedules. */
import { type RawBuilder, type SchemaModule, sql, type Transaction } from 'kysely';
import { addressKey, saveAddresses } from '../addresses.ts';
import type { Database } from '../schema.ts';

type IdType = RawBuilder<string>;

export async function createIntake(
  transaction: Transaction<Database>,
  idType: IdType,
  clustered: RawBuilder<unknown>,
): Promise<void> {
  await createSources(transaction.schema, idType);
  await createItems(transaction.schema, idType, clustered);
  await createAddresses(transaction.schema, idType, clustered);
  await createSlots(transaction.schema, idType, clustered);
  await markUnread(transaction);
  await createNewsIndexes(transaction.schema);
  await fillAddresses(transaction);
}

async function createSources(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('sources')
    .addColumn('source', idType, (column) => column.primaryKey())
    .addColumn('location', 'text', (column) => column.notNull())
    .addColumn('moved_to', 'text')
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('content_hash', 'text')
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('tried_at', 'bigint')
    .addColumn('read_at', 'bigint')
    .addColumn('news_at', 'bigint')
    .addColumn('failing_since', 'bigint')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('fault', 'text')
    .addColumn('warned_at', 'bigint')
    .execute();
  await schema
    .createTable('source_claims')
    .addColumn('source', idType, (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .execute();
}

async function createItems(schema: SchemaModule, idType: IdType, clustered: RawBuilder<unknown>): Promise<void> {
  await schema
    .createTable('items')
    .addColumn('source', idType, (column) => column.notNull())
    .addColumn('key', idType, (column) => column.notNull())
    .addColumn('stamp', 'text', (column) => column.notNull())
    .addColumn('page_id', idType)
    .addColumn('rank', 'integer', (column) => column.notNull())
    .addColumn('tells', 'integer', (column) => column.notNull())
    .addColumn('refusal', 'text')
    .addColumn('pending_url', 'text')
    .addColumn('pending_tries', 'integer')
    .addColumn('pending_at', 'bigint')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('withdrawn_at', 'bigint')
    .addPrimaryKeyConstraint('items_key', ['source', 'key'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('items_of_page').on('items').columns(['page_id', 'withdrawn_at']).execute();
  const some = { pending: ['source', 'pending_at', 'key'], refused: ['source', 'key'] } as const;
  const where = { pending: 'pending_url is not null', refused: 'refusal is not null' } as const;
  for (const name of ['pending', 'refused'] as const) {
    const index = schema
      .createIndex(`items_${name}`)
      .on('items')
      .columns([...some[name]]);
    await index.where(sql.raw<boolean>(where[name])).execute();
  }
}

async function createAddresses(schema: SchemaModule, idType: IdType, clustered: RawBuilder<unknown>): Promise<void> {
  await schema
    .createTable('addresses')
    .addColumn('address', idType, (column) => column.primaryKey())
    .addColumn('page_id', idType, (column) => column.notNull())
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('addresses_of_page').on('addresses').column('page_id').execute();
}

async function createSlots(schema: SchemaModule, idType: IdType, clustered: RawBuilder<unknown>): Promise<void> {
  await schema
    .createTable('slots')
    .addColumn('digest', idType, (column) => column.notNull())
    .addColumn('date', idType, (column) => column.notNull())
    .addColumn('time', idType, (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('state', idType, (column) => column.notNull())
    .addColumn('edition', 'integer')
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('retry_at', 'bigint')
    .addColumn('note', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('slots_key', ['digest', 'date', 'time'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('slots_by_due').on('slots').columns(['due_at']).execute();
  await schema.createIndex('slots_of_digest').on('slots').columns(['digest', 'due_at']).execute();
  await schema
    .createTable('watched_schedules')
    .addColumn('digest', idType, (column) => column.notNull())
    .addColumn('schedule', idType, (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('watched_schedules_key', ['digest', 'schedule'])
    .execute();
}

/** Among 100,000 pages those that are to be understood are found at once. */
async function markUnread(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema.alterTable('pages').addColumn('unread_since', 'bigint').execute();
  await sql`update pages set unread_since = (
      select seen_at from page_versions v where v.page_id = pages.id and v.version = pages.version)
    where not exists (select 1 from articles a where a.page_id = pages.id and a.version = pages.version)`.execute(
    transaction,
  );
  await transaction.schema
    .createIndex('pages_unread')
    .on('pages')
    .columns(['unread_since', 'id'])
    .where(sql.raw<boolean>('unread_since is not null'))
    .execute();
}

async function createNewsIndexes(schema: SchemaModule): Promise<void> {
  const indexes: readonly (readonly [string, string, readonly string[]])[] = [
    ['pages_by_first_seen', 'pages', ['first_seen_at', 'id', 'version']],
    ['page_versions_by_hash', 'page_versions', ['hash']],
    ['page_versions_by_seen', 'page_versions', ['seen_at', 'page_id', 'version']],
    ['articles_by_understood', 'articles', ['understood_at', 'page_id', 'version']],
    ['articles_by_published', 'articles', ['published_latest', 'page_id', 'version']],
    ['edition_pages_by_page', 'edition_pages', ['page_id', 'version']],
  ];
  for (const [name, table, columns] of indexes) {
    await schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
      .execute();
  }
}

/** Addresses read at a time. */
const GROUP = 1000;

/** Of two pages with one address the one whose id comes first has it. */
async function fillAddresses(transaction: Transaction<Database>): Promise<void> {
  for (let after = { page_id: '', version: 0 }; ; ) {
    const { rows } = await sql<{ page_id: string; version: number; url: string }>`
      select page_id, version, url from page_versions
      where url is not null and (page_id, version) > (${after.page_id}, ${after.version})
      order by page_id, version limit ${sql.lit(GROUP)}`.execute(transaction);
    await saveAddresses(
      transaction,
      rows.map(({ page_id, url }) => ({ address: addressKey(url), page_id })),
    );
    const last = rows.at(-1);
    if (!last || rows.length < GROUP) return;
    after = last;
  }
}
