/** Both real databases for every test of what is stored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { openStore, type Store, type StoreLocation } from '../../src/store/index.ts';

/** Databases of one test, gone when it ends. */
export type Databases = {
  /** A database that nobody has opened yet. */
  readonly empty: () => Promise<StoreLocation>;
  /** The records of a fresh database, or of one that is there already. */
  readonly open: (location?: StoreLocation) => Promise<Store>;
};

/** Runs the same tests twice: on SQLite files and on PostgreSQL databases. */
export function describeOnBothDatabases(name: string, tests: (databases: Databases) => void): void {
  describe.each([
    ['SQLite', emptySqlite, emptySqlite],
    ['PostgreSQL', emptyPostgres, swept],
  ] as const)(`${name} (%s)`, (_, create, use) => tests(databasesFrom(create, use)));
}

/** A database, and how to remove it. */
type Created = { readonly location: StoreLocation; readonly remove: () => Promise<void> };

/**
 * Inside a `describe`: databases that are made by `create`, closed and removed after each test; `use` gives those that a
 * store is opened in, which may have its tables already.
 */
function databasesFrom(create: () => Promise<Created>, use: () => Promise<Created> = create): Databases {
  const removals: (() => Promise<void>)[] = [];
  const stores: Store[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    for (const remove of removals.splice(0)) await remove();
  });
  const kept = async ({ location, remove }: Created) => {
    removals.push(remove);
    return location;
  };
  const empty = async () => await kept(await create());
  const open = async (location?: StoreLocation) => {
    const store = await openStore(location ?? (await kept(await use())));
    stores.push(store);
    return store;
  };
  return { empty, open };
}

/** Fresh SQLite files, for tests that need just these. */
export function sqliteDatabases(): Databases {
  return databasesFrom(emptySqlite);
}

/** Fresh PostgreSQL databases, for tests that need just these. */
export function postgresDatabases(): Databases {
  return databasesFrom(emptyPostgres, swept);
}

async function emptySqlite(): Promise<Created> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-store-'));
  return {
    location: { file: join(folder, 'mujaz.sqlite') },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

let created = 0;

async function emptyPostgres(): Promise<Created> {
  const name = `mujaz_test_${process.pid}_${Date.now()}_${++created}`;
  await onServer(`create database ${name} template template0`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    location: { url: url.href },
    remove: () => onServer(`drop database if exists ${name} with (force)`),
  };
}

/** Databases of this file's tests that have their tables and nothing in them. */
const idle: Created[] = [];

/** Making a database takes PostgreSQL a second on a busy machine; sweeping one out takes milliseconds. */
async function swept(): Promise<Created> {
  const database = idle.pop() ?? (await emptyPostgres());
  return {
    location: database.location,
    remove: async () => {
      await onServer(SWEEP, database.location);
      idle.push(database);
    },
  };
}

afterAll(async () => {
  for (const { remove } of idle.splice(0)) await remove();
});

/** Empties every table but the list of migrations, and begins every count anew. */
const SWEEP = `
  do $$
  declare each record;
  begin
    set local session_replication_role = replica;
    for each in select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations' loop
      execute format('delete from %I', each.name);
    end loop;
    for each in select sequencename as name from pg_sequences where schemaname = 'public' loop
      execute format('alter sequence %I restart', each.name);
    end loop;
  end $$`;

/** One statement: on the server's own database, or another. */
async function onServer(statement: string, location?: StoreLocation): Promise<void> {
  const connectionString = location && 'url' in location ? location.url : inject('postgresUrl');
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
