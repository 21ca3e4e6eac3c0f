/** Chooses the headline among the lines above the body; a page without one gets none. */
import type { Span } from '../model.ts';
import { fold, foldedWord, Gap, type Words } from '../text/index.ts';
import { topicShare } from './captions.ts';
import { CHROME_PHRASES, type ChromeCue } from './chrome-phrases.ts';
import type { LineKind } from './line-kinds.ts';
import type { Line } from './lines.ts';
import type { PageReading } from './page-reading.ts';
import { buildPhrases } from './phrases.ts';
import { doubleColonIn, siteNameOf } from './site-name.ts';
import { hasVerb } from './verbs.ts';

/** The headline's words and the lines that only repeat or cut them. */
export type HeadlineChoice = { readonly span: Span; readonly line: number; readonly repeats: ReadonlySet<number> };

type Candidate = {
  readonly line: number;
  readonly span: Span;
  readonly first: number;
  readonly last: number;
  /** True when the site's name was taken off: a line with the headline alone is preferred. */
  readonly cut: boolean;
  /** Its letters as they compare: blanks joined, no direction marks, no «...» at the end. */
  readonly plain: string;
};

const SHORTEST_HEADLINE = 4;
const LONGEST_HEADLINE = 23;
/** Menu entries are at most so long; three of them in a row are a menu. */
const LONGEST_MENU_ENTRY = 3;

/** Candidates are compared in pairs; further above the body there are only menus. */
const MOST_LINES_ABOVE = 80;

const SECTIONS = buildPhrases<ChromeCue>(CHROME_PHRASES.filter(([, cue]) => cue.rule === 'menu'));

/** The headline among the lines before `bodyStart`; null when none of them is one. */
export function chooseHeadline(
  reading: PageReading,
  kinds: readonly LineKind[],
  bodyStart: number,
): HeadlineChoice | null {
  const candidates = candidatesOf(reading, kinds, bodyStart);
  const ticker = hasTicker(reading, bodyStart);
  let best: { candidate: Candidate; score: number } | null = null;
  for (const candidate of candidates) {
    const score = scoreOf(reading, candidate, candidates, kinds);
    const taken = ticker && score > 0 ? takenUp(reading, candidate, kinds, bodyStart) : 0;
    if (score + taken > (best?.score ?? 0)) best = { candidate, score: score + taken };
  }
  if (!best || isCut(reading.words, best.candidate)) return null;
  const chosen = best.candidate;
  const repeats = candidates.filter((other) => other !== chosen && isSameHeadline(other, chosen));
  return { span: chosen.span, line: chosen.line, repeats: new Set(repeats.map((other) => other.line)) };
}

const TICKERS = buildPhrases<true>(
  'عاجل|خبر عاجل|أخبار عاجلة|شريط الأخبار|شريط الاخبار العاجلة'.split('|').map((phrase) => [phrase, true] as const),
);

/** Behind «عاجل» stand lines of other articles that look like headlines: «عاجل | مقتل ثلاثة ...». */
const hasTicker = ({ words, lines }: PageReading, bodyStart: number) =>
  lines
    .slice(Math.max(0, bodyStart - MOST_LINES_ABOVE), bodyStart)
    .some((line) => TICKERS.longestAt(words, line.firstWord, line.lastWord) !== null);

/** So many paragraphs tell what the article is about; the first, which says the headline again, counts most. */
const OPENING_PARAGRAPHS = 3;
/** Weighs more than all other signs together, but for a headline that is repeated. */
const TOPIC_WEIGHT = 10;

