/** Figures read before, which a later one may refer to when it elides its noun. */
import type { FigureEvent } from '../../model.ts';
import type { NounClass } from '../../text/index.ts';
import type { Unit } from './unit-model.ts';

/** What is known of an earlier figure. */
export type Antecedent = {
  readonly unit: Unit;
  readonly event: FigureEvent;
  /** Its first word. */
  readonly first: number;
  readonly id: string;
  readonly value: number | null;
  /** True when it is itself a part of another. */
  readonly part: boolean;
};

/** A unit found elsewhere, the figure it was taken from, and whether this one is a part of that. */
export type Resolved = { readonly unit: Unit; readonly from: Antecedent | null; readonly part: boolean };

const PEOPLE: readonly NounClass[] = ['person', 'casualty', 'group'];

/** True for figures that count persons, or groups of them. */
export function isPeople({ unit: { noun, rule } }: Antecedent): boolean {
  return rule === 'unit:event' || (noun !== null && PEOPLE.includes(noun.class));
}

/** True for figures whose noun is of the class. */
export function isOf(figure: Antecedent, nounClass: NounClass): boolean {
  return figure.unit.noun?.class === nounClass;
}

/** A noun that tells one fate («قتيل») cannot serve a figure of another. */
export function isOtherFate(from: Antecedent, event: FigureEvent): boolean {
  if (event === 'casualties' || from.event === event) return false;
  return isOf(from, 'casualty') || from.unit.rule === 'unit:event';
}

/** Persons of whom the text says only what they are or did: «أصيب 12» are 12 wounded. */
export function personsOf(person: string): Resolved {
  const unit: Unit = {
    text: person,
    span: null,
    noun: null,
    first: -1,
    last: -1,
    whose: null,
    elided: true,
    rule: '',
  };
  return elsewhere(unit, 'unit:event');
}

/** A unit as that of a figure beside which it does not stand. */
export function elsewhere(unit: Unit, rule: string, from: Antecedent | null = null, part = false): Resolved {
  return { unit: { ...unit, first: -1, last: -1, elided: true, rule }, from, part };
}
