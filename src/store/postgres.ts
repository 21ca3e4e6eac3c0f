/** A PostgreSQL server as the database. */
import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreFault, type StoreFaultCode } from './fault.ts';
import type { Flavour } from './records.ts';

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** As on SQLite, in milliseconds. */
const LOCK_WAIT_MS = 60_000;
/** Key of the advisory lock that makes writers take turns, as on SQLite: any number that no other program uses. */
const WRITERS = 7_150_934_681;
/** Type of `bigint` columns, which `pg` gives as text: times and counts are far from 2^53. */
const INT8 = 20;

const SET_URL = 'Set DATABASE_URL to postgres://user:password@host:5432/name, or unset it to use SQLite.';
const CHECK_SERVER = 'Check that the server runs and that host and port in DATABASE_URL are right.';
const CHECK_LOGIN = 'Check user and password in DATABASE_URL.';
const TRY_AGAIN = 'Try again later.';

/** What error codes of the system and SQLSTATEs mean for whoever runs the program; classes (two signs) come last. */
const FAULTS: Readonly<Record<string, readonly [StoreFaultCode, string]>> = {
  ECONNREFUSED: ['unreachable', CHECK_SERVER],
  ECONNRESET: ['unreachable', CHECK_SERVER],
  EHOSTUNREACH: ['unreachable', CHECK_SERVER],
  ENETUNREACH: ['unreachable', CHECK_SERVER],
  ETIMEDOUT: ['unreachable', CHECK_SERVER],
  ENOENT: ['unreachable', CHECK_SERVER],
  EACCES: ['unreachable', CHECK_SERVER],
  EPIPE: ['unreachable', CHECK_SERVER],
  ENOTFOUND: ['unreachable', CHECK_SERVER],
  EAI_AGAIN: ['unreachable', CHECK_SERVER],
  '3D000': ['no-database', 'Create it (createdb), or correct its name in DATABASE_URL.'],
  '42501': ['no-permission', 'Give the user of DATABASE_URL the right to create and write tables in this database.'],
  '25006': ['no-permission', 'Use the primary server: this one can only be read.'],
  '53100': ['disk-full', 'Free some space on the server and run the command again: what was there before is unharmed.'],
  '53300': ['unreachable', 'Raise max_connections on the server, or stop other programs that use it.'],
  '55P03': ['locked', 'Stop the other process, or try again later.'],
  '28': ['login-refused', CHECK_LOGIN],
  '08': ['unreachable', CHECK_SERVER],
  '57': ['unreachable', TRY_AGAIN],
};

/** What one use of the server may need otherwise than the others. */
export type PostgresUse = {
  /** Longest wait for another writer, in milliseconds. */
  readonly lockWait?: number;
  /** At most so many connections. */
  readonly connections?: number;
};

/** Prepares a pool of connections; the server is asked at the first query. @throws StoreFault for what is no address */
export function openPostgres(
  url: string,
  { lockWait = LOCK_WAIT_MS, connections = CONNECTIONS }: PostgresUse = {},
): Flavour {
  const address = parseAddress(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'mujaz',
    types: { getTypeParser: typeParser },
    Client: PoliteClient,
  });
  // An idle connection that breaks (the server was restarted) is replaced at the next query; unheard, it would end us.
  pool.on('error', () => {});
  return {
    name: address.name,
    dialect: new PostgresDialect({ pool }),
    idType: sql`text collate "C"`,
    clustered: sql``,
    among: (column, texts) => sql`${sql.ref(column)} = any(${texts}::text[])`,
    indexedBy: () => sql``,
    lookAt: async (transaction, table) => {
      await sql`analyze ${sql.table(table)}`.execute(transaction);
    },
    useIndexes: async (transaction) => {
      await sql`set local enable_seqscan = off`.execute(transaction);
    },
    waitForTurn: async (transaction) => {
      // One way to the server and back: the parts of a select list are worked out from left to right.
      await sql`select set_config('lock_timeout', ${sql.lit(`${lockWait}ms`)}, true), pg_advisory_xact_lock(${sql.lit(
        WRITERS,
      )})`.execute(transaction);
    },
    isMissingTable: (error) => codeOf(error) === '42P01',
    asFault: (error) => postgresFault(address, error),
  };
}

/** Hangs up when the login fails; `pg` keeps such a connection open, and the process alive, until the server cuts it. */
class PoliteClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: (error: Error | null) => void): void;
  override connect(callback?: (error: Error | null) => void): Promise<pg.Client> | undefined {
    if (!callback) return super.connect();
    super.connect((error: Error | null) => {
      if (error) this.end(() => {});
      callback(error);
    });
    return undefined;
  }
}

/** Not `pg.types.setTypeParser`: that would change it for every other user of `pg` in the process. */
function typeParser(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return type === INT8 ? Number : pg.types.getTypeParser(type, format as 'text');
}

type Address = { readonly name: string; readonly secrets: readonly string[] };

/** `postgres://user:password@/name?host=/folder` names a socket's folder: no host is fine for PostgreSQL. */
function parseAddress(url: string): Address {
  let parsed: URL;
  try {
    parsed = new URL(url.replace('@/', '@localhost/'));
    decodeURIComponent(parsed.password);
  } catch {
    throw new StoreFault('bad-url', 'DATABASE_URL', 'it is no address of a database', SET_URL);
  }
  if (!/^postgres(?:ql)?:$/u.test(parsed.protocol)) {
    throw new StoreFault('bad-url', 'DATABASE_URL', 'it does not begin with postgres://', SET_URL);
  }
  const host = parsed.searchParams.get('host') ?? (parsed.host || 'localhost');
  const name = `the PostgreSQL database "${parsed.pathname.slice(1)}" at ${host}`;
  const passwords = [parsed.password, decodeURIComponent(parsed.password), parsed.searchParams.get('password') ?? ''];
  return { name, secrets: passwords.filter((password) => password !== '') };
}

function postgresFault(address: Address, error: unknown): unknown {
  if (error instanceof StoreFault || !(error instanceof Error)) return error;
  const code = codeOf(error);
  const known = FAULTS[code] ?? FAULTS[code.slice(0, 2)] ?? unnamedFault(error);
  if (known) return new StoreFault(known[0], address.name, reasonOf(error, address), known[1]);
  if (!/^[0-9A-Z]{5}$/u.test(code)) return error;
  const next = 'Please report it with the command you ran.';
  return new StoreFault('failed', address.name, `${reasonOf(error, address)} (SQLSTATE ${code})`, next, error);
}

/** What `pg` throws without a code. */
function unnamedFault(error: Error): readonly [StoreFaultCode, string] | null {
  if (/timeout exceeded when trying to connect|Connection terminated|SSL/u.test(error.message)) {
    return ['unreachable', CHECK_SERVER];
  }
  if (/SASL|password must be a string/u.test(error.message)) return ['login-refused', CHECK_LOGIN];
  return null;
}

/** A host with several addresses fails with an error for each and no message of its own. */
function reasonOf(error: Error, { secrets }: Address): string {
  const first = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : undefined;
  const reason = error.message || first?.message || codeOf(error);
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), reason);
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
