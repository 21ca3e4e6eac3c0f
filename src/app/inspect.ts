/** What was understood of some files, for an editor or a script. */
import type { Config } from '../config/index.ts';
import { extractArticle } from '../extract/index.ts';
import { groupArticles } from '../group/index.ts';
import type { Article, Figure, PageRefusal, Span, Story, Telling } from '../model.ts';
import { isFeedFile, readFeedFile, readPageFile } from '../read/index.ts';
import { lineNumbers } from './inspect-lines.ts';

/**
 * One figure as `inspect` shows it; `start` counts UTF-16 units in the raw file (of HTML: in the text read from it), and
 * `line` the lines of a saved text from 1, null for HTML.
 */
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
  readonly line: number | null;
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
  /** The page's own address, when it gives one. */
  readonly url: string | null;
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
  /** Paragraphs and subheadings as they follow each other. */
  readonly outline: readonly { readonly role: 'body' | 'subheading'; readonly text: string }[];
  readonly related: readonly string[];
  readonly dropped: readonly { readonly text: string; readonly rule: string }[];
  readonly primary: string;
  readonly secondary: readonly string[];
  readonly themes: readonly {
    /** The place in `outline`, from 0. */
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

/**
 * Reads files, of saved feeds each item, and understands them together, so that equal clusters mean the same story.
 * `onFile` is told after each file.
 */
export async function inspectFiles(
  files: readonly string[],
  config: Config,
  onFile: (done: number) => void = () => undefined,
): Promise<Inspection> {
  const articles: Article[] = [];
  const refusals: PageRefusal[] = [];
  for (const [index, file] of files.entries()) {
    for (const result of isFeedFile(file) ? await readFeedFile(file) : [await readPageFile(file)]) {
      if ('reason' in result) refusals.push(result);
      else articles.push(extractArticle(result, config.sources));
    }
    onFile(index + 1);
  }
  const places = placeArticles(groupArticles(articles, config.themes));
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
  const lineOf = page.format === 'dump' ? lineNumbers(page.text) : () => null;
  const cut = (span: Span | null) => (span ? page.text.slice(span.start, span.end) : null);
  const texts = (spans: readonly Span[]) => spans.map((span) => page.text.slice(span.start, span.end));
  const outline = article.paragraphs.map(({ role, span }) => ({ role, text: cut(span) ?? '' }));
  const ofRole = (role: 'body' | 'subheading') => outline.filter((part) => part.role === role).map(({ text }) => text);
  const themes = place?.telling.themes;
  return {
    id: page.id,
    file: page.origin,
    url: page.meta.url,
    source: article.source,
    headline: headline && { text: cut(headline.span) ?? '', basis: headline.basis },
    published: published && { ...published, evidence: texts(published.evidence) },
    pageDate: article.pageDate,
    dateline: cut(article.dateline),
    byline: cut(article.byline),
    attributions: texts(article.attributions.map((a) => a.name)),
    paragraphs: ofRole('body'),
    subheadings: ofRole('subheading'),
    outline,
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
    figures: article.figures.map((figure) => inspectFigure(figure, cut, lineOf)),
  };
}

/** Only a page broken on purpose has a longer sentence; of that the stretch around the figure is shown. */
const LONGEST_SENTENCE = 2000;

function sentenceAround({ span, sentence }: Figure): Span {
  if (sentence.end - sentence.start <= LONGEST_SENTENCE) return sentence;
  const start = Math.max(sentence.start, span.start - LONGEST_SENTENCE / 2);
  return { start, end: Math.min(sentence.end, Math.max(span.end, start + LONGEST_SENTENCE)) };
}

function inspectFigure(
  figure: Figure,
  cut: (span: Span | null) => string | null,
  lineOf: (offset: number) => number | null,
): InspectedFigure {
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
    sentence: cut(sentenceAround(figure)) ?? '',
    start: figure.span.start,
    end: figure.span.end,
    line: lineOf(figure.span.start),
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
