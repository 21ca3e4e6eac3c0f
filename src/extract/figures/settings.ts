/** Where and when a figure holds: the nearest place and date of its sentence. */
import type { DayRange, Span } from '../../model.ts';
import { type DateMention, Glued } from '../../text/index.ts';
import {
  cue,
  glued,
  isDefinite,
  isFlagged,
  isNumber,
  lexeme,
  type NamedPlace,
  type PageWords,
  type Place,
  samePhrase,
  spanBetween,
  wordText,
} from './context.ts';
import { endsPhrase } from './noun-phrase.ts';
import { CueFlag } from './vocabulary.ts';

/** Words before which a period's name may stand: they belong to it. */
const PERIOD_OPENERS = new Set(['خلال', 'منذ', 'في', 'قبل', 'بعد', 'حتي', 'منتصف', 'بداية', 'نهاية', 'اثناء', 'طوال']);
const MOST_PLACE_WORDS = 4;

/** The place nearest to the figure in its sentence; null when the sentence names none. */
export function readPlace(place: Place): Span | null {
  const { page, number } = place;
  let best: NamedPlace | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const named of namedPlaces(place)) {
    const gap = named.first > number.last ? named.first - number.last : number.first - named.last + 2;
    if (gap >= distance) continue;
    best = named;
    distance = gap;
  }
  return best === null ? null : spanBetween(page, (best as NamedPlace).first, (best as NamedPlace).last);
}

/** The places of a sentence, found once for all its figures. */
function namedPlaces({ page, from, to }: Place): readonly NamedPlace[] {
  const known = page.placesOf;
  if (known.from === from && known.to === to) return known.places;
  const places: NamedPlace[] = [];
  for (let at = from; at <= to; at++) {
    const found = placeAt(page, at, to);
    if (!found) continue;
    places.push(found);
    at = found.last;
  }
  Object.assign(known, { from, to, places });
  return places;
}

/** «مخيم روج», «ريف دير الزور», «مخيمات النازحين في الهول وروج»: a head and the name behind it. */
function placeAt(page: PageWords, at: number, to: number): NamedPlace | null {
  if (!isFlagged(page, at, CueFlag.place) || isNumber(page, at)) return null;
  let last = at;
  while (last < to && last - at < MOST_PLACE_WORDS) {
    const next = isWithin(page, last + 1) && last > at ? last + 2 : last + 1;
    if (next > to || !samePhrase(page, next) || !isNamePart(page, next, last === at)) break;
    last = next;
  }
  return last === at ? null : { first: at, last };
}

/** «في» between what kind of place it is and its name. */
function isWithin(page: PageWords, index: number): boolean {
  return samePhrase(page, index) && wordText(page, index) === 'في' && hasArticle(page, index + 1);
}

/** «الهول» is in the vocabulary as it stands, so its article is no glued letter. */
function hasArticle(page: PageWords, index: number): boolean {
  return isDefinite(page, index) || wordText(page, index).startsWith('ال');
}

/** Words that open a name of two: «تل تمر», «عين عيسى». */
const NAME_HEADS = new Set('تل عين دير راس ابو ام خان كفر باب جبل سد شيخ بير'.split(' '));

function isNamePart(page: PageWords, index: number, first: boolean): boolean {
  const joined = (glued(page, index) & Glued.and) !== 0;
  if (isFlagged(page, index, CueFlag.place)) return !joined;
  const said = cue(page, index);
  if (said?.conflict && hasArticle(page, index)) return true;
  if (endsPhrase(page, index) || (said && !said.conflict)) return false;
  if (isDefinite(page, index)) return true;
  // «الهول وروج»: a second name is known, any other word behind و begins something else.
  if (joined) return said?.conflict === true;
  const noun = lexeme(page, index);
  const isName = noun === undefined || (noun.role === 'noun' && noun.noun.class === 'place');
  return isName && (first || NAME_HEADS.has(wordText(page, index - 1)));
}

/** After these a period is a bound of something else's time, not the time of the figure. */
const BOUNDS = new Set(['منذ', 'قبل', 'بعد', 'حتي']);

/**
 * The words of the period that holds for the figure, and its days where the words alone tell them: the nearest date with
 * no other statement between it and the number. A date behind the number must stand in its clause («83 عضواً عام 2021»);
 * one before it may open the sentence («ففي عام 2019، عقب المعركة، كانا يستضيفان 70 ألفاً»).
 */
export function readPeriod(place: Place): { readonly period: Span | null; readonly asOf: DayRange | null } {
  const { page } = place;
  const date = nearestDate(place);
  if (date === null) return { period: null, asOf: null };
  const before = wordText(page, date.first - 1);
  const opener = PERIOD_OPENERS.has(before) && samePhrase(page, date.first);
  const span = spanBetween(page, opener ? date.first - 1 : date.first, date.last);
  const bound = opener && BOUNDS.has(before) && date.kind !== 'range';
  return { period: span, asOf: bound ? null : date.range };
}

/** The date that holds for the figure, or that its time is bound by; null when no other statement lets one through. */
export function nearestDate(place: Place): DateMention | null {
  const behind = dateBehind(place);
  const before = dateBefore(place);
  if (!behind || !before) return behind ?? before;
  return behind.first - place.number.last <= place.number.first - before.last ? behind : before;
}

/** The next date in the figure's clause. */
function dateBehind({ page, number, to }: Place): DateMention | null {
  for (let at = number.last + 1; at <= to; at++) {
    if (!samePhrase(page, at) || isBarrier(page, at)) return null;
    const date = page.dateAt[at];
    if (date && isPeriod(date)) return date;
  }
  return null;
}

/** The last date before the figure in its sentence that no other statement parts from it. */
function dateBefore({ page, number, from }: Place): DateMention | null {
  let parted = false;
  for (let at = number.first - 1; at >= from; at--) {
    if (isBarrier(page, at)) return null;
    // Behind a comma only a date that opens the sentence still holds.
    parted ||= !samePhrase(page, at + 1) && !CONTINUES.has(wordText(page, at + 1));
    const date = page.dateAt[at];
    if (date && isPeriod(date))
      return !parted || date.first - from <= OPENING_WORDS || date.kind === 'range' ? date : null;
  }
  return null;
}

/** How far into a sentence its opening date may begin: «وخلال مراحل الذروة عام 2019، ...». */
const OPENING_WORDS = 5;

/** «بلغا ذروتهما عام 2019، حين أقام فيهما 70 ألفاً»: the date goes on behind the comma. */
const CONTINUES = new Set(['حين', 'عندما', 'حينها']);

function isPeriod(date: DateMention): boolean {
  return date.kind !== 'clock' && date.kind !== 'anniversary';
}

function isBarrier(page: PageWords, index: number): boolean {
  return isFlagged(page, index, CueFlag.barrier) && page.dateAt[index] === undefined;
}
