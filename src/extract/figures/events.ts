/** What happened to, or is said of, the things counted: told by the noun itself, or by the nearest word that says it. */
import type { FigureEvent } from '../../model.ts';
import { Glued } from '../../text/index.ts';
import { asideEndingAt, isTimeOfDay } from './asides.ts';
import { cue, flags, glued, isClauseStart, isDated, isFlagged, isNumber, type Place, wordText } from './context.ts';
import { nounAt } from './noun-phrase.ts';
import { qualifierBefore } from './qualifiers.ts';
import type { Unit } from './unit-model.ts';
import { CueFlag } from './vocabulary.ts';

/** Nouns that say what happened: «12 قتيلاً», «22 عملية». */
const EVENT_OF_NOUN: Readonly<Record<string, FigureEvent>> = {
  قتيل: 'killed',
  قتيلة: 'killed',
  شهيد: 'killed',
  شهيدة: 'killed',
  جثة: 'killed',
  جثمان: 'killed',
  وفاة: 'killed',
  غريق: 'killed',
  جريح: 'wounded',
  جريحة: 'wounded',
  مصاب: 'wounded',
  إصابة: 'wounded',
  ضحية: 'casualties',
  أسير: 'captured',
  أسيرة: 'captured',
  رهينة: 'missing',
  مفقود: 'missing',
  مخطوف: 'missing',
  مختطف: 'missing',
  معتقل: 'detained',
  محتجز: 'detained',
  موقوف: 'detained',
  سجين: 'detained',
  متهم: 'tried',
  مدان: 'tried',
  نازح: 'displaced',
  مهجر: 'displaced',
  لاجئ: 'displaced',
  عائد: 'returned',
  مستفيد: 'participants',
  مندوب: 'participants',
  موفد: 'participants',
  ممثل: 'participants',
  عضو: 'members',
  عملية: 'operations',
  حملة: 'operations',
  مداهمة: 'operations',
  هجوم: 'attacks',
  تفجير: 'attacks',
  انفجار: 'attacks',
  كمين: 'attacks',
  اعتداء: 'attacks',
  غارة: 'strikes',
  ضربة: 'strikes',
};

/** What persons are, not what happened to them: «فرار 20 سجيناً» tells of a flight, «مقتل 5 محتجزين» of deaths. */
const STATES: ReadonlySet<FigureEvent> = new Set([
  'detained',
  'tried',
  'displaced',
  'returned',
  'members',
  'participants',
]);
/** Fates that a word right before such persons tells. */
const FATES: ReadonlySet<FigureEvent> = new Set([
  'killed',
  'wounded',
  'missing',
  'released',
  'returned',
  'removed',
  'captured',
  'tried',
  'displaced',
]);
const BESIDE = 3;

const FARTHEST_BEFORE = 12;
const FARTHEST_BEHIND = 6;
const CLAUSE_COST = 4;
const VERB_BEHIND_COST = 3;
/** «مخيمات النازحين», «عناصر التنظيم»: persons and places say less than verbs and verbal nouns. */
const BYSTANDER_COST = 4;

/** The event of a figure and the word that says it (-1: the noun itself, or nothing). */
export function readEvent(place: Place, unit: Unit | null): { readonly event: FigureEvent; readonly word: number } {
  const own = ownEvent(place, unit);
  if (own) return (STATES.has(own) ? fateBeside(place) : null) ?? { event: own, word: -1 };
  const near = nearestEvent(place, unit);
  if (near) return { ...near, event: eventOfClass(near.event, unit) };
  if (unit?.noun?.class === 'person' && livesThere(place)) return { event: 'population', word: -1 };
  if (unit?.noun?.class === 'money') return { event: 'funding', word: -1 };
  return { event: place.number.kind === 'percent' || place.number.kind === 'fraction' ? 'share' : 'other', word: -1 };
}

/** «مقتل خمسة محتجزين», «أُفرج عن 12 معتقلاً»: the word of a fate within the phrase before the number. */
function fateBeside(place: Place): { readonly event: FigureEvent; readonly word: number } | null {
  const { page, from } = place;
  const first = qualifierBefore(place)?.first ?? place.before.index + 1;
  for (let at = first - 1; at >= Math.max(from, first - BESIDE); at--) {
    if (isClauseStart(page, at + 1) || isNumber(page, at)) return null;
    const event = eventAt(place, at);
    if (event && (isBystander(place, at) || (glued(page, at) & Glued.the) !== 0)) return null;
    if (event) return FATES.has(event) ? { event, word: at } : null;
  }
  return null;
}

/** What an event of persons comes to when something else is counted. */
function eventOfClass(event: FigureEvent, unit: Unit | null): FigureEvent {
  switch (unit?.noun?.class) {
    case 'place':
      return eventOfPlaces(event, unit.noun.lemma);
    case 'money':
      return OF_MONEY.has(event) ? event : 'funding';
    case 'thing':
    case 'measure':
    case 'area':
    case 'weight':
    case 'distance':
      return OF_THINGS[event] ?? event;
    default:
      return event;
  }
}

/** «تعهد بدفع 300 مليون» is funding, «صادرت 300 ألف» is not. */
const OF_MONEY: ReadonlySet<FigureEvent> = new Set(['funding', 'seized', 'aid', 'destroyed', 'other']);

