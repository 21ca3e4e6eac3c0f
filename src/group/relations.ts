/**
 * How two figures about the same thing stand to each other. A conflict is claimed only where both say the same thing of
 * the same scope and time as fact; in doubt there is no relation, because a false alarm costs the editor's trust.
 */
import type { Article, DayRange, Figure, FigureEvent, RelationKind } from '../model.ts';
import { fold, signsIn } from '../text/index.ts';
import { type FactScope, factScopeOf, TOLLS } from './fact-key.ts';
import { admittedBy, lastStep, meet, possibleUnder } from './intervals.ts';
import { countsPeople, isPart } from './units.ts';

/** A figure with the article that tells it. */
export type Told = { readonly article: Article; readonly figure: Figure; readonly scope: FactScope };

/** A relation; `swapped` when the second of the two is the earlier one. */
export type Related = { readonly kind: RelationKind; readonly swapped: boolean };

/** Pairs a figure with what comparing needs. */
export function told(article: Article, figure: Figure): Told {
  return { article, figure, scope: factScopeOf(article, figure) };
}

/** How `a` and `b` stand to each other, or null when they are not surely about the same thing. */
export function relate(a: Told, b: Told): Related | null {
  if (!isSameThing(a.scope, b.scope) || a.figure.value === null || b.figure.value === null) return null;
  const time = isUnplaced(a, b) ? 'same' : compareTimes(a, b);
  if (time === 'other') return null;
  if (time !== 'same') return { kind: 'series', swapped: time === 'later' };
  const agreement = agree(a.figure, b.figure);
  if (agreement) return { kind: agreement, swapped: false };
  if (isUnplaced(a, b)) return null;
  if (meet(possibleUnder(a.figure), possibleUnder(b.figure))) return null;
  return replaces(a, b) ?? (isConflict(a, b) ? { kind: 'conflict', swapped: false } : null);
}

/** The same event and unit; a scope that only one of them names does not part them, two different ones do. */
export function isSameThing(a: FactScope, b: FactScope): boolean {
  if (a.event !== b.event || (a.event === 'other' && a.unit !== b.unit)) return false;
  return sameUnit(a, b) && sameSide(a, b) && placesMeet(a.place, b.place, a.event);
}

/** «قتيل» may be a soldier or a civilian, but not a part of the toll. */
function sameUnit({ unit: a }: FactScope, { unit: b }: FactScope): boolean {
  if (a === b) return true;
  return countsPeople(a) && countsPeople(b) && !isPart(a) && !isPart(b);
}

function sameSide({ side: a }: FactScope, { side: b }: FactScope): boolean {
  return a === b || (a !== 'isis' && b !== 'isis' && (a === '' || b === ''));
}

/** Standing numbers of a place need the same place; a toll may be told with a nearer or a wider one. */
function placesMeet(a: string, b: string, event: FigureEvent): boolean {
  if (a === b) return true;
  if (event === 'population') return false;
  if (a === '' || b === '') return true;
  const names = new Set(a.split('+'));
  return b.split('+').some((name) => names.has(name));
}

/** Populations of nobody knows where: only equal numbers are surely of one place. */
function isUnplaced(a: Told, b: Told): boolean {
  return a.scope.event === 'population' && a.scope.place === '' && b.scope.place === '';
}

type Times = 'same' | 'earlier' | 'later' | 'other';

/** Whether `a` is about the same time as `b`, an earlier or later one, or nobody can say. */
function compareTimes(a: Told, b: Told): Times {
  const [x, y] = [a.figure.asOf, b.figure.asOf];
  if (x && y) return orderOf(x, y);
  if (x === y || a.figure.value === b.figure.value) return 'same';
  if (x && isNow(b)) return 'earlier';
  return y && isNow(a) ? 'later' : 'other';
}

/** «اليوم»: later than any year that the text names beside it. */
const NOW = new Set(['اليوم', 'حاليا', 'الآن', 'راهنا'].map((word) => fold(word)));

