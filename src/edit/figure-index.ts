/** Finding a figure again from its reference, with its article, story and fact. */
import type { Article, Fact, Figure, FigureRef, KnownFigure, Story } from '../model.ts';

/** A figure with all it belongs to. */
export type PlacedFigure = {
  readonly ref: FigureRef;
  readonly figure: Figure;
  readonly article: Article;
  readonly story: Story;
  readonly fact: Fact | null;
};

/** All figures of the stories at hand and what earlier editions said of their facts. */
export type FigureIndex = {
  readonly get: (ref: FigureRef) => PlacedFigure | undefined;
  readonly ofStory: (story: Story) => readonly PlacedFigure[];
  /** Every figure in all stories that states the fact with this key. */
  readonly ofFact: (key: string) => readonly PlacedFigure[];
  readonly known: (factKey: string) => readonly KnownFigure[];
};

/** Builds the index; linear in the number of figures. */
export function indexFigures(stories: readonly Story[], known: readonly KnownFigure[]): FigureIndex {
  const byRef = new Map<string, PlacedFigure>();
  const byStory = new Map<string, PlacedFigure[]>();
  const byFact = new Map<string, PlacedFigure[]>();
  for (const story of stories) {
    const placed = placeFigures(story);
    byStory.set(story.id, placed);
    for (const item of placed) {
      byRef.set(refKey(item.ref), item);
      if (item.fact) append(byFact, item.fact.key, item);
    }
  }
  const earlier = new Map<string, KnownFigure[]>();
  for (const figure of known) append(earlier, figure.factKey, figure);
  return {
    get: (ref) => byRef.get(refKey(ref)),
    ofStory: (story) => byStory.get(story.id) ?? [],
    ofFact: (key) => byFact.get(key) ?? [],
    known: (factKey) => earlier.get(factKey) ?? [],
  };
}

function placeFigures(story: Story): PlacedFigure[] {
  const factOf = new Map<string, Fact>();
  for (const fact of story.facts) for (const ref of fact.figures) factOf.set(refKey(ref), fact);
  return story.tellings.flatMap(({ article }) =>
    article.figures.map((figure) => {
      const ref = { page: article.page.id, figure: figure.id };
      return { ref, figure, article, story, fact: factOf.get(refKey(ref)) ?? null };
    }),
  );
}

/** Names a figure in maps and sets. */
export function refKey(ref: FigureRef): string {
  return `${ref.page}\n${ref.figure}`;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
