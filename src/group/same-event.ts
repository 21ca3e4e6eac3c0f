/**
 * Do two signatures tell one event? Shared telling words, figures, names, places, days and quotations speak for it; another
 * place, another day or other numbers for the same thing speak against it. Two anniversaries are never one event.
 */
import { Telling } from './common-words.ts';
import { figurePoints } from './figure-likeness.ts';
import type { Signature } from './signature.ts';
import { IN_LEAD } from './stem-set.ts';
import type { Weighed } from './weights.ts';

/** From this score on two articles of a small collection are one story. */
const SAME_EVENT = 2.5;
const SMALL_COLLECTION = 100;
/** Among ten times as many articles chance likeness is commoner: the mark rises by this. */
const RISE_PER_TENFOLD = 0.25;

/** The score from which on two of `count` articles are one story. */
export function sameEventMark(count: number): number {
  return SAME_EVENT + RISE_PER_TENFOLD * Math.log10(Math.max(count / SMALL_COLLECTION, 1));
}

/** A toll is brought up to date for some days, then the news is another. */
const MOST_DAYS_APART = 4;

const POINTS = {
  words: 10,
  mostWords: 4.5,
  names: 0.12,
  mostNames: 12,
  quotes: 0.5,
  mostQuotes: 3,
  sameSpot: 1,
  knownSpot: 0.5,
  otherSpot: -3,
  sameRegion: 0.3,
  otherRegion: -0.7,
  sameWeekday: 0.3,
  otherWeekday: -0.3,
  otherMonth: -0.7,
  sameAnniversary: 1.5,
  nearDays: 1,
} as const;

/** At least `sameEventMark` when the two tell one event; minus infinity when a date rules it out. */
export function sameEventScore(a: Weighed, b: Weighed): number {
  if (isRuledOut(a, b)) return Number.NEGATIVE_INFINITY;
  const { cosine, names } = comparedWords(a, b);
  return (
    Math.min(cosine * POINTS.words, POINTS.mostWords) +
    Math.min(names, POINTS.mostNames) * POINTS.names +
    figurePoints(a, b) * Math.min(cosine / ENOUGH_WORDS, 1) +
    Math.min(countShared(a.quotes, b.quotes) * POINTS.quotes, POINTS.mostQuotes) +
    placePoints(a, b) +
    dayPoints(a, b)
  );
}

function isRuledOut(a: Signature, b: Signature): boolean {
  if (a.anniversary && b.anniversary && a.anniversary !== b.anniversary) return true;
  return daysApart(a, b) > MOST_DAYS_APART;
}

/** Days between the dates of publication; 0 when they meet or one is unknown. */
function daysApart(a: Signature, b: Signature): number {
  if (!a.published || !b.published) return 0;
  return Math.max(a.published[0] - b.published[1], b.published[0] - a.published[1], 0);
}

/** Numbers meet by chance: they count in full only beside this much likeness of words. */
const ENOUGH_WORDS = 0.06;
/** Two short items may share one name by chance: below this sum of shared weights likeness counts less. */
const ENOUGH_SHARED = 14;
/** The most telling shared word counts less by this share: a place alone is no event. */
const ONE_NAME = 0.3;

function comparedWords(a: Weighed, b: Weighed): { cosine: number; names: number } {
  let dot = 0;
  let names = 0;
  let shared = 0;
  let most = 0;
  for (let i = 0, j = 0; i < a.stems.length && j < b.stems.length; ) {
    const stem = a.stems[i] as number;
    const other = b.stems[j] as number;
    if (stem === other) {
      const [x, y] = [a.weights[i] as number, b.weights[j] as number];
      dot += x * y;
      most = Math.max(most, x * y);
      shared += Math.min(x, y);
      if (((a.marks[i] as number) & ~IN_LEAD) === Telling.name) names += Math.min(x, y);
    }
    if (stem <= other) i++;
    if (other <= stem) j++;
  }
  const length = a.length * b.length;
  return { cosine: length === 0 ? 0 : ((dot - ONE_NAME * most) / length) * Math.min(shared / ENOUGH_SHARED, 1), names };
}

function placePoints(a: Weighed, b: Weighed): number {
  if (a.places.spots.length > 0 && b.places.spots.length > 0) {
    const shared = a.places.spots.filter((spot) => b.places.spots.includes(spot));
    return shared.length === 0
      ? POINTS.otherSpot
      : shared.some((spot) => isName(a, spot))
        ? POINTS.sameSpot
        : POINTS.knownSpot;
  }
  if (a.places.regions.length === 0 || b.places.regions.length === 0) return 0;
  return countShared(a.places.regions, b.places.regions) > 0 ? POINTS.sameRegion : POINTS.otherRegion;
}

/** A spot that is no word of the field: «الهول» is in the news every day. */
function isName({ stems, marks }: Weighed, spot: number): boolean {
  return ((marks[stems.indexOf(spot)] ?? 0) & ~IN_LEAD) >= Telling.rare;
}

function dayPoints(a: Signature, b: Signature): number {
  let points = 0;
  if (a.weekdays && b.weekdays) points += a.weekdays & b.weekdays ? POINTS.sameWeekday : POINTS.otherWeekday;
  if (a.months && b.months && !(a.months & b.months)) points += POINTS.otherMonth;
  if (a.anniversary && a.anniversary === b.anniversary) points += POINTS.sameAnniversary;
  if (a.published && b.published && daysApart(a, b) <= 1) points += POINTS.nearDays;
  return points;
}

/** How many hashes two sorted arrays share. */
export function countShared(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] as number, b[j] as number];
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}
