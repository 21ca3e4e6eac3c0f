/** The thing counted, when it stands beside its number: «22 عملية», «خمسة من عناصر داعش», «الدول الـ83», «عبوتين». */
import { Glued, gluedLength, type Noun, offsetBehind } from '../../text/index.ts';
import {
  cue,
  followsNumber,
  glued,
  isArabic,
  isDated,
  isDefinite,
  lexeme,
  nounWithPronoun,
  type PageWords,
  type Place,
  samePhrase,
  spanBetween,
  wordText,
} from './context.ts';
import { endsPhrase, indefinitePhrase, isLatin, type NounPhrase, nounAt, openPhrase } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';

/** The unit beside the number; null when the text elides it or the number counts nothing. */
export function unitBeside(place: Place): Unit | null {
  const { number } = place;
  if (number.kind === 'dual' || number.noun) return dualUnit(place);
  if (number.kind === 'percent') return percentUnit(place);
  if (number.definite) return countedPluralBefore(place) ?? unitBehind(place) ?? unitBefore(place);
  return unitBehind(place) ?? unitBefore(place);
}

/** «الدول الـ83 الأعضاء», «أعضاء التحالف الـ89 «شركاء»»: what follows a definite number is no longer counted. */
function countedPluralBefore(place: Place): Unit | null {
  const { index } = place.before;
  const found = lexeme(place.page, index);
  const counted = (found?.role === 'noun' && found.form !== 'singular') || isConstruct(place.page, index - 1);
  return counted && samePhrase(place.page, index + 1) ? unitBefore(place) : null;
}

function dualUnit({ page, number }: Place): Unit {
  const head = number.kind === 'dual' ? number.first : number.last;
  const phrase = number.noun ? indefinitePhrase(page, head) : { first: head, last: number.last, noun: null };
  if (!number.noun) return unit(page, phrase, 'unit:dual-phrase');
  const whose = partitiveAt(page, phrase.last + 1);
  return {
    text: number.noun.lemma,
    span: null,
    noun: number.noun,
    first: number.first,
    last: phrase.last,
    whose: whose && spanBetween(page, whose.first - 1, whose.last),
    elided: false,
    rule: 'unit:dual',
  };
}

/** «في المئة من السكان»: the unit of a percentage is its sign or words and the whole it is a share of. */
function percentUnit(place: Place): Unit {
  const { page, number } = place;
  const whole = followsNumber(place, number.last + 1) ? partitive(page, number.last + 1) : null;
  const sign = page.words.text.slice(page.words.end[lastDigitWord(page, number.first)] ?? 0, number.span.end).trim();
  const named = sign === '' ? '%' : sign;
  return {
    text: whole ? `${named} ${phraseText(page, whole.first - 1, whole.last)}` : named,
    span: null,
    noun: null,
    first: number.first,
    last: whole?.last ?? number.last,
    whose: whole && spanBetween(page, whole.first - 1, whole.last),
    elided: false,
    rule: 'unit:percent',
  };
}

function lastDigitWord(page: PageWords, first: number): number {
  let last = first;
  const reading = page.numberAt[first];
  while (reading && last < reading.last && !/^(?:في|بالم)/u.test(wordText(page, last + 1))) last++;
  return last;
}

/** «من X» at `index`; null for «منهم», dates and numbers. */
function partitiveAt(page: PageWords, index: number): NounPhrase | null {
  return samePhrase(page, index) ? partitive(page, index) : null;
}

function partitive(page: PageWords, index: number): NounPhrase | null {
  if (wordText(page, index) !== 'من' || isDated(page, index)) return null;
  if (/^(?:اصل|بين|كل|دون|اخر)$/u.test(wordText(page, index + 1))) return null;
  return openPhrase(page, index + 1);
}

