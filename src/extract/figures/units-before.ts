/** The thing counted, before its number: «الدول الـ83», «النساء العشر», «إرهابيين اثنين», «غارة واحدة». */
import { Glued } from '../../text/index.ts';
import {
  cue,
  glued,
  isDefinite,
  lexeme,
  nounWithPronoun,
  type PageWords,
  type Place,
  samePhrase,
  wordText,
} from './context.ts';
import { nounAt } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';
import { unit } from './unit-words.ts';

/** «الدول الـ83 الأعضاء», «أعضاء التحالف الـ89 «شركاء»»: what follows a definite number is no longer counted. */
export function countedPluralBefore(place: Place): Unit | null {
  const { index } = place.before;
  const found = lexeme(place.page, index);
  const counted = (found?.role === 'noun' && found.form !== 'singular') || isConstruct(place.page, index - 1);
  return counted && samePhrase(place.page, index + 1) ? unitBefore(place) : null;
}

/** «الدول الـ83», «النساء العشر», «أحفادها الخمسة», «إرهابيين اثنين», «غارة واحدة». */
export function unitBefore(place: Place): Unit | null {
  const { page, number } = place;
  const { index, joined } = place.before;
  if (number.kind === 'ratio') return ratioUnit(place, index);
  if (joined || index < place.from || !samePhrase(page, index + 1)) return null;
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
  if (!samePhrase(page, at + 1)) return null;
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

/** The noun before «الـ83», past its adjectives and complement: «الدول الأعضاء الـ83», «شركات الطيران الأربع». */
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
  // «ارتفعت الأسعار بزيادة الثلث»: what rises is named farther off
  if (place.number.kind === 'fraction' && found?.change) return null;
  // «العدد قارب العشرين»: no boat
  if (found?.stop || found?.barrier || found?.qualifier || (found?.verb && !nounAt(page, index))) return null;
  if (isConstruct(page, first - 1) && samePhrase(page, first)) first--;
  else if (!isDefinite(page, first) && !nounAt(page, first)) return null;
  return unit(page, { first, last: index, noun: nounAt(page, first) }, 'unit:before-definite');
}

/** A listed plural without the article, before its complement: «أعضاء التحالف». */
function isConstruct(page: PageWords, index: number): boolean {
  const found = lexeme(page, index);
  return found?.role === 'noun' && found.form === 'plural' && (glued(page, index) & Glued.the) === 0;
}
