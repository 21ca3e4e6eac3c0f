/**
 * What lines, bars and points have in common. All places are percent of the picture, so that it fits any width while its
 * letters keep their size; time runs from right to left, as the page is read.
 */
import type { Digits } from '../../text/index.ts';
import { type Scale, shortNumber } from './scale.ts';

/** A mark of the scale: a line across the picture with its number above its right end. */
export type GridLine = { readonly y: number; readonly words: string };
/** What stands under the picture. */
export type Tick = { readonly x: number; readonly words: string; readonly anchor: 'start' | 'middle' | 'end' };

/** Where the drawing ends, for the words above and below. */
const TOP = 8;
const BOTTOM = 88;
/** No mark is cut at the sides. */
const SIDE = 2;

/** Percent of the height at which a value lies. */
export function heightOf(value: number, { top }: Scale): number {
  return round(BOTTOM - ((BOTTOM - TOP) * value) / top);
}

/** Percent of the width for a part (0 to 1) of the way from the first to the last. */
export function placeOf(part: number): number {
  return round(100 - SIDE - (100 - 2 * SIDE) * part);
}

/** The lines of the scale. */
export function gridOf(scale: Scale, digits: Digits): readonly GridLine[] {
  return scale.marks.map((value) => ({ y: heightOf(value, scale), words: shortNumber(value, digits) }));
}

/** Words at the sides begin or end there: in right-to-left text, `start` is the right end. */
export function tickAt(part: number, words: string): Tick {
  const anchor = part < 0.08 ? 'start' : part > 0.92 ? 'end' : 'middle';
  return { x: anchor === 'start' ? 100 : anchor === 'end' ? 0 : placeOf(part), words, anchor };
}

/** Two places behind the point are a tenth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
