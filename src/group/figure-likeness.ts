/** Do the figures of two tellings speak for one event? The same unlikely numbers do; other numbers of the same thing do not. */
import { type FigureMarks, MARK_SIZE, Mark, MarkFlag } from './figure-marks.ts';

const POINTS = {
  figures: 0.9,
  mostFigures: 5,
  otherFigure: -1,
  otherPart: -0.5,
  mostOtherFigures: -3,
  noSharedFigure: -0.7,
  recalled: -4,
} as const;

/** No pair of articles gets more for its figures. */
export const MOST_FIGURE_POINTS: number = POINTS.figures * POINTS.mostFigures;

/** The same number says less when it counts something else, or when one of the two tells it in passing. */
const OTHER_THING = 0.4;
/** ... unless what happened to the things is not known of one of them. */
const UNKNOWN_THING = 0.75;
const PASSING = { both: 1, one: 0.6, none: 0.4 } as const;
/** Another number that the words admit («about 850» and 846) says less than the same one. */
const ADMITTED = 0.7;

/** A shared «two» alone is no shared figure, nor is a standing number of the field. */
const LEAST_SHARED = 0.3;
/** Fewer figures than this on either side, and it means nothing that they share none. */
const SEVERAL = 2 * MARK_SIZE;
/** From this weight on a number is no chance. */
const TELLING = 0.5;
/** From this weight on it is the same number whatever it counts: 64, 243. */
const SURE = 2;

type Figured = { readonly figures: FigureMarks };

/** What two articles' figures say for one event, in the points of `sameEventMark`; below 0 when they differ. */
export function figurePoints({ figures: a }: Figured, { figures: b }: Figured): number {
  return a.length <= b.length ? pointsOf(a, b) : pointsOf(b, a);
}

/** What one figure finds among those of the other article. */
type Finding = { match: number; points: number; alike: boolean; near: boolean; apart: boolean; recalled: boolean };
const finding: Finding = { match: -1, points: 0, alike: false, near: false, apart: false, recalled: false };
/** Rows of the other article that match already. */
const taken = new Uint8Array(64);

function pointsOf(a: FigureMarks, b: FigureMarks): number {
  taken.fill(0);
  let shared = 0;
  let news = 0;
  let recalled = 0;
  for (let row = 0; row < a.length; row += MARK_SIZE) {
    compareWithAll(a, row, b);
    if (finding.recalled) recalled = POINTS.recalled;
    likeness[row / MARK_SIZE] = likenessFound();
    if (finding.match < 0) continue;
    taken[finding.match / MARK_SIZE] = 1;
    shared += finding.points;
    if (!has(a, row, MarkFlag.background)) news += finding.points;
  }
  const nothing = news < LEAST_SHARED && a.length >= SEVERAL && b.length >= SEVERAL ? POINTS.noSharedFigure : 0;
  const other = Math.max(otherPoints(a), POINTS.mostOtherFigures);
  return Math.min(shared, POINTS.mostFigures) * POINTS.figures + other + nothing + recalled;
}

const Likeness = { unknown: 0, alike: 1, apart: 2, near: 3 } as const;
/** By row: what the other article's numbers of the same thing say. */
const likeness = new Uint8Array(64);

function likenessFound(): number {
  if (finding.alike) return Likeness.alike;
  if (finding.near) return Likeness.near;
  return finding.apart ? Likeness.apart : Likeness.unknown;
}

/** Points for what the other article gives otherwise; a thing that it once gives alike is given alike. */
function otherPoints(a: FigureMarks): number {
  let points = 0;
  for (let row = 0; row < a.length; row += MARK_SIZE) {
    const own = likeness[row / MARK_SIZE];
    if (own !== Likeness.apart && own !== Likeness.near) continue;
    if (!isElsewhereAlike(a, row)) points += own === Likeness.apart ? POINTS.otherFigure : POINTS.otherPart;
  }
  return points;
}

function isElsewhereAlike(a: FigureMarks, row: number): boolean {
  for (let other = 0; other < a.length; other += MARK_SIZE) {
    const same = a[other + Mark.thing] === a[row + Mark.thing];
    if (same && likeness[other / MARK_SIZE] === Likeness.alike) return true;
  }
  return false;
}

const at = (marks: FigureMarks, row: number, column: number) => marks[row + column] as number;
const has = (marks: FigureMarks, row: number, flag: number) => (at(marks, row, Mark.flags) & flag) !== 0;