/** «ضُبطت 12 بندقية», «مخيم يضم 12 مولدة», «تسليم 12 عربة». */
const OF_THINGS: Partial<Record<FigureEvent, FigureEvent>> = {
  detained: 'seized',
  captured: 'seized',
  population: 'other',
  members: 'other',
  tried: 'aid',
  participants: 'other',
};

/** What joins a coalition; a camp has tents, but they are no members of it. */
const MEMBER_STATES = new Set(['دولة', 'بلد', 'حكومة', 'جهة']);

/** States are members where persons live, and are represented where persons stand trial («يمثلون 43 دولة»). */
function eventOfPlaces(event: FigureEvent, lemma: string): FigureEvent {
  if (event === 'population' || event === 'members') return MEMBER_STATES.has(lemma) ? 'members' : 'other';
  return event === 'share' || event === 'tried' ? 'participants' : event;
}

/** «عدد القتلى جراء الهجوم 13»: the fate a noun found elsewhere tells. */
export function fateOf(unit: Unit | null): FigureEvent | undefined {
  return unit?.noun?.class === 'casualty' && unit.rule !== 'unit:list' ? EVENT_OF_NOUN[unit.noun.lemma] : undefined;
}

/** What the noun itself says («12 قتيلاً»), or its complement («17 حالة وفاة»). */
function ownEvent({ page }: Place, unit: Unit | null): FigureEvent | undefined {
  if (!unit || unit.elided) return undefined;
  const said = unit.noun ? EVENT_OF_NOUN[unit.noun.lemma] : undefined;
  if (said || unit.first < 0 || unit.rule === 'unit:of') return said;
  for (let at = unit.first; at <= Math.min(unit.last, unit.first + 1); at++) {
    const event = cue(page, at)?.event;
    if (event) return event;
  }
  return undefined;
}

function nearestEvent(place: Place, unit: Unit | null): { event: FigureEvent; word: number } | null {
  let best: { event: FigureEvent; word: number } | null = null;
  let cost = Number.POSITIVE_INFINITY;
  const consider = (word: number, distance: number) => {
    if ((flags(place.page, word) & CueFlag.event) === 0) return;
    if (distance >= cost) return;
    const event = eventAt(place, word);
    const weighed = distance + (event && isBystander(place, word) ? BYSTANDER_COST : 0);
    if (event && weighed < cost) {
      best = { event, word };
      cost = weighed;
    }
  };
  walkBefore(place, consider);
  walkBehind(place, unit, consider);
  return best;
}

function isBystander({ page }: Place, word: number): boolean {
  const nounClass = nounAt(page, word)?.class;
  return nounClass !== undefined && nounClass !== 'event' && nounClass !== 'group';
}

/** «أسر» is captivity, and families unless the number follows («وأسر 19 آخرين»); «فقد» is a particle, and «lost» only right before the number. */
function eventAt({ page, before }: Place, word: number): FigureEvent | undefined {
  const found = cue(page, word);
  const isFamilies = nounAt(page, word)?.class === 'group' && word !== before.index;
  if (isFamilies || isDated(page, word) || isTimeOfDay(page, word) || (found?.word === 'فقد' && word !== before.index))
    return undefined;
  // «شاحنات لنقل الأمتعة»: what they are for
  if ((glued(page, word) & Glued.for) !== 0 && nounAt(page, word - 1)?.class === 'thing') return undefined;
  // «ألقت 12 قنبلة» is no arrest
  if (found?.verb && THROWING.test(found.word))
    return /^(?:ال)?قبض/u.test(wordText(page, word + 1)) ? 'detained' : undefined;
  // «القضاء على عنصرين» is no court
  if (found?.word === 'القضاء' && cue(page, word + 1)?.word === 'علي') return 'killed';
  return found?.event;
}

const THROWING = /^(?:القي|القت|القوا|[يتن]لقي|[يت]لقون)/u;

type Consider = (word: number, distance: number) => void;

/** A word of the same clause is nearer than one across a comma or another number; an aside is passed over. */
function walkBefore(place: Place, consider: Consider): void {
  const { page, from } = place;
  let distance = 0;
  for (let at = place.before.index; at >= from && distance < FARTHEST_BEFORE; at--, distance++) {
    if (isClauseStart(page, at + 1)) {
      const aside = asideEndingAt(page, at, from);
      if (aside > from) at = aside - 1;
      else distance += CLAUSE_COST;
      if (distance >= FARTHEST_BEFORE) return;
    }
    consider(at, distance);
  }
}

const LIVES = /^(?:ارواحهم|ارواحهن|حياتهم|حياتهن|حتفهم|مصرعهم)$/u;

function walkBehind(place: Place, unit: Unit | null, consider: Consider): void {
  const { page, number, to } = place;
  const start = Math.max(number.last, unit?.last ?? -1) + 1;
  for (let at = start; at <= to && at - start < FARTHEST_BEHIND; at++) {
    if (isClauseStart(page, at) || isNumber(page, at)) return;
    // «كلف المعركة ألف مقاتل أرواحهم»: the cost is their lives
    consider(at, LIVES.test(wordText(page, at)) ? 0 : at - start + VERB_BEHIND_COST);
  }
}

/** «في المخيم أكثر من ألفي أجنبي»: persons of whom the sentence says only where they are. */
function livesThere({ page, number, from }: Place): boolean {
  for (let at = number.first - 1; at >= Math.max(from, number.first - FARTHEST_BEFORE); at--) {
    if (isFlagged(page, at, CueFlag.conflict) && cue(page, at)?.word.startsWith('مخيم')) return true;
  }
  return false;
}
