/**
 * Numbers that are no figures: dates, names, labels, clock times, results, rows of a list, fixed expressions. Each rule
 * says by its name what the number is instead.
 */
import { fold, Gap, Glued, isDash, WordKind } from '../../text/index.ts';
import { isAge } from './ages.ts';
import { cue, glued, isArabic, isDated, isDefinite, lexeme, type Place, samePhrase, wordText } from './context.ts';
import { isLabel, isNamedDual, isQuotedName } from './labels.ts';
import { nounAt } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';

type Rule = readonly [name: string, test: (place: Place, unit: Unit | null) => boolean];

/** The rules in the order they are asked. */
const RULES: readonly Rule[] = [
  ['ordinal', isPlainOrdinal],
  ['name-with-digits', isName],
  ['label', isLabel],
  ['quoted-name', isQuotedName],
  ['named-dual', isNamedDual],
  ['known-pair', isKnownPair],
  ['said-already', isSaidAlready],
  ['age', isAge],
  ['munition-size', isMunitionSize],
  ['result', isResult],
  ['list-marker', isListMarker],
  ['fixed-expression', isFixedExpression],
  ['pronoun-one', isPronounOne],
  ['year', isYear],
];

/** What the number is instead of a figure; null when it is one. */
export function refusalOf(place: Place, unit: Unit | null): string | null {
  for (const [name, test] of RULES) if (test(place, unit)) return name;
  return null;
}

/** A date covers it; a bare year that counts a listed noun («في 2000 منزل») is no date. */
export function isDate({ page, number }: Place): boolean {
  const date = page.dateAt[number.first];
  if (!date || (number.value === 2 && number.definite)) return false;
  // «المتهمين الأحد عشر» begins like a Sunday
  if (date.kind === 'weekday' && number.last > date.last) return false;
  // «مقابل 44 العام الماضي»: the year behind it is definite and not counted by it
  const definiteNext = (glued(page, number.last + 1) & Glued.the) !== 0;
  if (date.kind === 'relative' && date.first === number.first && definiteNext && !number.definite) return false;
  const counts = date.kind === 'year' && date.first === number.first && nounAt(page, number.last + 1) !== null;
  return !(counts && samePhrase(page, number.last + 1) && (glued(page, number.last + 1) & Glued.the) === 0);
}

/** «ثالث عملية», «الذكرى الـ75»; the rank of a member («العضو التسعين») tells how many there are. */
function isPlainOrdinal({ page, number, from, to }: Place): boolean {
  if (number.kind !== 'ordinal') return false;
  const before = nounAt(page, number.first - (wordText(page, number.first - 1) === 'ال' ? 2 : 1));
  if ((number.value ?? 0) < 10 || !before) return true;
  if (before.lemma === 'عضو') return false;
  return !(before.class === 'place' && hasCue(page, from, to, (found) => found.event === 'members'));
}

function hasCue(
  page: Place['page'],
  from: number,
  to: number,
  test: (found: NonNullable<ReturnType<typeof cue>>) => boolean,
): boolean {
  for (let i = from; i <= to; i++) {
    const found = cue(page, i);
    if (found && test(found)) return true;
  }
  return false;
}

/** «M4», «SY24», «إف-16», «كوفيد-19», «5G»: letters touch the digits. */
function isName(place: Place): boolean {
  const { page, number } = place;
  const { words } = page;
  if (words.kind[number.first] !== WordKind.number) return false;
  const next = number.last + 1;
  if (words.kind[next] === WordKind.latin && words.gap[next] === Gap.none) return true;
  const { index } = place.before;
  if (index < 0 || words.kind[index] === WordKind.number) return false;
  const touching = index === number.first - 1 && words.gap[number.first] === Gap.none;
  const dashed = isDash(words, index + 1) && (words.start[index + 1] as number) - (words.end[index] as number) === 1;
  if (!touching && !dashed) return isSpacedName(place, index) && !nounAt(page, next);
  const found = cue(page, index);
  return !(touching && (found?.event || found?.qualifier || found?.stop));
}

/** «F 16», «إم 5»: Latin letters, or Arabic ones read one by one. */
function isSpacedName({ page, number }: Place, index: number): boolean {
  if (!samePhrase(page, number.first)) return false;
  if (page.words.kind[index] === WordKind.latin) return true;
  return number.plain && wordText(page, index).length === 2 && !cue(page, index) && !lexeme(page, index);
}

