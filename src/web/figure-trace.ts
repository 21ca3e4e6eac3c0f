/** Every highlighted figure of an edition, once, in the edition's order. */
import type { Card, Citation, Edition, EditionStory, Passage, Section, ShownFigure, Span } from '../model.ts';

/** One figure and all the places where the edition shows it. */
export type TracedFigure = {
  readonly figure: string;
  readonly page: string;
  /** The figure's words in `page`. */
  readonly span: Span;
  /** The passage or sentence it was met in first, and where the figure stands in it. */
  readonly passage: Passage;
  readonly mark: Span;
  /** What the edition says of it; null for one that is only marked inside a passage. */
  readonly shown: ShownFigure | null;
  readonly citation: Citation | null;
  readonly inStrip: boolean;
  /** Figures of other sources that cannot be true beside this one. */
  readonly against: readonly ShownFigure[];
};

/** The figures of one section; the first group may be the strip's figures that no section repeats. */
export type TraceGroup = { readonly section: Section | null; readonly figures: readonly TracedFigure[] };

/** Groups the figures by the section that shows them first. */
export function traceFigures(edition: Edition): TraceGroup[] {
  const context = readContext(edition);
  const seen = new Set<string>();
  const groups = edition.sections.map((section) => ({
    section,
    figures: takeNew(figuresOf(section, context), seen),
  }));
  const strip = takeNew(
    edition.cards.map((card) => fromShown(card, context)),
    seen,
  );
  return [{ section: null, figures: strip }, ...groups].filter(({ figures }) => figures.length > 0);
}

/** The pages that the edition's figures stand in. */
export function tracedPages(groups: readonly TraceGroup[]): string[] {
  return [...new Set(groups.flatMap(({ figures }) => figures.map(({ page }) => page)))];
}

type Context = {
  readonly cards: ReadonlyMap<string, Card>;
  readonly citations: ReadonlyMap<string, Citation>;
  readonly conflicts: ReadonlyMap<string, { readonly side: ShownFigure; readonly against: readonly ShownFigure[] }>;
};

function readContext({ cards, sections }: Edition): Context {
  const stories = sections.flatMap((section) => section.stories);
  const asides = sections.flatMap((section) => section.asides);
  const citations = [...asides.map(({ citation }) => citation), ...stories.flatMap((story) => story.citations)];
  const sides = stories.flatMap(({ conflicts }) =>
    conflicts.flatMap((conflict) =>
      conflict.sides.map(
        (side) => [side.figure.figure, { side, against: conflict.sides.filter((other) => other !== side) }] as const,
      ),
    ),
  );
  return {
    cards: new Map(cards.map((card) => [card.figure.figure, card])),
    citations: new Map(citations.map((citation) => [citation.page, citation])),
    conflicts: new Map(sides),
  };
}

function figuresOf({ stories, asides }: Section, context: Context): TracedFigure[] {
  return [
    ...stories.flatMap((story) => storyFigures(story, context)),
    ...asides.flatMap(({ passages }) => passages.flatMap((passage) => fromPassage(passage, context))),
  ];
}

function storyFigures({ headline, update, passages, conflicts }: EditionStory, context: Context): TracedFigure[] {
  return [
    ...(headline ? fromPassage(headline, context) : []),
    ...passages.flatMap((passage) => fromPassage(passage, context)),
    ...(update?.changes.map(({ now }) => fromShown(now, context)) ?? []),
    ...conflicts.flatMap(({ sides }) => sides.map((side) => fromShown(side, context))),
  ];
}

function fromPassage(passage: Passage, context: Context): TracedFigure[] {
  return passage.marks.map((mark) => {
    const conflict = context.conflicts.get(mark.figure);
    const card = context.cards.get(mark.figure) ?? null;
    return {
      figure: mark.figure,
      page: passage.page,
      span: { start: passage.span.start + mark.start, end: passage.span.start + mark.end },
      passage,
      mark: { start: mark.start, end: mark.end },
      shown: card ?? conflict?.side ?? null,
      citation: context.citations.get(passage.page) ?? null,
      inStrip: card !== null,
      against: conflict?.against ?? [],
    };
  });
}

function fromShown(shown: ShownFigure, context: Context): TracedFigure {
  const { figure, number, sentence } = shown;
  const own = sentence.marks.find((mark) => mark.figure === figure.figure);
  const mark = own ?? {
    start: number.span.start - sentence.span.start,
    end: number.span.end - sentence.span.start,
  };
  return {
    figure: figure.figure,
    page: figure.page,
    span: { start: sentence.span.start + mark.start, end: sentence.span.start + mark.end },
    passage: sentence,
    mark: { start: mark.start, end: mark.end },
    shown,
    citation: context.citations.get(figure.page) ?? null,
    inStrip: context.cards.has(figure.figure),
    against: context.conflicts.get(figure.figure)?.against ?? [],
  };
}

function takeNew(figures: readonly TracedFigure[], seen: Set<string>): TracedFigure[] {
  return figures.filter(({ figure }) => {
    const isNew = !seen.has(figure);
    seen.add(figure);
    return isNew;
  });
}
