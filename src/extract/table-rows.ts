/** Rows of a table in a text: «دير الزور | 18 | 49», or the same with tabs between the cells. */
import { WordKind, type Words } from '../text/index.ts';
import type { LineKind } from './line-kinds.ts';
import type { Line } from './lines.ts';
import type { PageReading } from './page-reading.ts';

/** A row is short: longer lines are text whatever stands between their words. */
const LONGEST_ROW = 24;
const FEWEST_ROWS = 2;
const FEWEST_CELLS = 2;

const ROW: LineKind = { kind: 'row' };

/** The kinds with the rows of tables among them: lines below each other with as many cells, and numbers in the later ones. */
export function withTableRows(reading: PageReading, kinds: readonly LineKind[]): readonly LineKind[] {
  const shapes = reading.lines.map((line, i) =>
    mayBeRow(kinds[i] as LineKind) ? rowShape(reading.words, line) : null,
  );
  if (shapes.every((shape) => shape === null)) return kinds;
  const marked = [...kinds];
  for (let from = 0; from < shapes.length; ) {
    let to = from;
    while (to < shapes.length && shapes[to] && shapes[to]?.cells === shapes[from]?.cells) to++;
    const numbered = shapes.slice(from, to).filter((shape) => shape?.numbered).length;
    if (to - from >= FEWEST_ROWS && numbered * 2 >= to - from) marked.fill(ROW, from, to);
    from = Math.max(to, from + 1);
  }
  return marked;
}

/** «تاريخ النشر: 2023.01.30 | 13:45» and «طباعة | 3» say what they are; a name of a place may be one of a section. */
function mayBeRow(kind: LineKind): boolean {
  if (kind.kind === 'chrome') return kind.verdict.rule === 'menu' || kind.verdict.rule === 'counter';
  if (kind.kind === 'date') return kind.date.meaning === 'clock';
  return kind.kind === 'phrase' || kind.kind === 'source';
}

/** `numbered`: a cell behind the first one begins with a number, as in «1 | TITLE» it does not. */
type RowShape = { readonly cells: number; readonly numbered: boolean };

function rowShape(words: Words, line: Line): RowShape | null {
  if (line.words < FEWEST_CELLS || line.words > LONGEST_ROW || line.ending === 'stop') return null;
  let cells = 1;
  let numbered = false;
  for (let i = line.firstWord + 1; i < line.lastWord; i++) {
    if (!startsCell(words, i)) continue;
    cells++;
    numbered ||= words.kind[i] === WordKind.number;
  }
  return cells < FEWEST_CELLS ? null : { cells, numbered };
}

function startsCell(words: Words, index: number): boolean {
  for (let at = words.end[index - 1] as number; at < (words.start[index] as number); at++) {
    const char = words.text[at];
    if (char === '\t' || char === '|') return true;
  }
  return false;
}
