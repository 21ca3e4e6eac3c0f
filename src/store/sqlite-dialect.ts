/** Kysely over node:sqlite, with what the built-in SQLite driver of Kysely leaves out: waiting for other processes. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** How long a transaction waits for another process to finish its own: taking in a list of a million takes 20 seconds. */
export const LOCK_WAIT_MS = 60_000;
/** Waits between two tries, in milliseconds; the last one is repeated. */
const PAUSES = [1, 2, 5, 10, 15, 20, 25] as const;
/** Statements are synchronous: after this many milliseconds of them the rest of the program gets its turn. */
const LONGEST_TURN_MS = 10;
const CACHED_STATEMENTS = 200;
/** SQLite's primary result code SQLITE_BUSY. */
const BUSY = 5;

/** The dialect over one open database; `lockWait` in milliseconds. */
export function sqliteDialect(database: DatabaseSync, lockWait: number): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database, lockWait),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Repeats what fails because another process holds the lock, without keeping this process from its other work. */
export async function whenFree(work: () => void, longest = LOCK_WAIT_MS): Promise<void> {
  const deadline = performance.now() + longest;
  for (let tries = 0; ; tries++) {
    try {
      return work();
    } catch (error) {
      if (resultCode(error) !== BUSY || performance.now() > deadline) throw error;
      await sleep(PAUSES[Math.min(tries, PAUSES.length - 1)]);
    }
  }
}

/** The primary result code of SQLite behind an error of node:sqlite; null for other errors. */
export function resultCode(error: unknown): number | null {
  const { errcode } = (error ?? {}) as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : null;
}

class SqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: SqliteConnection;
  readonly #lockWait: number;

  constructor(database: DatabaseSync, lockWait: number) {
    this.#database = database;
    this.#lockWait = lockWait;
    this.#connection = new SqliteConnection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  /** IMMEDIATE takes the write lock at once: a transaction that reads first and writes later fails without waiting. */
  async beginTransaction(): Promise<void> {
    await whenFree(() => {
      this.#database.exec('pragma busy_timeout = 0');
      try {
        this.#database.exec('begin immediate');
      } finally {
        this.#database.exec(BUSY_TIMEOUT);
      }
    }, this.#lockWait);
  }

  async commitTransaction(): Promise<void> {
    this.#database.exec('commit');
  }

  /** A full disk ends the transaction by itself. */
  async rollbackTransaction(): Promise<void> {
    if (this.#database.isTransaction) this.#database.exec('rollback');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#database.close();
  }
}

/** Only the short locks of a checkpoint or of the recovery after a crash are waited for in this way. */
export const BUSY_TIMEOUT = 'pragma busy_timeout = 2000';

type Prepared = { readonly statement: StatementSync; readonly returnsRows: boolean };

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();
  #turnBegan = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    await this.#giveWay();
    const { statement, returnsRows } = this.#prepare(sql);
    const values = parameters.map(sqliteValue);
    // node:sqlite's rows have no prototype, which templates and deep comparisons trip over.
    if (returnsRows) return { rows: statement.all(...values).map((row) => ({ ...row }) as R) };
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
  }

  // biome-ignore lint/correctness/useYield: keyset paging is used instead of cursors
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store does not stream: page by key instead');
  }

  async #giveWay(): Promise<void> {
    const now = performance.now();
    if (now - this.#turnBegan < LONGEST_TURN_MS) return;
    await nextTurn();
    this.#turnBegan = performance.now();
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    if (this.#prepared.size === CACHED_STATEMENTS) this.#prepared.clear();
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

/** What node:sqlite can bind for a value; the same conversions as `pg` makes, as far as there are columns for them. */
function sqliteValue(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.getTime();
  return value as SQLInputValue;
}
