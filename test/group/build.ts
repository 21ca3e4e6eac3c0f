/** Builds articles by hand for the tests of group/. All news in these tests is invented; no real person is named. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { Article, Day, Figure, Span, ThemeDefinition } from '../../src/model.ts';
import { sentencesOf } from '../../src/text/index.ts';

/** The themes that ship with the project. */
export const THEMES: readonly ThemeDefinition[] = (
  parse(readFileSync(resolve(import.meta.dirname, '../../config/themes.yaml'), 'utf8')) as { themes: ThemeDefinition[] }
).themes;

/** A figure by its words: `text` and `number` as they stand in the article, the rest as the extractor would give it. */
export type FigureWords = Partial<Omit<Figure, 'number' | 'place' | 'whose' | 'period'>> & {
  readonly text: string;
  readonly number: string;
  readonly value: number;
  readonly place?: string;
  readonly whose?: string;
  readonly period?: string;
};

type Parts = {
  readonly headline?: string;
  readonly published?: Day;
  readonly figures?: readonly FigureWords[];
  readonly quotations?: readonly string[];
};

/** An article of these paragraphs, one a line. */
export function article(id: string, body: string, parts: Parts = {}): Article {
  const head = parts.headline ? `${parts.headline}\n\n` : '';
  const text = head + body;
  const paragraphs = [...body.matchAll(/[^\n]+/gu)].map((line) => {
    const span = { start: head.length + line.index, end: head.length + line.index + line[0].length };
    return { span, role: 'body' as const, sentences: sentencesOf(text, span) };
  });
  const unfinished: Article = {
    page: page(id, text),
    source: null,
    headline: parts.headline ? { span: { start: 0, end: parts.headline.length }, basis: 'page' } : null,
    paragraphs,
    related: [],
    dropped: [],
    dateline: null,
    byline: null,
    attributions: [],
    quotations: (parts.quotations ?? []).map((quoted) => ({ span: find(text, quoted), speaker: null })),
    pageDate: null,
    published: parts.published
      ? { earliest: parts.published, latest: parts.published, basis: 'metadata', evidence: [] }
      : null,
    figures: [],
  };
  return { ...unfinished, figures: (parts.figures ?? []).map((words) => figure(unfinished, words)) };
}

function page(id: string, text: string): Article['page'] {
  const meta = { url: null, source: null, published: null, sample: true, author: null };
  return { id, format: 'dump', text, content: { start: 0, end: text.length }, title: null, meta, origin: `${id}.txt` };
}

function figure({ page: { id, text }, paragraphs }: Article, words: FigureWords): Figure {
  const span = find(text, words.text);
  const number = within(find(words.text, words.number), span.start);
  const paragraph = paragraphs.findIndex((each) => each.span.start <= span.start && span.end <= each.span.end);
  const sentence = paragraphs[paragraph]?.sentences.find((each) => each.start <= span.start && span.end <= each.end);
  const { place, whose, period, ...given } = words;
  return {
    id: `${id}#${span.start}`,
    max: null,
    qualifier: 'exactly',
    kind: 'cardinal',
    unit: '',
    unitSpan: null,
    unitElided: false,
    event: 'other',
    asOf: null,
    partOf: null,
    assertion: 'asserted',
    importance: 3,
    rules: [],
    ...given,
    span,
    number,
    whose: whose ? find(text, whose) : null,
    place: place ? find(text, place) : null,
    period: period ? find(text, period) : null,
    sentence: sentence ?? span,
    paragraph,
  };
}

function within({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}

function find(text: string, words: string): Span {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`«${words}» is not in the article`);
  return { start, end: start + words.length };
}
