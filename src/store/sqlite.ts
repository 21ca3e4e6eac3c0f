/** A SQLite file as the database. */
import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { StoreFault, type StoreFaultCode } from './fault.ts';
import type { Flavour } from './records.ts';
import { BUSY_TIMEOUT, LOCK_WAIT_MS, resultCode, sqliteDialect, whenFree } from './sqlite-dialect.ts';

/** Changes are on the disk before a commit returns; readers and one writer do not block each other. */
const SETTINGS = [
  BUSY_TIMEOUT,
  'pragma journal_mode = wal',
  'pragma synchronous = full',
  'pragma foreign_keys = on',
  // Pages: a journal of 2 MB at most on the way, however small the disk is.
  'pragma wal_autocheckpoint = 250',
  // What one large transaction needed is given back to the disk.
  'pragma journal_size_limit = 64000000',
];

/** In kilobytes: in SQLite's default of 2 MB the indexes of 100,000 figures do not stay in memory. */
const CACHE = 64_000;

/** What one use of the file may need otherwise than the others. */
export type SqliteUse = {
  /** Longest wait for another writer, in milliseconds. */
  readonly lockWait?: number;
  /** Pages kept in memory, in kilobytes. */
  readonly cache?: number;
};

const ELSEWHERE = 'or choose another file with `database` in config/mujaz.yaml';

const FULL = 13;

/** What the result codes of SQLite mean for whoever runs the program. */
const FAULTS: Readonly<Record<number, readonly [StoreFaultCode, string, string]>> = {
  5: ['locked', 'another process has been writing to it all the time', 'Stop the other process, or try again later.'],
  8: ['not-writable', 'it can only be read', `Give this user the right to write there, ${ELSEWHERE}.`],
  10: ['failed', 'the disk failed to read or write', 'Check the disk, then run the command again.'],
  11: ['not-a-database', 'the file is damaged', 'Put back your last backup of it.'],
  13: [
    'disk-full',
    'the disk is full',
    'Free some space and run the command again: what was there before is unharmed.',
  ],
  14: ['not-writable', 'the file cannot be opened', `Give this user the right to write there, ${ELSEWHERE}.`],
  26: ['not-a-database', 'it is no SQLite database', `Move it away, ${ELSEWHERE}.`],
};

/** Opens or creates the file. @throws StoreFault */
export async function openSqlite(file: string, use: SqliteUse = {}): Promise<Flavour> {
  const path = resolve(file);
  const asFault = (error: unknown) => sqliteFault(path, error);
  checkPath(path);
  try {
    const database = await openDatabase(path, use);
    const orFree = (error: unknown) => {
      if (resultCode(error) === FULL) giveBackJournal(database);
      return asFault(error);
    };
    return { ...flavourOf(database, use), name: nameOf(path), asFault: orFree };
  } catch (error) {
    throw asFault(error);
  }
}

/** What the journal holds of a full disk may be all that is missing; it can be written over the pages that are there. */
function giveBackJournal(database: DatabaseSync): void {
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // Somebody reads, or not even that can be written.
  }
}

async function openDatabase(path: string, { cache = CACHE }: SqliteUse): Promise<DatabaseSync> {
  makeFile(path);
  const database = new DatabaseSync(path);
  try {
    for (const setting of [...SETTINGS, `pragma cache_size = -${cache}`]) await whenFree(() => database.exec(setting));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** For this user alone; SQLite gives its journals the rights of the file. One that is there keeps its own. */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch {
    // It is there, or SQLite will say what is wrong with the place.
  }
}

function flavourOf(database: DatabaseSync, { lockWait = LOCK_WAIT_MS }: SqliteUse): Omit<Flavour, 'name' | 'asFault'> {
  return {
    dialect: sqliteDialect(database, lockWait),
    idType: sql`text`,
    clustered: sql`without rowid`,
    among: (column, texts) => sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(texts)}))`,
    indexedBy: (index) => sql`indexed by ${sql.ref(index)}`,
    lookAt: async () => {},
    useIndexes: async () => {},
    // BEGIN IMMEDIATE has waited already.
    waitForTurn: async () => {},
    isMissingTable: (error) => error instanceof Error && error.message.startsWith('no such table'),
  };
}

/** SQLite says no more than "unable to open database file". */
function checkPath(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) {
    const next = `Create it (mkdir -p '${folder}'), ${ELSEWHERE}.`;
    throw new StoreFault('folder-missing', nameOf(path), `the folder ${folder} does not exist`, next);
  }
  const found = existsSync(path);
  if (found && statSync(path).isDirectory()) {
    throw new StoreFault('not-a-database', nameOf(path), 'it is a folder, not a file', `Move it away, ${ELSEWHERE}.`);
  }
  for (const each of found ? [path, folder] : [folder]) checkWritable(path, each);
}

/** The folder too: SQLite keeps its journal beside the file. */
function checkWritable(path: string, place: string): void {
  try {
    accessSync(place, constants.W_OK);
  } catch {
    const next = `Give this user the right to write there, ${ELSEWHERE}.`;
    throw new StoreFault('not-writable', nameOf(path), `no permission to write to ${place}`, next);
  }
}

function sqliteFault(path: string, error: unknown): unknown {
  const code = resultCode(error);
  if (code === null || error instanceof StoreFault) return error;
  const message = (error as Error).message;
  const [kind, why, next] = FAULTS[code] ?? ['failed', 'SQLite refused', 'Please report it with the command you ran.'];
  return new StoreFault(kind, nameOf(path), `${why} (${message})`, next, error);
}

function nameOf(path: string): string {
  return `the database file ${path}`;
}
