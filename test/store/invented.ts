/** Invented pages, articles, stories and editions: no word of them was ever in the news. */
import type { Article, Day, Edition, Figure, Page, Passage, Story } from '../../src/model.ts';

const TEXT = 'خبر مخترع للاختبار: قالت بلدية القرية إن 120 شجرة زُرعت على الطريق.';

/** A page with this text, which is all body. */
export function inventPage(id: string, text: string = TEXT, more: Partial<Page> = {}): Page {
  return {
    id,
    format: 'dump',
    text,
    content: { start: 0, end: text.length },
    title: null,
    meta: { url: null, source: null, published: null, sample: false, author: null },
    origin: `${id}.txt`,
    ...more,
  };
}

/** 300 pages that belong to the batch with this number alone. */
export function inventBatch(batch: number): readonly Page[] {
  return Array.from({ length: 300 }, (_, at) => inventPage(`${batch}-${at}`, `خبر مخترع ${batch} ${at}`));
}

/** An article of a page with one figure for each number in it. */
export function inventArticle(page: Page, more: Partial<Article> = {}, figure: Partial<Figure> = {}): Article {
  const whole = { start: 0, end: page.text.length };
  return {
    page,
    source: { id: null, name: 'صحيفة مخترعة', basis: 'source-line' },
    headline: { span: whole, basis: 'lead' },
    paragraphs: [{ span: whole, role: 'body', sentences: [whole] }],
    related: [],
    dropped: [],
    dateline: null,
    byline: null,
    attributions: [],
    quotations: [],
    pageDate: null,
    published: null,
    figures: [...page.text.matchAll(/\d+/gu)].map((match) => inventFigure(page, match.index, match[0], figure)),
    ...more,
  };
}

function inventFigure(page: Page, start: number, number: string, more: Partial<Figure>): Figure {
  const span = { start, end: start + number.length };
  return {
    id: `${page.id}#${start}`,
    span,
    number: span,
    value: Number(number),
    max: null,
    qualifier: 'exactly',
    kind: 'cardinal',
    unit: 'شجرة',
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
    sentence: { start: 0, end: page.text.length },
    paragraph: 0,
    rules: [],
    ...more,
  };
}

/** The same fact for every figure of an article. */
export function stating(article: Article, fact: string): { article: Article; factKeys: Map<string, string> } {
  return { article, factKeys: new Map(article.figures.map((figure) => [figure.id, fact])) };
}

/** A story told by these articles. */
export function inventStory(id: string, ...articles: readonly [Article, ...Article[]]): Story {
  const themes = { primary: 'gardens', secondary: [], evidence: [] };
  const [first, ...others] = articles.map((article) => ({ article, themes }));
  return { id, tellings: [first as Story['tellings'][0], ...others], primary: 'gardens', facts: [] };
}

/** An edition that quotes the whole text of every page of the stories. */
export function inventEdition(
  number: number,
  date: Day,
  stories: readonly Story[],
  more: Partial<Edition> = {},
): Edition {
  return {
    number,
    digest: 'daily',
    name: 'موجز مخترع',
    date,
    subject: `عدد ${number}`,
    preheader: '',
    lead: [{ words: 'نص مخترع' }],
    cards: [],
    sections: [{ theme: 'gardens', title: 'حدائق', colour: 'neutral', stories: stories.map(editionStory), asides: [] }],
    counts: { stories: stories.length, articles: stories.length, sources: 1, minutes: 1 },
    sample: false,
    ...more,
  };
}

function editionStory({ id, tellings }: Story): Edition['sections'][0]['stories'][0] {
  const pages = tellings.map(({ article }) => article.page);
  const [first, ...others] = pages.map(({ id, meta }) => ({
    page: id,
    source: meta.source,
    url: meta.url,
    published: null,
    sample: meta.sample,
    via: [],
  }));
  const citations = [first as NonNullable<typeof first>, ...others] as const;
  return { id, headline: null, citations, passages: pages.map(wholePage), conflicts: [], tracks: [] };
}

function wholePage({ id, text }: Page): Passage {
  return { page: id, span: { start: 0, end: text.length }, text, marks: [] };
}