function unitBehind(place: Place): Unit | null {
  const { page, number } = place;
  const at = behindAdverbs(page, number.last + 1);
  if (at > place.to || !samePhrase(page, at)) return null;
  const among = partitiveAt(page, at);
  if (number.rules.includes('fraction:pronoun') && !among) return predicateUnit(page, at);
  if (among && (number.value ?? 0) >= 1e6 && !among.noun) return null;
  if (cue(page, at)?.head && (glued(page, at) & ~Glued.and) === 0) return headBehind(page, at);
  if (cue(page, at)?.within) return predicateUnit(page, at + 1);
  if (number.kind === 'fraction' && wordText(page, at) === 'ما') return clauseUnit(page, at, place.to);
  if (among) return { ...unit(page, among, 'unit:of'), whose: spanBetween(page, at, among.last) };
  if (isDated(page, at)) return null;
  if (isLatin(page, at))
    return number.form === 'words' ? null : unit(page, { first: at, last: at, noun: null }, 'unit:latin');
  if (cue(page, at)?.other || endsCounted(page, at)) return null;
  return isDefinite(page, at) ? definiteUnit(place, at) : indefiniteUnit(place, at);
}

/** «يرتفع إلى 37 عدد العمليات المشتركة». */
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

/** «4 منهم أطفال», «سبعة منهم نساء»: what they are, said behind the pronoun. */
function predicateUnit(page: PageWords, at: number): Unit | null {
  const noun = samePhrase(page, at) ? nounAt(page, at) : null;
  const people = noun?.class === 'person' || noun?.class === 'casualty';
  if (!people || glued(page, at) !== Glued.none) return null;
  return unit(page, indefinitePhrase(page, at), 'unit:predicate');
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
  if (!noun && !(isArabic(page, at) && (governs || fitsNumber(wordText(page, at), number.value)))) return null;
  const phrase = governs ? openPhrase(page, at) : indefinitePhrase(page, at);
  if (!phrase) return null;
  const whose = partitiveAt(page, phrase.last + 1);
  return {
    ...unit(page, phrase, noun ? 'unit:noun' : 'unit:shape'),
    whose: whose && spanBetween(page, whose.first - 1, whose.last),
  };
}

/**
 * Agreement of an unknown noun: 3-10 take a plural, 11-99 an accusative («شخصاً», «دولة»), hundreds and more a singular,
 * which has no shape of its own.
 */
function fitsNumber(word: string, value: number | null): boolean {
  if (word.length < 3 || /^[وفب]?ال/u.test(word)) return false;
  const rest = value === null ? 0 : Math.floor(value) % 100;
  if (value !== null && value >= 100 && rest === 0 && word.endsWith('ا')) return false;
  if (value !== null && rest >= 11) return /(?:[اهءي])$/u.test(word);
  return value === null || value > 10 || value >= 3;
}

/** «الدول الـ83», «النساء العشر», «أولادها الأربعة», «إرهابيين اثنين», «غارة واحدة». */
function unitBefore(place: Place): Unit | null {
  const { page, number } = place;
  const { index, joined } = place.before;
  if (joined || index < place.from || !samePhrase(page, index + 1)) return null;
  if (number.kind === 'ratio') return ratioUnit(place, index);
  if (number.definite) return definiteNounBefore(place, index);
  if (number.value === 1 || number.value === 2) return countedBefore(page, index, number.value);
  return null;
}

/** «طفل واحد من كل خمسة», «واحد من كل خمسة أطفال». */
function ratioUnit({ page, number }: Place, index: number): Unit | null {
  const inside = nounAt(page, number.first + 1);
  if (inside && number.last > number.first) {
    return unit(page, { first: number.first + 1, last: number.first + 1, noun: inside }, 'unit:inside');
  }
  const at = wordText(page, index) === 'كل' ? index - 2 : index;
  return nounAt(page, at) ? unit(page, { first: at, last: at, noun: nounAt(page, at) }, 'unit:before') : null;
}

