import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openStore, StoreFault, type StoreLocation } from '../../src/store/index.ts';
import { savePages } from '../../src/store/pages.ts';
import { openRecords } from '../../src/store/records.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { whenFree } from '../../src/store/sqlite-dialect.ts';
import { postgresDatabases, sqliteDatabases } from '../setup/stores.ts';
import { inventPage } from './invented.ts';

const NOW = new Date('2025-03-03T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'mujaz-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function faultOf(work: Promise<unknown>): Promise<StoreFault> {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(StoreFault);
  return error as StoreFault;
}

/** One line that says which database, why and what next. */
async function expectFault(location: StoreLocation, code: StoreFault['code'], why: RegExp): Promise<StoreFault> {
  const fault = await faultOf(openStore(location));
  expect(fault.code).toBe(code);
  expect(`${fault.message} ${fault.next}`).not.toContain('\n');
  expect(fault.why).toMatch(why);
  expect(fault.next).toMatch(/^[A-Z].*\.$/u);
  return fault;
}

describe('a SQLite file', () => {
  const sqlite = sqliteDatabases();
  const fileOf = (location: StoreLocation) => (location as { file: string }).file;

  test('is created where its folder is, kept safe against a power cut, and lets readers and a writer work at once', async () => {
    const location = await sqlite.empty();
    await (await sqlite.open(location)).savePages([inventPage('a')], NOW);
    const records = openRecords(await openSqlite(fileOf(location)));
    const pragma = (name: string) =>
      records.read(async (db) => Object.values((await sql`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0]);
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    await records.close();
  });

  test.skipIf(process.platform === 'win32')(
    'is for this user alone, with its journals, when it is made here',
    async () => {
      const before = process.umask(0o022);
      const location = await sqlite.empty();
      await (await sqlite.open(location)).savePages([inventPage('a')], NOW);
      process.umask(before);
      const path = fileOf(location);
      const modes = [path, `${path}-wal`, `${path}-shm`].map((file) => statSync(file).mode & 0o777);
      expect(modes).toEqual([0o600, 0o600, 0o600]);
    },
  );

  test.skipIf(process.platform === 'win32')('that is there already keeps the rights it has', async () => {
    const path = fileOf(await sqlite.empty());
    writeFileSync(path, '', { mode: 0o640 });
    chmodSync(path, 0o640);
    await sqlite.open({ file: path });
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('in a folder that does not exist is refused with the command that creates it', async () => {
    const fault = await expectFault({ file: join(folder, 'none/x.sqlite') }, 'folder-missing', /does not exist/u);
    expect(fault.next).toContain(`mkdir -p '${join(folder, 'none')}'`);
    expect(fault.what).toContain(join(folder, 'none/x.sqlite'));
  });

  test('that may not be written is refused', async () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o555);
    // The superuser may write everywhere but to what the system itself makes up.
    const place = process.getuid?.() === 0 ? '/proc' : readOnly;
    await expectFault({ file: join(place, 'x.sqlite') }, 'not-writable', /./u);
  });

  test('that is a folder, or no database, is refused', async () => {
    await expectFault({ file: folder }, 'not-a-database', /it is a folder/u);
    writeFileSync(join(folder, 'text.sqlite'), 'هذا نص مخترع وليس قاعدة بيانات\n'.repeat(50));
    await expectFault({ file: join(folder, 'text.sqlite') }, 'not-a-database', /no SQLite database/u);
  });

  test('that is damaged is told to be so', async () => {
    const location = await sqlite.empty();
    const store = await openStore(location);
    await store.savePages(
      Array.from({ length: 500 }, (_, at) => inventPage(`p${at}`)),
      NOW,
    );
    await store.close();
    const file = openSync(fileOf(location), 'r+');
    for (let at = 8; at < 40; at++) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, at * 4096);
    const readAll = async () => {
      const damaged = await sqlite.open(location);
      for (let at = 0; at < 500; at++) await damaged.page(`p${at}`);
    };
    expect(await faultOf(readAll())).toMatchObject({ code: 'not-a-database', why: expect.stringContaining('damaged') });
  });

  test('that a newer version has changed is left alone', async () => {
    const location = await sqlite.empty();
    await (await openStore(location)).close();
    const database = new DatabaseSync(fileOf(location));
    database.exec("insert into migrations values ('9999-from-the-future', 0)");
    database.close();
    const before = readFileSync(fileOf(location));
    const fault = await expectFault(location, 'newer', /newer version .*9999-from-the-future/u);
    expect(fault.next).toContain('Install that version');
    expect(readFileSync(fileOf(location)).equals(before)).toBe(true);
  });

  test('that another process is writing to is waited for, and everything else goes on meanwhile', async () => {
    const location = await sqlite.empty();
    const store = await sqlite.open(location);
    const other = new DatabaseSync(fileOf(location));
    other.exec('begin immediate');
    const saving = store.savePages([inventPage('a')], NOW);
    let turns = 0;
    while (turns < 30) {
      await sleep(5);
      turns++;
    }
    other.exec('commit');
    other.close();
    expect(await saving).toMatchObject([{ state: 'new' }]);
  });

  test('that another process never lets go of is told to be locked', async () => {
    const location = await sqlite.empty();
    await sqlite.open(location);
    const [holder, waiter] = [new DatabaseSync(fileOf(location)), new DatabaseSync(fileOf(location))];
    holder.exec('begin immediate');
    const error = await whenFree(() => waiter.exec('begin immediate'), 50).catch((error: unknown) => error);
    const flavour = await openSqlite(fileOf(location));
    expect(flavour.asFault(error)).toMatchObject({ name: 'StoreFault', code: 'locked' });
    await openRecords(flavour).close();
    for (const each of [holder, waiter]) each.close();
  });

  test('on a full disk keeps what it had, says so, and goes on when there is room again', async () => {
    const location = await sqlite.empty();
    await (await openStore(location)).close();
    const records = openRecords(await openSqlite(fileOf(location)));
    const setLimit = (pages: number) =>
      records.read((db) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db));
    await savePages(records, [inventPage('before')], NOW);
    await setLimit(60);
    const large = Array.from({ length: 300 }, (_, at) => inventPage(`p${at}`, `خبر مخترع ${at} `.repeat(200)));
    const fault = await faultOf(savePages(records, large, NOW));
    expect(fault).toMatchObject({ code: 'disk-full', next: expect.stringContaining('Free some space') });
    await setLimit(1_000_000);
    expect(await savePages(records, [inventPage('before'), ...large], NOW)).toMatchObject([
      { state: 'unchanged' },
      ...large.map(() => ({ state: 'new' })),
    ]);
    await records.close();
  });

  test('answers while a long write is under way', async () => {
    const store = await sqlite.open();
    const pages = Array.from({ length: 3_000 }, (_, at) => inventPage(`p${at}`, `خبر مخترع ${at} `.repeat(100)));
    let turns = 0;
    const clock = setInterval(() => turns++, 1);
    await store.savePages(pages, NOW);
    clearInterval(clock);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('a PostgreSQL database', () => {
  const postgres = postgresDatabases();

  /** The address of a fresh database with something in it changed. */
  async function changed(change: (url: URL) => void): Promise<{ url: string }> {
    const url = new URL(((await postgres.empty()) as { url: string }).url);
    change(url);
    return { url: url.href };
  }

  function expectNoPassword(fault: StoreFault, ...passwords: readonly string[]): void {
    const shown = `${inspect(fault, { depth: 9, showHidden: true })} ${JSON.stringify(fault)} ${fault.stack}`;
    for (const password of passwords) expect(shown).not.toContain(password);
  }

  test.each([
    ['no address at all', 'postgres//user:s3cr%zzet@host/name'],
    ['one of another program', 'mysql://user:s3cr%zzet@host/name'],
    ['one with a port that cannot be', 'postgres://user:s3cr%zzet@host:99999/name'],
    ['one whose password is not encoded', 'postgres://user:s3cr%zzet@host/name'],
  ])('with %s is refused before anything is sent', async (_, url) => {
    const fault = await expectFault({ url }, 'bad-url', /./u);
    expect(fault.next).toContain('postgres://user:password@host:5432/name');
    expectNoPassword(fault, 's3cr%zzet');
  });

  test('on a server that does not answer is told by host and port', async () => {
    const fault = await expectFault({ url: 'postgres://me:s3cret@127.0.0.1:1/news' }, 'unreachable', /ECONNREFUSED/u);
    expect(fault.message).toContain('"news" at 127.0.0.1:1');
    expectNoPassword(fault, 's3cret');
    await expectFault({ url: 'postgres://me:s3cret@/news?host=/nonexistent' }, 'unreachable', /./u);
    await expectFault({ url: 'postgres://me:s3cret@mujaz.invalid/news' }, 'unreachable', /./u);
  });

  test('with a wrong password is told so, and neither password is in the message', async () => {
    const right = new URL(inject('postgresUrl')).password;
    const wrong = await changed((url) => {
      url.password = 'wr@ng/s3cret';
    });
    const fault = await expectFault(wrong, 'login-refused', /password authentication failed/u);
    expectNoPassword(fault, 'wr@ng/s3cret', encodeURIComponent('wr@ng/s3cret'), right);
    const none = await changed((url) => {
      url.password = '';
    });
    await expectFault(none, 'login-refused', /./u);
  });

  test('that does not exist, or may not be changed, is told to be so', async () => {
    const missing = await changed((url) => {
      url.pathname = '/mujaz_test_missing';
    });
    expect((await expectFault(missing, 'no-database', /does not exist/u)).next).toContain('createdb');
    const readOnly = await changed((url) => url.searchParams.set('options', '-c default_transaction_read_only=on'));
    await expectFault(readOnly, 'no-permission', /read-only/u);
  });

  test('that a newer version has changed is left alone', async () => {
    const location = (await postgres.empty()) as { url: string };
    await (await openStore(location)).close();
    const client = new pg.Client({ connectionString: location.url });
    await client.connect();
    await client.query("insert into migrations values ('9999-from-the-future', 0)");
    await client.end();
    await expectFault(location, 'newer', /newer version .*9999-from-the-future/u);
  });

  test('whose connections were cut (a restart of the server) serves the next call', async () => {
    const location = (await postgres.empty()) as { url: string };
    const store = await postgres.open(location);
    await store.savePages([inventPage('a')], NOW);
    const client = new pg.Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    const name = new URL(location.url).pathname.slice(1);
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await client.end();
    await sleep(100);
    expect(await store.page('a')).toEqual(inventPage('a'));
  });
});
