/** A page's whole text cut into runs: verbatim and complete, each run with its part of the page and its figure. */
import type { Article, Page, Span } from '../model.ts';

export type Role =
  | 'headline'
  | 'body'
  | 'subheading'
  | 'dateline'
  | 'byline'
  | 'related'
  | 'dropped'
  | 'front'
  | 'other';

/** Characters that share a part of the page, a figure and a sentence. */
export type Run = {
  readonly text: string;
  readonly role: Role;
  /** The rule that dropped it, else ''. */
  readonly rule: string;
  /** Index into `Article.figures`. */
  readonly figure: number | null;
  /** True for the first run of a figure: the one a link leads to. */
  readonly first: boolean;
  /** True inside the sentence of the chosen figure. */
  readonly said: boolean;
  /** True for a character that turns the direction of what follows it (UAX #9: embeddings, overrides, isolates). */
  readonly turns: boolean;
};

/** Whole lines of one role. */
export type Part = { readonly role: Role; readonly rule: string; readonly runs: readonly Run[] };

type Layer = { readonly role: Role; readonly rule: string; readonly span: Span };

/** What each character of a page is: indexes by offset, -1 for none. */
type Ground = {
  readonly text: string;
  readonly layers: readonly Layer[];
  readonly roles: Int32Array;
  readonly figures: Int32Array;
  /** The sentence of the chosen figure. */
  readonly sentence: Span | null;
};

const NONE = -1;
const LINE_FEED = 10;

/**
 * The parts of a page in its order; the texts of all runs together are the page's text.
 * `chosen` is an index into `article.figures`. Linear in the length of the text.
 */
export function cutSourceText(page: Page, article: Article, chosen: number | null): Part[] {
  return joinParts(cutRuns(layGround(page, article, chosen)));
}

function layGround(page: Page, article: Article, chosen: number | null): Ground {
  const layers = layersOf(page, article);
  const figures = paint(page.text, article.figures);
  const picked = chosen === null ? undefined : article.figures[chosen];
  if (picked && chosen !== null) figures.fill(chosen, picked.span.start, picked.span.end);
  return { text: page.text, layers, roles: paint(page.text, layers), figures, sentence: picked?.sentence ?? null };
}

/** Later layers lie on top of earlier ones. */
function layersOf(page: Page, article: Article): Layer[] {
  const layer = (role: Role, span: Span | null, rule = ''): Layer[] => (span ? [{ role, rule, span }] : []);
  return [
    ...layer('front', { start: 0, end: page.content.start }),
    ...layer('front', { start: page.content.end, end: page.text.length }),
    ...article.dropped.flatMap(({ span, rule }) => layer('dropped', span, rule)),
    ...article.related.flatMap((span) => layer('related', span)),
    ...layer('dateline', article.dateline),
    ...layer('byline', article.byline),
    ...article.paragraphs.flatMap(({ span, role }) => layer(role, span)),
    ...(article.headline?.basis === 'page' ? layer('headline', article.headline.span) : []),
  ];
}

/** For each character the index of the last span over it. */
function paint(text: string, spans: readonly { readonly span: Span }[]): Int32Array {
  const painted = new Int32Array(text.length).fill(NONE);
  spans.forEach(({ span }, index) => {
    painted.fill(index, span.start, span.end);
  });
  return painted;
}

function cutRuns(ground: Ground): Run[] {
  const runs: Run[] = [];
  const seen = new Set<number>();
  for (let start = 0, end = 1; start < ground.text.length; end += 1) {
    if (end < ground.text.length && !isCut(ground, end)) continue;
    runs.push(runOf(ground, start, end, seen));
    start = end;
  }
  return runs;
}

/**
 * Runs end where a layer, a figure or the chosen sentence begins or ends, and behind each line break. A character
 * that turns the direction stands alone, so that it can be kept and yet turn nothing.
 */
function isCut(ground: Ground, at: number): boolean {
  const { text, roles, figures } = ground;
  return (
    text.charCodeAt(at - 1) === LINE_FEED ||
    roles[at] !== roles[at - 1] ||
    figures[at] !== figures[at - 1] ||
    isSaid(ground, at) !== isSaid(ground, at - 1) ||
    turns(text, at) ||
    turns(text, at - 1)
  );
}

function isSaid({ sentence }: Ground, at: number): boolean {
  return sentence !== null && at >= sentence.start && at < sentence.end;
}

/** Embeddings and overrides (202A-202E) and isolates (2066-2069). */
function turns(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x202a && code <= 0x2069 && (code <= 0x202e || code >= 0x2066);
}

/** `seen` are the figures of the runs before this one. */
function runOf(ground: Ground, start: number, end: number, seen: Set<number>): Run {
  const layer = ground.layers[ground.roles[start] ?? NONE];
  const figure = ground.figures[start] ?? NONE;
  const first = figure !== NONE && !seen.has(figure);
  seen.add(figure);
  return {
    text: ground.text.slice(start, end),
    role: layer?.role ?? 'other',
    rule: layer?.rule ?? '',
    figure: figure === NONE ? null : figure,
    first,
    said: isSaid(ground, start),
    turns: turns(ground.text, start),
  };
}

/** A line belongs to the part of its longest run; blank lines belong to the part before them. */
function joinParts(runs: readonly Run[]): Part[] {
  const parts: { role: Role; rule: string; runs: Run[] }[] = [];
  for (const line of linesOf(runs)) {
    const lead = longest(line.filter((run) => run.text.trim() !== ''));
    const last = parts.at(-1);
    if (last && (!lead || (last.role === lead.role && last.rule === lead.rule))) {
      for (const run of line) last.runs.push(run);
    } else parts.push({ role: lead?.role ?? 'other', rule: lead?.rule ?? '', runs: line });
  }
  return parts;
}

function longest(runs: readonly Run[]): Run | undefined {
  return runs.reduce<Run | undefined>(
    (best, run) => (best && best.text.length >= run.text.length ? best : run),
    undefined,
  );
}

function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [];
  let open = false;
  for (const run of runs) {
    if (open) lines.at(-1)?.push(run);
    else lines.push([run]);
    open = !run.text.endsWith('\n');
  }
  return lines;
}