/** «3-1», «بنتيجة 2-2»: digits joined by a dash that make no range, or any such pair in a report of sport. */
function isResult({ page, number, from, to }: Place, unit: Unit | null): boolean {
  const { words } = page;
  const isDigitWord = (index: number) => words.kind[index] === WordKind.number;
  if (!isDigitWord(number.first)) return false;
  if (isDash(words, number.first) && isDigitWord(number.first - 1)) return true;
  if (isDigitWord(number.last + 1) && isDash(words, number.last + 1)) return true;
  return (
    number.rules.includes('range:dash') && unit === null && hasCue(page, from, to, (found) => found.sport === true)
  );
}

/** «1. ...», «2- ...» at the beginning of a line. */
function isListMarker({ page, number }: Place): boolean {
  const { words } = page;
  if (number.kind !== 'cardinal' || !number.plain || (number.value ?? 0) > 99) return false;
  const opens = number.first === 0 || ((words.gap[number.first] as number) & Gap.newline) !== 0;
  const next = number.last + 1;
  if (!opens || next >= words.count) return false;
  return ((words.gap[next] as number) & (Gap.stop | Gap.other | Gap.bracket | Gap.colon)) !== 0;
}

/** «نصف النهائي», «الربع الأول», «الثلث المعطل», «الدول السبع الكبرى», «للدولار الواحد». */
function isFixedExpression(place: Place): boolean {
  const { page, number } = place;
  if (number.kind === 'dual') return isManner(page, number);
  if (number.kind !== 'fraction' && number.kind !== 'cardinal') return false;
  if (isProverbial(place)) return true;
  const next = wordText(page, number.last + 1);
  if (number.definite && /^(?:الكبري|الصناعيه|دايمه|الدايمه)$/u.test(next))
    return nounAt(page, number.first - 1)?.lemma === 'دولة';
  if (number.kind === 'cardinal')
    return number.value === 1 && /^(?:الدولار|اليورو|البرميل)$/u.test(wordText(page, number.first - 1));
  if (lexeme(page, number.last + 1)?.role === 'ordinal' || isClock(page, number)) return true;
  return /^(?:ال)?(?:نهايي|اخر|اخير|خالي|معطل|ضامن|سنوي|سنويه|شهري|دايري|رسمي)$/u.test(next);
}

const FATES: readonly string[] = ['killed', 'wounded', 'casualties', 'captured', 'detained', 'missing'];
const FATE_REACH = 4;

/** «رئيسا البلدين» are known; «قُتل عنصرا الدورية» tells how many died. */
function isKnownPair({ page, number, from }: Place): boolean {
  if (!number.rules.includes('dual:nominative') || !isDefinite(page, number.first + 1)) return false;
  for (let at = number.first - 1; at >= Math.max(from, number.first - FATE_REACH); at--) {
    const event = cue(page, at)?.event;
    if (event && FATES.includes(event)) return false;
  }
  return true;
}

/** «اثنان منهم عراقيان», «كلاهما تونسيان», «الاثنان سوريان»: the dual describes two that were counted already. */
function isSaidAlready({ page, number }: Place): boolean {
  if (number.kind !== 'dual' || !samePhrase(page, number.first) || glued(page, number.first) !== Glued.none)
    return false;
  const index = number.first - 1;
  if (/^[وف]?(?:كلاهما|كلتاهما|كليهما|كلتيهما|هما)$/u.test(wordText(page, index))) return true;
  const two = cue(page, index)?.within ? index - 1 : index;
  // «ليل الاثنين، بينهم شقيقان»: a day
  if (/^[وف]?ال[اأإ]?ثن(?:ان|ين|تان|تين)$/u.test(wordText(page, two))) return !isDated(page, two);
  return page.numberAt[two]?.value === 2 && page.numberAt[two]?.kind === 'cardinal';
}

const MUNITION =
  /^(?:[وفبلك]?(?:ال)?|لل)(?:قنبله|قنابل|قنبلتين|قنبلتان|صاروخ|صواريخ|صاروخين|قذيفه|قذايف|ذخيره|ذخاير|راس|رووس)$/u;
const SIZE = /^(?:[وب]?زنه|[وب]?وزن|[وب]?وزنها|فيه|عيار|تزن)$/u;
const SIZE_REACH = 3;
const MUNITION_REACH = 8;

