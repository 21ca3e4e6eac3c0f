/** The thing counted, behind its number: «22 عملية», «خمسة من عناصر داعش», «ثلث الإنفاق». */
import { Glued } from '../../text/index.ts';
import {
  cue,
  glued,
  isArabic,
  isDated,
  isDefinite,
  lexeme,
  type PageWords,
  type Place,
  samePhrase,
  spanBetween,
  wordText,
} from './context.ts';
import { endsPhrase, indefinitePhrase, isLatin, nounAt, openPhrase } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';
import { behindDemonstrative, partitiveAt, unit } from './unit-words.ts';

/** The unit behind the number; null when no noun that it counts stands there. */
export function unitBehind(place: Place): Unit | null {
  const { page, number } = place;
  const first = behindAdverbs(page, number.last + 1);
  const at = number.kind === 'fraction' ? behindDemonstrative(page, first) : first;
  if (at > place.to || !samePhrase(page, at)) return null;
  const among = partitiveAt(page, at);
  if (number.rules.includes('fraction:pronoun') && !among) return predicateUnit(page, at);
  if (among && (number.value ?? 0) >= 1e6 && !among.noun) return null;
  if (cue(page, at)?.head && (glued(page, at) & ~Glued.and) === 0) return headBehind(page, at);
  if (cue(page, at)?.within) return isTwoOfMore(place, at + 1) ? null : predicateUnit(page, at + 1);
  if (number.kind === 'fraction' && wordText(page, at) === 'ما') return clauseUnit(page, at, place.to);
  if (among && isOneFamily(page, among.first)) return null;
  if (among) return { ...unit(page, among, 'unit:of'), whose: spanBetween(page, at, among.last) };
  if (isDated(page, at)) return null;
  if (isLatin(page, at))
    return number.form === 'words' ? null : unit(page, { first: at, last: at, noun: null }, 'unit:latin');
  if (cue(page, at)?.other || endsCounted(page, at)) return null;
  return isDefinite(page, at) ? definiteUnit(place, at) : indefiniteUnit(place, at);
}

/** «أربعة من أسرة واحدة»: whose they are, not what is counted. */
function isOneFamily(page: PageWords, index: number): boolean {
  return nounAt(page, index)?.class === 'group' && page.numberAt[index + 1]?.value === 1;
}

/** «يرتفع إلى 41 عدد الدورات التدريبية». */
function headBehind(page: PageWords, at: number): Unit | null {
  const phrase = openPhrase(page, at + 1);
  return phrase && unit(page, phrase, 'unit:head-behind');
}

/** «سُبع ما تنتجه الحقول»: the whole is told by a clause. */
function clauseUnit(page: PageWords, at: number, to: number): Unit | null {
  let last = at;
  while (last < to && last - at < 4 && samePhrase(page, last + 1) && !page.numberAt[last + 1]) last++;
  return last === at ? null : unit(page, { first: at, last, noun: null }, 'unit:clause');
}

/** «5 منهم نساء», «سبعة منهم نساء»: what they are, said behind the pronoun. */
function predicateUnit(page: PageWords, at: number): Unit | null {
  const noun = samePhrase(page, at) ? nounAt(page, at) : null;
  const people = noun?.class === 'person' || noun?.class === 'casualty';
  if (!people || glued(page, at) !== Glued.none) return null;
  return unit(page, indefinitePhrase(page, at), 'unit:predicate');
}

/** «ثلاثة منهم أردنيان وسوري»: the dual tells of two of the three. */
function isTwoOfMore({ page, number }: Place, at: number): boolean {
  const found = lexeme(page, at);
  return found?.role === 'noun' && found.form === 'dual' && number.value !== 2;
}

/** «12 فقط من العناصر», «12 على الأقل من العناصر»: what may stand between number and noun. */
function behindAdverbs(page: PageWords, index: number): number {
  const word = wordText(page, index);
  if (word === 'فقط' || word === 'تقريبا') return index + 1;
  return word === 'علي' && /^الا(?:قل|كثر)$/u.test(wordText(page, index + 1)) ? index + 2 : index;
}

function endsCounted(page: PageWords, index: number): boolean {
  const noun = nounAt(page, index);
  if (noun) return (glued(page, index) & ~Glued.the) !== Glued.none;
  // «1200 عارض»: a participle is written like the past of a verb
  const participle = /^.ا..$/u.test(wordText(page, index)) && !cue(page, index)?.stop;
  return endsPhrase(page, index) && !(participle && cue(page, index)?.verb === true && samePhrase(page, index));
}

/** «ثلث الإنفاق», «آلاف المسلحين»: only fractions and vague numbers govern a definite noun. */
function definiteUnit({ page, number }: Place, at: number): Unit | null {
  const governs = number.kind === 'vague' || number.kind === 'fraction';
  const phrase = governs ? openPhrase(page, at) : null;
  return phrase && unit(page, phrase, 'unit:definite');
}

function indefiniteUnit(place: Place, at: number): Unit | null {
  const { page, number } = place;
  const noun = nounAt(page, at);
  const governs = number.kind === 'fraction' || number.kind === 'vague';
  if (!noun && !governs && isDescription(place, wordText(page, at))) return null;
  if (!noun && !(isArabic(page, at) && (governs || fitsNumber(wordText(page, at), number.value)))) return null;
  const phrase = governs ? openPhrase(page, at) : indefinitePhrase(page, at);
  if (!phrase) return null;
  const whose = partitiveAt(page, phrase.last + 1);
  return {
    ...unit(page, phrase, noun ? 'unit:noun' : 'unit:shape'),
    whose: whose && spanBetween(page, whose.first - 1, whose.last),
  };
}

/** «بينها 9 تابعة للتحالف»: behind 3-10 a word in ـة is no plural but of the shapes أفعلة and فعلة. */
function isDescription({ number }: Place, word: string): boolean {
  const few = number.value !== null && number.value >= 3 && number.value <= 10;
  return few && /ه$/u.test(word) && !/^(?:ا....?|...ه)$/u.test(word);
}

/**
 * Agreement of an unknown noun: 3-10 take a plural, 11-99 an accusative («شخصاً», «دولة»), hundreds and more a singular,
 * which has no shape of its own.
 */
function fitsNumber(word: string, value: number | null): boolean {
  if (word.length < 3 || /^[وفب]?ال/u.test(word) || /^[بل].+(?:هم|هن|ها)$/u.test(word)) return false;
  const rest = value === null ? 0 : Math.floor(value) % 100;
  if (value !== null && value >= 100 && rest === 0 && word.endsWith('ا')) return false;
  if (value !== null && rest >= 11) return /(?:[اهءي])$/u.test(word);
  return value === null || value > 10 || value >= 3;
}
