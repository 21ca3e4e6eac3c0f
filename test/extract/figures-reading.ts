/** Reads figures of loose sentences, all invented, for the tests of the figure extractor. */
import { extractFigures } from '../../src/extract/figures/figures.ts';
import type { Figure, Page, Paragraph } from '../../src/model.ts';
import { sentencesOf } from '../../src/text/index.ts';

/** A page of one text. */
export function pageOf(text: string): Page {
  return {
    id: 'p',
    format: 'dump',
    text,
    content: { start: 0, end: text.length },
    title: null,
    meta: { url: null, source: null, published: null, sample: false, author: null },
    origin: 'p.txt',
  };
}

/** Its lines as paragraphs. */
export function paragraphsOf(text: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const span = { start, end: start + line.length };
    if (line.trim() !== '') paragraphs.push({ span, role: 'body', sentences: sentencesOf(text, span) });
    start = span.end + 1;
  }
  return paragraphs;
}

/** The figures of a text. */
export function figuresOf(text: string): readonly Figure[] {
  return extractFigures(pageOf(text), paragraphsOf(text));
}

/** «22 more_than عملية»: value or range, qualifier and unit of each figure, in one line each. */
export function toldBy(text: string): string[] {
  return figuresOf(text).map(({ value, max, qualifier, unit }) =>
    [max === null ? value : `${value}-${max}`, qualifier === 'exactly' ? '' : qualifier, unit]
      .filter(Boolean)
      .join(' '),
  );
}
