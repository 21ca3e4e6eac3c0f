/** The figures of an article as an event's signature needs them: what is counted, and how unlikely the number is. */
import type { Article, Figure, FigureKind } from '../model.ts';
import { hashFolded } from '../text/index.ts';
import { factScopeOf, TOLLS } from './fact-key.ts';
import { admittedBy, type Interval } from './intervals.ts';
import { isPart, unitClass } from './units.ts';

const MOST_FIGURES = 24;
/** Durations and ages come in every story. */
const TELLS_NOTHING: ReadonlySet<FigureKind> = new Set(['duration', 'age', 'distance']);

/** «83 عضواً», «70 ألف شخص عام 2019»: background that many stories of the field repeat, by this share. */
const BACKGROUND_SHARE = 0.25;
/** A population is sometimes the news, mostly background. */
const POPULATION_SHARE = 0.6;

/** One figure of a signature, with the interval of numbers it admits. */
export type FigureMark = Interval & {
  /** Hash of event and unit class. */
  readonly thing: number;
  /** Class of the unit where it names a certain kind of people, else ''. */
  readonly unit: string;
  /** False when it is not known what happened to the things counted. */
  readonly knownEvent: boolean;
  readonly value: number;
  /** How unlikely the same number is by chance: 0.2 for «two», 0.8 for a round hundred, 3 for 846. */
  readonly weight: number;
  readonly lead: boolean;
  /** True for numbers that many stories of the field repeat. */
  readonly background: boolean;
  /** Another number of the same thing may differ this many times and still be of the same event. */
  readonly mayDiffer: number;
};

/** Tolls are brought up to date. */
const TOLL_GROWS = 2.5;
/** Other counts are told once: 79 and 81 may be a quarrel, 10 and 25 are two events. */
const COUNT_DIFFERS = 1.5;

/** The figures of an article that can tell its event from others; `isLead` says which offsets are in the lead. */
export function readFigureMarks(article: Article, isLead: (offset: number) => boolean): FigureMark[] {
  return article.figures
    .slice(0, MOST_FIGURES)
    .filter(({ value, kind, assertion }) => value !== null && !TELLS_NOTHING.has(kind) && assertion !== 'hypothetical')
    .map((figure) => markOf(article, figure, isLead(figure.number.start)));
}

function markOf(article: Article, figure: Figure, lead: boolean): FigureMark {
  const { event, unit } = factScopeOf(article, figure);
  const value = figure.value as number;
  return {
    thing: hashFolded(`${event}|${unit}`),
    unit: isPart(unit) ? unit : '',
    knownEvent: event !== 'other',
    value,
    ...admittedBy(figure),
    weight: unlikeliness(value) * shareOf(figure),
    lead,
    background: isBackground(figure),
    mayDiffer: TOLLS.has(event) ? TOLL_GROWS : COUNT_DIFFERS,
  };
}

function shareOf(figure: Figure): number {
  if (isBackground(figure)) return BACKGROUND_SHARE;
  return figure.event === 'population' ? POPULATION_SHARE : 1;
}

/** A standing number, or one of a whole year: «عام 2019». */
function isBackground({ event, unit, asOf }: Figure): boolean {
  if (event === 'members' || (event === 'other' && unitClass(unit) === 'state')) return true;
  if (asOf === null) return false;
  return asOf.earliest.endsWith('-01-01') && asOf.latest.endsWith('-12-31');
}

/** By significant digits, less for small numbers: every story has a two, few have an 846. */
export function unlikeliness(value: number): number {
  if (value < 3) return 0.2;
  if (value < 10) return 0.5;
  if (value < 20) return 1;
  const digits = String(value).replace('.', '').replace(/0+$/, '').length;
  return digits === 1 ? 0.8 : Math.min(digits, 3);
}
