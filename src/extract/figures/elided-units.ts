/** The thing counted, when the text elides it: «وأسر 19 آخرين», «أقل من 30 ألفاً», «بينهم 12», «مقابل 19 في الفترة ذاتها». */
import type { FigureEvent } from '../../model.ts';
import { Glued } from '../../text/index.ts';
import { type Antecedent, elsewhere, isOf, isOtherFate, isPeople, personsOf, type Resolved } from './antecedents.ts';
import { fromWhole } from './changes.ts';
import { isCompared } from './comparisons.ts';
import { cue, glued, lexeme, type PageWords, type Place, samePhrase, wordText } from './context.ts';
import { fromChange, fromCountHead, fromDistribution, fromPronoun, fromSubject } from './elided-subjects.ts';
import { nounAt, openPhrase } from './noun-phrase.ts';
import { qualifierBefore } from './qualifiers.ts';
import type { Unit } from './unit-model.ts';
import { unit } from './unit-words.ts';

/** Nouns for what happened to persons that the text names by no noun: «أصيب 12» are 12 wounded. */
const EVENT_PERSONS: Partial<Record<FigureEvent, string>> = {
  killed: 'قتيل',
  wounded: 'جريح',
  captured: 'أسير',
  detained: 'معتقل',
  missing: 'مفقود',
  displaced: 'نازح',
};

/** The elided unit of a number, from the nearest that fits; null when nothing does. */
export function resolveUnit(place: Place, earlier: readonly Antecedent[], event: FigureEvent): Resolved | null {
  return (
    fromFates(place) ??
    fromReachSubject(place) ??
    fromOutOf(place) ??
    fromOther(place, earlier, event) ??
    fromPronoun(place, earlier) ??
    fromWhole(place) ??
    fromCompared(place, earlier) ??
    fromSubject(place, earlier) ??
    fromNeighbour(place) ??
    fromCountHead(place, earlier) ??
    fromDwelling(place, earlier, event) ??
    fromChange(place) ??
    fromList(place, earlier, event) ??
    fromDistribution(place) ??
    fromEvent(event)
  );
}

/** «جنسيات تزيد على الأربعين»: the plural right before the verb that qualifies the number. */
function fromReachSubject(place: Place): Resolved | null {
  const { page, from } = place;
  const first = qualifierBefore(place)?.first ?? -1;
  const at = first - 1;
  if (at < from || !samePhrase(page, first) || !/^[يت]/u.test(wordText(page, first))) return null;
  const found = lexeme(page, at);
  if (found?.role !== 'noun' || found.form !== 'plural' || found.noun.class === 'time') return null;
  return elsewhere(unit(page, { first: at, last: at, noun: nounAt(page, at) }, ''), 'unit:reach-subject');
}

/** «13 جريمة مقارنةً بـ34», «ثمانية وثلاثون شخصاً نصفهم رضّع، مقابل 61»: the whole that it is set beside. */
function fromCompared(place: Place, earlier: readonly Antecedent[]): Resolved | null {
  if (!isCompared(place, earlier)) return null;
  const here = earlier.filter(({ first, unit: { noun } }) => first >= place.from && noun?.class !== 'time');
  const from = here.findLast((figure) => !figure.part) ?? here.at(-1);
  return from ? elsewhere(from.unit, 'unit:compared', from) : null;
}

const DWELLING = /^[وفس]*[يت]?(?:قطن|سكن|عيش|عاش|قيم|اقام|ووي|اوي|عمل)(?:ت|ون|وا|ها|ه)?$/u;
const DWELLING_DISTANCE = 8;

/** «ويقطن المخيم حالياً 25 ألفاً», «يعمل في القطاع نحو عشرين ألفاً»: those who dwell and work are persons. */
function fromDwelling(
  { page, before, from }: Place,
  earlier: readonly Antecedent[],
  event: FigureEvent,
): Resolved | null {
  for (let at = before.index; at >= Math.max(from, before.index - DWELLING_DISTANCE); at--) {
    // «يعيش هناك منذ 12 سنة نحو 40 ألفاً»
    if (page.numberAt[at] !== undefined && nounAt(page, at + 1)?.class !== 'time') return null;
    if (!DWELLING.test(wordText(page, at))) continue;
    const people =
      event === 'population' ? earlier.findLast((figure) => isPeople(figure) && figure.event === event) : null;
    const known = people && people.unit.noun?.class === 'person' ? people : null;
    return known ? elsewhere(known.unit, 'unit:dwelling', known) : personsOf('شخص');
  }
  return null;
}

/** «سقوط 30 بين قتيل وجريح». */
function fromFates({ page, number }: Place): Resolved | null {
  const first = number.last + 2;
  if (wordText(page, first - 1) !== 'بين') return null;
  let last = first - 1;
  while (last < first + 2 && nounAt(page, last + 1)?.class === 'casualty') last++;
  if (last < first) return null;
  return { unit: unit(page, { first, last, noun: nounAt(page, first) }, 'unit:fates'), from: null, part: false };
}

