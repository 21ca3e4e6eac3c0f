import type { Passage } from '../../model.ts';
import { correctedTo, inDigits } from '../../text/index.ts';
import { type Piece, paragraphRuns, type Run } from '../display.ts';
import type { Link } from '../links.ts';
import type { ViewContext } from './context.ts';
import { sourceName } from './meta.ts';

/** A stretch of an excerpt; a highlighted one may lead to its figure's sentence. */
export type RunView = {
  readonly pieces: readonly Piece[];
  readonly mark: boolean;
  readonly link: Link | null;
  /** «تصويب التحرير: 22», behind the number as the page has it; '' for a number that nobody has put right. */
  readonly correction: string;
};

/** One paragraph of an excerpt; `source` names its outlet where a story has several. */
export type ParagraphView = { readonly runs: readonly RunView[]; readonly source: string };

/** Passages as paragraphs with their figures highlighted. */
export function paragraphViews(
  passages: readonly Passage[],
  sourceOf: (page: string) => string,
  context: ViewContext,
): ParagraphView[] {
  return passages.flatMap((passage) => {
    const paragraphs = paragraphRuns(passage.text, passage.marks);
    return paragraphs.map((runs, index) => ({
      runs: runs.map((run) => runView(run, passage.page, context)),
      source: index === paragraphs.length - 1 ? unbroken(sourceOf(passage.page)) : '',
    }));
  });
}

function runView(run: Run, page: string, { links, names, citations, digits }: ViewContext): RunView {
  const { pieces, figure, correction } = run;
  const href = figure === null ? null : (links.figure?.({ page, figure }) ?? null);
  const words = pieces.map((piece) => piece.text).join('');
  const about = sourceName(citations.get(page));
  return {
    pieces,
    mark: figure !== null,
    link: href === null ? null : names.link(href, words, about),
    correction: correction === null ? '' : correctedTo(inDigits(correction.number, digits)),
  };
}

/** A short name stays on one line: its last word alone below the excerpt would look lost. */
function unbroken(name: string): string {
  return name.length <= 20 ? name.replaceAll(' ', '\u00a0') : name;
}
