/** Figures beside figures: those that contradict each other, and one fact over time. */
import type { Conflict, Fact, Section, Story, Track } from '../model.ts';
import { yearOf } from './as-of.ts';
import type { FigureIndex, PlacedFigure } from './figure-index.ts';
import { scopeSpan } from './scope-words.ts';
import { showFigure } from './shown-figure.ts';

/** Facts of a story whose figures cannot all be true: every side once, with its source. */
export function conflictsOf(story: Story, index: FigureIndex): readonly Conflict[] {
  return story.facts
    .map((fact) => ({ factKey: fact.key, sides: sidesOf(fact, index).map(showFigure) }))
    .filter((conflict) => conflict.sides.length > 1);
}

function sidesOf(fact: Fact, index: FigureIndex): readonly PlacedFigure[] {
  const refs = fact.relations
    .filter((relation) => relation.kind === 'conflict')
    .flatMap((relation) => [relation.a, relation.b]);
  const sides = new Map<string, PlacedFigure>();
  for (const ref of refs) {
    const placed = index.get(ref);
    if (placed?.figure.assertion !== 'asserted') continue;
    const key = `${placed.figure.value}|${placed.figure.max}|${placed.article.source?.name ?? placed.article.page.id}`;
    if (!sides.has(key)) sides.set(key, placed);
  }
  return [...sides.values()];
}

/** One point of a track before it is sorted. */
type Point = Track['points'][number] & { readonly year: string };

/** Facts with values in at least two different years, from the pages at hand and earlier editions; oldest first. */
export function tracksOf(story: Story, index: FigureIndex): readonly Track[] {
  const scoped = story.facts.filter((fact) => fact.scoped);
  return scoped.flatMap((fact) => {
    const first = fact.figures.map((ref) => index.get(ref)).find(isTracked);
    if (!first) return [];
    const points = onePerYear([
      ...index.ofFact(fact.key).flatMap(pointOf),
      ...index.known(fact.key).flatMap(knownPoint),
    ]);
    if (points.length < 2 || new Set(points.map((point) => point.value)).size < 2) return [];
    return [{ factKey: fact.key, label: trackLabel(first), points: points.map(({ year: _, ...point }) => point) }];
  });
}

/** Tracks once per edition: under the first story that tells the newest value, else under the first that has them. */
export function withoutRepeatedTracks(sections: readonly Section[]): readonly Section[] {
  const homes = new Map<string, { readonly story: string; readonly isNewest: boolean }>();
  for (const story of sections.flatMap((section) => section.stories)) {
    for (const track of story.tracks) {
      const isNewest = story.citations.some(({ source }) => source === track.points.at(-1)?.source);
      const home = homes.get(track.factKey);
      if (!home || (isNewest && !home.isNewest)) homes.set(track.factKey, { story: story.id, isNewest });
    }
  }
  const isHome = (story: string) => (track: Track) => homes.get(track.factKey)?.story === story;
  return sections.map((section) => ({
    ...section,
    stories: section.stories.map((story) => ({ ...story, tracks: story.tracks.filter(isHome(story.id)) })),
  }));
}

/** Worth a chart: a figure for the highlight strip. */
function isTracked(placed: PlacedFigure | undefined): placed is PlacedFigure {
  return placed !== undefined && placed.figure.importance === 3;
}

function pointOf(placed: PlacedFigure): readonly Point[] {
  const { figure, article, fact } = placed;
  if (!fact?.scoped || figure.partOf !== null) return [];
  const asOf = figure.asOf ?? article.published;
  const year = yearOf(asOf);
  if (!asOf || year === null || figure.value === null || figure.assertion !== 'asserted' || figure.max !== null)
    return [];
  const number = article.page.text.slice(figure.number.start, figure.number.end);
  return [
    { value: figure.value, number, qualifier: figure.qualifier, asOf, year, source: article.source?.name ?? null },
  ];
}

function knownPoint(known: ReturnType<FigureIndex['known']>[number]): readonly Point[] {
  const year = yearOf(known.asOf);
  if (known.value === null || known.max !== null || known.asOf === null || year === null) return [];
  const { value, numberText: number, qualifier, asOf, source } = known;
  return [{ value, number, qualifier, asOf, year, source }];
}

function onePerYear(points: readonly Point[]): readonly Point[] {
  const byYear = new Map<string, Point>();
  for (const point of points) {
    const known = byYear.get(point.year);
    if (!known || point.asOf.latest > known.asOf.latest) byYear.set(point.year, point);
  }
  return [...byYear.values()].sort((a, b) => Number(a.year) - Number(b.year));
}

/** The scope in the page's words: what was counted and where, so that الهول alone is not taken for الهول وروج. */
function trackLabel({ figure, article, fact }: PlacedFigure): string {
  const span = figure.place ?? (fact && scopeSpan(article, fact, figure.sentence));
  const place = span ? article.page.text.slice(span.start, span.end) : '';
  return [figure.unit, place].filter((part) => part !== '').join(' · ');
}
