/** Facts that pages have told more than once, each at a place or of a standing body, with all that is known of them. */
import type { Article, Figure, FigureEvent, KnownFigure, Qualifier } from '../../model.ts';
import type { Store } from '../../store/index.ts';

/** One statement of a fact. */
export type FactPoint = Pick<KnownFigure, 'value' | 'max' | 'numberText' | 'unit' | 'asOf' | 'source' | 'page'> & {
  readonly qualifier: Qualifier;
  /** Where the figure stands in its page. */
  readonly start: number;
};

/** A fact over time. */
export type TrackedFact = {
  readonly factKey: string;
  readonly event: FigureEvent;
  /** The thing counted and where, in words of the page that told it last; '' where the page has none. */
  readonly unit: string;
  readonly place: string;
  /** Oldest first, undated last. */
  readonly points: readonly FactPoint[];
  /** All of it is invented, from sample pages. */
  readonly isSample: boolean;
};

type Records = Pick<Store, 'charts' | 'knownFigures' | 'article'>;

/** Keys that are looked at: most facts of one page are never told again. */
const LOOKED_AT = 400;
const SHOWN = 40;

/** The facts that are told most; from sample pages where there are no others. */
export async function findTrackedFacts(records: Records): Promise<readonly TrackedFact[]> {
  const told = await records.charts.toldFacts(LOOKED_AT);
  const keys = told.map(({ factKey }) => factKey).filter(isScopedKey);
  const real = await tracksOf(records, keys, false);
  return real.length > 0 ? real : await tracksOf(records, keys, true);
}

/** One fact; null where nothing is known of it. */
export async function findFact(records: Records, factKey: string): Promise<TrackedFact | null> {
  for (const samples of [false, true]) {
    const points = await records.knownFigures([factKey], { before: null, samples });
    if (points.length > 0) return await trackOf(records, factKey, points, samples);
  }
  return null;
}

async function tracksOf(records: Records, keys: readonly string[], samples: boolean): Promise<readonly TrackedFact[]> {
  const byKey = Map.groupBy(await records.knownFigures(keys, { before: null, samples }), ({ factKey }) => factKey);
  const chosen = [...byKey].filter(([, points]) => timesOf(points) > 1);
  chosen.sort(([a, one], [b, other]) => timesOf(other) - timesOf(one) || (a < b ? -1 : 1));
  const tracks: TrackedFact[] = [];
  for (const [factKey, points] of chosen.slice(0, SHOWN)) tracks.push(await trackOf(records, factKey, points, samples));
  return tracks;
}

/** Different days for which there is a number. */
function timesOf(points: readonly KnownFigure[]): number {
  return new Set(points.flatMap(({ value, asOf }) => (value === null || !asOf ? [] : [asOf.earliest]))).size;
}

async function trackOf(
  records: Records,
  factKey: string,
  points: readonly KnownFigure[],
  isSample: boolean,
): Promise<TrackedFact> {
  const last = points.at(-1);
  const article = last ? await records.article(last.page) : null;
  const figure = article?.figures.find(({ span }) => span.start === last?.span.start) ?? null;
  return {
    factKey,
    event: partsOf(factKey).event,
    unit: last?.unit ?? '',
    place: article && figure ? placeIn(article, figure) : '',
    points: points.map(({ span, ...point }) => ({ ...point, start: span.start })),
    isSample,
  };
}

function placeIn({ page }: Article, { place }: Figure): string {
  return place ? page.text.slice(place.start, place.end) : '';
}

/** `event|thing counted|place|side`, as `group/` writes it. */
function partsOf(factKey: string): { readonly event: FigureEvent; readonly unit: string; readonly place: string } {
  const [event = 'other', unit = '', place = ''] = factKey.split('|');
  return { event: event as FigureEvent, unit, place };
}

/** What other pages can be held against: something counted at a named place, or members of a standing body. */
function isScopedKey(factKey: string): boolean {
  const { event, unit, place } = partsOf(factKey);
  return unit !== '' && (place !== '' || event === 'members');
}
