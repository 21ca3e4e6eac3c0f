/** One fact over time as a page: a picture, and every statement with its source. */
import type { FactPoint, TrackedFact } from '../../app/index.ts';
import {
  type Digits,
  EVENT_NAMES,
  inDigits,
  QUALIFIER_WORDS,
  rangeWords,
  UNKNOWN_DATE,
  UNKNOWN_SOURCE,
} from '../../text/index.ts';
import { sourcePage } from '../addresses.ts';
import { SHAPES } from './lines.ts';
import { drawPoints } from './points.ts';

const DAY_MS = 86_400_000;
const MOST_YEARS = 4;
/** More sources would not be told apart. */
const OTHERS = SHAPES.length - 1;
const OTHER_SOURCES = 'مصادر أخرى';

/** «قتلى · عنصراً · مدينة خيالية»: fixed words, then the page's own. */
export function factName({ event, unit, place }: TrackedFact) {
  return {
    event: EVENT_NAMES[event],
    unit,
    place,
    title: [EVENT_NAMES[event], unit, place].filter(Boolean).join(' · '),
  };
}

/** The view model of the page. */
export function viewFact(fact: TrackedFact, digits: Digits) {
  const groups = groupsOf(fact.points);
  const drawable = fact.points.filter(({ value, asOf }) => value !== null && asOf !== null);
  return {
    ...factName(fact),
    isSample: fact.isSample,
    chart: drawable.length > 0 ? viewChart(drawable, groups, digits) : null,
    rows: fact.points.map((point) => viewRow(point, groupOf(point, groups), digits)),
  };
}

function viewChart(points: readonly FactPoint[], groups: readonly string[], digits: Digits) {
  const dots = points.flatMap((point) => {
    const { value, max, asOf } = point;
    if (value === null || asOf === null) return [];
    return [{ from: dayOf(asOf.earliest), to: dayOf(asOf.latest), value, max, group: groupOf(point, groups) }];
  });
  const legend = groups.map((name, at) => ({ name, shape: SHAPES[at] ?? 'circle', colour: at }));
  return { ...drawPoints(dots, yearsOf(points, digits), digits), legend };
}

/** Days since 1970. */
function dayOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** The first day of each year that is written under the picture; within one year, the days of its ends. */
function yearsOf(points: readonly FactPoint[], digits: Digits) {
  const years = points.flatMap(({ asOf }) =>
    asOf ? [Number(asOf.earliest.slice(0, 4)), Number(asOf.latest.slice(0, 4))] : [],
  );
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (first === last) return [{ day: dayOf(`${first}-07-01`), words: inDigits(String(first), digits) }];
  const step = Math.ceil((last - first + 1) / MOST_YEARS);
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({ length: count }, (_, at) => {
    const year = first + at * step;
    return { day: dayOf(`${year}-01-01`), words: inDigits(String(year), digits) };
  });
}

/** Names of the sources, those that tell most first; the last stands for all that are left. */
function groupsOf(points: readonly FactPoint[]): readonly string[] {
  const bySource = Map.groupBy(points, ({ source }) => source ?? UNKNOWN_SOURCE);
  const names = [...bySource].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  return names.length <= SHAPES.length ? names : [...names.slice(0, OTHERS), OTHER_SOURCES];
}

function groupOf({ source }: FactPoint, groups: readonly string[]): number {
  const at = groups.indexOf(source ?? UNKNOWN_SOURCE);
  return at < 0 ? OTHERS : at;
}

function viewRow(point: FactPoint, group: number, digits: Digits) {
  const { asOf, qualifier, numberText, unit, source, page, start } = point;
  return {
    when: asOf ? rangeWords(asOf, 'short', digits) : UNKNOWN_DATE,
    qualifier: QUALIFIER_WORDS[qualifier],
    number: numberText,
    unit,
    source: source ?? UNKNOWN_SOURCE,
    shape: SHAPES[group] ?? 'circle',
    colour: group,
    href: sourcePage(page, `${page}#${start}`, null),
  };
}
