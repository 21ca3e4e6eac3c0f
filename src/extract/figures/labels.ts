/** Numbers that name instead of counting: «القرار 2254», «المادتين 147 و148», «القطاعات 1 و2», «سجن 5», «أبو الـ40». */
import { Gap, Glued, type NounClass, type NumberReading, WordKind } from '../../text/index.ts';
import { cue, glued, isDefinite, isNumber, lexeme, type Place, placeOf, samePhrase, wordText } from './context.ts';
import { nounAt } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';

/** «القرارات 2170 و2249 و2254»: how many numbers one label serves. */
const LONGEST_ROW = 4;

/** True for «القرار 2254», «غرفة 12», «الفرقة 17»; «و2249» behind a label goes with it. */
export function isLabel(place: Place, unit: Unit | null, row = 0): boolean {
  const { page, number } = place;
  if (number.kind === 'dual' || number.kind === 'percent') return false;
  if (isOutletName(place, unit)) return true;
  const { index, joined } = place.before;
  if (joined && row < LONGEST_ROW && isNumber(page, index) && !isCounted(unit)) {
    const before = page.numberAt[index] as NumberReading;
    return isLabel(placeOf(page, before, place.from, place.to), null, row + 1);
  }
  if (joined || !samePhrase(page, index + 1)) return false;
  const label = cue(page, index)?.label;
  if (label === 'hard') return !isReached(place, index);
  // «القرار الدولي 2254»
  if (number.plain && isDefinite(page, index) && samePhrase(page, index)) {
    const noun = cue(page, index - 1)?.label === 'hard' && (glued(page, index - 1) & Glued.the) !== 0;
    if (noun && !nounAt(page, index) && !cue(page, index)?.verb) return true;
  }
  if (isNumbered(place, unit) || isBodyName(place, unit)) return true;
  // «مجموعة العشرين» is a name, «المجموعة الـ12» is not reached here: it is a rank
  if (label === 'soft' && number.definite) return (glued(page, index) & Glued.the) === 0;
  return label === 'soft' && number.form !== 'words' && (!isCounted(unit) || unit?.noun === null);
}

/** True when a noun beside the number says what it counts; «من القانون» says whose the articles are. */
function isCounted(unit: Unit | null): boolean {
  if (unit === null || unit.rule === 'unit:of') return false;
  // «القطاع 1»: digits do not count the noun before them
  return unit.rule !== 'unit:before';
}

/** «اقترب من الرقم 300»: a number that is reached is an amount. */
function isReached({ page, from }: Place, index: number): boolean {
  if (cue(page, index)?.word !== 'الرقم' || !/^(?:من|الي|عند)$/u.test(wordText(page, index - 1))) return false;
  for (let at = index - 2; at >= Math.max(from, index - REACH); at--) {
    if (cue(page, at)?.amounts || /^[وف]?[يت]?قترب/u.test(wordText(page, at))) return true;
  }
  return false;
}

const REACH = 10;

/** Nouns that news numbers; persons and events are counted («الجرحى 23», «الوفيات 318»). */
const NUMBERED: readonly NounClass[] = ['place', 'group', 'abstract', 'time'];

/** Groups that news counts and does not number. */
const PEOPLE = new Set(['عائلة', 'أسرة', 'عشيرة', 'قبيلة', 'وفد']);

/** «الدقائق 12 و35», «القطاعات 1 و2», «المهجع 7», «سجن 5»: bare digits right behind a noun that is numbered. */
function isNumbered(place: Place, unit: Unit | null): boolean {
  const { page, number, before } = place;
  const { index } = before;
  if (!number.plain || number.definite || index !== number.first - 1 || isCounted(unit)) return false;
  if (page.words.kind[number.first] !== WordKind.number || (number.value ?? 0) > LARGEST_NUMBER) return false;
  const found = lexeme(page, index);
  const row = isRow(place);
  if (found?.role !== 'noun') return row && /^ال.{3,}ين$/u.test(wordText(page, index)) && !cue(page, index);
  if (!NUMBERED.includes(found.noun.class) || PEOPLE.has(found.noun.lemma) || nounAt(page, index) === null)
    return false;
  if (isAmounted(place, index)) return false;
  const definite = (glued(page, index) & Glued.the) !== 0;
  if (found.form !== 'singular') return definite;
  return found.noun.class === 'place' || found.noun.class === 'group' ? !definite || !hasFate(place, index) : false;
}

