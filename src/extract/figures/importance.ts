/** Where a figure belongs: 3 in the highlight strip, 2 in the text, 1 is left out. */
import type { FigureEvent, FigureKind } from '../../model.ts';
import { isBackground } from './background.ts';
import { cue, isNumber, type Place, wordText } from './context.ts';
import type { Unit } from './unit-model.ts';

/** Events whose counts a digest highlights. */
const LEADING: readonly FigureEvent[] = [
  'killed',
  'wounded',
  'casualties',
  'captured',
  'detained',
  'missing',
  'tried',
  'released',
  'returned',
  'displaced',
  'operations',
  'strikes',
  'attacks',
  'population',
  'members',
  'participants',
  'funding',
];
const FATES: readonly FigureEvent[] = ['killed', 'wounded', 'casualties', 'captured', 'detained', 'missing'];
/** Kinds that describe rather than count. */
const BACKGROUND: readonly FigureKind[] = ['duration', 'age', 'distance', 'weight', 'area'];

/** What importance looks at besides the figure's place. */
export type Weighed = {
  readonly kind: FigureKind;
  readonly event: FigureEvent;
  readonly unit: Unit;
  readonly value: number | null;
  /** True for a part of another figure: «بينهم 12 طفلاً». */
  readonly part: boolean;
  /** True when the article speaks of the conflict at all. */
  readonly topical: boolean;
  /** Its paragraph, from 0. */
  readonly paragraph: number;
};

/** The importance of a figure. */
export function weigh(place: Place, weighed: Weighed): 1 | 2 | 3 {
  const own = ownWeight(place, weighed);
  return own === 3 && isBackground(place, weighed.paragraph) ? 2 : own;
}

function ownWeight(place: Place, { kind, event, unit, value, part, topical }: Weighed): 1 | 2 | 3 {
  if (!topical) return 1;
  if (kind === 'area' && event === 'removed') return 3;
  if (BACKGROUND.includes(kind) || isRate(place, unit) || isOfCourt(place, event, unit)) return 1;
  if (kind === 'dual' && /هما$/u.test(wordText(place.page, place.number.first - 1))) return 1;
  if (kind === 'ordinal') return 3;
  if (kind === 'percent') return isLeadingShare(place, value ?? 0) ? 3 : 2;
  if (kind === 'fraction') return 2;
  if (kind === 'money') return (value ?? 0) >= 1e6 ? 3 : 2;
  return weightOfCount(place, { event, unit, value, part, vague: kind === 'vague' || isGuess(place) });
}

type Counted = Pick<Weighed, 'event' | 'unit' | 'value' | 'part'> & { readonly vague: boolean };

function weightOfCount(place: Place, { event, unit, value, part, vague }: Counted): 1 | 2 | 3 {
  const nounClass = unit.noun?.class;
  if (value === 1) return event === 'killed' && nounClass !== 'group' ? 3 : FATES.includes(event) ? 2 : 1;
  if (nounClass === 'thing' || nounClass === 'measure' || nounClass === 'abstract') return weightOfThings(event, unit);
  if (nounClass === 'place') return weightOfPlaces(event, value ?? 0);
  if (nounClass === undefined && !isOfPersons(event, unit)) return 2;
  if (vague || isOfKin(unit)) return 2;
  if (isPerson(unit)) return weightOfPersons(place, event, unit, value ?? 0, part);
  return event === 'removed' || LEADING.includes(event) ? 3 : 2;
}

/** «أصيب 3 من المارة», «19 آخرين»: what befell them tells that they are persons. */
function isOfPersons(event: FigureEvent, { rule }: Unit): boolean {
  return rule === 'unit:event' || rule === 'unit:others' || (rule === 'unit:of' && FATES.includes(event));
}

function isPerson({ noun }: Unit): boolean {
  return noun?.class === 'person' || noun?.class === 'casualty';
}

/** From here on a number of persons is news whatever is said of them. */
const MANY = 1000;
/** Fewer take part in every operation. */
const FEW = 10;

function weightOfPersons(place: Place, event: FigureEvent, unit: Unit, value: number, part: boolean): 1 | 2 | 3 {
  if (event === 'members') return 2;
  if (value >= MANY && !part && place.number.max === null && !PUPILS.has(unit.noun?.lemma ?? '')) return 3;
  if (part && (event === 'population' || event === 'participants')) return 2;
  if (event === 'participants' && value < FEW) return 2;
  // «ولم تسجل إصابات بين الحراس، وعددهم مئتان»: what is said of them did not happen to all
  if (unit.rule === 'unit:pronoun' && event !== 'population' && unit.noun?.class !== 'casualty') return 2;
  // «هاجم 12 مسلحاً»: those who attack; «استهدف تسعة من قادته» tells of those attacked
  if (event === 'attacks' && unit.rule === 'unit:noun') return 2;
  return event === 'removed' || LEADING.includes(event) ? 3 : 2;
}

