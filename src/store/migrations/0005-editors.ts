/** Editors, their sessions, failed attempts at signing in, links that are good once, and what was done. */
import type { RawBuilder, SchemaModule, Transaction } from 'kysely';
import type { Database } from '../schema.ts';

type IdType = RawBuilder<string>;

export async function createEditors({ schema }: Transaction<Database>, idType: IdType): Promise<void> {
  await createAccounts(schema, idType);
  await createAttempts(schema, idType);
  await createAudit(schema, idType);
}

async function createAccounts(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('editors')
    .addColumn('id', idType, (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded', idType, (column) => column.notNull().unique())
    .addColumn('role', idType, (column) => column.notNull())
    .addColumn('password', 'text', (column) => column.notNull())
    .addColumn('totp', 'text')
    .addColumn('totp_pending', 'text')
    .addColumn('totp_step', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('disabled_at', 'bigint')
    .execute();
  await schema
    .createTable('editor_sessions')
    .addColumn('hash', idType, (column) => column.primaryKey())
    .addColumn('editor', idType, (column) => column.notNull().references('editors.id'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('idle_until', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('browser', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('editor_sessions_of_editor').on('editor_sessions').columns(['editor', 'seen_at']).execute();
  await schema.createIndex('editor_sessions_by_end').on('editor_sessions').columns(['idle_until']).execute();
}

async function createAttempts(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('sign_in_throttles')
    .addColumn('key', idType, (column) => column.primaryKey())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('wait_until', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('sign_in_throttles_by_time').on('sign_in_throttles').columns(['last_at']).execute();
  await schema
    .createTable('editor_links')
    .addColumn('hash', idType, (column) => column.primaryKey())
    .addColumn('kind', idType, (column) => column.notNull())
    .addColumn('editor', idType, (column) => column.references('editors.id'))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createAudit(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('audit')
    .addColumn('position', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('editor', idType)
    .addColumn('editor_name', 'text')
    .addColumn('act', idType, (column) => column.notNull())
    .addColumn('subject', idType)
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('audit_of_subject').on('audit').columns(['subject', 'position']).execute();
}
