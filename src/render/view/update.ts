import type { EditionStory, FigureChange } from '../../model.ts';
import { changeWords, UPDATE_MARK } from '../../text/index.ts';
import { clippedLine, linePieces, type Piece } from '../display.ts';
import type { ViewContext } from './context.ts';
import { type FigureView, figureView } from './figure.ts';

/** One figure that is not what readers were told. */
export type ChangeView = Pick<FigureView, 'opening' | 'number' | 'label' | 'link' | 'correction'> & {
  /** Who says so, where a story has several sources; else ''. */
  readonly source: string;
  /** «كان 19 في عدد 3 تشرين الثاني · ليفانت», «رقم جديد». */
  readonly before: readonly Piece[];
};

/** Why a story comes again: «تحديث» and what has changed. */
export type UpdateView = { readonly mark: string; readonly changes: readonly ChangeView[] };

const BEFORE_LIMIT = 200;

/** The update of a story; null for one that readers do not know. */
export function updateView({ update, citations }: EditionStory, context: ViewContext): UpdateView | null {
  if (!update) return null;
  const several = new Set(citations.map(({ source }) => source)).size > 1;
  const changeView = (change: FigureChange): ChangeView => {
    const { opening, number, label, link, source, correction } = figureView(change.now, context);
    const before = clippedLine(changeWords(change, update.date, context.digits), BEFORE_LIMIT);
    return { opening, number, label, link, correction, source: several ? source : '', before: linePieces(before) };
  };
  return { mark: UPDATE_MARK, changes: update.changes.map(changeView) };
}
