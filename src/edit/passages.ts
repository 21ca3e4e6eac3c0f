/** Choosing the sentences that tell a story best, and slicing them out of their page. */
import type { Article, Figure, Mark, Passage, Span, Telling, ThemeId } from '../model.ts';

/** One sentence of one telling, weighed. */
type Candidate = {
  readonly article: Article;
  readonly paragraph: number;
  readonly sentence: Span;
  readonly figures: readonly Figure[];
  readonly weight: number;
  readonly order: number;
};

/** A verbatim piece of an article with its highlightable figures marked. */
export function passageOf(article: Article, span: Span): Passage {
  return {
    page: article.page.id,
    span,
    text: article.page.text.slice(span.start, span.end),
    marks: marksIn(article, span),
  };
}

/** True for figures that may be highlighted: asserted ones that belong in the text. */
export function isHighlightable(figure: Figure): boolean {
  return figure.assertion === 'asserted' && figure.importance >= 2;
}

function marksIn(article: Article, span: Span): readonly Mark[] {
  const marks: Mark[] = [];
  let reached = span.start;
  for (const figure of [...article.figures].sort((a, b) => a.span.start - b.span.start)) {
    const { start, end } = figure.span;
    // Marks never overlap: the outer figure of «بينهم 3 من أصل 8» is the first one.
    if (!isHighlightable(figure) || start < reached || end > span.end) continue;
    marks.push({ start: start - span.start, end: end - span.start, figure: figure.id });
    reached = end;
  }
  return marks;
}

/** Sentences that stand elsewhere already (`sentenceKeys`), and figures whose sentences should be among the chosen. */
type Preferences = { readonly taken?: ReadonlySet<string>; readonly wanted?: ReadonlySet<string> };
const NONE: ReadonlySet<string> = new Set();

/**
 * The passages that stand for a story in one section: its opening on the theme and the sentences with its figures, at
 * most `limit` sentences over all tellings, no fact told twice. Neighbouring sentences come as one passage.
 */
export function choosePassages(
  tellings: readonly Telling[],
  theme: ThemeId,
  limit: number,
  factOf: (article: Article, figure: Figure) => string | null,
  { taken = NONE, wanted = NONE }: Preferences = {},
): readonly Passage[] {
  const chosen: Candidate[] = [];
  const told = new Set<string>();
  const bonus = ({ figures }: Candidate) => (figures.some(({ id }) => wanted.has(id)) ? WANTED_WEIGHT : 0);
  const open = tellings
    .flatMap((telling, rank) => candidates(telling, theme, rank))
    .filter((c) => !taken.has(keyOf(c)));
  while (chosen.length < limit && open.length > 0) {
    const best = takeBest(open, (candidate) => gain(candidate, told, factOf, chosen) + bonus(candidate));
    if (!best) break;
    chosen.push(best);
    for (const figure of best.figures) told.add(statementOf(best.article, figure, factOf));
  }
  return joinNeighbours(chosen.sort((a, b) => a.order - b.order));
}

/** A fact with its value: «70 ألفاً في 2019» and «30 ألفاً اليوم» are both worth telling. */
function statementOf(
  article: Article,
  figure: Figure,
  factOf: (article: Article, figure: Figure) => string | null,
): string {
  return `${factOf(article, figure) ?? figure.id}|${figure.value}|${figure.max}`;
}

/** Names one sentence across sections, so that none is shown twice. */
export function sentenceKeys(passages: readonly Passage[], tellings: readonly Telling[]): string[] {
  return passages.flatMap((passage) => {
    const article = tellings.find((telling) => telling.article.page.id === passage.page)?.article;
    const sentences = article?.paragraphs.flatMap((paragraph) => paragraph.sentences) ?? [];
    return sentences
      .filter((s) => s.start >= passage.span.start && s.end <= passage.span.end)
      .map((s) => `${passage.page}:${s.start}`);
  });
}

function keyOf(candidate: Candidate): string {
  return `${candidate.article.page.id}:${candidate.sentence.start}`;
}

function candidates({ article, themes }: Telling, theme: ThemeId, rank: number): Candidate[] {
  const scores = new Map(themes.evidence.filter((e) => e.theme === theme).map((e) => [e.paragraph, e.score]));
  const firstBody = article.paragraphs.findIndex((paragraph) => paragraph.role === 'body');
  return article.paragraphs.flatMap((paragraph, index) => {
    const onTheme = scores.get(index) ?? 0;
    const opens = index === firstBody && themes.primary === theme;
    if (paragraph.role !== 'body' || (onTheme <= 0 && !opens)) return [];
    return paragraph.sentences.map((sentence, position) => ({
      article,
      paragraph: index,
      sentence,
      figures: article.figures.filter(
        (f) => isHighlightable(f) && f.span.start >= sentence.start && f.span.end <= sentence.end,
      ),
      weight:
        (opens && position === 0 ? OPENING_WEIGHT : 0) + Math.min(onTheme, THEME_CAP) / THEME_CAP - rank * TELLING_STEP,
      order: rank * ORDER_STEP + sentence.start,
    }));
  });
}

/** The opening sentence of the first telling always leads; later tellings must bring something new. */
const OPENING_WEIGHT = 6;
/** What has changed since readers were told comes even before that. */
const WANTED_WEIGHT = 12;
const TELLING_STEP = 2.5;
const THEME_CAP = 8;
const ORDER_STEP = 1e9;
/** A sentence without a figure must be this good to be worth a reader's time. */
const LEAST_GAIN = 0.3;

function gain(
  candidate: Candidate,
  told: ReadonlySet<string>,
  factOf: (article: Article, figure: Figure) => string | null,
  chosen: readonly Candidate[],
): number {
  const fresh = candidate.figures.filter((figure) => !told.has(statementOf(candidate.article, figure, factOf)));
  const figures = fresh.reduce((sum, figure) => sum + (figure.importance === 3 ? 2 : 1), 0);
  // A sentence whose every figure was told by another outlet says nothing new.
  const repeated = candidate.figures.length > 0 && fresh.length === 0 && chosen.length > 0 ? -3 : 0;
  const length = candidate.sentence.end - candidate.sentence.start;
  return candidate.weight + Math.min(figures, 5) + repeated - length / 2000;
}

function takeBest(open: Candidate[], worth: (candidate: Candidate) => number): Candidate | null {
  let best = -1;
  let most = LEAST_GAIN;
  open.forEach((candidate, index) => {
    const value = worth(candidate);
    if (value > most) {
      most = value;
      best = index;
    }
  });
  return best < 0 ? null : (open.splice(best, 1)[0] ?? null);
}

function joinNeighbours(sorted: readonly Candidate[]): readonly Passage[] {
  const groups: Candidate[][] = [];
  for (const candidate of sorted) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && areNeighbours(last, candidate)) group.push(candidate);
    else groups.push([candidate]);
  }
  return groups.map((group) => {
    const [first] = group as [Candidate, ...Candidate[]];
    return passageOf(first.article, { start: first.sentence.start, end: (group.at(-1) ?? first).sentence.end });
  });
}

function areNeighbours(a: Candidate, b: Candidate): boolean {
  if (a.article !== b.article || a.paragraph !== b.paragraph) return false;
  const sentences = a.article.paragraphs[a.paragraph]?.sentences ?? [];
  return sentences.indexOf(b.sentence) === sentences.indexOf(a.sentence) + 1;
}
