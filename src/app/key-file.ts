/** The development key: a file beside the database, made when there is none. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type MasterKey, makeMasterKey, readMasterKey } from '../vault/index.ts';

/** Where a key waits that is about to take the place of the one in the file. */
export function nextKeyFile(file: string): string {
  return `${file}.new`;
}

/** The key in a file; null where there is none. @throws VaultFault for a file that holds something else */
export async function readKeyFile(file: string): Promise<MasterKey | null> {
  try {
    return readMasterKey(await readFile(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * The key in a file, made when there is none. The file appears whole or not at all, and of two processes that make it at
 * once, both get the key of the first.
 */
export async function makeKeyFile(file: string): Promise<MasterKey> {
  const there = await readKeyFile(file);
  if (there) return there;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.${randomBytes(6).toString('hex')}`;
  await writeSynced(part, `${makeMasterKey()}\n`);
  try {
    await link(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(part, { force: true });
  }
  await syncFolder(file);
  const made = await readKeyFile(file);
  if (made) return made;
  return makeKeyFile(file);
}

/** Puts the key that waits in the place of the one in the file. Another process may have done so already. */
export async function takeNextKey(file: string): Promise<void> {
  try {
    await rename(nextKeyFile(file), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await syncFolder(file);
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is on the disk when its folder is; Windows has no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
