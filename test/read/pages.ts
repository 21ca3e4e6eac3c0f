/** Invented page texts for the tests of reading, and a folder to put them in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Page, PageRefusal } from '../../src/model.ts';
import { isRefusal, type PageResult, readFolder } from '../../src/read/index.ts';

export const HEADLINE = 'بلدية العيّنة ترمم "الجسر القديم"';
export const TEXT =
  'أعلنت إدارة بلدية العيّنة بدء ترميم الجسر القديم الذي تضرر في فيضان الشتاء الماضي، وقالت إن الأعمال ستستمر أربعة أشهر.';
export const PAGE = `${HEADLINE}\n\n${TEXT}\n`;

/** A new folder with files in it, removed behind the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-read-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Everything a folder gives. */
export async function readAll(folder: string): Promise<readonly PageResult[]> {
  const results: PageResult[] = [];
  for await (const result of readFolder(folder)) results.push(result);
  return results;
}

/** The page, or a failure of the test that shows the refusal. */
export function asPage(result: PageResult | undefined): Page {
  if (!result || isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** The refusal, or a failure of the test. */
export function asRefusal(result: PageResult | undefined): PageRefusal {
  if (!result || !isRefusal(result)) throw new Error('it was read, and should have been refused');
  return result;
}
