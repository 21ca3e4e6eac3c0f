/** The figures of a story with their tools: on a card or not, and put right. */
import type { Draft } from '../../app/index.ts';
import type { Article, EditionStory, Section } from '../../model.ts';
import { type FigureRow, type KnownPage, viewRow } from '../figure-row.ts';
import { type TracedFigure, traceFigures } from '../figure-trace.ts';
import type { DraftContext } from './context.ts';
import { anchorFor } from './places.ts';
import { errorIn, typedIn } from './problem.ts';

export type FigureTools = {
  readonly id: string;
  readonly anchor: string;
  readonly row: FigureRow;
  readonly isCard: boolean;
  readonly mayBeCard: boolean;
  /** What an editor has put in its place; null: nothing. */
  readonly correction: { readonly number: string; readonly note: string; readonly by: string } | null;
  /** The mend that did, to be undone. */
  readonly position: number | null;
  readonly number: string;
  readonly note: string;
  readonly error: string;
  readonly errorId: string;
  readonly isOpen: boolean;
};

/** The figures of one story, in its order, those that only could be cards behind; `seen` have tools elsewhere. */
export function viewFigureTools(
  story: EditionStory,
  section: Section,
  context: DraftContext,
  seen: Set<string>,
): FigureTools[] {
  const figures = [...tracedOf(story, section, context.draft), ...othersOf(story, context.draft)];
  const own = figures.filter(({ figure }) => !seen.has(figure) && seen.add(figure));
  return own.map((traced) => viewFigure(traced, context));
}

function tracedOf(story: EditionStory, section: Section, { edition }: Draft): TracedFigure[] {
  const alone = { ...edition, sections: [{ ...section, stories: [story], asides: [] }] };
  return traceFigures(alone).flatMap((group) => (group.section ? group.figures : []));
}

/** Figures of its pages that stand in none of its passages. */
function othersOf({ citations }: EditionStory, { figures }: Draft): TracedFigure[] {
  return figures.flatMap(({ ref, shown, isCard }) => {
    const citation = citations.find(({ page }) => page === ref.page);
    if (!citation) return [];
    const { number, sentence } = shown;
    const mark = { start: number.span.start - sentence.span.start, end: number.span.end - sentence.span.start };
    const place = { figure: ref.figure, page: ref.page, span: number.span, passage: sentence, mark };
    return [{ ...place, shown, citation, inStrip: isCard, against: [] }];
  });
}

function viewFigure(traced: TracedFigure, { draft, pages, problem, words }: DraftContext): FigureTools {
  const id = traced.figure;
  const anchor = anchorFor('figure', id);
  const form = `correct:${id}`;
  const known = draft.figures.find(({ ref }) => ref.figure === id);
  const isCard = draft.edition.cards.some((card) => card.figure.figure === id);
  const corrected = draft.history.findLast(
    ({ mend, undone }) => undone === null && mend.kind === 'correct' && mend.figure.figure === id,
  );
  const mend = corrected?.mend.kind === 'correct' ? corrected.mend : null;
  const error = errorIn(problem, form);
  return {
    id,
    anchor,
    errorId: `${anchor}-error`,
    row: viewRow(traced, knownPage(pages.get(traced.page)), draft.edition.number, words.digits),
    isCard,
    mayBeCard: isCard || known !== undefined,
    correction: mend && corrected ? { number: mend.number, note: mend.note, by: corrected.editor.name } : null,
    position: corrected?.position ?? null,
    number: typedIn(problem, form, 'number', mend?.number ?? ''),
    note: typedIn(problem, form, 'note', mend?.note ?? ''),
    error,
    isOpen: problem?.form === form,
  };
}

function knownPage(article: Article | undefined): KnownPage | null {
  if (!article) return null;
  return { text: article.page.text, figures: new Map(article.figures.map((figure) => [figure.id, figure])) };
}
