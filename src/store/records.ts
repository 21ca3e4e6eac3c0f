/** What differs between the two databases, and the two ways to use either: read, and write in one transaction. */

import { type Dialect, type Expression, Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** All that the queries need to know of the database behind them. */
export type Flavour = {
  /** For messages: which database this is, without its password. */
  readonly name: string;
  readonly dialect: Dialect;
  /** The type of ids: text that is sorted by its bytes, whatever language the server is set to. */
  readonly idType: RawBuilder<string>;
  /** At the end of `create table`: its rows lie in the order of the primary key, without an index beside them. */
  readonly clustered: RawBuilder<unknown>;
  /** Whether a column holds one of these texts; any number of them is one parameter. */
  readonly among: (column: string, texts: readonly string[]) => Expression<SqlBool>;
  /**
   * After a table's name: the index to use. SQLite keeps no statistics and takes the primary key for better than any partial
   * index; PostgreSQL knows what its tables hold.
   */
  readonly indexedBy: (index: string) => RawBuilder<unknown>;
  /** Lets the database look at a table that has grown at a stroke, so that it plans its queries by what is there. */
  readonly lookAt: (transaction: Transaction<Database>, table: keyof Database) => Promise<void>;
  /**
   * For a transaction that looks up some rows at a time: by indexes, also in a table that has grown faster than PostgreSQL
   * has looked at it, where it takes a few keys for half of the table.
   */
  readonly useIndexes: (transaction: Transaction<Database>) => Promise<void>;
  /** Makes this transaction the only writing one. */
  readonly waitForTurn: (transaction: Transaction<Database>) => Promise<void>;
  readonly isMissingTable: (error: unknown) => boolean;
  /** The fault that a driver's error stands for; other errors are returned as they are. */
  readonly asFault: (error: unknown) => unknown;
};

/** An open database. */
export type Records = {
  readonly flavour: Flavour;
  readonly among: Flavour['among'];
  read<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T>;
  /** One transaction, one at a time over all processes: all of it is written or nothing. */
  write<T>(work: (transaction: Transaction<Database>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Opens a connection or a pool of them; nothing is sent before the first query. */
export function openRecords(flavour: Flavour): Records {
  const db = new Kysely<Database>({ dialect: flavour.dialect });
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw flavour.asFault(error);
    }
  };
  return {
    flavour,
    among: flavour.among,
    read: (work) => told(work(db)),
    write: (work) =>
      told(
        db.transaction().execute(async (transaction) => {
          await flavour.waitForTurn(transaction);
          return await work(transaction);
        }),
      ),
    close: () => db.destroy(),
  };
}
