/** Text broken at a fixed width, as terminal browsers and mail programs do: its lines are put together to paragraphs. */
import type { Line } from './lines.ts';

/** Wider lines are paragraphs of their own: nobody breaks there. */
const WIDEST = 130;
/** A line that is broken off fills so much of the width. */
const FULL = 0.6;
/** So many lines must be broken off before the whole page is taken to be. */
const FEWEST_BREAKS = 3;
const SHORTEST_BROKEN_LINE = 5;

const widthOf = (line: Line) => line.end - line.start;

/** True when no line is wide and full lines without a full stop go on in the next one. */
export function isWrapped(lines: readonly Line[]): boolean {
  let widest = 0;
  for (const line of lines) {
    widest = Math.max(widest, widthOf(line));
    if (widest > WIDEST) return false;
  }
  let breaks = 0;
  lines.forEach((line, i) => {
    if (breaksOff(line, widest) && line.words >= SHORTEST_BROKEN_LINE && goesOn(lines[i + 1])) breaks++;
  });
  return breaks >= FEWEST_BREAKS && breaks * 3 >= lines.length;
}

const breaksOff = (line: Line, widest: number) => line.ending === 'open' && widthOf(line) >= widest * FULL;

const goesOn = (next: Line | undefined) => next !== undefined && next.blanksBefore === 0 && !next.bulleted;

/** Joins each full line with the one below it, as long as no blank line or bullet comes between. */
export function joinWrapped(lines: readonly Line[]): readonly Line[] {
  const widest = lines.reduce((width, line) => Math.max(width, widthOf(line)), 0);
  const joined: Line[] = [];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    const open = joined.at(-1);
    if (before && open && goesOn(line) && widthOf(before) >= widest * FULL)
      joined[joined.length - 1] = join(open, line);
    else joined.push(line);
  });
  return joined;
}

function join(above: Line, below: Line): Line {
  const { end, lastWord, ending } = below;
  return { ...above, end, lastWord, ending, words: lastWord - above.firstWord };
}
