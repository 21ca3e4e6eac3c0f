/** Both real databases for every test of what is stored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, inject } from 'vitest';
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
    ['SQLite', emptySqlite],
    ['PostgreSQL', emptyPostgres],
  ] as const)(`${name} (%s)`, (_, create) => tests(databasesFrom(create)));
}

/** A database, and how to remove it. */
type Created = { readonly location: StoreLocation; readonly remove: () => Promise<void> };

/** Inside a `describe`: databases that are made by `create`, closed and removed after each test. */
function databasesFrom(create: () => Promise<Created>): Databases {
  const removals: (() => Promise<void>)[] = [];
  const stores: Store[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    for (const remove of removals.splice(0)) await remove();
  });
  const empty = async () => {
    const { location, remove } = await create();
    removals.push(remove);
    return location;
  };
  const open = async (location?: StoreLocation) => {
    const store = await openStore(location ?? (await empty()));
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
  return databasesFrom(emptyPostgres);
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

/** One statement on the server's own database. */
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
