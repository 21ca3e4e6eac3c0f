/** Ages that no noun names: «في الـ32 من عمرها», «دون الـ18», «امرأة تجاوزت السبعين», «لم يكمل عامه العشرين». */
import { cue, isNumber, lexeme, type PageWords, type Place, samePhrase, wordText } from './context.ts';
import { nounAt } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';

const OLDEST = 110;

/** True when a definite number tells how old someone is. */
export function isAge(place: Place, unit: Unit | null): boolean {
  const { page, number } = place;
  const value = number.value ?? 0;
  if (!number.definite || number.kind !== 'cardinal' || value > OLDEST) return false;
  const { index } = place.before;
  if (wordText(page, number.last + 1) === 'من' && /^(?:ال)?عمر/u.test(wordText(page, number.last + 2))) return true;
  // «لم يكمل عامه العشرين», «في عقده الـ4»
  if (/^[وفبل]?(?:عام|سنت|ربيع|عقد)(?:ه|ها|هم|هن)$/u.test(wordText(page, index))) return true;
  if (unit !== null || !samePhrase(page, index + 1)) return false;
  return isBelowOrAbove(place, index) || isReachedBy(place, index);
}

/** «نازحين دون الـ18», «من هم فوق الستين»; «عدد القتلى فوق الخمسين» is a count. */
function isBelowOrAbove(place: Place, index: number): boolean {
  const { page } = place;
  if (!/^[وفلب]?(?:دون|فوق|تحت)$/u.test(wordText(page, index))) return false;
  const subject = wordText(page, index - 1);
  if (/^(?:هم|هن|هو|هي|من|ممن|كانوا|او)$/u.test(subject) || isPerson(page, index - 1)) return true;
  return !isCount(place, index - 1);
}

const FORMS = 'تجاوز|جاوز|ناهز|قارب|بلغ|تخطي|تعدي|اتم|اكمل|دخل|ودع|لامس';
const REACHED = new RegExp(`^[وف]?(?:${FORMS})(?:ت|وا|ن|تا|ا)?$`, 'u');
const REACHING = /^[وف]?[يت](?:تجاوز|جاوز|ناهز|قارب|بلغ|تخط[يى]?|تعد[يى]?|تم|كمل|كملوا|دخل|ودع|لامس)(?:وا|ون|ن)?$/u;
const SUBJECT_DISTANCE = 3;

/** «امرأة تجاوزت السبعين», «من تجاوزوا الستين», «مسن يقارب التسعين»; «القتلى تجاوزوا الخمسين» counts. */
function isReachedBy(place: Place, index: number): boolean {
  const { page, from } = place;
  if (!REACHED.test(wordText(page, index)) && !REACHING.test(wordText(page, index))) return false;
  for (let at = index - 1; at >= Math.max(from, index - SUBJECT_DISTANCE) && samePhrase(page, at + 1); at--) {
    if (isNumber(page, at) || cue(page, at)?.head) return false;
    if (/^[وفبل]?(?:من|ممن|الذين|اللواتي|اللاتي|التي|الذي)$/u.test(wordText(page, at))) return at === index - 1;
    if (isPerson(page, at)) return true;
    if (nounAt(page, at) !== null) return false;
  }
  return false;
}

/** One person, or indefinite ones: «رجل», «رجال», but not «القتلى». */
function isPerson(page: PageWords, index: number): boolean {
  const noun = nounAt(page, index);
  if (noun?.class !== 'person' && noun?.class !== 'casualty') return false;
  const found = lexeme(page, index);
  return found?.role === 'noun' && (found.form === 'singular' || !/^[وفبلك]?(?:ال|لل)/u.test(wordText(page, index)));
}

const COUNT_DISTANCE = 10;

/** A head of a count or a verb of amounts in the clause. */
function isCount({ page, from }: Place, index: number): boolean {
  for (let at = index; at >= Math.max(from, index - COUNT_DISTANCE) && samePhrase(page, at + 1); at--) {
    const found = cue(page, at);
    if (found?.head || found?.pronoun || found?.amounts || found?.change) return true;
  }
  return false;
}
