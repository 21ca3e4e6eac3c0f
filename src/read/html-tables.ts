/** Tables: those with data become one line a row; those that only lay out a page are left to the walk through it. */
import type { DomNode } from './html-blocks.ts';

/** A longer cell holds text of its own. */
const LONGEST_CELL = 120;
const MOST_ROWS = 300;
/** Stands between the cells of a row: «دير الزور | 18 | 49». */
const CELL_GAP = ' | ';

/** The rows of a table of data, each as one line; null for a table that lays out the page. */
export function dataRows(table: DomNode): readonly string[] | null {
  const rows: string[][] = [];
  const open = [{ children: table.childNodes, next: 0 }];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const child = frame.children[frame.next++];
    const name = child?.nodeName.toUpperCase() ?? '';
    if (!child) open.pop();
    else if (name === 'TABLE' || rows.length > MOST_ROWS) return null;
    else if (name === 'TR') {
      rows.push([]);
      open.push({ children: child.childNodes, next: 0 });
    } else if (name === 'TD' || name === 'TH') {
      const text = (child.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
      if (text.length > LONGEST_CELL) return null;
      rows.at(-1)?.push(text);
    } else if (child.childNodes.length > 0) open.push({ children: child.childNodes, next: 0 });
  }
  return isData(rows) ? rows.map((row) => row.join(CELL_GAP)) : null;
}

/** At least two rows of at least two cells, all of the same length, most of them filled. */
function isData(rows: readonly (readonly string[])[]): boolean {
  const [first] = rows;
  if (!first || rows.length < 2 || first.length < 2 || rows.some((row) => row.length !== first.length)) return false;
  const cells = rows.flat();
  return cells.filter((cell) => cell !== '').length * 2 > cells.length;
}
