/** Several counts over time as lines; each has a colour, a stroke, a shape of its marks, and a name in words. */
import type { Digits } from '../../text/index.ts';
import { type GridLine, gridOf, heightOf, placeOf, type Tick, tickAt } from './frame.ts';
import { evenly, scaleOf } from './scale.ts';

/** `values`: one per column; null where nothing is known, and the line has a gap. */
export type Line = { readonly name: string; readonly colour: string; readonly values: readonly (number | null)[] };

/** Of a mark; told apart also by whoever sees no colours. */
export const SHAPES = ['circle', 'square', 'diamond', 'triangle', 'cross', 'ring'] as const;
export type Shape = (typeof SHAPES)[number];

export type DrawnLine = {
  readonly name: string;
  readonly colour: string;
  readonly shape: Shape;
  /** 0-5: which stroke. */
  readonly stroke: number;
  /** Of an SVG path in a box of 100 by 100; '' where no two neighbours are known. */
  readonly path: string;
  readonly marks: readonly { readonly x: number; readonly y: number }[];
};

export type LineChart = {
  readonly grid: readonly GridLine[];
  readonly ticks: readonly Tick[];
  readonly lines: readonly DrawnLine[];
};

/** More words do not fit under a picture on a phone. */
const MOST_TICKS = 3;
/** Marks stand where they do not run into each other, and where a line would not be seen without. */
const MOST_MARKS = 12;

/** Draws them; `columns` are the words of the columns, oldest first. */
export function drawLines(columns: readonly string[], lines: readonly Line[], digits: Digits): LineChart {
  const scale = scaleOf(lines.flatMap(({ values }) => values.filter((value) => value !== null)));
  const partOf = (at: number) => (columns.length > 1 ? at / (columns.length - 1) : 0.5);
  const at = columns.map((words, index) => ({ words, part: partOf(index) }));
  return {
    grid: gridOf(scale, digits),
    ticks: evenly(at, MOST_TICKS).map(({ words, part }) => tickAt(part, words)),
    lines: lines.map(({ name, colour, values }, index) => {
      const points = values.map((value, column) =>
        value === null ? null : { x: placeOf(partOf(column)), y: heightOf(value, scale) },
      );
      return {
        name,
        colour,
        shape: SHAPES[index % SHAPES.length] as Shape,
        stroke: index % SHAPES.length,
        path: pathOf(points),
        marks: marksOf(points),
      };
    }),
  };
}

type Point = { readonly x: number; readonly y: number };

/** «M 98 8 L 50 40»; a new beginning behind each gap. */
function pathOf(points: readonly (Point | null)[]): string {
  const pieces = points.map((point, at) => {
    if (!point) return '';
    const isJoined = Boolean(points[at - 1]);
    return isJoined || points[at + 1] ? `${isJoined ? 'L' : 'M'}${point.x} ${point.y}` : '';
  });
  return pieces.join('');
}

/** Evenly chosen; a point between two gaps has its mark always. */
function marksOf(points: readonly (Point | null)[]): readonly Point[] {
  const known = points.flatMap((point, at) => (point ? [{ point, at }] : []));
  const chosen = new Set(evenly(known, MOST_MARKS));
  return known
    .filter((each) => chosen.has(each) || !(points[each.at - 1] || points[each.at + 1]))
    .map(({ point }) => point);
}
