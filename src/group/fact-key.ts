/** What a figure states, independent of its value: the key by which the same fact is found again in later editions. */
import type { Article, Figure, FigureEvent, FigureKind, Span } from '../model.ts';
import { fold, stem } from '../text/index.ts';
import { campScopeOf } from './camp-scope.ts';
import { remembered } from './remembered.ts';
import { MEMBER_STATE, sideOf, unitClass } from './units.ts';

/** Words of a place phrase that name no place. */
const GENERIC_PLACE = new Set(
  'في من إلى قرب على مخيم مخيمي مخيما مخيمات سجن بلدة بلدات مدينة قرية قرى ريف محافظة منطقة مناطق ناحية شمال شرق غرب جنوب شمالي شرقي غربي جنوبي نازحين لاجئين وسط داخل محيط أطراف الشرقي الغربي الشمالي الجنوبي'
    .split(' ')
    .map((word) => stem(fold(word))),
);

/** What a fact counts is another thing for a share, a sum of money or a rank than for a count. */
const FAMILY: Record<FigureKind, string> = {
  cardinal: '',
  dual: '',
  range: '',
  vague: '',
  ordinal: 'rank:',
  percent: 'share:',
  fraction: 'share:',
  money: '',
  area: 'area:',
  distance: 'distance:',
  weight: 'weight:',
  duration: 'duration:',
  age: 'age:',
};

/** Events whose figures are about one standing body («83 عضواً», «العضو التسعين»): an ordinal is a count of it. */
const STANDING: ReadonlySet<FigureEvent> = new Set(['members']);

/** Tolls grow while the news is fresh: a later, other number replaces the earlier one. */
export const TOLLS: ReadonlySet<FigureEvent> = new Set([
  'killed',
  'wounded',
  'casualties',
  'missing',
  'displaced',
  'destroyed',
]);

/** The parts of a fact key. */
export type FactScope = {
  readonly event: FigureEvent;
  /** See `countedUnit`. */
  readonly unit: string;
  /** Names of the place, sorted: «الهول» alone is another scope than «الهول وروج». */
  readonly place: string;
  readonly side: string;
};

/** «83 عضواً», «83 دولة», «العضو التسعين»: all count one body; a camp's tents are no members of it. */
function isMembership(event: FigureEvent, unit: string): boolean {
  return STANDING.has(event) && unit === MEMBER_STATE;
}

/** True for a scope that other articles can be held against: a named place, or a standing body. */
export function isScoped({ event, unit, place }: FactScope): boolean {
  return unit !== '' && (place !== '' || isMembership(event, unit));
}

/** The class of what a figure counts, with the family of its number where it is no count. */
export function countedUnit({ event, kind, unit }: Figure): string {
  const named = unitClass(unit);
  return isMembership(event, named) ? MEMBER_STATE : FAMILY[kind] + named;
}

/** What `figure` of `article` states, in parts. */
export function factScopeOf(article: Article, figure: Figure): FactScope {
  const { event } = figure;
  const unit = countedUnit(figure);
  if (isMembership(event, unit)) return { event, unit, place: '', side: '' };
  const whose = figure.whose ? textOf(article, figure.whose) : '';
  return { event, unit, place: placeOf(article, figure), side: sideOf(whose) || sideOf(figure.unit) };
}

/** The key of what `figure` states: event, thing counted, place and side; equal across editions for the same fact. */
export function factKeyOf(article: Article, figure: Figure): string {
  return keyOfScope(factScopeOf(article, figure));
}

/** The same for a figure whose scope was read already. */
export function keyOfScope({ event, unit, place, side }: FactScope): string {
  return `${event}|${unit}|${place}|${side}`;
}

/** The place of a figure; a population is that of the camps its sentence speaks of. */
function placeOf(article: Article, figure: Figure): string {
  const own = figure.place ? placeNames(textOf(article, figure.place)) : '';
  return figure.event === 'population' ? campScopeOf(article, figure) || own : own;
}

/** The names in a place phrase as sorted stems: «مخيمي الهول وروج» gives «روج+هول». */
export const placeNames: (phrase: string) => string = remembered((phrase) => {
  const names = fold(phrase).split(' ').filter(Boolean).map(stem);
  return [...new Set(names.filter((name) => !GENERIC_PLACE.has(name)))].sort().join('+');
});

function textOf(article: Article, span: Span): string {
  return article.page.text.slice(span.start, span.end);
}
