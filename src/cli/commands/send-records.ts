/** Opens what the commands on sendings need, and closes it behind them. */
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import type { OpenedVault, Store } from '../../app/index.ts';
import type { Config } from '../../config/index.ts';
import { settingsOf } from '../settings.ts';

/** Kilobytes: a list of a million is read once, from one end to the other. */
const CACHE = 8000;

/** The configuration and the records. */
export type OpenRecords = { readonly config: Config; readonly store: Store };

/** With the records open. */
export async function withStore(command: Command, work: (opened: OpenRecords) => Promise<void>): Promise<void> {
  const config = settingsOf(command);
  keepYoungSmall();
  const { openStore } = await import('../../app/index.ts');
  const store = await openStore(config.database, { cache: CACHE });
  try {
    await work({ config, store });
  } finally {
    await store.close();
  }
}

/** The vault, opened only once it is sure that something is to be sent. */
export async function vaultOf({ config, store }: OpenRecords): Promise<OpenedVault['vault']> {
  const { openVaultOf } = await import('../../app/index.ts');
  return (await openVaultOf(config, store)).vault;
}

/**
 * A sending makes much that is soon forgotten and keeps little: with the engine's usual room for young objects it takes a
 * third more memory, and is no faster.
 */
function keepYoungSmall(): void {
  setFlagsFromString('--max-semi-space-size=4');
  setFlagsFromString('--semi-space-growth-factor=1');
}