function isNow({ article, figure: { period } }: Told): boolean {
  return period !== null && NOW.has(fold(article.page.text, period.start, period.end));
}

function orderOf(a: DayRange, b: DayRange): Times {
  if (a.latest < b.earliest) return 'earlier';
  return b.latest < a.earliest ? 'later' : 'same';
}

function agree(a: Figure, b: Figure): 'agree' | 'compatible' | 'rounding' | null {
  if (a.value === b.value && a.max === b.max && a.qualifier === b.qualifier) return 'agree';
  if (meet(admittedBy(a), admittedBy(b))) return 'compatible';
  return isRounding(a, b) || isRounding(b, a) ? 'rounding' : null;
}

/** Small numbers are counted, not rounded. */
const LEAST_ROUNDED = 100;
const MOST_ROUNDED_OFF = 0.05;

function isRounding({ value: coarse }: Figure, { value: fine }: Figure): boolean {
  if (coarse === null || fine === null || Math.abs(coarse) < LEAST_ROUNDED) return false;
  const off = Math.abs(coarse - fine);
  return lastStep(coarse) > lastStep(fine) && off <= lastStep(coarse) / 2 && off <= MOST_ROUNDED_OFF * Math.abs(fine);
}

/** An update: a toll that one of the two calls risen, calls earlier, or that was published later. */
function replaces(a: Told, b: Told): Related | null {
  if (!TOLLS.has(a.scope.event) || a.figure.partOf || b.figure.partOf) return null;
  if (!isFact(a.figure) || !isFact(b.figure)) return null;
  const order = tellingOrder(a, b);
  if (order === 0) return null;
  const [earlier, later] = order < 0 ? [a, b] : [b, a];
  // The dead do not become fewer: a smaller later number counts something else. The missing do, when they are found.
  const falls = (later.figure.value as number) < (earlier.figure.value as number);
  return falls && a.scope.event !== 'missing' ? null : { kind: 'update', swapped: order > 0 };
}

/** -1 when `a` is the earlier telling, 1 when `b` is, 0 when nothing says so. */
function tellingOrder(a: Told, b: Told): number {
  if (a.article === b.article) {
    const earlier = [a, b].map(({ article, figure }) => signsIn(article, figure.sentence).earlier);
    return earlier[0] === earlier[1] ? 0 : earlier[0] ? -1 : 1;
  }
  const [x, y] = [a.article.published, b.article.published];
  if (x && y && orderOf(x, y) === 'earlier') return -1;
  if (x && y && orderOf(x, y) === 'later') return 1;
  const risen = [a, b].map(({ article }) => signsIn(article, openingOf(article)).risen);
  return risen[0] === risen[1] ? 0 : risen[0] ? 1 : -1;
}

/** Headline and first paragraph, where an update says that it is one. */
function openingOf(article: Article) {
  const first = article.paragraphs[0]?.span ?? { start: 0, end: 0 };
  return { start: article.headline?.span.start ?? first.start, end: first.end };
}

/** Counts of one thing that differ more than this count different things. */
const MOST_APART = 2.5;

function isConflict(a: Told, b: Told): boolean {
  if (a.scope.event === 'other' || a.figure.partOf || b.figure.partOf) return false;
  if (!isFact(a.figure) || !isFact(b.figure) || !isCount(a.figure) || !isCount(b.figure)) return false;
  const [x, y] = [a.figure.value as number, b.figure.value as number];
  if (Math.max(x, y) > MOST_APART * Math.min(x, y)) return false;
  return a.article !== b.article || contrastedWithin(a, b);
}

/** Within one article two numbers conflict only where the text sets them against each other. */
function contrastedWithin(a: Told, b: Told): boolean {
  return a.figure.sentence.start === b.figure.sentence.start && signsIn(a.article, a.figure.sentence).contrasts;
}

const isFact = ({ assertion }: Figure) => assertion === 'asserted' || assertion === 'contrasted';
const isCount = ({ kind }: Figure) => kind === 'cardinal' || kind === 'dual' || kind === 'range' || kind === 'money';