/** «قنابل زنة الواحدة 500 رطل», «قنابل من فئة ألفي رطل»: what sort of bomb, not how much. */
function isMunitionSize({ page, before, from }: Place, unit: Unit | null): boolean {
  if (unit?.noun?.class !== 'weight' && unit?.noun?.class !== 'distance') return false;
  let size = before.index;
  const first = Math.max(from, size - SIZE_REACH);
  while (size >= first && !SIZE.test(wordText(page, size))) size--;
  if (size < first) return false;
  for (let at = size - 1; at >= Math.max(from, size - MUNITION_REACH); at--) {
    if (MUNITION.test(wordText(page, at))) return true;
  }
  return false;
}

/** «ألف مرة», «خير من ألف يوم», «ألف شكر»: a round number that only says many. */
function isProverbial({ page, number }: Place): boolean {
  if (number.first !== number.last || (number.value !== 100 && number.value !== 1000 && number.value !== 1e6))
    return false;
  const word = wordText(page, number.first).replace(/^[وفبل]/u, '');
  if (!/^(?:ميه|مايه|الف|مليون)$/u.test(word)) return false;
  const next = wordText(page, number.last + 1);
  if (/^(?:مره|شكر|تحيه|سلام|مبروك|حساب|سوال|معني)$/u.test(next)) return true;
  const from = wordText(page, number.first - 1) === 'من';
  return from && /^(?:خير|افضل|احسن|اهون|اشرف|احب)$/u.test(wordText(page, number.first - 2));
}

/** «الثالثة إلا ربعاً», «العاشرة والنصف». */
function isClock(page: Place['page'], number: Place['number']): boolean {
  const before = wordText(page, number.first - 1) === 'الا' ? number.first - 2 : number.first - 1;
  return lexeme(page, before)?.role === 'ordinal' && samePhrase(page, number.first);
}

/** «على دفعتين», «في مرحلتين»: how often, not how many. */
function isManner(page: Place['page'], number: Place['number']): boolean {
  return (
    /^(?:دفعه|مرحله|جوله|خطوه)$/u.test(fold(number.noun?.lemma ?? '')) &&
    /^(?:علي|في)$/u.test(wordText(page, number.first - 1))
  );
}

/** «استقالوا دفعة واحدة»: all at once; «وصلت دفعة واحدة من الخيام» counts. */
function isAllAtOnce({ page, number }: Place, unit: Unit): boolean {
  return unit.noun?.lemma === 'دفعة' && !/^(?:من|فقط)$/u.test(wordText(page, number.last + 1));
}

/** «واحد» counts only behind an indefinite noun of persons, things or events: «شخص واحد», not «في وقت واحد». */
function isPronounOne(place: Place, unit: Unit | null): boolean {
  const { page, number } = place;
  if (number.value !== 1 || number.form === 'digits' || number.kind !== 'cardinal') return false;
  if (unit?.rule !== 'unit:before' || number.definite || !unit.noun) return true;
  if ((glued(page, unit.first) & Glued.the) !== 0 || isAllAtOnce(place, unit)) return true;
  const counted: readonly string[] = ['person', 'casualty', 'group', 'event', 'thing'];
  return !counted.includes(unit.noun.class) || unit.noun.lemma === 'هدف';
}

/** «عام ألفين وأربعة عشر» */
function isYearInWords({ page, number, before }: Place): boolean {
  const value = number.value ?? 0;
  if (number.form !== 'words' || value <= 1000 || value > 2100) return false;
  return /^[وبل]?(?:ال)?(?:عام|سنه)$/u.test(wordText(page, before.index));
}

/** Four bare digits between 1900 and 2100 are a year, unless a noun or a qualifier says that they count. */
function isYear(place: Place, unit: Unit | null): boolean {
  const { page, number } = place;
  if (isYearInWords(place)) return true;
  if (!number.plain || (number.value ?? 0) < 1900 || (number.value ?? 0) > 2100) return false;
  if (unit?.noun || (unit && unit.rule !== 'unit:shape' && unit.rule !== 'unit:of')) return false;
  const { index } = place.before;
  const found = isArabic(page, index) ? cue(page, index) : undefined;
  return !(found?.qualifier || found?.pronoun || found?.amounts || found?.event);
}