function compareWithAll(a: FigureMarks, row: number, b: FigureMarks): void {
  finding.match = -1;
  finding.points = 0;
  finding.alike = finding.near = finding.apart = finding.recalled = false;
  const value = at(a, row, Mark.value);
  const thing = at(a, row, Mark.thing);
  const unit = at(a, row, Mark.unit) || -1;
  for (let other = 0; other < b.length; other += MARK_SIZE) {
    if (b[other + Mark.value] === value || b[other + Mark.thing] === thing || b[other + Mark.unit] === unit) {
      compare(a, row, b, other);
    }
  }
}

function compare(a: FigureMarks, row: number, b: FigureMarks, other: number): void {
  if (recalls(a, row, b, other) || recalls(b, other, a, row)) finding.recalled = true;
  if (has(a, row, MarkFlag.recalled) || has(b, other, MarkFlag.recalled)) return;
  if (tellsHowMany(a, row) && has(b, other, MarkFlag.lead) && countsSame(a, row, b, other)) {
    if (isFarFrom(a, row, b, other)) finding.apart = true;
    else if (isOtherPart(a, row, b, other)) finding.near = true;
    else finding.alike = true;
  }
  if (taken[other / MARK_SIZE] === 1) return;
  const points = matchPoints(a, row, b, other);
  if (points > finding.points) {
    finding.match = other;
    finding.points = points;
  }
}

/** A telling number of one article's news, told by the other of another event: they are two. */
function recalls(a: FigureMarks, row: number, b: FigureMarks, other: number): boolean {
  return (
    has(a, row, MarkFlag.another) &&
    at(a, row, Mark.weight) >= TELLING &&
    at(a, row, Mark.value) === at(b, other, Mark.value) &&
    (at(a, row, Mark.thing) === at(b, other, Mark.thing) || at(a, row, Mark.weight) >= SURE) &&
    has(b, other, MarkFlag.lead) &&
    !has(b, other, MarkFlag.recalled)
  );
}

/** A number of the news itself, which another telling would give alike. */
function tellsHowMany(a: FigureMarks, row: number): boolean {
  if (!has(a, row, MarkFlag.lead) || has(a, row, MarkFlag.background)) return false;
  return has(a, row, MarkFlag.happening) || !has(a, row, MarkFlag.knownEvent);
}

/** The same thing, or the same kind of people where it is not known what happened to one of them. */
function countsSame(a: FigureMarks, row: number, b: FigureMarks, other: number): boolean {
  if (bothKnown(a, row, b, other)) return at(a, row, Mark.thing) === at(b, other, Mark.thing);
  return has(a, row, MarkFlag.part) && at(a, row, Mark.unit) === at(b, other, Mark.unit);
}

const bothKnown = (a: FigureMarks, row: number, b: FigureMarks, other: number) =>
  has(a, row, MarkFlag.knownEvent) && has(b, other, MarkFlag.knownEvent);

/** «عشرة أطفال», «تسعة أطفال»: women, children and families are counted, not estimated, and no toll that grows. */
function isOtherPart(a: FigureMarks, row: number, b: FigureMarks, other: number): boolean {
  return has(a, row, MarkFlag.part) && !has(a, row, MarkFlag.grows) && !admitEachOther(a, row, b, other);
}

function isFarFrom(a: FigureMarks, row: number, b: FigureMarks, other: number): boolean {
  const [x, y] = [at(a, row, Mark.value), at(b, other, Mark.value)];
  return !admitEachOther(a, row, b, other) && Math.max(x, y) > at(a, row, Mark.mayDiffer) * Math.min(x, y);
}

function admitEachOther(a: FigureMarks, row: number, b: FigureMarks, other: number): boolean {
  return at(a, row, Mark.least) <= at(b, other, Mark.most) && at(b, other, Mark.least) <= at(a, row, Mark.most);
}

function matchPoints(a: FigureMarks, row: number, b: FigureMarks, other: number): number {
  const same = at(a, row, Mark.value) === at(b, other, Mark.value);
  const known = bothKnown(a, row, b, other);
  const sameThing = at(a, row, Mark.thing) === at(b, other, Mark.thing);
  const maybeSame = sameThing || (!known && at(a, row, Mark.unit) === at(b, other, Mark.unit));
  if (!same && !(maybeSame && admitEachOther(a, row, b, other))) return 0;
  const both = at(a, row, Mark.flags) & at(b, other, Mark.flags);
  const either = at(a, row, Mark.flags) | at(b, other, Mark.flags);
  const told = both & MarkFlag.lead ? PASSING.both : either & MarkFlag.lead ? PASSING.one : PASSING.none;
  const thing = sameThing ? 1 : known ? OTHER_THING : UNKNOWN_THING;
  return (same ? 1 : ADMITTED) * thing * told * Math.min(at(a, row, Mark.weight), at(b, other, Mark.weight));
}
