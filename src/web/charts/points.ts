/** Single statements over time: a stem from zero up to each, so that lengths compare as the values do. */
import type { Digits } from '../../text/index.ts';
import { type GridLine, gridOf, heightOf, placeOf, type Tick, tickAt } from './frame.ts';
import { SHAPES, type Shape } from './lines.ts';
import { scaleOf } from './scale.ts';

/** `from` and `to`: the first and last day it may speak of, as numbers of days; `max`: of a range, else null. */
export type Dot = {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly max: number | null;
  /** Those with one source have one shape. */
  readonly group: number;
};

export type DrawnDot = {
  readonly x: number;
  readonly y: number;
  /** Where the range ends; the same as `y` without one. */
  readonly top: number;
  /** Of the days that it may speak of. */
  readonly x1: number;
  readonly x2: number;
  readonly shape: Shape;
  readonly colour: number;
};

export type PointChart = {
  readonly grid: readonly GridLine[];
  readonly ticks: readonly Tick[];
  /** Where zero is. */
  readonly base: number;
  readonly dots: readonly DrawnDot[];
};

/** Draws them; `years` are days on which something is written under the picture. */
export function drawPoints(
  dots: readonly Dot[],
  years: readonly { readonly day: number; readonly words: string }[],
  digits: Digits,
): PointChart {
  const scale = scaleOf(dots.flatMap(({ value, max }) => (max === null ? [value] : [value, max])));
  const days = [...dots.flatMap(({ from, to }) => [from, to]), ...years.map(({ day }) => day)];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const partOf = (day: number) => (last > first ? (day - first) / (last - first) : 0.5);
  return {
    grid: gridOf(scale, digits),
    ticks: years.map(({ day, words }) => tickAt(partOf(day), words)),
    base: heightOf(0, scale),
    dots: dots.map(({ from, to, value, max, group }) => ({
      x: placeOf(partOf((from + to) / 2)),
      y: heightOf(value, scale),
      top: heightOf(max ?? value, scale),
      x1: placeOf(partOf(from)),
      x2: placeOf(partOf(to)),
      shape: SHAPES[group % SHAPES.length] as Shape,
      colour: group % SHAPES.length,
    })),
  };
}
