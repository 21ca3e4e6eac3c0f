/** Live coverage: «14:40», a heading, then the paragraphs of that hour, again and again. */
import type { LineKind } from './line-kinds.ts';

/** One entry may be a page's clock over a caption; so many are coverage by the hour. */
const FEWEST_ENTRIES = 2;

/** The lines that head an entry of live coverage: right behind a time of day, right before text. */
export function liveHeadings(kinds: readonly LineKind[]): ReadonlySet<number> {
  const found = kinds.flatMap((kind, i) =>
    kind.kind === 'phrase' && isTime(kinds[i - 1]) && isText(kinds[i + 1]) ? [i] : [],
  );
  return new Set(found.length < FEWEST_ENTRIES ? [] : found);
}

const isTime = (kind: LineKind | undefined) =>
  kind?.kind === 'date' && kind.date.meaning === 'clock' && kind.date.date === null;

const isText = (kind: LineKind | undefined) => kind?.kind === 'prose' || kind?.kind === 'sentence';
