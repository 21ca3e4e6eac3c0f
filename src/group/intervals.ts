/** Which numbers a stated figure admits: the ground of every comparison between two tellings. */
import type { Figure, Qualifier } from '../model.ts';

/** A closed interval of numbers. */
export type Interval = { readonly least: number; readonly most: number };

/** «أكثر من 400» is said of 418, hardly of 800: an open end reaches this far for agreement. */
const OPEN_END = 1.25;
/** «نحو» reaches half a step of the last digit given, but at least and at most these shares of the value. */
const LEAST_ABOUT = 0.05;
const MOST_ABOUT = 0.125;

type Counted = Pick<Figure, 'value' | 'max' | 'qualifier'>;

/** The numbers that a telling with these words would be about; a vague figure admits none. */
export function admittedBy({ value, max, qualifier }: Counted): Interval {
  if (value === null) return { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };
  const top = max ?? value;
  const reach = aboutReach(value);
  const admitted: Record<Qualifier, Interval> = {
    exactly: { least: value, most: top },
    between: { least: value, most: top },
    vague: { least: value, most: top },
    about: { least: value - reach, most: top + reach },
    more_than: { least: value, most: top * OPEN_END },
    at_least: { least: value, most: top * OPEN_END },
    less_than: { least: value / OPEN_END, most: top },
    up_to: { least: value / OPEN_END, most: top },
  };
  return admitted[qualifier];
}

/** The numbers that do not contradict the words: «أكثر من 400» is not contradicted by 800, only by 390. */
export function possibleUnder(figure: Counted): Interval {
  const { least, most } = admittedBy(figure);
  const { qualifier } = figure;
  if (qualifier === 'more_than' || qualifier === 'at_least') return { least, most: Number.POSITIVE_INFINITY };
  if (qualifier === 'less_than' || qualifier === 'up_to') return { least: 0, most };
  return { least, most };
}

/** True when some number lies in both. */
export function meet(a: Interval, b: Interval): boolean {
  return a.least <= b.most && b.least <= a.most;
}

/** The last place a number is given to: 10 for 240, 50 for 850, 1 for 7. */
export function lastStep(value: number): number {
  if (!Number.isFinite(value) || value === 0 || !Number.isInteger(value)) return 1;
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  return value % (step * 5) === 0 && step > 1 ? step * 5 : step;
}

function aboutReach(value: number): number {
  const size = Math.abs(value);
  return Math.min(Math.max(lastStep(size) / 2, LEAST_ABOUT * size), MOST_ABOUT * size);
}
