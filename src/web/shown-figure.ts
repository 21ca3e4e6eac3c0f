/** Figures as the site's templates show them. */
import type { Assertion, Card, Figure, Qualifier, Section } from '../model.ts';
import { ASSERTION_WORDS, correctedFrom, type FigureWords, figureWords, QUALIFIER_WORDS } from '../text/index.ts';

/** A number with the words that limit it. */
export type FigureView = {
  /** «أكثر من»; '' when the number is exact. */
  readonly qualifier: string;
  readonly number: string;
  readonly size: FigureWords['size'];
  /** What is counted; '' when the page does not say. */
  readonly label: string;
  readonly colour: string;
};

type Sections = readonly Pick<Section, 'theme' | 'colour'>[];

/** A card of the highlight strip. */
export function showCard(card: Card, sections: Sections): FigureView {
  const { opening, number, size, label } = figureWords(card);
  return {
    qualifier: joined(ASSERTION_WORDS[card.assertion], opening),
    number,
    size,
    label: card.correction ? `${label} (${correctedFrom(card.number.text)})` : label,
    colour: sections.find(({ theme }) => theme === card.theme)?.colour ?? 'neutral',
  };
}

/** A number and what it counts; a noun that stands right before its number stays there: «العضو التسعين». */
export function numberAndUnit(text: string, figure: Figure): Pick<FigureView, 'number'> & { readonly unit: string } {
  const { number, unit, unitSpan, kind } = figure;
  const isBefore = unitSpan !== null && unitSpan.end <= number.start;
  if (isBefore && text.slice(unitSpan.end, number.start).trim() === '') {
    return { number: text.slice(unitSpan.start, number.end), unit: '' };
  }
  // A dual is number and noun in one: «عمليتان».
  return { number: text.slice(number.start, number.end), unit: kind === 'dual' ? '' : unit };
}

/** The words before a number; a figure that is not asserted says so first. */
export function qualifierWords(qualifier: Qualifier, assertion: Assertion): string {
  return joined(ASSERTION_WORDS[assertion], QUALIFIER_WORDS[qualifier]);
}

function joined(status: string, opening: string): string {
  return [status, opening].filter(Boolean).join(' · ');
}
