/** The dates of a story's pages: what each page says of its day, and where an editor can set it. */
import type { Article, Citation, EditionStory, Span } from '../../model.ts';
import {
  findDates,
  publishedWithBasis,
  rangeWords,
  readWords,
  UNKNOWN_DATE,
  UNKNOWN_SOURCE,
} from '../../text/index.ts';
import { sourcePage } from '../addresses.ts';
import type { DraftContext } from './context.ts';
import { anchorFor } from './places.ts';
import { errorIn, typedIn } from './problem.ts';

/** Words of a page that speak of a day, with the words around them. */
type Evidence = { readonly before: string; readonly marked: string; readonly after: string };

export type DateTools = {
  readonly page: string;
  readonly anchor: string;
  readonly source: string;
  readonly href: string;
  /** When it was published and what says so, or that nobody says. */
  readonly published: string;
  readonly isUndated: boolean;
  /** The day of the clock in its head; '' without. */
  readonly saved: string;
  readonly evidence: readonly Evidence[];
  readonly earliest: string;
  readonly latest: string;
  readonly error: string;
  readonly errorId: string;
  readonly isOpen: boolean;
};

/** More of a page is not looked through for days. */
const LOOKED_THROUGH = 20_000;
const MOST_EVIDENCE = 4;
const AROUND = 60;

/** Tools for the pages that are undated, or dated by their text or an editor. */
export function viewDateTools({ citations }: EditionStory, context: DraftContext, seen: Set<string>): DateTools[] {
  const open = citations.filter(({ published }) => !published || ['text', 'editor'].includes(published.basis));
  const own = open.filter(({ page }) => !seen.has(page) && seen.add(page));
  return own.map((citation) => viewDate(citation, context));
}

function viewDate({ page, source, published }: Citation, { draft, pages, problem, words }: DraftContext): DateTools {
  const { digits } = words;
  const article = pages.get(page);
  const anchor = anchorFor('date', page);
  const form = `date:${page}`;
  const saved = article?.pageDate ?? null;
  const isRange = published !== null && published.earliest !== published.latest;
  return {
    page,
    anchor,
    errorId: `${anchor}-error`,
    source: source ?? UNKNOWN_SOURCE,
    href: sourcePage(page, null, draft.edition.number),
    published: published ? publishedWithBasis(published, digits) : UNKNOWN_DATE,
    isUndated: published === null,
    saved: saved === null ? '' : rangeWords({ earliest: saved, latest: saved }, 'both', digits),
    evidence: article ? evidenceOf(article) : [],
    earliest: typedIn(problem, form, 'earliest', published?.earliest ?? ''),
    latest: typedIn(problem, form, 'latest', isRange ? published.latest : ''),
    error: errorIn(problem, form),
    isOpen: problem?.form === form,
  };
}

/** The first days that a page speaks of; what it says of its publication itself goes first. */
function evidenceOf({ page, published }: Article): Evidence[] {
  const { start } = page.content;
  const text = page.text.slice(start, start + LOOKED_THROUGH);
  const found = findDates(readWords(text)).filter(({ kind }) => kind !== 'year' && kind !== 'anniversary');
  const spans = found.map(({ span }) => ({ start: span.start + start, end: span.end + start }));
  const said = published?.evidence ?? [];
  const all = [...said, ...spans.filter((span) => !said.some((each) => each.start === span.start))];
  return all.slice(0, MOST_EVIDENCE).map((span) => around(page.text, span));
}

/** A span with what stands beside it on its line. */
function around(text: string, { start, end }: Span): Evidence {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const stop = after.indexOf('\n');
  return {
    before: before.slice(before.lastIndexOf('\n') + 1),
    marked: text.slice(start, end),
    after: stop < 0 ? after : after.slice(0, stop),
  };
}
