/** A figure as readers see it on a card, in a comparison or on a bar: slices of its page, nothing else. */
import type { Article, Fact, Figure, ShownFigure, Span } from '../model.ts';
import { fold } from '../text/index.ts';
import type { PlacedFigure } from './figure-index.ts';
import { passageOf } from './passages.ts';
import { scopeSpan } from './scope-words.ts';

/** Words a label may have beside the number. */
const LABEL_WORDS = 8;
/** Where a clause ends, so that a label does not run into the next one. */
const CLAUSE_END = new Set([...'،,.؛;:!?؟…()[]{}"“”„«»\n\r']);

/** The figure with its number, label, period and sentence sliced out of the page. */
export function showFigure({ ref, figure, article, fact }: PlacedFigure): ShownFigure {
  const label = labelSpan(article, figure);
  const place = placeBeside(article, figure, fact, label);
  return {
    figure: ref,
    qualifier: figure.qualifier,
    assertion: figure.assertion,
    kind: figure.kind,
    event: figure.event,
    value: figure.value,
    max: figure.max,
    number: passageOf(article, figure.number),
    label: label && passageOf(article, label),
    unit: figure.unit,
    ...(place ? { place: passageOf(article, place) } : {}),
    period: figure.period && passageOf(article, figure.period),
    asOf: figure.asOf,
    source: article.source?.name ?? null,
    sentence: passageOf(article, figure.sentence),
  };
}

/** The place that the label leaves out; for an elided noun that of the same fact in the same article. */
function placeBeside(article: Article, figure: Figure, fact: Fact | null, label: Span | null): Span | null {
  const same = new Set(fact?.figures.filter((ref) => ref.page === article.page.id).map((ref) => ref.figure));
  const elsewhere = article.figures.find((other) => other.place !== null && same.has(other.id))?.place ?? null;
  if (figure.event !== 'population') return null;
  const place = figure.place ?? elsewhere ?? (fact?.scoped ? scopeSpan(article, fact, figure.sentence) : null);
  if (!place) return null;
  return label && label.start <= place.start && place.end <= label.end ? null : place;
}

/** The words behind the number up to the end of the clause; the resolved noun where the text leaves it out. */
export function labelSpan(article: Article, figure: Figure): Span | null {
  const behind = clauseBehind(article, figure);
  if (figure.unitSpan && (figure.unitElided || figure.unitSpan.end <= figure.number.start)) return figure.unitSpan;
  return behind ?? figure.unitSpan;
}

/** The noun beside the number and, where a preposition follows it, what it goes on to say in the clause. */
function clauseBehind(article: Article, figure: Figure): Span | null {
  const { text } = article.page;
  const limit = labelLimit(article, figure);
  const start = labelStart(text, figure.number.end, limit);
  const noun = Math.max(start, figure.unitElided ? start : (figure.unitSpan?.end ?? start));
  const end = announcesMore(text.slice(noun, limit)) ? clauseEnd(text, start, limit) : Math.min(noun, limit);
  return end > start ? trimDangling(text, { start, end }) : null;
}

/** Tanwin and the percent sign belong to the number as it is drawn, white space to neither. */
function labelStart(text: string, from: number, limit: number): number {
  let start = from;
  while (start < limit && /[\s\u064b-\u0652%٪]/u.test(text.charAt(start))) start++;
  return start;
}

/** «عملية ضد ...»: the clause goes on about the noun; a verb would go on about something else. */
function announcesMore(rest: string): boolean {
  return /^\s+(?:ضد|من|في|على|لدى|مع|داخل|إلى|الى|بين)\s/u.test(rest);
}

/** The end of the clause, at most `LABEL_WORDS` words on. */
function clauseEnd(text: string, start: number, limit: number): number {
  let end = start;
  let words = 0;
  for (let i = start; i < limit && words < LABEL_WORDS; i++) {
    if (CLAUSE_END.has(text.charAt(i))) break;
    if (/\s/u.test(text.charAt(i))) continue;
    const next = text.charAt(i + 1);
    if (i + 1 === limit || /\s/u.test(next) || CLAUSE_END.has(next)) {
      words++;
      end = i + 1;
    }
  }
  return end;
}

/** Not into the next figure of the sentence, and not beyond the sentence. */
function labelLimit(article: Article, figure: Figure): number {
  const next = article.figures
    .filter((other) => other.span.start >= figure.number.end && other.id !== figure.id)
    .reduce((least, other) => Math.min(least, other.span.start), figure.sentence.end);
  return Math.max(next, figure.span.end);
}

/** Words that cannot end a label because they announce what follows. */
const DANGLING = new Set(
  'في من إلى الى على عن مع بين ضد خلال منذ حتى بعد قبل أن إن ان التي الذي الذين و أو ثم إذ كما مما وفق بحسب بينهم منهم كانوا كان هو هي تم'.split(
    ' ',
  ),
);
/** A conjunction that opens the next item of a list («وأسر»): the label ends before it. */
const NEXT_ITEM = /^و(?:اسر|اصاب|اصيب|جرح|اعتقال|اعتقل|اوقف|وقوع|مقتل|قتل|نحو|اكثر|اقل|حوالي|قرابه|ما|لا)/u;

function trimDangling(text: string, span: Span): Span {
  const words = [...text.slice(span.start, span.end).matchAll(/\S+/gu)];
  const cut = words.findIndex((word) => NEXT_ITEM.test(fold(word[0])));
  const kept = cut > 0 ? words.slice(0, cut) : words;
  while (kept.length > 1 && DANGLING.has(kept.at(-1)?.[0] ?? '')) kept.pop();
  const last = kept.at(-1);
  return last ? { start: span.start, end: span.start + last.index + last[0].length } : span;
}
