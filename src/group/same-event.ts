/**
 * Do two signatures tell one event? Shared telling words, figures, names, places, days and quotations speak for it; another
 * place, another day or other numbers for the same thing speak against it. Two anniversaries are never one event.
 */
import { Telling } from './common-words.ts';
import { figurePoints, MOST_FIGURE_POINTS } from './figure-likeness.ts';
import type { Kept } from './kept.ts';
import { IN_LEAD } from './stem-set.ts';
import { type Collection, MARKS, SHARES } from './weights.ts';

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
  heldSpot: 0.5,
  sameRegion: 0.3,
  otherRegion: -0.7,
  sameWeekday: 0.3,
  otherWeekday: -0.3,
  otherMonth: -5,
  sameAct: 0.2,
  sameActAtSpot: 0.7,
  otherAct: -0.5,
  sameAnniversary: 1.5,
  nearDays: 1,
} as const;

/** Compares one article with many: `open` lays out its words, `score` reads another's against them. */
export type Comparison = {
  readonly open: (article: number) => void;
  /** At least `sameEventMark` when the two tell one event; minus infinity when a date rules it out, or `least` is out of reach. */
  readonly score: (other: number, least: number) => number;
};

/** Comparisons within one collection; one article is open at a time. */
export function comparisonOf({ articles, lengths, rarity }: Collection): Comparison {
  /** By stem number: the weight in the open article, 0 where it lacks the stem. */
  const weights = new Float32Array(rarity.length);
  let opened: Kept | null = null;
  let length = 0;
  const open = (article: number) => {
    if (opened) for (const packed of opened.stems) weights[(packed / MARKS) | 0] = 0;
    opened = articles[article] as Kept;
    length = lengths[article] as number;
    for (const packed of opened.stems) {
      const stem = (packed / MARKS) | 0;
      weights[stem] = (rarity[stem] as number) * (SHARES[packed % MARKS] as number);
    }
  };
  const score = (other: number, least: number) => {
    if (!opened) return Number.NEGATIVE_INFINITY;
    const size = length * (lengths[other] as number);
    return scoreOf(opened, weights, articles[other] as Kept, rarity, size, least);
  };
  return { open, score };
}

/** Cheapest first: dates rule out, then words, then figures where they can still tip the scale. */
function scoreOf(a: Kept, weights: Float32Array, b: Kept, rarity: Float32Array, size: number, least: number): number {
  if (isRuledOut(a, b)) return Number.NEGATIVE_INFINITY;
  const { cosine, names } = comparedWords(size, weights, b, rarity);
  const trust = Math.min(cosine / ENOUGH_WORDS, 1);
  const told =
    Math.min(cosine * POINTS.words, POINTS.mostWords) +
    Math.min(names, POINTS.mostNames) * POINTS.names +
    Math.min(countShared(a.quotes, b.quotes) * POINTS.quotes, POINTS.mostQuotes) +
    placePoints(a, b) +
    actPoints(a, b) +
    dayPoints(a, b);
  if (told + trust * MOST_FIGURE_POINTS < least) return Number.NEGATIVE_INFINITY;
  return told + trust * figurePoints(a, b);
}

function isRuledOut(a: Kept, b: Kept): boolean {
  if (a.anniversary && b.anniversary && a.anniversary !== b.anniversary) return true;
  return daysApart(a, b) > MOST_DAYS_APART;
}

type Dated = Pick<Kept, 'published'>;

/** Days between the dates of publication; 0 when they meet or one is unknown. */
function daysApart(a: Dated, b: Dated): number {
  if (!a.published || !b.published) return 0;
  return Math.max(a.published[0] - b.published[1], b.published[0] - a.published[1], 0);
}

/** Numbers meet by chance: they count in full only beside this much likeness of words. */
const ENOUGH_WORDS = 0.06;
/** Two short items may share one name by chance: below this sum of shared weights likeness counts less. */
const ENOUGH_SHARED = 14;
/** The most telling shared word counts less by this share: a place alone is no event. */
const ONE_NAME = 0.3;

/** `size` is the product of both lengths. */
function comparedWords(
  size: number,
  weights: Float32Array,
  b: Kept,
  rarity: Float32Array,
): { cosine: number; names: number } {
  let dot = 0;
  let names = 0;
  let shared = 0;
  let most = 0;
  const { stems } = b;
  for (let i = 0; i < stems.length; i++) {
    const packed = stems[i] as number;
    const stem = (packed / MARKS) | 0;
    const x = weights[stem] as number;
    if (x === 0) continue;
    const y = (rarity[stem] as number) * (SHARES[packed % MARKS] as number);
    dot += x * y;
    most = Math.max(most, x * y);
    shared += Math.min(x, y);
    if ((packed & 3) === Telling.name) names += Math.min(x, y);
  }
  return { cosine: size === 0 ? 0 : ((dot - ONE_NAME * most) / size) * Math.min(shared / ENOUGH_SHARED, 1), names };
}

function placePoints(a: Kept, b: Kept): number {
  const [x, y] = [a.places, b.places];
  if (countShared(x.names, y.names) > 0) return POINTS.sameSpot;
  if (countShared(x.spots, y.spots) > 0) return POINTS.knownSpot;
  // «قضاة ميرفاس»: the other names the place without a word that announces it.
  const held = holdsOne(b, a.spots) || holdsOne(a, b.spots);
  if (x.spots.length > 0 && y.spots.length > 0) return held ? 0 : POINTS.otherSpot;
  if (held) return POINTS.heldSpot;
  if (x.regions.length === 0 || y.regions.length === 0) return 0;
  return countShared(x.regions, y.regions) > 0 ? POINTS.sameRegion : POINTS.otherRegion;
}

/** One of these stems is in the article's lead. */
function holdsOne({ stems }: Kept, sought: Uint32Array): boolean {
  if (sought.length === 0) return false;
  return stems.some((packed) => (packed & IN_LEAD) !== 0 && sought.includes((packed / MARKS) | 0));
}

/** A rare place with the same kind of act on the same day is hardly chance. */
function actPoints(a: Kept, b: Kept): number {
  if (!a.acts || !b.acts) return 0;
  if (!(a.acts & b.acts)) return POINTS.otherAct;
  const otherDay = a.weekdays !== 0 && b.weekdays !== 0 && !(a.weekdays & b.weekdays);
  const atSpot = countShared(a.places.names, b.places.names) > 0;
  return atSpot && !otherDay ? POINTS.sameActAtSpot : POINTS.sameAct;
}

function dayPoints(a: Kept, b: Kept): number {
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
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}
