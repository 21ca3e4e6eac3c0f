/** Folders of saved pages, and single files. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { decode } from './decode.ts';
import { pageFromDump } from './dump.ts';
import { declaredCharset, pageFromHtml } from './html.ts';
import { type PageResult, printable, refuse } from './refusal.ts';
import { FOLDER, readRegularFile } from './regular-file.ts';

const DUMP_ENDINGS = new Set(['.txt', '.md']);
const HTML_ENDINGS = new Set(['.html', '.htm', '.xhtml']);

/** Files that explain a folder are no pages of it. */
const EXPLAINING = /^(?:readme|license|licence|changelog)(?:\.[a-z-]+)?(?:\.md|\.txt)?$/i;

/** A file as it lies there; one with another stamp has changed. */
export type FolderFile = {
  readonly name: string;
  readonly stamp: string /** Epoch milliseconds. */;
  readonly changedAt: number;
};

/**
 * The files of a folder that should be pages, by their names. Hidden files and README are passed over.
 * @throws when the folder itself cannot be read (`ENOENT`, `EACCES`, `ENOTDIR`).
 */
export async function listFolder(folder: string): Promise<readonly FolderFile[]> {
  const names = await namesOf(folder);
  const files: FolderFile[] = [];
  for (let at = 0; at < names.length; at += LOOKED_AT_ONCE) {
    const some = names.slice(at, at + LOOKED_AT_ONCE);
    files.push(...(await Promise.all(some.map((name) => fileOf(folder, name)))));
  }
  return files;
}

/** As many as the system's threads are given at a time. */
const LOOKED_AT_ONCE = 64;

/** The time of the last change of the file itself tells of those that were moved or given rights, too. */
async function fileOf(folder: string, name: string): Promise<FolderFile> {
  try {
    const { size, mtimeMs, ctimeMs } = await stat(join(folder, name));
    return { name, stamp: `${size} ${mtimeMs} ${ctimeMs}`, changedAt: Math.max(mtimeMs, ctimeMs) };
  } catch (error) {
    return { name, stamp: (error as NodeJS.ErrnoException).code ?? 'unknown', changedAt: 0 };
  }
}

async function namesOf(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => !name.startsWith('.') && !EXPLAINING.test(name)).toSorted();
}

/**
 * The pages of a folder one by one, by the names of their files; so the order is the same everywhere. Whatever is no page
 * is refused. Sub-folders are not entered. `onPage` is told after each file.
 * @throws as `listFolder`
 */
export async function* readFolder(
  folder: string,
  onPage: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<PageResult> {
  const names = await namesOf(folder);
  const within = await realpath(folder);
  const ids = new Set<string>();
  for (const [index, name] of names.entries()) {
    const result = await readInto(join(folder, name), name, within);
    onPage(index + 1, names.length);
    if ('reason' in result || !ids.has(result.id)) {
      if ('id' in result) ids.add(result.id);
      yield result;
    } else {
      const id = wholeNameId(name);
      ids.add(id);
      yield { ...result, id };
    }
  }
}

/** One page of a folder, as `readFolder` reads it; a link that leads out of the folder is refused. */
export async function readFolderFile(folder: string, name: string): Promise<PageResult> {
  return readInto(join(folder, name), name, await realpath(folder));
}

/** The id of a page by the name of its file without the ending. */
export function fileId(name: string): string {
  return printable(basename(name, extname(name)));
}

/** The id of page.txt beside page.html: the second one keeps its ending. */
export function wholeNameId(name: string): string {
  return printable(name);
}

/** One page from a file, wherever it lies; `origin` is what messages call it. */
export async function readPageFile(path: string, origin: string = path): Promise<PageResult> {
  return readInto(path, origin, null);
}

async function readInto(path: string, origin: string, within: string | null): Promise<PageResult> {
  const ending = extname(path).toLowerCase();
  const file = await readRegularFile(path, within);
  if ('reason' in file) {
    const named = within === null && file.reason === FOLDER;
    return refuse(origin, file.reason, named ? `Name its pages: ${printable(join(origin, '*.txt'))}` : file.next);
  }
  if (!DUMP_ENDINGS.has(ending) && !HTML_ENDINGS.has(ending)) {
    const why = ending === '' ? 'its name has no ending' : `files ending in "${printable(ending)}" are no pages`;
    return refuse(origin, why, 'Name it .txt or .html, or take it out.');
  }
  return pageFromBytes(path, origin, file.bytes);
}

/** A page from the bytes of a file; the ending of its name tells HTML from text. */
function pageFromBytes(path: string, origin: string, bytes: Uint8Array): PageResult {
  const isHtml = HTML_ENDINGS.has(extname(path).toLowerCase());
  const decoded = decode(bytes, isHtml ? declaredCharset(bytes) : null);
  if ('reason' in decoded) return refuse(origin, decoded.reason, decoded.next);
  const id = fileId(path);
  const name = printable(origin);
  return isHtml ? pageFromHtml(id, name, decoded.text, null) : pageFromDump(id, name, decoded.text);
}
