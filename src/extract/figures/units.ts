/** The thing counted, when it stands beside its number: «22 عملية», «خمسة من عناصر داعش», «الدول الـ83», «عبوتين». */
import { followsNumber, type PageWords, type Place, spanBetween, wordText } from './context.ts';
import { indefinitePhrase } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';
import { partitive, partitiveAt, phraseText, unit } from './unit-words.ts';
import { countedPluralBefore, unitBefore } from './units-before.ts';
import { unitBehind } from './units-behind.ts';

/** The unit beside the number; null when the text elides it or the number counts nothing. */
export function unitBeside(place: Place): Unit | null {
  const { number } = place;
  if (number.kind === 'dual' || number.noun) return dualUnit(place);
  if (number.kind === 'percent') return percentUnit(place);
  if (number.definite) return countedPluralBefore(place) ?? unitBehind(place) ?? unitBefore(place);
  return unitBehind(place) ?? unitBefore(place);
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