/** How far the first paragraphs take up the words of a candidate; a caption that names all it shows gains nothing by it. */
function takenUp(reading: PageReading, candidate: Candidate, kinds: readonly LineKind[], bodyStart: number): number {
  const line = reading.lines[candidate.line] as Line;
  const shares = reading.lines
    .slice(bodyStart, bodyStart + MOST_LINES_ABOVE)
    .filter((_, i) => kinds[bodyStart + i]?.kind === 'prose' || i === 0)
    .slice(0, OPENING_PARAGRAPHS)
    .map((paragraph, i) => topicShare(reading, line, paragraph) / (i + 1));
  return TOPIC_WEIGHT * Math.min(0.5, Math.max(0, ...shares));
}

function candidatesOf(reading: PageReading, kinds: readonly LineKind[], bodyStart: number): readonly Candidate[] {
  const above = Math.max(0, bodyStart - MOST_LINES_ABOVE);
  const name = siteNameOf(reading);
  const site = name && fold(reading.page.text, name.start, name.end);
  return reading.lines.slice(above, bodyStart).flatMap((line, offset) => {
    const index = above + offset;
    const kind = kinds[index]?.kind;
    if (kind !== 'phrase' && kind !== 'sentence') return [];
    const [first, last] = withoutSite(reading.words, line, site) ?? [
      behindBreadcrumb(reading.words, line),
      line.lastWord,
    ];
    const count = last - first;
    if (count < 2 || count > LONGEST_HEADLINE) return [];
    const start = first === line.firstWord ? line.textStart : openingOf(reading, line, first);
    const end = last === line.lastWord ? line.end : closingOf(reading, line, last);
    const span = { start, end };
    const cut = withoutSite(reading.words, line, site) !== null;
    return [{ line: index, span, first, last, cut, plain: plain(reading.page.text, span) }];
  });
}

/** «الرئيسية > تقارير > HEADLINE»: the index of the headline's first word. */
function behindBreadcrumb(words: Words, line: Line): number {
  let at = line.firstWord;
  for (let steps = 0; steps < 5; steps++) {
    const match = SECTIONS.longestAt(words, at, line.lastWord);
    const next = match?.next ?? (steps > 0 ? nextSeparator(words, at, line.lastWord) : 0);
    if (next <= at || next >= line.lastWord || !isSeparated(words, next)) return at;
    at = next;
  }
  return at;
}

/** Behind a section's name the next may be one we do not know: up to three words before another separator. */
function nextSeparator(words: Words, from: number, limit: number): number {
  for (let i = from + 1; i < Math.min(limit, from + 1 + LONGEST_MENU_ENTRY); i++) if (isSeparated(words, i)) return i;
  return 0;
}

const SEPARATORS = ['>', '›', '»', '/', '|', '←', '→', '\\', '–', '•'];

function isSeparated(words: Words, index: number): boolean {
  if (((words.gap[index] as number) & (Gap.other | Gap.quote)) === 0) return false;
  const between = words.text.slice(words.end[index - 1], words.start[index]);
  return SEPARATORS.some((separator) => between.includes(` ${separator} `) || between.trim() === separator);
}

/**
 * «HEADLINE - الوادي نيوز», «الوادي نيوز | HEADLINE» where the site's name is known, and «شبكة الوادي :: HEADLINE», of which
 * the longer side is the headline; null for other lines.
 */
function withoutSite(words: Words, line: Line, site: string | null): readonly [first: number, last: number] | null {
  const says = (first: number, last: number) =>
    fold(words.text, words.start[first] as number, words.end[last - 1] as number) === site;
  for (let i = line.firstWord + 1; site && i < line.lastWord; i++) {
    if (((words.gap[i] as number) & Gap.other) === 0) continue;
    if (says(i, line.lastWord)) return [line.firstWord, i];
    if (says(line.firstWord, i)) return [i, line.lastWord];
  }
  const at = doubleColonIn(words, line);
  if (at < 0) return null;
  return at - line.firstWord < line.lastWord - at ? [at, line.lastWord] : [line.firstWord, at];
}

/** Behind the headline's last word, with the marks that close it. */
function closingOf({ page, words }: PageReading, line: Line, last: number): number {
  let end = words.end[last - 1] as number;
  while (end < line.end && '"”»)؟!.…'.includes(page.text[end] as string)) end++;
  return end;
}

