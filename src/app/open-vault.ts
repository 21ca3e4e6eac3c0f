/** Opening the vault with the key that the operator has set, or with the one for trying out. */
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Config } from '../config/index.ts';
import type { Store } from '../store/index.ts';
import {
  type KeyPurpose,
  type KeyShelf,
  type MasterKey,
  openVault,
  readMasterKey,
  type Vault,
  VaultFault,
} from '../vault/index.ts';
import { makeKeyFile, nextKeyFile, readKeyFile } from './key-file.ts';

/** The vault, and whether its key lies beside the records. */
export type OpenedVault = { readonly vault: Vault; readonly isDevelopmentKey: boolean };

/** Opens it with MUJAZ_KEY, or with the key file, which is made when there are no sealed records yet. @throws VaultFault */
export async function openVaultOf({ key }: Config, store: Store): Promise<OpenedVault> {
  const shelf = shelfOf(store);
  if (key.text !== null) {
    return { vault: await openVault(readMasterKey(key.text, 'MUJAZ_KEY'), shelf), isDevelopmentKey: false };
  }
  return { vault: await openWithFile(key.file, shelf), isDevelopmentKey: true };
}

/** The keys of a store, as the vault takes them. */
export function shelfOf({ keys }: Store): KeyShelf {
  return { load: () => keys.load<KeyPurpose>(), replace: (seen, wrapped) => keys.replace(seen, wrapped) };
}

async function openWithFile(file: string, shelf: KeyShelf): Promise<Vault> {
  const waiting = await readKeyFile(nextKeyFile(file));
  // A change of the key was stopped between its last two steps; the next change ends it.
  if (waiting && (await fits(waiting, shelf))) return await openVault(waiting, shelf);
  if ((await readKeyFile(file)) === null && (await shelf.load()).length > 0) throw noKey(file);
  return await openVault(await makeKeyFile(file), shelf);
}

/** Whether a key opens the records; an empty database is opened by none. */
export async function fits(master: MasterKey, shelf: KeyShelf): Promise<boolean> {
  if ((await shelf.load()).length === 0) return false;
  try {
    await openVault(master, shelf);
    return true;
  } catch (error) {
    if (error instanceof VaultFault) return false;
    throw error;
  }
}

function noKey(file: string): VaultFault {
  return new VaultFault(
    `the addresses in this database are sealed, and there is neither MUJAZ_KEY nor ${relative('.', file)}.`,
    'Set MUJAZ_KEY to the key they were sealed with, or put the file back from a backup.',
  );
}

/** What is to be said of the key, without making one. */
export type KeyState =
  | { readonly state: 'set' }
  | { readonly state: 'development'; readonly file: string; readonly isReadableByOthers: boolean }
  | { readonly state: 'none-yet'; readonly file: string };

/** Looks at the key and whether it fits the records. @throws VaultFault when it does not */
export async function examineKey({ key }: Config, store: Store): Promise<KeyState> {
  const shelf = shelfOf(store);
  const isSealed = (await shelf.load()).length > 0;
  if (key.text !== null) {
    const master = readMasterKey(key.text, 'MUJAZ_KEY');
    if (isSealed) await openVault(master, shelf);
    return { state: 'set' };
  }
  const file = relative('.', key.file) || key.file;
  if (isSealed) await openWithFile(key.file, shelf);
  const mode = await stat(key.file).catch(() => null);
  if (!mode) return { state: 'none-yet', file };
  return { state: 'development', file, isReadableByOthers: process.platform !== 'win32' && (mode.mode & 0o077) !== 0 };
}
