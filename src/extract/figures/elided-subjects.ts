/** Elided nouns that the sentence names as what is counted, divided, or rises and falls. */
import { Glued } from '../../text/index.ts';
import { type Antecedent, elsewhere, isOf, isPeople, personsOf, type Resolved } from './antecedents.ts';
import {
  cue,
  followsNumber,
  glued,
  isDated,
  isDefinite,
  isNumber,
  lexeme,
  type PageWords,
  type Place,
  wordText,
} from './context.ts';
import { nounAt, openPhrase } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';
import { unit } from './unit-words.ts';

const COUNT_HEAD_DISTANCE = 14;
const PRONOUN_DISTANCE = 4;
const CHANGE_DISTANCE = 10;

/** «ثلاثة منهم», «بينهم 12», «ربعهم», «لم يصل منها سوى الخمس»: a part of an earlier figure, or of a noun before it. */
export function fromPronoun(place: Place, earlier: readonly Antecedent[]): Resolved | null {
  const word = pronounNear(place);
  if (word === null) return null;
  const people = /(?:هم|هن)$/u.test(word);
  const fits = (figure: Antecedent) => (people ? isPeople(figure) : isThing(figure, place));
  const here = earlier.filter((figure) => figure.first >= place.from && fits(figure));
  const near = here.findLast((figure) => !figure.part) ?? here.at(-1);
  const noun = near ? null : pluralBefore(place, place.number.first, people);
  if (noun) return elsewhere(noun, 'unit:part-of');
  const from = near ?? earlier.findLast(fits) ?? earlier.at(-1);
  return from ? elsewhere(from.unit, 'unit:part-of', from, true) : null;
}

/** What «منها» may stand for: no persons (but families), no time, and money only for its shares. */
function isThing(figure: Antecedent, { number }: Place): boolean {
  if ((isOf(figure, 'time') && figure.unit.noun?.lemma !== 'مرة') || (isPeople(figure) && !isOf(figure, 'group')))
    return false;
  return !isOf(figure, 'money') || number.kind === 'fraction' || number.scaled;
}

/** The pronoun that says whose part the number is; null when there is none near. */
export function pronounNear(place: Place): string | null {
  const { page, number } = place;
  if (number.rules.includes('fraction:pronoun')) return wordText(page, number.last);
  const next = number.last + 1;
  if (followsNumber(place, next) && cue(page, next)?.within) return wordText(page, next);
  const { index } = place.before;
  for (let at = index; at >= Math.max(place.from, index - PRONOUN_DISTANCE); at--) {
    if (cue(page, at)?.within) return wordText(page, at);
    if (isNumber(page, at)) return null;
  }
  return null;
}

/** «اللصوص، وعددهم بين أربعة وستة», «كانوا نحو خمسين»: the plural before the pronoun or the verb. */
export function fromSubject(place: Place, earlier: readonly Antecedent[]): Resolved | null {
  const { page } = place;
  const { index } = place.before;
  for (let at = index; at >= Math.max(place.from, index - PRONOUN_DISTANCE) && !isNumber(page, at); at--) {
    const word = wordText(page, at);
    if (!cue(page, at)?.pronoun && !/^(?:و|ف)?(?:كانوا|يكونون|باتوا)$/u.test(word)) continue;
    const people = /(?:هم|هن|وا|ون)$/u.test(word);
    const noun = pluralBefore(place, at, people);
    if (noun) return elsewhere(noun, 'unit:pronoun');
    const from = earlier.findLast((figure) => isPeople(figure) === people);
    return from ? elsewhere(from.unit, 'unit:pronoun', from) : null;
  }
  return null;
}

