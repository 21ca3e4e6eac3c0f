/** The highlight strip: which figures stand on cards, and what they were before. */
import type { Card, EarlierFigure, KnownFigure, Story } from '../model.ts';
import { yearOf } from './as-of.ts';
import type { EditionBrief } from './brief.ts';
import { compareText } from './compare-text.ts';
import type { FigureIndex, PlacedFigure } from './figure-index.ts';
import { isHighlightable } from './passages.ts';
import { showFigure } from './shown-figure.ts';

/** At most `limits.cards` figures: one theme after the other takes its strongest, no fact twice. */
export function chooseCards(stories: readonly Story[], brief: EditionBrief, index: FigureIndex): readonly Card[] {
  const themes = brief.themes.map((theme) => theme.id);
  const candidates = stories.flatMap((story) => index.ofStory(story)).filter(isCardFigure);
  const queues = themes.map((theme) =>
    strongestFirst(
      candidates.filter((placed) => themeOfFigure(placed) === theme),
      index,
    ),
  );
  const cards: Card[] = [];
  const told = new Set<string>();
  while (cards.length < brief.limits.cards && queues.some((queue) => queue.length > 0)) {
    queues.forEach((queue) => {
      const placed = takeFresh(queue, told);
      if (!placed || cards.length >= brief.limits.cards) return;
      told.add(factOf(placed));
      cards.push(cardOf(placed, index));
    });
  }
  return cards;
}

/** Every figure that an editor may put on a card, strongest first. */
export function cardsToChoose(stories: readonly Story[], index: FigureIndex): readonly Card[] {
  const figures = stories.flatMap((story) => index.ofStory(story)).filter(mayBeChosen);
  return strongestFirst(figures, index).map((placed) => cardOf(placed, index));
}

function cardOf(placed: PlacedFigure, index: FigureIndex): Card {
  const place = { theme: themeOfFigure(placed), story: placed.story.id };
  return { ...showFigure(placed), ...place, before: earlierOf(placed, index) };
}

/** The theme of the paragraph a figure stands in, else that of its story. */
function themeOfFigure({ story, article, figure }: PlacedFigure): string {
  const telling = story.tellings.find((t) => t.article === article);
  const here = (telling?.themes.evidence ?? []).filter((e) => e.paragraph === figure.paragraph);
  if (here.some((e) => e.theme === story.primary) || here.length === 0) return story.primary;
  return here.reduce((best, e) => (e.score > best.score ? e : best)).theme;
}

function isCardFigure({ figure }: PlacedFigure): boolean {
  return figure.assertion === 'asserted' && figure.importance === 3 && figure.value !== null && figure.unit !== '';
}

/** An editor also takes figures of the text, as long as they say how many of what. */
function mayBeChosen({ figure }: PlacedFigure): boolean {
  return isHighlightable(figure) && figure.value !== null && figure.unit !== '';
}

function factOf(placed: PlacedFigure): string {
  return placed.fact?.key ?? placed.figure.id;
}

function takeFresh(queue: PlacedFigure[], told: ReadonlySet<string>): PlacedFigure | undefined {
  let placed = queue.shift();
  while (placed && told.has(factOf(placed))) placed = queue.shift();
  return placed;
}

/** More tellers first, then current before background, whole before part, noun beside the number, larger, earlier. */
function strongestFirst(figures: readonly PlacedFigure[], index: FigureIndex): PlacedFigure[] {
  return figures
    .map((placed) => ({ placed, weight: strength(placed, index) }))
    .sort((a, b) => b.weight - a.weight || comparePlaces(a.placed, b.placed))
    .map(({ placed }) => placed);
}

function comparePlaces(a: PlacedFigure, b: PlacedFigure): number {
  return (
    (b.figure.value ?? 0) - (a.figure.value ?? 0) ||
    compareText(a.article.page.id, b.article.page.id) ||
    a.figure.span.start - b.figure.span.start
  );
}

/** More outlets than this make a figure no surer. */
const MOST_TELLERS = 4;

