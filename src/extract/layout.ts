/** Decides what each line of a page is to the article: body, heading, link, source line, or left out and why. */
import type { SourceProfile, Span } from '../model.ts';
import { withoutAuthorBox } from './author-box.ts';
import { type DateLine, updates } from './date-lines.ts';
import { chooseHeadline, type HeadlineChoice } from './headline.ts';
import { placeAbove, showsCaptions } from './layout-above.ts';
import { placeBody } from './layout-body.ts';
import { kindOfLine, type LineKind } from './line-kinds.ts';
import type { Line } from './lines.ts';
import { liveHeadings } from './live-entries.ts';
import type { PageReading } from './page-reading.ts';
import { dropped, type Placed, SUBHEADING } from './placed.ts';
import type { SourceLine } from './source-line.ts';
import { withTableRows } from './table-rows.ts';
import { startsWithVerb } from './verbs.ts';

/** A page laid out: `placed` runs parallel to its lines. */
export type Layout = {
  readonly placed: readonly Placed[];
  readonly headline: Span | null;
  readonly sourceLines: readonly SourceLine[];
  readonly bylines: readonly Span[];
  readonly dateLines: readonly DateLine[];
};

/** Lays out the lines of a page. */
export function layOut(reading: PageReading, profile: SourceProfile | null, outlet: string | null): Layout {
  const alone = reading.lines.map((line) => kindOfLine(reading, line, profile, outlet));
  const kinds = withTableRows(reading, alone);
  const titleLine = titleLineOf(reading);
  const bodyStart = bodyStartOf(reading, kinds, titleLine);
  const choice =
    titleLine >= 0 ? givenHeadline(reading, titleLine) : chosenHeadline(reading, kinds, bodyStart, profile);
  const placed = [
    ...placeAbove(reading, kinds, bodyStart, choice),
    ...placeBody(reading, kinds, bodyStart, showsCaptions(reading, kinds, bodyStart, choice)),
  ];
  const dateLines = datesOfPage(kinds, choice?.line ?? kinds.length, bodyStart);
  const live = liveHeadings(kinds);
  const whole =
    live.size === 0 ? placed : placed.map((place, i) => (live.has(i) && choice?.line !== i ? SUBHEADING : place));
  return {
    placed: withoutAuthorBox(reading, withoutRepeats(reading, whole, choice)),
    headline: choice?.span ?? null,
    sourceLines: kinds.flatMap((kind) => (kind.kind === 'source' ? [kind.source] : [])),
    bylines: kinds.flatMap((kind) => (kind.kind === 'byline' ? [kind.name] : [])),
    dateLines,
  };
}

/** The date lines; between headline and text a day right beside that of the update is the day of publication. */
function datesOfPage(kinds: readonly LineKind[], headline: number, bodyStart: number): readonly DateLine[] {
  const dateAt = (i: number) => {
    const kind = kinds[i];
    return kind?.kind === 'date' ? kind.date : null;
  };
  return kinds.flatMap((_, i) => {
    const date = dateAt(i);
    // other articles and comments have days of their own, below the text
    if (!date || (date.meaning === 'clock' && i >= bodyStart)) return [];
    const below = i > headline && i < bodyStart;
    const updated =
      below && date.meaning === 'clock' && [dateAt(i - 1), dateAt(i + 1)].some((beside) => updates(date, beside));
    return [updated ? { ...date, meaning: 'published' } : date];
  });
}

/** The line of the headline that the format itself names; -1 for a dump. */
function titleLineOf(reading: PageReading): number {
  const { title } = reading.page;
  return title === null ? -1 : reading.lines.findIndex((line) => line.start >= title.start && line.start < title.end);
}

function givenHeadline(reading: PageReading, line: number): HeadlineChoice {
  return { span: reading.page.title as Span, line, repeats: new Set() };
}

function chosenHeadline(
  reading: PageReading,
  kinds: readonly LineKind[],
  bodyStart: number,
  profile: SourceProfile | null,
): HeadlineChoice | null {
  return profile?.bare ? null : chooseHeadline(reading, kinds, bodyStart);
}