const PUPILS = new Set(['تلميذ', 'طالب', 'مشترك', 'مستهلك', 'متابع', 'ناخب']);
/** Who and what a court has besides those it tries. */
const COURT = new Set(['قاضي', 'قاض', 'شاهد', 'محام', 'محامي', 'محقق', 'خبير', 'مترجم', 'جلسة']);

function isOfCourt({ page, before }: Place, event: FigureEvent, unit: Unit): boolean {
  if (event === 'tried' && COURT.has(unit.noun?.lemma ?? '')) return true;
  // «حُكم عليه بالسجن اثني عشر»: years, though nothing says so here
  return unit.elided && /^(?:بال|ال)?(?:سجن|حبس)$/u.test(wordText(page, before.index));
}

/** «أولادها الأربعة»: somebody's own family. */
function isOfKin({ rule, noun }: Unit): boolean {
  return rule === 'unit:before-owned' && noun?.class === 'person';
}

/** «اثنان أو ثلاثة», «سبعة أو ثمانية انفجارات»: who says so does not know. */
function isGuess({ number }: Place): boolean {
  return number.rules.includes('range:or') && (number.max ?? 0) < FEW * 2;
}

/** From here on so many houses or tents searched are a result. */
const MANY_PLACES = 100;

function weightOfPlaces(event: FigureEvent, value: number): 1 | 2 | 3 {
  if (event === 'operations') return value >= MANY_PLACES ? 3 : 1;
  return event === 'members' || event === 'participants' || event === 'removed' ? 3 : 1;
}

const HALF = 50;

/** «تراجعت الهجمات بنسبة 64%», «80% من الوحدات»: how attacks change, and what most of a whole is. */
function isLeadingShare(place: Place, value: number): boolean {
  const { page, number, before, from } = place;
  const next = number.last + 1;
  if (value >= HALF && wordText(page, next) === 'من' && !isNumber(page, next + 1))
    return !/^[وف]?(?:مجموع|المجموع)$/u.test(wordText(page, next + 1));
  let changed = false;
  for (let at = before.index; at >= Math.max(from, before.index - CHANGE_DISTANCE); at--) {
    const found = cue(page, at);
    if (isNumber(page, at)) return false;
    changed ||= found?.change === true;
    if (found?.event === 'attacks' && isAttack(found.word)) return changed || hasChange(place, at);
  }
  return false;
}

const CHANGE_DISTANCE = 10;
const isAttack = (word: string) => /^(?:هجوم|هجمات|اعتداءات|تفجيرات|كماين)$/u.test(word);

/** «تراجع عدد الهجمات بنسبة 37»: the change stands before its subject. */
function hasChange({ page, from }: Place, index: number): boolean {
  for (let at = index - 1; at >= Math.max(from, index - 3); at--) if (cue(page, at)?.change) return true;
  return false;
}

const PERIODS = /^(?:ال)?(?:يوم|شهر|اسبوع|سنه|ساعه)$/u;
const RATES = new Set(['يوميا', 'شهريا', 'سنويا', 'اسبوعيا']);

/** «ثلاث وفيات شهرياً», «بمعدل». */
function isRate({ page, number, before }: Place, unit: Unit): boolean {
  if (wordText(page, before.index) === 'لكل') return true;
  for (let at = number.last + 1; at <= Math.max(number.last, unit.last) + 1; at++) {
    if (RATES.has(cue(page, at)?.word ?? '')) return true;
    // «أربع وفيات كل شهر», «في اليوم»
    if (/^(?:كل|في)$/u.test(wordText(page, at)) && PERIODS.test(wordText(page, at + 1))) return true;
  }
  return false;
}

/** What is cleared: mines and shells. */
const HAZARDS = new Set('لغم عبوة قذيفة قنبلة صاروخ قطعة مقذوف جسم ذخيرة حزام صاعق'.split(' '));

/** Mines cleared are a result («2375 لغماً»), arms seized a detail, other things equipment. */
function weightOfThings(event: FigureEvent, unit: Unit): 1 | 2 | 3 {
  if (event === 'removed') return HAZARDS.has(unit.noun?.lemma ?? '') ? 3 : 1;
  return event === 'seized' || event === 'aid' ? 2 : 1;
}
