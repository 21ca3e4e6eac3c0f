import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { StoreLocation } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventItem, MONDAY, TUESDAY, tell, understandAll } from './intake-items.ts';
import { inventPage } from './invented.ts';

const NEW_TABLES = ['sources', 'source_claims', 'items', 'addresses', 'slots', 'watched_schedules'];
const NEW_INDEXES = [
  'pages_unread',
  'pages_by_first_seen',
  'page_versions_by_hash',
  'page_versions_by_seen',
  'articles_by_published',
  'articles_by_understood',
  'edition_pages_by_page',
];
const BACK = [
  ...NEW_TABLES.map((table) => `drop table ${table}`),
  ...NEW_INDEXES.map((index) => `drop index ${index}`),
  'alter table pages drop column unread_since',
  "delete from migrations where name = '0004-intake'",
];

/** Makes of a database what it was before there were sources. */
async function takeBack(location: StoreLocation): Promise<void> {
  if ('file' in location) {
    const database = new DatabaseSync(location.file);
    for (const statement of BACK) database.exec(statement);
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: location.url });
  await client.connect();
  for (const statement of BACK) await client.query(statement);
  await client.end();
}

describeOnBothDatabases('a database from before there were sources', ({ empty, open }) => {
  test('is upgraded as it stands: its articles are known by their addresses, told or news, read or unread', async () => {
    const location = await empty();
    const before = await open(location);
    const old = ['a', 'b'].map((key) => inventItem(key).page ?? inventPage(key));
    await before.savePages(old, new Date(MONDAY));
    await understandAll(before);
    await tell(before, ['page-a']);
    await before.savePages([inventPage('c')], new Date(TUESDAY));
    await takeBack(location);

    const store = await open(location);
    expect(await store.intake.counts()).toEqual({ pages: 3, articles: 2, pending: 0, refused: 0 });
    expect(await understandAll(store)).toEqual(['c']);
    const filter = { publishedFrom: '2025-01-01', seenFrom: 0, lateAfter: null, lateFrom: '2025-01-01' };
    const news = await store.intake.untold('daily', filter);
    expect(news.map(({ article }) => article.page.id)).toEqual(['page-b', 'c']);
    expect((await store.intake.told('daily', '2025-03-01')).map(({ article }) => article.page)).toEqual([old[0]]);
    const feed = inventItem('x', 'موجز', { url: 'http://www.news.example/a/' });
    expect(await store.intake.takeIn([feed], TUESDAY)).toMatchObject([{ page: 'page-a', state: 'known' }]);
  });
});