/** The first line of the text: the first prose with the sentences right above it, or what comes nearest to prose. */
function bodyStartOf(reading: PageReading, kinds: readonly LineKind[], titleLine: number): number {
  const isKind = (i: number, ...wanted: readonly LineKind['kind'][]) => wanted.includes((kinds[i] as LineKind).kind);
  let start = kinds.findIndex((_, i) => i > titleLine && (isKind(i, 'prose') || isLead(reading, kinds, i)));
  if (start < 0) start = kinds.findIndex((_, i) => i > titleLine && isKind(i, 'sentence'));
  if (start < 0) return longestPhrase(reading, kinds, titleLine);
  while (start > titleLine + 1 && isKind(start - 1, 'sentence')) start--;
  return start;
}

/** A long line that begins with its verb is a lead without its full stop, not a headline. */
function isLead(reading: PageReading, kinds: readonly LineKind[], index: number): boolean {
  const line = reading.lines[index] as Line;
  if (kinds[index]?.kind !== 'phrase' || line.words < SHORTEST_LEAD || line.bulleted) return false;
  if (line.ending !== 'open' || !startsWithVerb(reading.words, line.firstWord)) return false;
  return !isRepeated(reading, index) && (hasTitleAbove(reading, kinds, index) || !isBeforeStops(reading, kinds, index));
}

/** Lines so far apart have nothing to do with each other; the bound keeps pages of short lines linear. */
const NEAR = 12;

/** A line that comes again, whole or with the site's name behind it, is a title. */
function isRepeated({ page, lines }: PageReading, index: number): boolean {
  const line = lines[index] as Line;
  const title = page.text.slice(line.textStart, line.end);
  if (title.includes('..')) return true;
  return lines
    .slice(Math.max(0, index - NEAR * 2), index + NEAR)
    .some((other) => other !== line && page.text.startsWith(title, other.textStart));
}

/** Where the paragraphs behind it end in full stops, a line without one is no paragraph. */
function isBeforeStops(reading: PageReading, kinds: readonly LineKind[], index: number): boolean {
  const near = reading.lines.slice(index + 1, index + NEAR);
  const prose = near.filter((_, i) => kinds[index + 1 + i]?.kind === 'prose').slice(0, 2);
  return prose.length === 2 && prose.every((line) => line.ending === 'stop');
}

const SHORTEST_TITLE = 5;

function hasTitleAbove(reading: PageReading, kinds: readonly LineKind[], index: number): boolean {
  return kinds
    .slice(Math.max(0, index - NEAR), index)
    .some(
      ({ kind }, i) =>
        kind === 'phrase' && (reading.lines[Math.max(0, index - NEAR) + i] as Line).words >= SHORTEST_TITLE,
    );
}

/** Shorter lines that begin with a verb are headlines as often. */
const SHORTEST_LEAD = 11;

function longestPhrase(reading: PageReading, kinds: readonly LineKind[], titleLine: number): number {
  let longest = -1;
  reading.lines.forEach((line, i) => {
    if (i <= titleLine || kinds[i]?.kind !== 'phrase') return;
    if (longest < 0 || line.words > (reading.lines[longest] as Line).words) longest = i;
  });
  return longest >= 0 && (reading.lines[longest] as Line).words >= 5 ? longest : reading.lines.length;
}

/** Body lines that only say the headline again are no text. */
function withoutRepeats(
  reading: PageReading,
  placed: readonly Placed[],
  choice: HeadlineChoice | null,
): readonly Placed[] {
  if (!choice) return placed;
  const { text } = reading.page;
  const headline = text.slice(choice.span.start, choice.span.end).trim();
  return placed.map((place, i) => {
    const line = reading.lines[i] as Line;
    if (i === choice.line || place.as === 'dropped' || line.end - line.textStart !== headline.length) return place;
    return text.startsWith(headline, line.textStart) ? dropped('repeated-headline') : place;
  });
}
