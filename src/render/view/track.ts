import type { Track } from '../../model.ts';
import { QUALIFIER_WORDS, UNKNOWN_SOURCE, yearWords } from '../../text/index.ts';
import { clippedLine } from '../display.ts';
import type { ViewContext } from './context.ts';

/** One bar: a cell as wide as its value's share of the largest one. */
export type BarView = {
  readonly year: string;
  readonly words: string;
  /** 1-100. */
  readonly percent: number;
  /** The rest of the row. */
  readonly rest: number;
  /** Whether the words find room in the bar on a narrow phone. */
  readonly inside: boolean;
  /** '' when all bars have the same source: then it is said once. */
  readonly source: string;
};

/** A fact over time. */
export type TrackView = { readonly label: string; readonly bars: readonly BarView[]; readonly source: string };

/** The bar column of a 320 px wide phone, and what a letter of the words takes there. */
const NARROW_BAR = 200;
const LETTER = 8;

/** Bars from zero, so that lengths compare as the values do. */
export function trackView(track: Track, { digits }: ViewContext): TrackView {
  const largest = Math.max(...track.points.map((point) => point.value), Number.MIN_VALUE);
  const sources = new Set(track.points.map((point) => point.source));
  const [shared] = sources.size === 1 ? sources : [null];
  const bars = track.points.map((point): BarView => {
    const words = clippedLine(`${QUALIFIER_WORDS[point.qualifier]} ${point.number}`, 60);
    const percent = Math.min(100, Math.max(1, Math.round((100 * point.value) / largest)));
    return {
      year: yearWords(point.asOf, digits),
      words,
      percent,
      rest: 100 - percent,
      inside: percent >= 60 || words.length * LETTER + 2 * LETTER <= (percent / 100) * NARROW_BAR,
      source: sources.size === 1 ? '' : clippedLine(point.source ?? UNKNOWN_SOURCE, 60),
    };
  });
  return { label: clippedLine(track.label, 140), bars, source: clippedLine(shared ?? '', 60) };
}
