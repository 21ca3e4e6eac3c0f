/** Builds pages and articles of the model from marked-up blocks, so that every span is counted and none is typed. */
import type { Article, Figure, Page, Span } from '../../src/model.ts';

/** One line of a page. In a body «⟨نحو ⟦10⟧ مقاتل⟩» is a figure: the outer brackets its words, the inner its number. */
export type Block = {
  readonly role: 'front' | 'headline' | 'body' | 'dropped' | 'related';
  readonly text: string;
  readonly rule?: string;
};

export type ArticleDraft = {
  readonly id: string;
  readonly source: string | null;
  readonly url?: string | null;
  readonly published?: Article['published'];
  readonly sample?: boolean;
  readonly blocks: readonly Block[];
  /** What is said of the figures, in their order. */
  readonly figures: readonly Partial<Figure>[];
};

type Placed = { readonly block: Block; readonly span: Span; readonly figures: readonly PlacedFigure[] };
type PlacedFigure = { readonly span: Span; readonly number: Span };

const BRACKETS = /[⟨⟩⟦⟧]/g;

/** The article of a draft; its page is `article.page`. */
export function buildArticle(draft: ArticleDraft): Article {
  const placed = placeBlocks(draft.blocks);
  const text = draft.blocks.map((block) => block.text.replace(BRACKETS, '')).join('\n');
  const page = buildPage(draft, text, placed);
  const body = placed.filter(({ block }) => block.role === 'body');
  const headline = placed.find(({ block }) => block.role === 'headline');
  const figures = body.flatMap((paragraph, index) =>
    paragraph.figures.map((figure) => ({ ...figure, sentence: paragraph.span, paragraph: index })),
  );
  return {
    page,
    source: draft.source === null ? null : { id: null, name: draft.source, basis: 'metadata' },
    headline: headline ? { span: headline.span, basis: 'page' } : null,
    paragraphs: body.map(({ span }) => ({ span, role: 'body', sentences: [span] })),
    related: placed.filter(({ block }) => block.role === 'related').map(({ span }) => span),
    dropped: placed.flatMap(({ block, span }) =>
      block.role === 'dropped' ? [{ span, rule: block.rule ?? 'chrome' }] : [],
    ),
    dateline: null,
    byline: null,
    attributions: [],
    quotations: [],
    pageDate: '2025-11-14',
    published: draft.published ?? null,
    figures: figures.map((figure, index) => buildFigure(page.id, figure, draft.figures[index] ?? {})),
  };
}

function buildPage(
  { id, source, url, published, sample }: ArticleDraft,
  text: string,
  placed: readonly Placed[],
): Page {
  const first = placed.find(({ block }) => block.role !== 'front');
  return {
    id,
    format: 'dump',
    text,
    content: { start: first?.span.start ?? 0, end: text.length },
    title: null,
    meta: { url: url ?? null, source, published: published ?? null, sample: sample ?? false, author: null },
    origin: `corpus/${id}.txt`,
  };
}

function placeBlocks(blocks: readonly Block[]): Placed[] {
  let at = 0;
  return blocks.map((block) => {
    const { length, figures } = readMarkup(block.text, at);
    const span = { start: at, end: at + length };
    at = span.end + 1;
    return { block, span, figures };
  });
}

function readMarkup(text: string, offset: number): { length: number; figures: PlacedFigure[] } {
  const figures: PlacedFigure[] = [];
  const open = { '⟨': 0, '⟦': 0 };
  let number: Span = { start: 0, end: 0 };
  let at = offset;
  for (const char of text.split('')) {
    if (char === '⟨' || char === '⟦') open[char] = at;
    else if (char === '⟧') number = { start: open['⟦'], end: at };
    else if (char === '⟩') figures.push({ span: { start: open['⟨'], end: at }, number });
    else at += 1;
  }
  return { length: at - offset, figures };
}

function buildFigure(
  page: string,
  place: Pick<Figure, 'span' | 'number' | 'sentence' | 'paragraph'>,
  said: Partial<Figure>,
): Figure {
  return {
    id: `${page}#${place.span.start}`,
    ...place,
    value: null,
    max: null,
    qualifier: 'exactly',
    kind: 'cardinal',
    unit: '',
    unitSpan: null,
    unitElided: false,
    event: 'other',
    whose: null,
    place: null,
    period: null,
    asOf: null,
    partOf: null,
    assertion: 'asserted',
    importance: 3,
    rules: [],
    ...said,
  };
}
