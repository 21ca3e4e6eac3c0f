/**
 * Which figures of a told story are new. New is what the tellings that readers do not know state as fact, now, and with
 * another number than all that was told; a number that merely repeats, rounds or recalls what was told is not.
 */
import type { EarlierFigure, Fact, Figure, FigureChange, FigureEvent, Story } from '../model.ts';
import { dayNumber } from '../text/index.ts';
import { compareText } from './compare-text.ts';
import { indexFigures, type PlacedFigure } from './figure-index.ts';
import { linksToTold, type ToldLinks } from './links-to-told.ts';
import { showFigure } from './shown-figure.ts';
import type { ToldPages } from './since-last.ts';
import {
  earlierFigure,
  hasChanged,
  isLaterThan,
  isOlderThan,
  type Known,
  readTold,
  statementOf,
  type ToldStory,
} from './told-story.ts';

/** More lines than this are no summary of what changed. */
const MOST_CHANGES = 4;

/** A change before it is shown, with what its rank depends on. */
type Found = { readonly now: PlacedFigure; readonly before: EarlierFigure | null; readonly tellers: number };

/** The new figures of a story of which some pages are told: at most four, strongest first, one of each fact. */
export function changesOf(story: Story, told: ToldPages): readonly FigureChange[] {
  const placed = indexFigures([story], []).ofStory(story);
  const context = readTold(story, placed, told);
  const fresh = placed.filter((one) => !told.has(one.ref.page) && isStatedNow(one.figure, context));
  return [...Map.groupBy(fresh, ({ fact }) => fact)]
    .flatMap(([fact, figures]) => (fact ? (changeOf(fact, figures, context) ?? []) : []))
    .sort(byStrength)
    .filter(saysMore())
    .slice(0, MOST_CHANGES)
    .map(({ now, before }) => ({ factKey: now.fact?.key ?? '', now: showFigure(now), before }));
}

/** Passes over what a line before says already, with other words for what it counts. */
function saysMore(): (found: Found) => boolean {
  const said = new Set<string>();
  return ({ now }) => {
    const statement = statementOf(now.figure);
    return !said.has(statement) && said.add(statement) !== undefined;
  };
}

/** Worth a line: a whole, asserted number of the time of the story. */
function isStatedNow({ assertion, importance, value, partOf, asOf }: Figure, { begins }: ToldStory): boolean {
  const isStated = assertion === 'asserted' && importance >= 2 && value !== null && partOf === null;
  return isStated && (asOf === null || asOf.latest >= begins);
}

/** The newest of the new figures of one fact; null when it has none. */
function changeOf(fact: Fact, fresh: readonly PlacedFigure[], context: ToldStory): Found | null {
  const known = context.byFact.get(fact);
  const links = linksToTold(fact, context.told);
  const tellers = new Set(fresh.map(({ ref }) => ref.page)).size;
  const found = fresh.flatMap((now): Found[] => {
    if (links.isReplaced(now.ref)) return [];
    if (!known) return isNewFact(now, context) ? [{ now, before: null, tellers }] : [];
    const before = figureReplaced(now, known, links, context);
    return before ? [{ now, before: earlierFigure(before, context), tellers }] : [];
  });
  return found.sort((a, b) => byDay(b.now, a.now) || byStrength(a, b))[0] ?? null;
}

/** What happens; how many live in a camp or belong to a body is no news by itself. */
const HAPPENINGS: ReadonlySet<FigureEvent> = new Set([
  'killed',
  'wounded',
  'casualties',
  'captured',
  'detained',
  'missing',
  'tried',
  'released',
  'returned',
  'removed',
  'displaced',
  'operations',
  'attacks',
  'strikes',
  'seized',
  'destroyed',
]);
/** Paragraphs at the top of an article, where its news stands; further down it recalls and sums up. */
const NEWS_PARAGRAPHS = 2;

/** Of the highlight strip, of a kind of which nothing was told, and with a number that was not told of anything. */
function isNewFact({ figure, article }: PlacedFigure, context: ToldStory): boolean {
  if (
    figure.importance < 3 ||
    !HAPPENINGS.has(figure.event) ||
    context.events.has(figure.event) ||
    figure.paragraph >= NEWS_PARAGRAPHS
  )
    return false;
  if (context.values.has(figure.value as number)) return false;
  return isLaterThan(article, context.all, context.told);
}

/** The told figure in whose place a new one stands; null when it says the same, is older, or says less. */
function figureReplaced(now: PlacedFigure, known: Known, links: ToldLinks, context: ToldStory): PlacedFigure | null {
  const { figure, article, ref } = now;
  // What stands in passing replaces no highlight: it is mostly of another time.
  if (context.statements.has(statementOf(figure)) || figure.importance < known.importance) return null;
  if (isOlderThan(article, known, context.told)) return null;
  const others = links.othersOf(ref).flatMap((key) => known.byRef.get(key) ?? []);
  const stated = others.filter((one) => one.figure.assertion === 'asserted' && one.figure.value !== null);
  const current = stated.filter((one) => !links.isReplaced(one.ref));
  const before = (current.length > 0 ? current : stated).sort((a, b) => byDay(b, a) || byPlace(a, b))[0];
  return before && !isUnlikelyFall(before, now, context.told) ? before : null;
}

/** Tolls do not fall: another outlet's lower number is another count. Its own outlet may correct one. */
const TOLLS: ReadonlySet<FigureEvent> = new Set(['killed', 'wounded', 'casualties', 'displaced', 'destroyed']);

function isUnlikelyFall(before: PlacedFigure, now: PlacedFigure, told: ToldPages): boolean {
  if (!TOLLS.has(now.figure.event) || (now.figure.value as number) > (before.figure.value as number)) return false;
  const isOwn = now.article.source !== null && now.article.source.name === before.article.source?.name;
  return !isOwn && !hasChanged(now.article, told);
}

function byStrength(a: Found, b: Found): number {
  const changed = ({ before }: Found) => (before ? 1 : 0);
  return (
    b.now.figure.importance - a.now.figure.importance ||
    changed(b) - changed(a) ||
    b.tellers - a.tellers ||
    byPlace(a.now, b.now)
  );
}

/** Earlier first, by the figure's own time or its page's; without either it is the earliest. */
function byDay(a: PlacedFigure, b: PlacedFigure): number {
  const day = ({ figure, article }: PlacedFigure) => (figure.asOf ?? article.published)?.latest;
  const [x, y] = [day(a), day(b)];
  return (x === undefined ? 0 : dayNumber(x)) - (y === undefined ? 0 : dayNumber(y));
}

/** Weightier first, then in the order of pages and their text. */
function byPlace({ figure: a, ref: x }: PlacedFigure, { figure: b, ref: y }: PlacedFigure): number {
  return b.importance - a.importance || compareText(x.page, y.page) || a.span.start - b.span.start;
}
