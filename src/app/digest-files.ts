/** An edition as files: `NNNN/{index.html, text.txt, message.eml, edition.json}`. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition, Variant } from '../model.ts';

/** An edition with everything that is written down of it. */
export type FinishedEdition = { readonly edition: Edition; readonly variant: Variant; readonly message: Buffer };

/** The folder of an edition: its number with four digits. */
export function editionFolder(out: string, number: number): string {
  return join(out, String(number).padStart(4, '0'));
}

/** Writes the four files and returns their folder. Each is whole or absent: it is written aside and then moved. */
export async function writeDigest(out: string, { edition, variant, message }: FinishedEdition): Promise<string> {
  const folder = editionFolder(out, edition.number);
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, 'index.html'), variant.html);
  await writeWhole(join(folder, 'text.txt'), variant.text);
  await writeWhole(join(folder, 'message.eml'), message);
  await writeWhole(join(folder, 'edition.json'), `${JSON.stringify(edition, null, 2)}\n`);
  return folder;
}

async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
