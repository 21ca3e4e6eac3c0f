import type { Card, EarlierFigure, ShownFigure } from '../../model.ts';
import {
  ASSERTION_WORDS,
  correctedFrom,
  figureWords,
  inDigits,
  publishedWords,
  QUALIFIER_WORDS,
  rangeWords,
  UNKNOWN_SOURCE,
  yearWords,
} from '../../text/index.ts';
import { clippedLine, linePieces, type Piece } from '../display.ts';
import type { Link } from '../links.ts';
import { colourKey } from '../tokens.ts';
import type { ViewContext } from './context.ts';

/** A number with everything a reader needs to judge it. */
export type FigureView = {
  /** «أكثر من», «مقتل نحو»; '' when the number stands alone. */
  readonly opening: string;
  /** «مخطط له»; '' for what is simply asserted. */
  readonly status: string;
  readonly number: string;
  /** How large the number can be set: long ones must not burst their card. */
  readonly size: 'large' | 'medium' | 'tiny';
  readonly label: readonly Piece[];
  /** «تصويب التحرير: في المصدر 20», where the number is an editor's; else ''. */
  readonly correction: string;
  readonly source: string;
  /** Period or date; never empty. */
  readonly when: string;
  readonly link: Link | null;
};

/** A card of the highlight strip. */
export type CardView = FigureView & {
  readonly colour: string;
  readonly before: string;
};

const NUMBER_LIMIT = 40;
const LABEL_LIMIT = 140;
const SOURCE_LIMIT = 80;
/** What a link's spoken name says of its number. */
const NAME_LIMIT = 60;

/** A figure for a card or one side of a conflict. */
export function figureView(figure: ShownFigure, context: ViewContext): FigureView {
  const words = figureWords(inShownDigits(figure, context));
  const number = clippedLine(words.number, NUMBER_LIMIT);
  const href = context.links.figure?.(figure.figure) ?? null;
  return {
    opening: words.opening,
    status: ASSERTION_WORDS[figure.assertion],
    number,
    size: words.size,
    label: linePieces(clippedLine(words.label, LABEL_LIMIT)),
    correction: figure.correction ? correctedFrom(clippedLine(figure.number.text, NUMBER_LIMIT)) : '',
    source: clippedLine(figure.source ?? UNKNOWN_SOURCE, SOURCE_LIMIT),
    when: whenOf(figure, context),
    link: href === null ? null : context.names.link(href, number, clippedLine(words.label, NAME_LIMIT)),
  };
}

/** A number that an editor gave is ours to set; those of pages stay as they are. */
function inShownDigits(figure: ShownFigure, { digits }: ViewContext): ShownFigure {
  const { correction } = figure;
  return correction
    ? { ...figure, correction: { ...correction, number: inDigits(correction.number, digits) } }
    : figure;
}

/** A card with the colour of its theme and what the fact was before. */
export function cardView(card: Card, colour: string, context: ViewContext): CardView {
  const view = figureView(card, context);
  return {
    ...view,
    opening: view.opening || (hasChanged(card) ? 'أصبح' : ''),
    colour: colourKey(context.tokens, colour),
    before: card.before ? beforeWords(card.before, card, context) : '',
  };
}

/** A year in the digits of either system. */
const YEAR = /[0-9٠-٩]{4}/;

/**
 * The page's own words for the time, with the year where they lack it; else its days; else when it was published.
 * «أمس» says nothing without the day it was written on: then that day, or that it is unknown, stands beside it.
 */
function whenOf({ period, asOf, figure }: ShownFigure, { citations, digits }: ViewContext): string {
  const words = clippedLine(period?.text ?? '', LABEL_LIMIT);
  if (words !== '' && YEAR.test(words)) return words;
  if (asOf) return words === '' ? rangeWords(asOf, 'short', digits) : `${words} (${yearWords(asOf, digits)})`;
  const published = citations.get(figure.page)?.published ?? null;
  const day = publishedWords(published, digits);
  if (words === '') return day;
  return `«${words}» · ${published ? `نُشر ${day}` : day}`;
}

/** A place in an order («العضو التسعين») does not become another: only counts do. */
function hasChanged({ assertion, kind, before, number }: Card): boolean {
  return assertion === 'asserted' && kind !== 'ordinal' && before !== null && before.number !== number.text;
}

/** «كان 83 في 2021 (ليفانت)»; beside an ordinal «كان العدد 83 ...». */
function beforeWords(before: EarlierFigure, card: Card, { digits }: ViewContext): string {
  const unit = before.unit === card.unit ? '' : before.unit;
  const was = card.kind === 'ordinal' ? 'كان العدد' : 'كان';
  const words = [was, QUALIFIER_WORDS[before.qualifier], before.number, unit].filter(Boolean).join(' ');
  const when = before.asOf ? `في ${rangeWords(before.asOf, 'short', digits)}` : 'سابقاً';
  const source = before.source && before.source !== card.source ? ` (${before.source})` : '';
  return clippedLine(`${words} ${when}${source}`, LABEL_LIMIT);
}
