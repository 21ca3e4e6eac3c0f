/** A source page: its whole text, what was understood of each line, and every figure marked. */
import type { Article, Figure, Page } from '../model.ts';
import {
  counted,
  type Digits,
  EVENT_NAMES,
  inDigits,
  publishedWithBasis,
  rangeWords,
  UNKNOWN_DATE,
  UNKNOWN_SOURCE,
} from '../text/index.ts';
import { figureAnchor, listOf, outsideLink, previewPage, readingPage, sourcePage } from './addresses.ts';
import type { Audience } from './audience.ts';
import { numberAndUnit, qualifierWords } from './shown-figure.ts';
import { cutSourceText, type Part, type Role, type Run } from './source-text.ts';
import { ROLES, UNTITLED } from './words.ts';

type RunView = {
  readonly text: string;
  /** CSS classes; '' for plain text of its part. */
  readonly classes: string;
  readonly isFigure: boolean;
  /** The anchor of the figure that starts here, else null. */
  readonly anchor: string | null;
  readonly isChosen: boolean;
  /** Shown in an isolate of its own, where it has nothing to turn. */
  readonly turns: boolean;
};

type PartView = { readonly role: Role; readonly label: string; readonly runs: readonly RunView[] };

type FigureItem = {
  readonly href: string;
  readonly qualifier: string;
  readonly number: string;
  readonly unit: string;
  readonly event: string;
  readonly isChosen: boolean;
};

export type SourcePageView = {
  /** Where a visitor may have come from, the widest first. */
  readonly back: readonly { readonly href: string; readonly words: string }[];
  readonly title: string;
  readonly source: string;
  readonly sample: boolean;
  /** When it was published and what says so, or that nobody says. */
  readonly published: string;
  readonly undated: boolean;
  readonly saved: string | null;
  /** The file it was read from; null but on the desk. */
  readonly origin: string | null;
  readonly outside: string | null;
  readonly legend: readonly { readonly role: Role; readonly label: string }[];
  readonly parts: readonly PartView[];
  readonly total: string;
  readonly figures: readonly FigureItem[];
};

/** What the visitor asked for: the figure to point at and the edition to go back to. */
export type PageQuery = {
  readonly figureStart: number | null;
  readonly edition: number | null;
  readonly audience: Audience;
};

/** The view model of one source page. */
export function viewSourcePage(page: Page, article: Article, query: PageQuery, digits: Digits): SourcePageView {
  const found = article.figures.findIndex(({ span }) => span.start === query.figureStart);
  const chosen = found < 0 ? null : found;
  const isDesk = query.audience === 'desk';
  // Front matter is the newsroom's, not the source's.
  const parts = cutSourceText(page, article, chosen).filter(({ role }) => isDesk || role !== 'front');
  return {
    back: backLinks(query, digits),
    title: titleOf(page, article),
    source: article.source?.name ?? UNKNOWN_SOURCE,
    sample: page.meta.sample,
    published: article.published ? publishedWithBasis(article.published, digits) : UNKNOWN_DATE,
    undated: article.published === null,
    saved: article.pageDate && rangeWords({ earliest: article.pageDate, latest: article.pageDate }, 'both', digits),
    origin: isDesk ? page.origin : null,
    outside: outsideLink(page.meta.url),
    legend: legendOf(parts),
    parts: parts.map((part) => viewPart(part, article, chosen)),
    total: counted(article.figures.length, 'figure', 'nominative', digits),
    figures: article.figures.map((figure, index) => viewFigure(figure, page, query.edition, index === chosen)),
  };
}

function backLinks({ edition, audience }: PageQuery, digits: Digits): SourcePageView['back'] {
  const list = listOf(audience);
  if (edition === null) return [list];
  const number = inDigits(String(edition), digits);
  const reading = { href: readingPage(edition), words: `العدد ${number}` };
  const figures = { href: previewPage(edition, 'figures'), words: `أرقام العدد ${number}` };
  return audience === 'desk' ? [list, reading, figures] : [list, reading];
}

/** A lead sentence that stands in for a headline is no title of the page. */
function titleOf(page: Page, { headline }: Article): string {
  return headline?.basis === 'page' ? page.text.slice(headline.span.start, headline.span.end) : UNTITLED;
}

function legendOf(parts: readonly Part[]): SourcePageView['legend'] {
  const roles = new Set(parts.map(({ role }) => role));
  return [...roles].filter((role) => role !== 'other').map((role) => ({ role, label: ROLES[role] }));
}

function viewPart({ role, rule, runs }: Part, article: Article, chosen: number | null): PartView {
  return {
    role,
    label: rule === '' ? ROLES[role] : `${ROLES[role]} (${rule})`,
    runs: runs.map((run) => viewRun(run, role, article, chosen)),
  };
}

function viewRun(run: Run, role: Role, { figures }: Article, chosen: number | null): RunView {
  const figure = run.figure === null ? null : (figures[run.figure] ?? null);
  const isChosen = figure !== null && run.figure === chosen;
  const classes = [
    run.role !== role && run.text.trim() !== '' ? `run-${run.role}` : '',
    run.said ? 'said' : '',
    figure ? 'figure' : '',
    isChosen ? 'chosen' : '',
  ];
  return {
    text: run.text,
    classes: classes.filter(Boolean).join(' '),
    isFigure: figure !== null,
    anchor: figure && run.first ? figureAnchor(figure.span.start) : null,
    isChosen,
    turns: run.turns,
  };
}

function viewFigure(figure: Figure, page: Page, edition: number | null, isChosen: boolean): FigureItem {
  return {
    href: sourcePage(page.id, figure.id, edition),
    qualifier: qualifierWords(figure.qualifier, figure.assertion),
    ...numberAndUnit(page.text, figure),
    event: EVENT_NAMES[figure.event],
    isChosen,
  };
}
