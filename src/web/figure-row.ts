/** One figure of an edition as a row of the table. */
import type { Figure, ShownFigure, Span } from '../model.ts';
import {
  ASSERTION_WORDS,
  type Digits,
  EVENT_NAMES,
  figureWords,
  publishedWords,
  QUALIFIER_WORDS,
  UNKNOWN_DATE,
  UNKNOWN_SOURCE,
} from '../text/index.ts';
import { sourcePage } from './addresses.ts';
import type { TracedFigure } from './figure-trace.ts';
import { numberAndUnit } from './shown-figure.ts';

type Warning = {
  readonly kind: 'undated' | 'conflict' | 'assertion' | 'changed' | 'missing';
  readonly words: string;
};

export type FigureRow = {
  readonly href: string;
  readonly qualifier: string;
  readonly number: string;
  readonly unit: string;
  readonly event: string;
  readonly inStrip: boolean;
  /** The sentence in three pieces, the figure in the middle. */
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  readonly source: string;
  readonly sample: boolean;
  /** When it was published; '' when nobody says. */
  readonly date: string;
  /** The page's own words for the time the figure is about; '' without. */
  readonly period: string;
  readonly warnings: readonly Warning[];
};

/** A page at hand: its text and what was understood of its figures. */
export type KnownPage = { readonly text: string; readonly figures: ReadonlyMap<string, Figure> };

/** The row of one figure; `known` is null when its page is not at hand, and the edition's own words must do. */
export function viewRow(traced: TracedFigure, known: KnownPage | null, edition: number, digits: Digits): FigureRow {
  const current = known && isUnchanged(traced, known) ? known : null;
  const figure = current?.figures.get(traced.figure) ?? null;
  const { citation, shown } = traced;
  return {
    href: sourcePage(traced.page, traced.figure, edition),
    ...numberWords(traced, current, figure),
    event: EVENT_NAMES[(figure ?? shown)?.event ?? 'other'],
    inStrip: traced.inStrip,
    ...sentencePieces(traced, figure),
    source: citation?.source ?? shown?.source ?? UNKNOWN_SOURCE,
    sample: citation?.sample ?? false,
    date: citation?.published ? publishedWords(citation.published, digits) : '',
    period: shown?.period?.text ?? slice(current, figure?.period ?? null),
    warnings: warningsOf(traced, known, current, figure),
  };
}

/** An edition quotes a page as it was; a page read again may have other words there. */
function isUnchanged({ passage }: TracedFigure, { text }: KnownPage): boolean {
  return text.startsWith(passage.text, passage.span.start);
}

function slice(page: KnownPage | null, span: Span | null): string {
  return page && span ? page.text.slice(span.start, span.end) : '';
}

function numberWords(
  { shown, passage, mark }: TracedFigure,
  page: KnownPage | null,
  figure: Figure | null,
): Pick<FigureRow, 'qualifier' | 'number' | 'unit'> {
  if (page && figure) {
    return { qualifier: QUALIFIER_WORDS[figure.qualifier], ...numberAndUnit(page.text, figure) };
  }
  if (shown) {
    const { number, label } = figureWords(shown, shown.unit);
    return { qualifier: QUALIFIER_WORDS[shown.qualifier], number, unit: label };
  }
  return { qualifier: '', number: passage.text.slice(mark.start, mark.end), unit: '' };
}

/** A passage may hold several sentences: only the figure's own is shown where it is known. */
function sentencePieces(
  { passage, mark, shown }: TracedFigure,
  figure: Figure | null,
): Pick<FigureRow, 'before' | 'marked' | 'after'> {
  const sentence = figure?.sentence ?? shown?.sentence.span ?? passage.span;
  const from = Math.max(0, Math.min(sentence.start - passage.span.start, mark.start));
  const to = Math.min(passage.text.length, Math.max(sentence.end - passage.span.start, mark.end));
  return {
    before: passage.text.slice(from, mark.start),
    marked: passage.text.slice(mark.start, mark.end),
    after: passage.text.slice(mark.end, to),
  };
}

function warningsOf(
  { citation, shown, against }: TracedFigure,
  known: KnownPage | null,
  current: KnownPage | null,
  figure: Figure | null,
): Warning[] {
  const assertion = ASSERTION_WORDS[figure?.assertion ?? shown?.assertion ?? 'asserted'];
  return [
    ...against.map((other) => ({ kind: 'conflict', words: `يعارضه ${otherWords(other)}` }) as const),
    ...(assertion ? [{ kind: 'assertion', words: assertion } as const] : []),
    ...(citation?.published ? [] : [{ kind: 'undated', words: UNKNOWN_DATE } as const]),
    ...(known ? [] : [{ kind: 'missing', words: 'الصفحة ليست في المخزن' } as const]),
    ...(known && !current ? [{ kind: 'changed', words: 'تغير نص الصفحة بعد صدور العدد' } as const] : []),
  ];
}

function otherWords({ qualifier, number, source }: ShownFigure): string {
  return [QUALIFIER_WORDS[qualifier], number.text, `(${source ?? UNKNOWN_SOURCE})`].filter(Boolean).join(' ');
}
