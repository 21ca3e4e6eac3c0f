/** Where a page names the places that a fact is about, when the figure's own clause does not. */
import type { Article, Fact, Span } from '../model.ts';
import { fold, stem } from '../text/index.ts';

/** «الهول وروج», «مخيمي الهول والروج»: names of one scope stand close together. */
const LONGEST_WORDS = 4;

/** The places of a fact as sorted stems: the third part of its key (`group/fact-key.ts`). */
function placesOf(fact: Fact): readonly string[] {
  return (fact.key.split('|')[2] ?? '').split('+').filter((name) => name !== '');
}

/** The nearest words before the end of `sentence` that name all places of a fact and nothing more; null when none do. */
export function scopeSpan(article: Article, fact: Fact, sentence: Span): Span | null {
  const names = placesOf(fact);
  if (names.length === 0) return null;
  const words = wordsOf(article, sentence.end);
  for (let last = words.length - 1; last >= 0; last--) {
    const span = nameEndingAt(words, last, names);
    if (span) return span;
  }
  return null;
}

type Word = Span & { readonly stem: string };

/** The words of the body up to an offset. */
function wordsOf(article: Article, end: number): readonly Word[] {
  const { text } = article.page;
  return article.paragraphs
    .filter((paragraph) => paragraph.span.start < end)
    .flatMap(({ span }) =>
      [...text.slice(span.start, span.end).matchAll(/[\p{L}\p{M}]+/gu)].map((match) => {
        const start = span.start + match.index;
        return { start, end: start + match[0].length, stem: stem(fold(match[0])) };
      }),
    )
    .filter((word) => word.end <= end);
}

function nameEndingAt(words: readonly Word[], last: number, names: readonly string[]): Span | null {
  const missing = new Set(names);
  for (let at = last; at >= 0 && at > last - LONGEST_WORDS; at--) {
    const word = words[at] as Word;
    if (!missing.delete(word.stem)) return null;
    if (missing.size === 0) return { start: word.start, end: (words[last] as Word).end };
  }
  return null;
}