/** The headline may open with a quotation mark that stands before its first word. */
function openingOf(reading: PageReading, line: Line, first: number): number {
  const { text } = reading.page;
  let start = reading.words.start[first] as number;
  while (start > line.start && '"“«(['.includes(text[start - 1] as string)) start--;
  return start;
}

function scoreOf(
  reading: PageReading,
  candidate: Candidate,
  candidates: readonly Candidate[],
  kinds: readonly LineKind[],
): number {
  const { words, lines, page } = reading;
  const line = lines[candidate.line] as Line;
  const count = candidate.last - candidate.first;
  const copies = candidates.filter((other) => other !== candidate && isSameHeadline(other, candidate));
  const verb = hasVerb(words, candidate.first, candidate.last);
  if (copies.length === 0 && (count < SHORTEST_HEADLINE - 1 || (count < SHORTEST_HEADLINE && !verb))) return 0;
  if (copies.length === 0 && kinds[candidate.line]?.kind === 'sentence') return 0;
  if (copies.length === 0 && isInMenu(lines, kinds, candidate.line)) return 0;
  let score = 1 + Math.min(copies.length, 1) * 4;
  // the cut copy loses against the whole one, a copy with the site's name against the plain one
  if (candidates.some((other) => other !== candidate && isSameHeadline(candidate, other))) score -= 4;
  if (line.bulleted || candidate.first > line.firstWord) score += 1;
  if (count >= 5) score += 1;
  if (count >= 7) score += 1;
  if (verb || hasHeadlineSigns(page.text, candidate.span)) score += 1;
  if (candidate.line === 0) score += 1;
  return score - candidate.line / 1000;
}

const hasHeadlineSigns = (text: string, { start, end }: Span) => {
  const words = text.slice(start, end);
  return (
    words.includes('..') || words.includes(':') || words.includes('؟') || words.includes('"') || words.includes('“')
  );
};

/** True when the line stands in a run of three or more very short ones. */
function isInMenu(lines: readonly Line[], kinds: readonly LineKind[], index: number): boolean {
  const isEntry = (at: number) => (lines[at]?.words ?? 99) <= LONGEST_MENU_ENTRY && kinds[at]?.kind !== 'date';
  if (!isEntry(index)) return false;
  let run = 1;
  for (let at = index - 1; at >= 0 && run < 3 && isEntry(at); at--) run++;
  for (let at = index + 1; at < lines.length && run < 3 && isEntry(at); at++) run++;
  return run >= 3;
}

/** True when `copy` is the same headline as `whole`, a cut of it, or it with the site's name behind. */
function isSameHeadline(copy: Candidate, whole: Candidate): boolean {
  const [a, b] = [copy.plain, whole.plain];
  if (a === b) return copy.cut === whole.cut ? copy.line > whole.line : copy.cut;
  if (b.startsWith(a)) return !SITE_NAME.test(b.slice(a.length)) && a.length >= 8;
  return a.startsWith(b) && SITE_NAME.test(a.slice(b.length));
}

const SITE_NAME = /^ ?[-–—|] ?[^-–—|]{2,40}$/;

const plain = (text: string, { start, end }: Span) =>
  text
    .slice(start, end)
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/ ?(?:\.\.\.|…)$/, '')
    .trim();

const DANGLING = new Set([
  'ب',
  'و',
  'ل',
  'ف',
  'ك',
  'في',
  'من',
  'الي',
  'علي',
  'عن',
  'مع',
  'بين',
  'ان',
  'او',
  'ضد',
  'ال',
]);

/** «... بلينكن يشيد بـ»: cut at a quotation mark; it says half of something, so it is no headline to show. */
function isCut(words: Words, candidate: Candidate): boolean {
  return DANGLING.has(foldedWord(words, candidate.last - 1));
}
