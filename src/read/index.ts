/** The door of `read/`: files, web pages and feed items become pages, or refusals that say why not. */
import { readdir, realpath } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { decode } from './decode.ts';
import { pageFromDump } from './dump.ts';
import { declaredCharset, pageFromHtml } from './html.ts';
import { type PageResult, printable, refuse } from './refusal.ts';
import { FOLDER, readRegularFile } from './regular-file.ts';

export { pageFromDump } from './dump.ts';
export { type FeedItem, pageFromFeedItem } from './feed-item.ts';
export { pageFromHtml } from './html.ts';
export { isRefusal, type PageResult } from './refusal.ts';

const DUMP_ENDINGS = new Set(['.txt', '.md']);
const HTML_ENDINGS = new Set(['.html', '.htm', '.xhtml']);

/** Files that explain a folder are no pages of it. */
const EXPLAINING = /^(?:readme|license|licence|changelog)(?:\.[a-z-]+)?(?:\.md|\.txt)?$/i;

/**
 * The pages of a folder one by one, by the names of their files; so the order is the same everywhere. Hidden files and
 * README are passed over; whatever else is no page is refused. Sub-folders are not entered.
 * `onPage` is told after each file.
 * @throws when the folder itself cannot be read (`ENOENT`, `EACCES`, `ENOTDIR`).
 */
export async function* readFolder(
  folder: string,
  onPage: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<PageResult> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && !EXPLAINING.test(name));
  const within = await realpath(folder);
  const ids = new Set<string>();
  for (const [index, name] of names.toSorted().entries()) {
    const result = await readInto(join(folder, name), name, within);
    onPage(index + 1, names.length);
    if ('reason' in result || !ids.has(result.id)) {
      if ('id' in result) ids.add(result.id);
      yield result;
    } else {
      // page.txt beside page.html: the second one keeps its ending
      const id = printable(name);
      ids.add(id);
      yield { ...result, id };
    }
  }
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
  const ending = extname(path);
  const isHtml = HTML_ENDINGS.has(ending.toLowerCase());
  const decoded = decode(bytes, isHtml ? declaredCharset(bytes) : null);
  if ('reason' in decoded) return refuse(origin, decoded.reason, decoded.next);
  const id = printable(basename(path, ending));
  const name = printable(origin);
  return isHtml ? pageFromHtml(id, name, decoded.text, null) : pageFromDump(id, name, decoded.text);
}
