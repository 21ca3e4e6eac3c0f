/** Builds editions of the model from articles: passages, cards and citations all cut from the pages. */
import type {
  Article,
  Card,
  Citation,
  Edition,
  EditionStory,
  Figure,
  Passage,
  Section,
  ShownFigure,
  Span,
} from '../../src/model.ts';

/** The words of a page at a span, with the figures inside marked. */
export function passageOf({ page, figures }: Article, span: Span): Passage {
  const inside = figures.filter((figure) => figure.span.start >= span.start && figure.span.end <= span.end);
  return {
    page: page.id,
    span,
    text: page.text.slice(span.start, span.end),
    marks: inside.map((figure) => ({
      start: figure.span.start - span.start,
      end: figure.span.end - span.start,
      figure: figure.id,
    })),
  };
}

/** A figure as cards and conflicts show it. */
export function showFigure(article: Article, figure: Figure): ShownFigure {
  return {
    figure: { page: article.page.id, figure: figure.id },
    qualifier: figure.qualifier,
    assertion: figure.assertion,
    kind: figure.kind,
    event: figure.event,
    value: figure.value,
    max: figure.max,
    number: passageOf(article, figure.number),
    label: passageOf(article, { start: figure.number.end + 1, end: figure.span.end }),
    unit: figure.unit,
    period: null,
    asOf: null,
    source: article.source?.name ?? null,
    sentence: passageOf(article, figure.sentence),
  };
}

export function citationOf({ page, source, published }: Article): Citation {
  return {
    page: page.id,
    source: source?.name ?? null,
    url: page.meta.url,
    published,
    sample: page.meta.sample,
    via: [],
  };
}

/** One story told by some articles: all paragraphs of the first, the figures of the last ones against each other. */
export function buildStory(id: string, articles: readonly [Article, ...Article[]], disputed = false): EditionStory {
  const [first] = articles;
  const sides = articles.flatMap((article) => {
    const figure = article.figures.at(-1);
    return figure ? [showFigure(article, figure)] : [];
  });
  return {
    id,
    headline: first.headline ? passageOf(first, first.headline.span) : null,
    citations: articles.map(citationOf) as [Citation, ...Citation[]],
    passages: first.paragraphs.map(({ span }) => passageOf(first, span)),
    conflicts: disputed ? [{ factKey: 'killed', sides }] : [],
    tracks: [],
  };
}

export function buildCard(article: Article, index: number, theme: string): Card {
  const figure = article.figures[index];
  if (!figure) throw new Error(`${article.page.id} has no figure ${index}`);
  return { ...showFigure(article, figure), theme, story: article.page.id, before: null };
}

export type EditionDraft = {
  readonly number: number;
  readonly date: string;
  readonly subject: string;
  readonly cards: readonly Card[];
  readonly sections: readonly Section[];
};

export function buildEdition(draft: EditionDraft): Edition {
  const stories = draft.sections.flatMap((section) => section.stories);
  const citations = stories.flatMap((story) => story.citations);
  return {
    ...draft,
    digest: 'invented',
    name: 'موجز المثال',
    preheader: 'خبر مختلق لاختبار العرض، لا يصف واقعة.',
    lead: [{ words: 'في هذا العدد: أخبار مختلقة للاختبار.' }],
    counts: {
      stories: stories.length,
      articles: citations.length,
      sources: new Set(citations.map(({ source }) => source)).size,
      minutes: 4,
    },
    sample: citations.some(({ sample }) => sample),
  };
}
