/** The words of an article's headline and body, read once for themes and same-event search. */
import type { Article, Span } from '../model.ts';
import { readStems, readWords, type Stems, type Words, wordAt } from '../text/index.ts';

/** A sentence as a half-open range of word indexes; the headline is a sentence of paragraph -1. */
export type SentenceWords = { readonly paragraph: number; readonly first: number; readonly end: number };

/** What the readers of this room look at: words, their stems, and the sentences told by the article itself. */
export type Body = { readonly words: Words; readonly stems: Stems; readonly sentences: readonly SentenceWords[] };

/** The paragraph number of the headline. */
export const HEADLINE = -1;

/** Reads the body of an article; related links, chrome and front matter are no part of it. */
export function readBody(article: Article): Body {
  const spans = spansOf(article);
  const from = Math.min(...spans.map((each) => each.span.start), article.page.text.length);
  const to = Math.max(...spans.map((each) => each.span.end), from);
  const words = readWords(article.page.text, from, to);
  const sentences = spans.map(({ paragraph, span }) => ({
    paragraph,
    first: wordAt(words, span.start),
    end: wordAt(words, span.end),
  }));
  return { words, stems: readStems(words), sentences: sentences.filter(({ first, end }) => end > first) };
}

function spansOf(article: Article): { paragraph: number; span: Span }[] {
  const spans = article.paragraphs.flatMap((each, paragraph) =>
    (each.sentences.length > 0 ? each.sentences : [each.span]).map((span) => ({ paragraph, span })),
  );
  const { headline } = article;
  return headline?.basis === 'page' ? [{ paragraph: HEADLINE, span: headline.span }, ...spans] : spans;
}