function countedBefore(page: PageWords, index: number, value: number): Unit | null {
  const found = lexeme(page, index);
  const noun = nounAt(page, index);
  const fits = value === 1 ? 'singular' : null;
  if (
    found?.role === 'noun' &&
    noun &&
    (fits === null ? found.form !== 'plural' && found.form !== 'singular' : found.form === fits)
  ) {
    return { ...unit(page, { first: index, last: index, noun }, 'unit:before'), text: noun.lemma };
  }
  const word = wordText(page, index);
  const dual = value === 2 && word.length > 4 && /(?:ين|ان)$/u.test(word) && !cue(page, index)?.stop;
  return dual ? unit(page, { first: index, last: index, noun: null }, 'unit:before') : null;
}

/** The noun before «الـ83», past its adjectives and complement: «الدول الأعضاء الـ83», «شركات الاتصالات الأربع». */
function definiteNounBefore(place: Place, index: number): Unit | null {
  const { page } = place;
  const owned = nounWithPronoun(page, index);
  if (owned) return unit(page, { first: index, last: index, noun: null }, 'unit:before-owned');
  if (place.number.value === 2 && place.number.form === 'words')
    return unit(page, { first: index, last: index, noun: nounAt(page, index) }, 'unit:before');
  let first = index;
  while (first > place.from && index - first < 3 && isDefinite(page, first - 1) && samePhrase(page, first)) {
    if (nounAt(page, first)) break;
    first--;
  }
  const found = cue(page, index);
  // «العدد قارب العشرين»: no boat
  if (found?.stop || found?.qualifier || (found?.verb && !nounAt(page, index))) return null;
  if (isConstruct(page, first - 1) && samePhrase(page, first)) first--;
  else if (!isDefinite(page, first) && !nounAt(page, first)) return null;
  return unit(page, { first, last: index, noun: nounAt(page, first) }, 'unit:before-definite');
}

/** A listed plural without the article, before its complement: «أعضاء التحالف». */
function isConstruct(page: PageWords, index: number): boolean {
  const found = lexeme(page, index);
  return found?.role === 'noun' && found.form === 'plural' && (glued(page, index) & Glued.the) === 0;
}

/** A unit of the words of a phrase. */
export function unit(page: PageWords, phrase: NounPhrase, rule: string): Unit {
  const start = wordStart(page, phrase.first);
  const owned = phrase.noun || phrase.first < phrase.last ? null : nounWithPronoun(page, phrase.first);
  if (owned) return ownedUnit(page, phrase.first, owned, rule);
  return {
    text: phraseText(page, phrase.first, phrase.last),
    span: { start, end: page.words.end[phrase.last] as number },
    noun: phrase.noun,
    first: phrase.first,
    last: phrase.last,
    whose: null,
    elided: false,
    rule,
  };
}

/** «أفرادها»: the noun without its pronoun; «مواطنيها» leaves no word of its own, so its singular stands for it. */
function ownedUnit(page: PageWords, at: number, owned: { noun: Noun; cut: number }, rule: string): Unit {
  const start = wordStart(page, at);
  const end = (page.words.end[at] as number) - owned.cut;
  const bare = page.words.text.slice(start, end);
  const whole = !/[يوئؤت]$/u.test(bare) || bare.endsWith('ات');
  return {
    text: whole ? bare : owned.noun.lemma,
    span: whole ? { start, end } : null,
    noun: owned.noun,
    first: at,
    last: at,
    whose: null,
    elided: false,
    rule,
  };
}

/** The words of a phrase on one line, without quotation marks between them. */
export function phraseText(page: PageWords, first: number, last: number): string {
  const words: string[] = [page.words.text.slice(wordStart(page, first), page.words.end[first])];
  for (let i = first + 1; i <= last; i++) words.push(page.words.text.slice(page.words.start[i], page.words.end[i]));
  return words.join(' ');
}

/** Where word `index` begins behind glued و ف ب ل ك; the article stays. */
function wordStart(page: PageWords, index: number): number {
  const cut = gluedLength(glued(page, index) & ~Glued.the);
  return cut === 0 ? (page.words.start[index] as number) : offsetBehind(page.words, index, cut);
}
