/** Pages and what was understood of them, stories, editions. */
import { type RawBuilder, type SchemaModule, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';

type IdType = RawBuilder<string>;

export async function createRecords(transaction: Transaction<Database>, idType: IdType): Promise<void> {
  await createPages(transaction.schema, idType);
  await createArticles(transaction.schema, idType);
  await createFigures(transaction.schema, idType);
  await createStories(transaction.schema, idType);
  await createEditions(transaction.schema, idType);
  await createEditionParts(transaction.schema, idType);
}

async function createPages(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('pages')
    .addColumn('id', idType, (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('page_versions')
    .addColumn('page_id', idType, (column) => column.notNull().references('pages.id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('content_start', 'integer', (column) => column.notNull())
    .addColumn('content_end', 'integer', (column) => column.notNull())
    .addColumn('title_start', 'integer')
    .addColumn('title_end', 'integer')
    .addColumn('url', 'text')
    .addColumn('source', 'text')
    .addColumn('author', 'text')
    .addColumn('sample', 'integer', (column) => column.notNull())
    .addColumn('published', 'text')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('page_versions_key', ['page_id', 'version'])
    .addUniqueConstraint('page_versions_content', ['page_id', 'hash'])
    .execute();
}

async function createArticles(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('articles')
    .addColumn('page_id', idType, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('source', 'text')
    .addColumn('headline', 'text')
    .addColumn('published_earliest', 'text')
    .addColumn('published_latest', 'text')
    .addColumn('page_date', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('understood_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('articles_key', ['page_id', 'version'])
    .addForeignKeyConstraint('articles_page', ['page_id', 'version'], 'page_versions', ['page_id', 'version'])
    .execute();
}

async function createFigures(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('figures')
    .addColumn('page_id', idType, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('figure', 'text', (column) => column.notNull())
    .addColumn('span_start', 'integer', (column) => column.notNull())
    .addColumn('span_end', 'integer', (column) => column.notNull())
    .addColumn('number_start', 'integer', (column) => column.notNull())
    .addColumn('number_text', 'text', (column) => column.notNull())
    .addColumn('value', 'double precision')
    .addColumn('value_max', 'double precision')
    .addColumn('qualifier', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('assertion', 'text', (column) => column.notNull())
    .addColumn('importance', 'integer', (column) => column.notNull())
    .addColumn('fact_key', idType)
    .addColumn('as_of_earliest', 'text')
    .addColumn('as_of_latest', 'text')
    .addColumn('published_earliest', 'text')
    .addColumn('published_latest', 'text')
    .addColumn('source', idType)
    .addColumn('sample', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('figures_key', ['page_id', 'version', 'position'])
    .addForeignKeyConstraint('figures_article', ['page_id', 'version'], 'articles', ['page_id', 'version'], (key) =>
      key.onDelete('cascade'),
    )
    .execute();
  await schema
    .createIndex('figures_by_fact')
    .on('figures')
    .column('fact_key')
    .where(sql.ref('fact_key'), 'is not', null)
    .execute();
}

async function createStories(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('stories')
    .addColumn('id', idType, (column) => column.primaryKey())
    .addColumn('primary_theme', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('story_articles')
    .addColumn('story_id', idType, (column) => column.notNull().references('stories.id'))
    .addColumn('page_id', idType, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('story_articles_key', ['story_id', 'page_id'])
    .addForeignKeyConstraint('story_articles_page', ['page_id', 'version'], 'page_versions', ['page_id', 'version'])
    .execute();
  await schema.createIndex('story_articles_by_page').on('story_articles').column('page_id').execute();
}

async function createEditions(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('editions')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('digest', idType, (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('approved_at', 'bigint')
    .addUniqueConstraint('editions_slot', ['digest', 'date'])
    .execute();
  await schema.createIndex('editions_by_digest').on('editions').columns(['digest', 'number']).execute();
}

async function createEditionParts(schema: SchemaModule, idType: IdType): Promise<void> {
  await schema
    .createTable('edition_stories')
    .addColumn('edition', 'integer', (column) => column.notNull().references('editions.number'))
    .addColumn('story_id', idType, (column) => column.notNull().references('stories.id'))
    .addColumn('theme', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('edition_stories_key', ['edition', 'story_id'])
    .execute();
  await schema.createIndex('edition_stories_by_story').on('edition_stories').column('story_id').execute();
  await schema
    .createTable('edition_pages')
    .addColumn('edition', 'integer', (column) => column.notNull().references('editions.number'))
    .addColumn('page_id', idType, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('edition_pages_key', ['edition', 'page_id'])
    .addForeignKeyConstraint('edition_pages_page', ['page_id', 'version'], 'page_versions', ['page_id', 'version'])
    .execute();
}
