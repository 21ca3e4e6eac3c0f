/** The figures of an article as an event's signature needs them: what is counted, and how unlikely the number is. */
import type { Article, Figure, FigureEvent, FigureKind } from '../model.ts';
import { hashFolded } from '../text/index.ts';
import { countedUnit, TOLLS } from './fact-key.ts';
import { admittedBy } from './intervals.ts';
import { Recall } from './recalled.ts';
import { isPart, MEMBER_STATE, unitClass } from './units.ts';

const MOST_FIGURES = 24;
/** Durations and ages come in every story. */
const TELLS_NOTHING: ReadonlySet<FigureKind> = new Set(['duration', 'age', 'distance']);

/** «83 عضواً», «70 ألف شخص عام 2019»: background that many stories of the field repeat, by this share. */
const BACKGROUND_SHARE = 0.25;
/** A population is sometimes the news, mostly background. */
const POPULATION_SHARE = 0.6;

/** Figures of one article as rows of `MARK_SIZE` numbers: a hundred thousand articles hold no objects. */
export type FigureMarks = Float64Array;

/** The columns of a row. */
export const Mark = {
  value: 0,
  /** The interval of numbers it admits. */
  least: 1,
  most: 2,
  /** How unlikely the same number is by chance: 0.2 for «two», 0.8 for a round hundred, 3 for 846. */
  weight: 3,
  /** Hash of event and unit class. */
  thing: 4,
  /** Hash of the unit's class; 0 when unknown. */
  unit: 5,
  /** Another number of the same thing may differ this many times and still be of the same event. */
  mayDiffer: 6,
  /** `MarkFlag` bits. */
  flags: 7,
} as const;

/** Numbers in a row. */
export const MARK_SIZE = 8;

export const MarkFlag = {
  /** Stands in the lead. */
  lead: 1,
  /** It is known what happened to the things counted. */
  knownEvent: 2,
  /** Many stories of the field repeat it. */
  background: 4,
  /** Told of an earlier time. */
  recalled: 8,
  /** Told of another event for sure. */
  another: 16,
  /** Of what happens in an event: another number of it is another event. */
  happening: 32,
  /** A toll: brought up to date. */
  grows: 64,
  /** Counts women, children, families or fighters: never the whole of those concerned. */
  part: 128,
} as const;

/** Tolls are brought up to date. */
const TOLL_GROWS = 2.5;
/** Other counts are told once: 79 and 81 may be a quarrel, 10 and 25 are two events. */
const COUNT_DIFFERS = 1.5;

/** What the place of a number in the text says of it. */
export type Standing = {
  readonly isLead: (offset: number) => boolean;
  /** A `Recall`. */
  readonly recallOf: (offset: number) => number;
};

/** A sentence of twelve years is what a trial is about. */
const tellsSomething = ({ kind, event }: Figure) =>
  !TELLS_NOTHING.has(kind) || (kind === 'duration' && event === 'tried');

/** The figures of an article that can tell its event from others. */
export function readFigureMarks({ figures }: Article, standing: Standing): FigureMarks {
  const told = figures
    .slice(0, MOST_FIGURES)
    .filter((figure) => figure.value !== null && tellsSomething(figure) && figure.assertion !== 'hypothetical');
  const marks = new Float64Array(told.length * MARK_SIZE);
  told.forEach((figure, row) => {
    writeMark(figure, standing, marks.subarray(row * MARK_SIZE));
  });
  return marks;
}

function writeMark(figure: Figure, { isLead, recallOf }: Standing, row: Float64Array): void {
  const { event } = figure;
  const unit = countedUnit(figure);
  const value = figure.value as number;
  const { least, most } = admittedBy(figure);
  const background = isBackground(figure);
  row[Mark.value] = value;
  row[Mark.least] = least;
  row[Mark.most] = most;
  row[Mark.weight] =
    unlikeliness(value) * (background ? BACKGROUND_SHARE : figure.event === 'population' ? POPULATION_SHARE : 1);
  row[Mark.thing] = hashFolded(`${event}|${FIGHTERS.has(unit) ? 'fighter' : unit}`);
  row[Mark.unit] = unit === '' ? 0 : hashFolded(unit);
  row[Mark.mayDiffer] = TOLLS.has(event) ? TOLL_GROWS : COUNT_DIFFERS;
  row[Mark.flags] =
    (isLead(figure.number.start) ? MarkFlag.lead : 0) |
    (event !== 'other' ? MarkFlag.knownEvent : 0) |
    (background ? MarkFlag.background : 0) |
    (isPart(unit) ? MarkFlag.part : 0) |
    (TOLLS.has(event) ? MarkFlag.grows : 0) |
    (HAPPENINGS.has(event) ? MarkFlag.happening : 0) |
    (RECALL_FLAGS[recallOf(figure.number.start)] ?? 0);
}

/** Sums, shares and members are told in several numbers each; the dead, the freed and the raids in one. */
const HAPPENINGS: ReadonlySet<FigureEvent> = new Set([
  ...TOLLS,
  'captured',
  'detained',
  'released',
  'returned',
  'removed',
  'tried',
  'operations',
  'attacks',
  'strikes',
]);

/** «ستة إرهابيين», «ستة من عناصر التنظيم»: outlets call the same dead by either name. */
const FIGHTERS: ReadonlySet<string> = new Set(['militant', 'member']);

/** By `Recall`. */
const RECALL_FLAGS: Readonly<Record<number, number>> = {
  [Recall.none]: 0,
  [Recall.earlier]: MarkFlag.recalled,
  [Recall.another]: MarkFlag.recalled | MarkFlag.another,
};

/** A standing number, or one of a whole year: «عام 2019». */
function isBackground({ event, unit, asOf }: Figure): boolean {
  if (event === 'members' || (event === 'other' && unitClass(unit) === MEMBER_STATE)) return true;
  if (asOf === null) return false;
  return asOf.earliest.endsWith('-01-01') && asOf.latest.endsWith('-12-31');
}

/** By significant digits, less for small numbers: every story has a two, few have an 846. */
export function unlikeliness(value: number): number {
  if (value < 3) return 0.2;
  if (value < 10) return 0.5;
  if (value < 20) return 1;
  let [rest, digits] = [Number.isInteger(value) ? value : Math.round(value * 100), 3];
  while (rest % 10 === 0) rest /= 10;
  for (let most = 100; digits > 1 && rest < most; most /= 10) digits--;
  return digits === 1 ? 0.8 : digits;
}
