/** The door of `extract/`: understands one page. */
import type { Article, Dropped, Headline, Page, Paragraph, SourceProfile, Span } from '../model.ts';
import { sentencesOf } from '../text/index.ts';
import { readAttributions } from './attributions.ts';
import { extractFigures } from './figures/figures.ts';
import { type Layout, layOut } from './layout.ts';
import type { Line } from './lines.ts';
import { type PageReading, readPageParts } from './page-reading.ts';
import { pageDateOf, publishedOf } from './published.ts';
import { readQuotations } from './quotations.ts';
import { readRelatedTail } from './related.ts';
import { findProfile, sourceOf } from './source.ts';
import { readInlineDateline } from './source-line.ts';

/**
 * Understands a page: what of it is the article, where it comes from, when it was published, whom it quotes and which
 * figures it states. Everything is a span into `page.text`; linear in its length; never throws on page content.
 */
export function extractArticle(page: Page, profiles: readonly SourceProfile[]): Article {
  const reading = readPageParts(page);
  const match = findProfile(reading, profiles);
  const outlet = match?.profile.name ?? page.meta.source;
  const layout = layOut(reading, match?.profile ?? null, outlet);
  const body = bodyOf(reading, layout);
  const inline = inlineDateline(reading, layout, outlet);
  const sourceLines = inline ? [...layout.sourceLines, inline] : layout.sourceLines;
  return {
    page,
    source: sourceOf(reading, match, sourceLines),
    headline: headlineOf(layout, body.paragraphs),
    paragraphs: body.paragraphs,
    related: body.related,
    dropped: droppedOf(reading, layout),
    dateline: sourceLines.find((line) => line.dateline !== null)?.dateline ?? null,
    byline: layout.bylines[0] ?? null,
    attributions: [...agenciesOf(layout), ...readAttributions(reading.words, body.paragraphs)],
    quotations: readQuotations(reading.words, body.paragraphs),
    pageDate: pageDateOf(layout.dateLines),
    published: publishedOf(reading, layout.dateLines, body.paragraphs),
    figures: extractFigures(page, body.paragraphs, reading.words),
  };
}

function bodyOf(reading: PageReading, layout: Layout): { paragraphs: readonly Paragraph[]; related: readonly Span[] } {
  const paragraphs: Paragraph[] = [];
  const related: Span[] = [];
  layout.placed.forEach((place, i) => {
    const line = reading.lines[i] as Line;
    if (place.as === 'related') related.push(place.span);
    if (place.as !== 'body' && place.as !== 'subheading') return;
    const tail = place.as === 'body' ? readRelatedTail(reading.words, line) : null;
    if (tail) related.push(tail.link);
    const span = {
      start: line.textStart,
      end: tail ? trimmedEnd(reading.page.text, line.textStart, tail.start) : line.end,
    };
    paragraphs.push({ span, role: place.as, sentences: sentencesOf(reading.page.text, span, reading.wrapped) });
  });
  return { paragraphs, related };
}

function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** The headline of the page, or its first sentence as a lead; null for a page without text. */
function headlineOf(layout: Layout, paragraphs: readonly Paragraph[]): Headline | null {
  if (layout.headline) return { span: layout.headline, basis: 'page' };
  const lead = paragraphs.find((paragraph) => paragraph.role === 'body')?.sentences[0];
  return lead ? { span: lead, basis: 'lead' } : null;
}

function droppedOf(reading: PageReading, layout: Layout): readonly Dropped[] {
  return layout.placed.flatMap((place, i) => {
    const { start, end } = reading.lines[i] as Line;
    return place.as === 'dropped' ? [{ span: { start, end }, rule: place.rule }] : [];
  });
}

const agenciesOf = (layout: Layout) =>
  layout.sourceLines.flatMap(({ agencies }) => (agencies ? [{ span: agencies, name: agencies }] : []));

/** «أربيل - زاكروس: أعلنت ...» at the head of the first paragraph. */
function inlineDateline(reading: PageReading, layout: Layout, outlet: string | null) {
  const first = layout.placed.findIndex((place) => place.as === 'body');
  const line = reading.lines[first];
  return line ? readInlineDateline(reading.words, line.firstWord, line.lastWord, outlet) : null;
}
