/** The ledger over a PostgreSQL database. */
import { openPostgres } from '../postgres.ts';
import { openRecords } from '../records.ts';
import type { Ledger } from './contract.ts';
import { LOCK_WAIT_MS, openLedgerOver } from './open.ts';

/** One for turns, one for what is asked meanwhile. */
const CONNECTIONS = 2;

/** With connections of its own. @throws StoreFault */
export async function openServerLedger(url: string): Promise<Ledger> {
  return await openLedgerOver(openRecords(openPostgres(url, { lockWait: LOCK_WAIT_MS, connections: CONNECTIONS })));
}
