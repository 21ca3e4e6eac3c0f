import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type DeliveryResult, openLedger, openStore, StoreFault } from '../../src/store/index.ts';
import { ledgerOf } from '../../src/store/ledger/ledger.ts';
import { openRecords } from '../../src/store/records.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { addPeople, start, turnOf } from './ledger-people.ts';

const cleanings: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanings.splice(0).reverse()) clean();
});

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => null,
    (error: unknown) => error,
  );
}

function run(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { stdio: 'ignore' });
}

/** A disk of 2 MB; null where this user may not mount one. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-disk-'));
  cleanings.push(() => rmSync(folder, { recursive: true, force: true }));
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  try {
    run('mount', '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder);
  } catch {
    return null;
  }
  cleanings.push(() => run('umount', '-l', folder));
  return folder;
}

const settled = (positions: readonly number[]): readonly DeliveryResult[] =>
  positions.map((position) => ({ position, state: 'sent', reply: `250 ok ${'long '.repeat(100)}` }));

describe('a ledger with a connection of its own', () => {
  const { empty, open } = sqliteDatabases();

  test('on a full disk writes nothing of a turn, says so, and goes on when there is room again', async ({ skip }) => {
    const disk = smallDisk();
    if (disk === null) return skip('no disk can be mounted here');
    const file = join(disk, 'mujaz.sqlite');
    const store = await openStore({ file });
    await addPeople(store, 600);
    await start(store, store.ledger);
    await store.close();
    const ledger = await openLedger({ file });
    const ballast = join(disk, 'ballast');
    try {
      const first = await ledger.turn(turnOf({ want: 100 }));
      const positions = first.claimed.map(({ position }) => position);
      try {
        writeFileSync(ballast, Buffer.alloc(4_000_000));
      } catch {
        // It is full now.
      }
      let fault: unknown = null;
      let turn = turnOf({ results: settled(positions), want: 100 });
      for (let turns = 0; fault === null && turns < 20; turns++) {
        const answer = await ledger.turn(turn).catch((error: unknown) => {
          fault = error;
          return null;
        });
        if (answer) turn = turnOf({ results: settled(answer.claimed.map(({ position }) => position)), want: 100 });
      }
      expect(fault).toMatchObject({
        name: 'StoreFault',
        code: 'disk-full',
        next: expect.stringContaining('Free some space'),
      });
      expect(fault).toBeInstanceOf(StoreFault);
      const before = await ledger.counts(1);
      expect(await failureOf(ledger.turn(turn))).toMatchObject({ code: 'disk-full' });
      expect(await ledger.counts(1)).toEqual(before);
      expect(before.sending).toBe(turn.results.length);
      rmSync(ballast);
      await ledger.turn(turn);
      expect((await ledger.counts(1)).sent).toBe(before.sent + turn.results.length);
    } finally {
      await ledger.close();
    }
  });

  test('waits for another writer no longer than it is told, and goes on afterwards', async () => {
    const location = await empty();
    const store = await open(location);
    await addPeople(store, 2);
    await start(store, store.ledger);
    const records = openRecords(await openSqlite((location as { file: string }).file, { lockWait: 100 }));
    const ledger = ledgerOf(records, () => records.close());
    const other = new DatabaseSync((location as { file: string }).file);
    other.exec('begin immediate');
    expect(await failureOf(ledger.turn(turnOf({ want: 1 })))).toMatchObject({ name: 'StoreFault', code: 'locked' });
    expect(await ledger.counts(1)).toMatchObject({ queued: 2, sending: 0 });
    other.exec('commit');
    other.close();
    expect(await ledger.turn(turnOf({ want: 1 }))).toMatchObject({ claimed: [{ position: 1 }] });
    await ledger.close();
  });

  test('gives faults of opening as they are', async () => {
    const error = await failureOf(openLedger({ file: join(tmpdir(), 'mujaz-none', 'x.sqlite') }));
    expect(error).toBeInstanceOf(StoreFault);
    expect(error).toMatchObject({ code: 'folder-missing', next: expect.stringContaining('mkdir') });
  });

  test('gives errors of a call and does the others', async () => {
    const ledger = await openLedger(await empty());
    const [failed, done] = await Promise.all([failureOf(ledger.turn(turnOf())), ledger.senders()]);
    expect(failed).toMatchObject({ message: expect.stringContaining('never approved') });
    expect(done).toEqual([]);
    await ledger.close();
  });

  test('does not keep a program running that has nothing to do, closed or not', async () => {
    const location = await empty();
    const door = pathToFileURL(join(import.meta.dirname, '../../src/store/index.ts')).href;
    const program = `
      import { openLedger } from ${JSON.stringify(door)};
      const ledger = await openLedger(${JSON.stringify(location)});
      console.log((await ledger.senders()).length);
      if (process.argv[2] === 'close') await ledger.close();`;
    const file = join(dirname((location as { file: string }).file), 'program.mjs');
    writeFileSync(file, program);
    for (const how of ['close', 'leave']) {
      const said = execFileSync(process.execPath, [file, how], { timeout: 30_000, encoding: 'utf8' });
      expect(said).toBe('0\n');
    }
  });
});