/** «ثلاثة من أصل ثمانية مراكز», «تسع من آخر إحدى عشرة مباراة»: the noun of the whole. */
function fromOutOf({ page, number }: Place): Resolved | null {
  const of = number.last + 1;
  if (wordText(page, of) !== 'من' || !/^(?:اصل|بين|اخر)$/u.test(wordText(page, of + 1))) return null;
  const whole = page.numberAt[of + 2];
  const phrase = whole ? openPhrase(page, whole.last + 1) : null;
  return phrase && elsewhere(unit(page, phrase, ''), 'unit:out-of');
}

/** «والوفيات 318», «الجرحى 23»: a definite plural right before the number. */
function fromNeighbour(place: Place): Resolved | null {
  const { page, before } = place;
  if (!isPluralSubject(place)) return null;
  const { index } = before;
  return elsewhere(unit(page, { first: index, last: index, noun: nounAt(page, index) }, ''), 'unit:neighbour');
}

/** True when a definite plural of the list stands right before the number. */
export function isPluralSubject({ page, before, from, number }: Place): boolean {
  const { index, joined } = before;
  if (joined || index < from || number.definite || !samePhrase(page, index + 1)) return false;
  const found = lexeme(page, index);
  return found?.role === 'noun' && found.form === 'plural' && (glued(page, index) & Glued.the) !== 0;
}

/** «19 آخرين»: the noun of the last figure of persons; when that noun is itself a fate («شهيد»), what he belonged to. */
function fromOther(place: Place, earlier: readonly Antecedent[], event: FigureEvent): Resolved | null {
  const { page, number } = place;
  const at = number.last + 1;
  if (!cue(page, at)?.other || !samePhrase(page, at)) return null;
  const others = unit(page, { first: at, last: at, noun: null }, 'unit:others');
  // «الأربعة عشر الباقون» are the rest of a whole that the list before them need not name
  if (/^(?:ال)?(?:باق|متبق)(?:ون|ين)$/u.test(wordText(page, at))) return { unit: others, from: null, part: false };
  const from = othersOf(earlier, wordText(page, at) === 'اخري', event);
  if (!from) return { unit: others, from: null, part: false };
  const named = isOtherFate(from, event) ? belonging(page, from.unit, others) : from.unit;
  const { text, span, noun, whose } = named;
  return { unit: { ...others, text, span, noun, whose, elided: named !== others }, from: null, part: false };
}

/** «أخرى» continues any figure, «آخرين» one of persons that is no part of another, single persons before families. */
function othersOf(earlier: readonly Antecedent[], any: boolean, event: FigureEvent): Antecedent | undefined {
  if (any) return earlier.findLast((figure) => !isOf(figure, 'time') && !isOtherFate(figure, event));
  const whole = earlier.filter((figure) => isPeople(figure) && !figure.part);
  return whole.findLast((figure) => !isOf(figure, 'group')) ?? whole.at(-1) ?? earlier.findLast(isPeople);
}

/** «11 ألف شهيد من مقاتلي قسد ... و21 ألف آخر»: what the dead belonged to, or only «آخر». */
function belonging(page: PageWords, of: Unit, others: Unit): Unit {
  if (!of.whose) return others;
  const text = page.words.text.slice(of.whose.start, of.whose.end).replace(/^من\s+/u, '');
  return { ...others, text, span: of.whose };
}

/** A list or comparison goes on: «120 مليون دولار ... ٢٥ مليوناً», «من 70 ألفاً إلى 30», «مقابل 19». */
function fromList(place: Place, earlier: readonly Antecedent[], event: FigureEvent): Resolved | null {
  const from = listedBefore(place, earlier, event);
  if (!from || (event !== 'other' && isOtherFate(from, event))) return null;
  return elsewhere(from.unit, 'unit:list', from);
}

const MILLION = 1e6;
const LIKE_A_MILLION = 1e5;

/** Fates need persons and millions look for money; else the last figure of the sentence serves, or the last not of money. */
function listedBefore(place: Place, earlier: readonly Antecedent[], event: FigureEvent): Antecedent | undefined {
  if (EVENT_PERSONS[event])
    return othersOf(
      earlier.filter((figure) => figure.first >= place.from),
      false,
      event,
    );
  const last = earlier.at(-1);
  const near = last && last.first >= place.from ? last : undefined;
  if ((place.number.value ?? 0) >= MILLION && (near?.value ?? 0) < LIKE_A_MILLION) {
    return earlier.findLast((figure) => isOf(figure, 'money') || (figure.value ?? 0) >= LIKE_A_MILLION);
  }
  if (near && !isOf(near, 'time')) return near;
  return earlier.findLast((figure) => !isOf(figure, 'money') && !isOf(figure, 'time'));
}

/** «أصيب 12 في الهجوم»: what happened to them names them. */
function fromEvent(event: FigureEvent): Resolved | null {
  const person = EVENT_PERSONS[event];
  return person ? personsOf(person) : null;
}
