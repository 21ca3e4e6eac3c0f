/** An edition as files: `NNNN/{index.html, text.txt, message.eml, edition.json}`. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition, Variant } from '../model.ts';
import { AppFault } from './app-fault.ts';

/** An edition with everything that is written down of it. */
export type FinishedEdition = { readonly edition: Edition; readonly variant: Variant; readonly message: Buffer };

/** The folder of an edition: its number with four digits. */
export function editionFolder(out: string, number: number): string {
  return join(out, String(number).padStart(4, '0'));
}

type Advice = readonly [what: string, next: string];

const ELSEWHERE = 'choose another folder (out: in config/mujaz.yaml).';
const FORBIDDEN: Advice = ['no permission to write there', `Give this user the right, or ${ELSEWHERE}`];
const IN_THE_WAY: Advice = ['there is a file where a folder is needed', `Move it away, or ${ELSEWHERE}`];
const FULL: Advice = ['the disk is full', 'Free some space: what was there before is unharmed.'];

/** What the system refuses, and what to do about it. */
const ADVICE: Readonly<Record<string, Advice>> = {
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: FORBIDDEN,
  EEXIST: IN_THE_WAY,
  ENOTDIR: IN_THE_WAY,
  EISDIR: ['there is a folder where a file is needed', 'Move it away.'],
  ENOSPC: FULL,
  EDQUOT: FULL,
};

/**
 * Writes the four files and returns their folder. Each is whole or absent: it is written aside and then moved.
 * @throws AppFault with the code and the place of the system's fault
 */
export async function writeDigest(out: string, finished: FinishedEdition): Promise<string> {
  const folder = editionFolder(out, finished.edition.number);
  try {
    await writeFiles(folder, finished);
  } catch (error) {
    throw asFault(error, finished.edition.number, folder);
  }
  return folder;
}

function asFault(error: unknown, number: number, folder: string): unknown {
  const { code, path = folder } = error as NodeJS.ErrnoException;
  const advice = code === undefined ? undefined : ADVICE[code];
  if (!advice) return error;
  const [what, next] = advice;
  return new AppFault(`the files of edition ${number} cannot be written: ${path}: ${what} (${code}).`, next, false);
}

async function writeFiles(folder: string, { edition, variant, message }: FinishedEdition): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, 'index.html'), variant.html);
  await writeWhole(join(folder, 'text.txt'), variant.text);
  await writeWhole(join(folder, 'message.eml'), message);
  await writeWhole(join(folder, 'edition.json'), `${JSON.stringify(edition, null, 2)}\n`);
}

async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