/** «ارتفعت حصيلة القتلى إلى 12», «بلغ عدد السكان 40 ألفاً», «انخفض العدد إلى أقل من 30 ألفاً». */
export function fromCountHead(place: Place, earlier: readonly Antecedent[]): Resolved | null {
  const { page } = place;
  const { index } = place.before;
  for (let at = index; at >= Math.max(place.from, index - COUNT_HEAD_DISTANCE); at--) {
    const found = cue(page, at);
    if (!found?.head) continue;
    // «عدد من تلقوا العلاج»: persons that no noun names
    if (/^(?:من|الذين)$/u.test(wordText(page, at + 1)) && isClause(page, at + 2)) return personsOf('شخص');
    const phrase = (glued(page, at) & Glued.the) === 0 ? openPhrase(page, at + 1) : null;
    if (phrase?.noun?.class === 'event' && found.event) return fromToll(place, earlier);
    if (phrase && phrase.last <= index) return elsewhere(unit(page, phrase, ''), 'unit:count-head');
    const countable = earlier.filter((figure) => !figure.part && !isOf(figure, 'money') && !isOf(figure, 'time'));
    // «العدد» is that of the first count of its sentence, «من مجموع 5 آلاف» of the one before
    const first = countable.find((figure) => figure.first >= place.from);
    const from = ((glued(page, at) & Glued.the) !== 0 ? first : undefined) ?? countable.at(-1) ?? earlier.at(-1);
    return from ? elsewhere(from.unit, 'unit:count-head', from) : null;
  }
  return null;
}

/** «عدد من تلقوا», «عدد من استعادتهم»: no noun stands behind «من». */
function isClause(page: PageWords, index: number): boolean {
  return (
    cue(page, index)?.verb === true || (nounAt(page, index) === null && !isDefinite(page, index) && !cue(page, index))
  );
}

/** «حصيلة الهجوم ... 8 قتلى، بعد أن كانت 6»: the toll of an event is counted in what the sentence counts. */
function fromToll(place: Place, earlier: readonly Antecedent[]): Resolved | null {
  const from = earlier.findLast((figure) => isPeople(figure) && figure.first >= place.from);
  return from ? elsewhere(from.unit, 'unit:toll', from) : null;
}

/** «حوادث السير هبطت من 95 إلى ...»: the plural that rises or falls, behind its verb or before it. */
export function fromChange({ page, from, before }: Place): Resolved | null {
  for (let at = before.index; at >= Math.max(from, before.index - CHANGE_DISTANCE); at--) {
    if (isNumber(page, at)) return null;
    if (!cue(page, at)?.change) continue;
    const noun = pluralIn(page, at + 1, before.index) ?? pluralIn(page, Math.max(from, at - 3), at - 1);
    return noun && elsewhere(noun, 'unit:change');
  }
  return null;
}

function pluralIn(page: PageWords, first: number, last: number): Unit | null {
  for (let at = first; at <= last; at++) {
    const found = lexeme(page, at);
    if (found?.role !== 'noun' || found.form !== 'plural' || isDated(page, at) || nounAt(page, at) === null) continue;
    if (found.noun.class === 'time' || found.noun.class === 'money') continue;
    const phrase = openPhrase(page, at);
    return phrase && unit(page, { ...phrase, last: Math.min(phrase.last, last) }, 'unit:plural');
  }
  return null;
}

/** «تتوزع الإصابات بين 14 في الرقة و8 في الحسكة»: the plural that is divided. */
export function fromDistribution(place: Place): Resolved | null {
  const { index } = place.before;
  if (wordText(place.page, index) !== 'بين') return null;
  const noun = pluralBefore(place, index, false) ?? pluralBefore(place, index, true);
  return noun && elsewhere(noun, 'unit:distribution');
}

/** The nearest plural before word `index` in the sentence: of persons, or of anything else. */
function pluralBefore(place: Place, index: number, people: boolean): Unit | null {
  const { page } = place;
  for (let at = index - 1; at >= place.from; at--) {
    const noun = nounAt(page, at);
    const found = noun ? lexeme(page, at) : undefined;
    if (!noun || found?.role !== 'noun' || found.form === 'singular') continue;
    if (noun.class === 'time' || isDated(page, at)) continue;
    const isPerson = noun.class === 'person' || noun.class === 'casualty' || (people && noun.class === 'group');
    if (isPerson === people) return unit(page, { first: at, last: at, noun }, 'unit:plural');
  }
  return null;
}
