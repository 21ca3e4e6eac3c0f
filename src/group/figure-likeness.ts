/** Do the figures of two tellings speak for one event? The same unlikely numbers do; other numbers of the same thing do not. */
import type { FigureMark } from './figure-marks.ts';
import { meet } from './intervals.ts';
import type { Signature } from './signature.ts';

const POINTS = { figures: 0.9, mostFigures: 5, otherFigure: -1, mostOtherFigures: -2, noSharedFigure: -0.7 } as const;

/** The same number says less when it counts something else, or when one of the two tells it in passing. */
const OTHER_THING = 0.4;
/** ... unless what happened to the things is not known of one of them. */
const UNKNOWN_THING = 0.75;
const PASSING = { both: 1, one: 0.6, none: 0.4 } as const;

/** A shared «two» alone is no shared figure, nor is a standing number of the field. */
const LEAST_SHARED = 0.3;

/** What the figures of two signatures say for one event, in the points of `sameEventScore`; below 0 when they differ. */
export function figurePoints(a: Signature, b: Signature): number {
  const taken = new Uint8Array(b.figures.length);
  let shared = 0;
  let news = 0;
  let other = 0;
  for (const mark of a.figures) {
    const best = bestMatch(mark, b.figures, taken);
    if (best.index >= 0) {
      taken[best.index] = 1;
      shared += best.points;
      if (!mark.background) news += best.points;
    }
    if (saysOtherwise(mark, b.figures)) other += POINTS.otherFigure;
  }
  const nothingShared =
    news < LEAST_SHARED && a.figures.length >= 2 && b.figures.length >= 2 ? POINTS.noSharedFigure : 0;
  return (
    Math.min(shared, POINTS.mostFigures) * POINTS.figures + Math.max(other, POINTS.mostOtherFigures) + nothingShared
  );
}

/** Both leads count the same thing, but in numbers too far apart for one event. */
function saysOtherwise(mark: FigureMark, others: readonly FigureMark[]): boolean {
  if (!mark.lead) return false;
  const same = others.filter((each) => each.lead && countsSame(mark, each));
  return same.length > 0 && same.every((each) => isFarFrom(mark, each));
}

/** The same thing, or the same kind of thing where it is not known what happened to one of them. */
function countsSame(a: FigureMark, b: FigureMark): boolean {
  if (a.knownEvent && b.knownEvent) return a.thing === b.thing;
  return a.unit !== '' && a.unit === b.unit;
}

function isFarFrom(a: FigureMark, b: FigureMark): boolean {
  return !meet(a, b) && Math.max(a.value, b.value) > a.mayDiffer * Math.min(a.value, b.value);
}

function bestMatch(
  mark: FigureMark,
  among: readonly FigureMark[],
  taken: Uint8Array,
): { index: number; points: number } {
  const best = { index: -1, points: 0 };
  for (let index = 0; index < among.length; index++) {
    if (taken[index]) continue;
    const points = matchPoints(mark, among[index] as FigureMark);
    if (points > best.points) [best.index, best.points] = [index, points];
  }
  return best;
}

function matchPoints(a: FigureMark, b: FigureMark): number {
  const same = a.value === b.value;
  if (!same && (a.thing !== b.thing || !meet(a, b))) return 0;
  const told = a.lead && b.lead ? PASSING.both : a.lead || b.lead ? PASSING.one : PASSING.none;
  const thing = a.thing === b.thing ? 1 : a.knownEvent && b.knownEvent ? OTHER_THING : UNKNOWN_THING;
  return (same ? 1 : 0.7) * thing * told * Math.min(a.weight, b.weight);
}
