/** Counts that make up a whole, one bar beside the other: each part has a colour, a pattern and a name in words. */
import type { Digits } from '../../text/index.ts';
import { type GridLine, gridOf, heightOf, round, type Tick } from './frame.ts';
import { evenly, scaleOf } from './scale.ts';

/** A bar; `parts` from the bottom up. */
export type Stack<Kind extends string> = {
  readonly words: string;
  readonly parts: readonly { readonly kind: Kind; readonly value: number }[];
};

export type DrawnBar<Kind extends string> = {
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type StackChart<Kind extends string> = {
  readonly grid: readonly GridLine[];
  readonly ticks: readonly Tick[];
  readonly bars: readonly DrawnBar<Kind>[];
};

const MOST_TICKS = 8;
/** Of its column; the rest is air. */
const BAR_SHARE = 0.7;
/** A single bar is no wall. */
const WIDEST = 20;

/** Draws them, the first at the right. */
export function drawStacks<Kind extends string>(stacks: readonly Stack<Kind>[], digits: Digits): StackChart<Kind> {
  const totals = stacks.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const scale = scaleOf(totals);
  const column = 100 / Math.max(1, stacks.length);
  const width = round(Math.min(WIDEST, column * BAR_SHARE));
  const middleOf = (at: number) => round(100 - column * (at + 0.5));
  return {
    grid: gridOf(scale, digits),
    ticks: evenly(
      stacks.map(({ words }, at) => ({ words, x: middleOf(at), anchor: 'middle' as const })),
      MOST_TICKS,
    ),
    bars: stacks.flatMap(({ parts }, at) => {
      let below = 0;
      return parts.flatMap(({ kind, value }) => {
        if (value <= 0) return [];
        const bottom = heightOf(below, scale);
        below += value;
        const y = heightOf(below, scale);
        return [{ kind, x: round(middleOf(at) - width / 2), y, width, height: round(bottom - y) }];
      });
    }),
  };
}
