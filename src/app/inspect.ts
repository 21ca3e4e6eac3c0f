/** What was understood of some files, for an editor or a script. */
import type { Config } from '../config/index.ts';
import type { Article, Figure, Page, PageRefusal, Span, Story, Telling } from '../model.ts';
import { readPageFile } from '../read/index.ts';
import { understandPages } from './understand.ts';

/** One figure as `inspect` shows it; `start` counts UTF-16 units in the raw file. */
export type InspectedFigure = Pick<
  Figure,
  | 'value'
  | 'max'
  | 'qualifier'
  | 'unit'
  | 'kind'
  | 'event'
  | 'assertion'
  | 'importance'
  | 'partOf'
  | 'rules'
  | 'unitElided'
> & {
  readonly id: string;
  readonly text: string;
  readonly number: string;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  readonly whose: string | null;
  readonly place: string | null;
  readonly period: string | null;
  readonly asOf: Figure['asOf'];
  readonly highlight: boolean;
};

/** One article as `inspect --json` prints it. */
export type InspectedArticle = {
  readonly id: string;
  readonly file: string;
  readonly source: Article['source'];
  readonly headline: { readonly text: string; readonly basis: 'page' | 'lead' } | null;
  readonly published: {
    readonly earliest: string;
    readonly latest: string;
    readonly basis: string;
    readonly evidence: readonly string[];
  } | null;
  readonly pageDate: string | null;
  readonly dateline: string | null;
  readonly byline: string | null;
  readonly attributions: readonly string[];
  readonly paragraphs: readonly string[];
  readonly subheadings: readonly string[];
  readonly related: readonly string[];
  readonly dropped: readonly { readonly text: string; readonly rule: string }[];
  readonly primary: string;
  readonly secondary: readonly string[];
  readonly themes: readonly {
    readonly paragraph: number;
    readonly theme: string;
    readonly score: number;
    readonly words: readonly string[];
  }[];
  readonly cluster: string;
  readonly figures: readonly InspectedFigure[];
};

/** What `inspect` found, and the files it could not read. */
export type Inspection = { readonly articles: readonly InspectedArticle[]; readonly refusals: readonly PageRefusal[] };

/** Reads files and understands them together, so that equal clusters mean the same story. */
export async function inspectFiles(
  files: readonly string[],
  config: Config,
  onFile: (done: number) => void = () => undefined,
): Promise<Inspection> {
  const read = [];
  for (const [index, file] of files.entries()) {
    read.push(await readPageFile(file));
    onFile(index + 1);
  }
  const refusals = read.filter((item): item is PageRefusal => 'reason' in item);
  const pages = read.filter((item): item is Page => 'text' in item);
  const { articles, stories } = understandPages(pages, config);
  const places = placeArticles(stories);
  return { articles: articles.map((article) => inspectArticle(article, places.get(article))), refusals };
}

type Place = { readonly story: Story; readonly telling: Telling };

function placeArticles(stories: readonly Story[]): ReadonlyMap<Article, Place> {
  return new Map(
    stories.flatMap((story) => story.tellings.map((telling) => [telling.article, { story, telling }] as const)),
  );
}

function inspectArticle(article: Article, place: Place | undefined): InspectedArticle {
  const { page, headline, published } = article;
  const cut = (span: Span | null) => (span ? page.text.slice(span.start, span.end) : null);
  const texts = (spans: readonly Span[]) => spans.map((span) => page.text.slice(span.start, span.end));
  const ofRole = (role: 'body' | 'subheading') =>
    texts(article.paragraphs.filter((p) => p.role === role).map((p) => p.span));
  const themes = place?.telling.themes;
  return {
    id: page.id,
    file: page.origin,
    source: article.source,
    headline: headline && { text: cut(headline.span) ?? '', basis: headline.basis },
    published: published && { ...published, evidence: texts(published.evidence) },
    pageDate: article.pageDate,
    dateline: cut(article.dateline),
    byline: cut(article.byline),
    attributions: texts(article.attributions.map((a) => a.name)),
    paragraphs: ofRole('body'),
    subheadings: ofRole('subheading'),
    related: texts(article.related),
    dropped: article.dropped.map(({ span, rule }) => ({ text: cut(span) ?? '', rule })),
    primary: themes?.primary ?? 'off_topic',
    secondary: themes?.secondary ?? [],
    themes: (themes?.evidence ?? []).map(({ paragraph, theme, score, cues }) => ({
      paragraph,
      theme,
      score,
      words: texts(cues),
    })),
    cluster: place?.story.id ?? page.id,
    figures: article.figures.map((figure) => inspectFigure(figure, cut)),
  };
}

function inspectFigure(figure: Figure, cut: (span: Span | null) => string | null): InspectedFigure {
  const { id, value, max, qualifier, unit, kind, event, assertion, importance, partOf, rules, unitElided, asOf } =
    figure;
  return {
    id,
    text: cut(figure.span) ?? '',
    number: cut(figure.number) ?? '',
    value,
    max,
    qualifier,
    unit,
    unitElided,
    sentence: cut(figure.sentence) ?? '',
    start: figure.span.start,
    end: figure.span.end,
    kind,
    event,
    whose: cut(figure.whose),
    place: cut(figure.place),
    period: cut(figure.period),
    asOf,
    partOf,
    assertion,
    importance,
    highlight: assertion === 'asserted' && importance === 3,
    rules,
  };
}
