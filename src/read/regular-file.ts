/** Opens what is a regular file of bearable size, and nothing else: no pipe to wait on, no device without end. */
import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { sep } from 'node:path';

/** The bytes of a file, or why they were not read. */
export type FileBytes = { readonly bytes: Uint8Array } | { readonly reason: string; readonly next: string };

/** Why a folder is not read as a page. */
export const FOLDER = 'it is a folder';

/** Larger than any article; a longer file is a mistake. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/**
 * Reads a file.
 * @param within a folder (its real path) that the file must lie in, also when a link leads to it; null for any place.
 */
export async function readRegularFile(path: string, within: string | null): Promise<FileBytes> {
  try {
    return (await outsideOf(path, within)) ?? (await readOpened(path));
  } catch (error) {
    return systemRefusal(error as NodeJS.ErrnoException);
  }
}

/** Links are followed as long as they stay in the folder. */
async function outsideOf(path: string, within: string | null): Promise<FileBytes | null> {
  if (within === null || !(await lstat(path)).isSymbolicLink()) return null;
  const target = await realpath(path);
  if (target.startsWith(within + sep)) return null;
  return { reason: 'it is a link that leads out of the folder', next: 'Copy the file itself into the folder.' };
}

async function readOpened(path: string): Promise<FileBytes> {
  // Without O_NONBLOCK opening a pipe waits for someone to write into it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = await file.stat();
    if (about.isDirectory()) return { reason: FOLDER, next: 'Move its pages up into this folder.' };
    if (!about.isFile()) return { reason: 'it is not a regular file', next: 'Take it out of the folder.' };
    if (about.size > LARGEST_FILE) {
      const size = (about.size / 1024 / 1024).toFixed(1);
      return { reason: `it has ${size} MB; no news page has more than 5`, next: 'Save only the page itself.' };
    }
    const bytes = await file.readFile();
    return bytes.length === 0
      ? { reason: 'it is empty', next: 'Save the page again, or take the file out.' }
      : { bytes };
  } finally {
    await file.close();
  }
}

function systemRefusal(error: NodeJS.ErrnoException): FileBytes {
  switch (error.code) {
    case 'ENOENT':
      return { reason: 'it is not there, or a link that leads nowhere', next: 'Check the name, or take the link out.' };
    case 'ELOOP':
      return { reason: 'it is a link that leads back to itself', next: 'Take the link out.' };
    case 'EACCES':
    case 'EPERM':
      return { reason: 'this user may not read it', next: 'Give this user the right to read it (chmod a+r).' };
    case 'EISDIR':
      return { reason: FOLDER, next: 'Move its pages up into this folder.' };
    default:
      return { reason: `it cannot be read (${error.code ?? error.message})`, next: 'Copy it again, or take it out.' };
  }
}