function strength({ figure, fact, article }: PlacedFigure, index: FigureIndex): number {
  const told = fact?.scoped ? index.ofFact(fact.key).map(({ ref }) => ref) : (fact?.figures ?? []);
  const tellers = Math.min(new Set(told.map((ref) => ref.page)).size, MOST_TELLERS);
  // Ten times as many is worth a third of a teller: 30,000 in a camp before 350 families in another.
  const size = Math.min(Math.log10(Math.max(figure.value ?? 1, 1)), 7);
  const disputed = fact?.relations.some((relation) => relation.kind === 'conflict') ? 1 : 0;
  const past = isPast({ figure, fact, article }, index) ? 5 : 0;
  return (
    tellers * 2 +
    size * 0.6 -
    disputed -
    past -
    (figure.partOf ? 2 : 0) -
    (figure.unitElided ? 1 : 0) -
    Math.min(figure.paragraph * 0.25, 2)
  );
}

/** True when the same fact has a newer value, or the figure speaks of another year than its article's. */
function isPast(
  { figure, fact, article }: Pick<PlacedFigure, 'figure' | 'fact' | 'article'>,
  index: FigureIndex,
): boolean {
  const year = yearOf(figure.asOf ?? article.published);
  const replaced = fact?.relations.some(
    (r) => (r.kind === 'update' || r.kind === 'series') && r.a.figure === figure.id,
  );
  if (replaced) return true;
  const others = fact?.scoped ? index.ofFact(fact.key) : [];
  const newest = others.reduce(
    (latest, other) => maxText(latest, yearOf(other.figure.asOf ?? other.article.published)),
    '',
  );
  if (year !== null && newest > year) return true;
  // The same value that another article dates in the past is that value, not a new one.
  const sameValue = others.filter((other) => year === null && other.figure.value === figure.value);
  if (sameValue.some((other) => newest > (yearOf(other.figure.asOf ?? other.article.published) ?? newest))) return true;
  // «عام 2019» in an article that speaks of today as well.
  return figure.asOf !== null && others.some((other) => other.article === article && other.figure.asOf === null);
}

function maxText(a: string, b: string | null): string {
  return b !== null && b > a ? b : a;
}

/**
 * The latest earlier value of the same fact, from this edition's pages or an earlier edition's; it must differ. An undated
 * figure is only known to be later than one that its own article dates in the past («عام 2019 ... أما اليوم»).
 */
export function earlierOf(placed: PlacedFigure, index: FigureIndex): EarlierFigure | null {
  if (!placed.fact?.scoped) return null;
  const here = yearOf(placed.figure.asOf ?? placed.article.published);
  const told = seriesBefore(placed, index, here === null);
  const known = here === null ? [] : index.known(placed.fact.key).map(fromKnown);
  const number = placed.article.page.text.slice(placed.figure.number.start, placed.figure.number.end);
  const points = [...told, ...known].filter((earlier) => {
    const year = yearOf(earlier.asOf);
    return earlier.number !== number && year !== null && (here === null || year < here);
  });
  return points.sort((a, b) => compareText(b.asOf?.latest ?? '', a.asOf?.latest ?? ''))[0] ?? null;
}

/** Figures of the same fact in the pages at hand that carry a date of their own. */
function seriesBefore(placed: PlacedFigure, index: FigureIndex, sameArticle: boolean): EarlierFigure[] {
  if (!placed.fact) return [];
  return index
    .ofFact(placed.fact.key)
    .filter(
      (other) =>
        other !== placed &&
        other.figure.value !== placed.figure.value &&
        other.figure.assertion === 'asserted' &&
        (!sameArticle || (other.article === placed.article && other.figure.asOf !== null)),
    )
    .map((other) => ({
      number: other.article.page.text.slice(other.figure.number.start, other.figure.number.end),
      qualifier: other.figure.qualifier,
      unit: other.figure.unit,
      asOf: other.figure.asOf ?? other.article.published,
      source: other.article.source?.name ?? null,
    }));
}

function fromKnown(known: KnownFigure): EarlierFigure {
  return {
    number: known.numberText,
    qualifier: known.qualifier,
    unit: known.unit,
    asOf: known.asOf,
    source: known.source,
  };
}
