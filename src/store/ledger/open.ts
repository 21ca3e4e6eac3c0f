/** The ledger with a connection of its own, for a program that sends. */
import { migrate } from '../migrate.ts';
import type { Records } from '../records.ts';
import type { Ledger } from './contract.ts';
import { ledgerOf } from './ledger.ts';

/** A sender that is told to stop must not stand in a queue for a minute: it waits in small pieces instead. */
export const LOCK_WAIT_MS = 5000;

/** Over records that were opened for it, which are closed with it. @throws StoreFault */
export async function openLedgerOver(records: Records): Promise<Ledger> {
  try {
    await migrate(records);
  } catch (error) {
    await records.close();
    throw error;
  }
  return ledgerOf(records, () => records.close());
}
