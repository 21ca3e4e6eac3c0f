/** The highlight strip with its tools, and the figures that could stand in it. */
import type { ShownFigure } from '../../model.ts';
import { figureWords, QUALIFIER_WORDS, UNKNOWN_SOURCE } from '../../text/index.ts';
import type { DraftContext } from './context.ts';
import { anchorFor } from './places.ts';

type CardTools = {
  readonly id: string;
  readonly anchor: string;
  /** Where its sentence and the rest of its tools are. */
  readonly figure: string;
  readonly qualifier: string;
  readonly number: string;
  readonly label: string;
  readonly source: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

export type CardsView = { readonly cards: readonly CardTools[]; readonly others: readonly CardTools[] };

/** Of more, the strongest; all of them can be put into the strip where they stand in their stories. */
const MOST_OFFERED = 12;

/** The cards in their order, and others that could be, strongest first. */
export function viewCards({ draft }: DraftContext): CardsView {
  const { cards } = draft.edition;
  const others = draft.figures.filter(({ ref }) => !cards.some((card) => card.figure.figure === ref.figure));
  const view = (shown: ShownFigure, index: number) => viewCard(shown, index, cards.length);
  return {
    cards: cards.map(view),
    others: others.slice(0, MOST_OFFERED).map(({ shown }, index) => view(shown, index)),
  };
}

function viewCard(shown: ShownFigure, index: number, count: number): CardTools {
  const { number, label } = figureWords(shown);
  const id = shown.figure.figure;
  return {
    id,
    anchor: anchorFor('card', id),
    figure: `#${anchorFor('figure', id)}`,
    qualifier: QUALIFIER_WORDS[shown.qualifier],
    number,
    label,
    source: shown.source ?? UNKNOWN_SOURCE,
    isFirst: index === 0,
    isLast: index === count - 1,
  };
}
