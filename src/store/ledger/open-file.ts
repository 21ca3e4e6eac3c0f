/** The ledger over a SQLite file. */
import { openRecords } from '../records.ts';
import { openSqlite } from '../sqlite.ts';
import type { Ledger } from './contract.ts';
import { LOCK_WAIT_MS, openLedgerOver } from './open.ts';

/** Kilobytes: rows are claimed and settled where the last ones were. */
const CACHE = 16_000;

/** With a connection of its own. @throws StoreFault */
export async function openFileLedger(file: string): Promise<Ledger> {
  return await openLedgerOver(openRecords(await openSqlite(file, { lockWait: LOCK_WAIT_MS, cache: CACHE })));
}