const BODY = /^[وفبلك]?(?:قوه|فرقه|لواء|كتيبه|فوج|سريه|وحده|كتايب|الويه|غرفه|فصيل|سرب|اسطول)$/u;
const LONGEST_BODY = 3;

/** «قوة المهام 12», «لواء المشاة الآلي 33»: digits close the name of a body whose other words have the article. */
function isBodyName({ page, number, before, from }: Place, unit: Unit | null): boolean {
  if (!number.plain || number.definite || page.words.kind[number.first] !== WordKind.number) return false;
  if (before.index !== number.first - 1 || (isCounted(unit) && unit?.noun)) return false;
  let at = before.index;
  const first = Math.max(from, at - LONGEST_BODY);
  while (at > first && isDefinite(page, at) && samePhrase(page, at)) at--;
  return at < before.index && BODY.test(wordText(page, at));
}

/** «القسم 120»: numbers of places are small. */
const LARGEST_NUMBER = 99;

/** «2 و3»: other digits are joined behind. */
function isRow({ page, number }: Place): boolean {
  return wordText(page, number.last + 1) === 'و' && page.words.kind[number.last + 2] === WordKind.number;
}

/** «بلغ عدد الدول 83», «عدد سكان الحي 40»: a head or a verb of amounts makes a count of it. */
function isAmounted({ page, from }: Place, index: number): boolean {
  for (let at = index; at >= Math.max(from, index - 4); at--) {
    const found = cue(page, at);
    if (found?.head || found?.amounts) return true;
  }
  return false;
}

/** «قُتل في السجن 5» counts the dead; «نُقل إلى المهجع 7» does not. */
function hasFate({ page, from }: Place, index: number): boolean {
  for (let at = index - 1; at >= Math.max(from, index - 6); at--) {
    const found = cue(page, at);
    if (found?.event && nounAt(page, at)?.class !== 'place') return true;
  }
  return false;
}

/** «لمنصة ضفة 12», «شبكة وادي 24»: an outlet, its name, and the number of the name. */
function isOutletName({ page, number, before }: Place, unit: Unit | null): boolean {
  const { index } = before;
  if (!number.plain || index !== number.first - 1) return false;
  if (!samePhrase(page, index) || !samePhrase(page, number.first)) return false;
  if (!OUTLET.test(wordText(page, index - 1)) || cue(page, index)?.verb || cue(page, index)?.stop) return false;
  return unit === null || (lexeme(page, index) === undefined && cue(page, index) === undefined);
}

const OUTLET = /^(?:[وفبلك]?(?:ال)?|لل)(?:منصه|شبكه|قناه|صحيفه|وكاله|موقع|اذاعه|مجله|راديو|تلفزيون)$/u;

/** «وكالة نهران», «قرية كفران»: what looks like a dual right behind a kind of place or outlet is its name. */
export function isNamedDual({ page, number }: Place): boolean {
  if (number.kind !== 'dual' || glued(page, number.first) !== Glued.none || !samePhrase(page, number.first))
    return false;
  const index = number.first - 1;
  const before = lexeme(page, index);
  if (before?.role !== 'noun' || before.form !== 'singular' || (glued(page, index) & Glued.the) !== 0) return false;
  return (
    before.noun.class === 'organisation' || (before.noun.class === 'place' && NAMED_PLACES.test(wordText(page, index)))
  );
}

const NAMED_PLACES = /^[وبل]?(?:مدينه|بلده|قريه|محافظه|منطقه|ناحيه|حي|مخيم|سجن|قاعده|مطار|جزيره|واحه|جبل|نهر|وادي)$/u;

/** «سيف الوادي 4», «أبو الـ40» in quotation marks: the number closes the name; «أبو الـ40» is one everywhere. */
export function isQuotedName({ page, number, before }: Place, unit: Unit | null): boolean {
  if (unit !== null || !number.plain) return false;
  const { words } = page;
  if (/^[وبل]?(?:ابو|ابي|ابا|ام)$/u.test(wordText(page, before.index))) return true;
  if (before.index !== number.first - 1) return false;
  const closes = '»”"'.includes(words.text[number.span.end] ?? ' ');
  return closes && words.gap[number.first] === Gap.space && !cue(page, before.index)?.amounts;
}
