/** Text of pages made fit to be shown; the stored text stays as it is. */
import type { Correction, Mark } from '../model.ts';
import { balanceBidi, latinRuns } from '../text/index.ts';

/** Control characters (but for tab and line breaks) and noncharacters: no mail client may get them. */
const UNSHOWABLE = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/** One line of text: no controls, bidi controls balanced, white space run together. */
export function shownLine(text: string): string {
  return balanceBidi(text.toWellFormed().replace(UNSHOWABLE, '').replace(/\s+/g, ' ').trim());
}

/** `shownLine`, cut at a word's end with «…» when it is longer than `limit` UTF-16 units. */
export function clippedLine(text: string, limit: number): string {
  const line = shownLine(text.length > 4 * limit ? text.slice(0, 4 * limit) : text);
  if (line.length <= limit && text.length <= 4 * limit) return line;
  const cut = line.slice(0, limit);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}

/** A stretch of text in one direction; Latin names are shown as isolates. */
export type Piece = { readonly text: string; readonly latin: boolean };

/** A stretch of a paragraph: plain, or a highlighted figure (its id); the last stretch of a figure has its correction. */
export type Run = {
  readonly figure: string | null;
  readonly pieces: readonly Piece[];
  readonly correction: Correction | null;
};

/** A line of ours or of a page, without highlights. */
export function linePieces(text: string): Piece[] {
  return splitLatin(shownLine(text));
}

/** A passage as paragraphs of runs; marks that overlap or leave the text are passed over. */
export function paragraphRuns(text: string, marks: readonly Mark[]): Run[][] {
  const paragraphs: Cut[][] = [[]];
  for (const cut of cutAtMarks(text, marks)) {
    const lines = cut.text.split(/[\r\n\u2028\u2029]+/);
    for (const [index, line] of lines.entries()) {
      if (index > 0) paragraphs.push([]);
      const correction = index === lines.length - 1 ? cut.correction : null;
      paragraphs.at(-1)?.push({ text: shownPiece(line), figure: cut.figure, correction });
    }
  }
  return paragraphs.map(runsOf).filter((runs) => runs.length > 0);
}

type Cut = { readonly text: string; readonly figure: string | null; readonly correction: Correction | null };

const PLAIN = { figure: null, correction: null } as const;

function cutAtMarks(text: string, marks: readonly Mark[]): Cut[] {
  const pieces: Cut[] = [];
  let at = 0;
  for (const { start, end, figure, correction = null } of marks.toSorted(
    (a, b) => a.start - b.start || b.end - a.end,
  )) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), ...PLAIN });
    pieces.push({ text: text.slice(start, end), figure, correction });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), ...PLAIN });
  return pieces;
}

/** A piece keeps one space at its ends: it stands between others. */
function shownPiece(text: string): string {
  return balanceBidi(
    text
      .toWellFormed()
      .replace(UNSHOWABLE, '')
      .replace(/[ \t]+/g, ' '),
  );
}

function splitLatin(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of latinRuns(text)) {
    if (start > at) pieces.push({ text: text.slice(at, start), latin: false });
    pieces.push({ text: text.slice(start, end), latin: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), latin: false });
  return pieces;
}

/** The cuts of one paragraph without the space at its ends. */
function runsOf(cuts: readonly Cut[]): Run[] {
  const last = cuts.length - 1;
  return cuts
    .map(({ text, ...cut }, index) => ({ ...cut, text: index === 0 ? text.trimStart() : text }))
    .map(({ text, ...cut }, index) => ({ ...cut, pieces: splitLatin(index === last ? text.trimEnd() : text) }))
    .filter((run) => run.pieces.length > 0);
}
