/** How exactly a number is meant: words before it («أكثر من»), behind it («على الأقل»), or a verb that reaches over its subject. */
import type { Qualifier } from '../../model.ts';
import { fold, Gap, Glued, gluedOf } from '../../text/index.ts';
import { cue, glued, isClauseStart, isNumber, type PageWords, type Place, samePhrase, wordText } from './context.ts';
import { BEFORE, BEHIND, NEGATIONS, REACH_VERBS, type ReachVerb } from './qualifier-phrases.ts';

/** A qualifier and the words that say it; `first` and `last` are null when the number's own form does. */
export type QualifierReading = {
  readonly qualifier: Qualifier;
  readonly first: number | null;
  readonly last: number | null;
  readonly rule: string;
};

type Phrase = { readonly words: readonly string[]; readonly qualifier: Qualifier };

const BEFORE_BY_LAST = indexBy(BEFORE, (words) => words.at(-1) as string);
const BEHIND_BY_FIRST = indexBy(BEHIND, (words) => words[0] as string);
const REACH = new Map<string, ReachVerb>(
  REACH_VERBS.flatMap(([verb, forms]) => forms.split(' ').map((form) => [fold(form), verb] as const)),
);
const NEGATION_WORDS = new Set(NEGATIONS.map((word) => fold(word)));
const FARTHEST_VERB = 10;
/** «ثلاث وفيات شهرياً تقريباً» */
const RATES = /^(?:يوميا|شهريا|سنويا|اسبوعيا)$/u;

function indexBy(
  rows: readonly (readonly [Qualifier, string])[],
  key: (words: readonly string[]) => string,
): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const [qualifier, list] of rows) {
    for (const phrase of list.split(';')) {
      const words = phrase
        .trim()
        .split(' ')
        .map((word) => fold(word));
      index.set(key(words), [...(index.get(key(words)) ?? []), { words, qualifier }]);
    }
  }
  for (const phrases of index.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  return index;
}

/** The qualifier of a number; `unitEnd` is the last word of its noun, behind which «على الأقل» may stand. */
export function readQualifier(place: Place, unitEnd: number): QualifierReading {
  const { number } = place;
  if (number.kind === 'vague') return { qualifier: 'vague', first: null, last: null, rule: 'qualifier:vague' };
  if (number.max !== null) return { qualifier: 'between', first: null, last: null, rule: 'qualifier:range' };
  return (
    qualifierBefore(place) ??
    qualifierBehind(place, unitEnd) ??
    qualifierByVerb(place) ?? { qualifier: 'exactly', first: null, last: null, rule: 'qualifier:none' }
  );
}

/** The phrase that ends right before the number. */
export function qualifierBefore(place: Place): QualifierReading | null {
  const { index, joined } = place.before;
  if (index < place.from || joined || !samePhrase(place.page, index + 1)) return null;
  return phraseEndingAt(place, index);
}

function phraseEndingAt(place: Place, index: number): QualifierReading | null {
  const last = cue(place.page, index);
  if (!last?.qualifier) return null;
  for (const phrase of BEFORE_BY_LAST.get(last.word) ?? []) {
    const first = index - phrase.words.length + 1;
    if (first < place.from || !standsAt(place.page, first, phrase.words)) continue;
    if (isComparison(phrase.words) && isInNegation(place, first)) {
      const turned = phrase.qualifier === 'more_than' ? 'up_to' : 'at_least';
      return { qualifier: turned, first, last: index, rule: `qualifier:negated:${turned}` };
    }
    if (isNegated(place, first) && REACH.has(phrase.words[0] as string)) {
      const verb = REACH.get(phrase.words[0] as string) as ReachVerb;
      return { qualifier: verb.negated, first: first - 1, last: index, rule: 'qualifier:negated' };
    }
    return { qualifier: phrase.qualifier, first, last: index, rule: `qualifier:${phrase.qualifier}` };
  }
  return null;
}

/** «أكثر من», «أقل من»: behind a negated verb they turn round («لا يكلف أكثر من 5 دنانير»). */
function isComparison(words: readonly string[]): boolean {
  return words.length === 2 && words[1] === 'من' && (words[0] === 'اكثر' || words[0] === 'اقل');
}

const NEGATION_REACH = 5;
/** Behind these a negated verb affirms. */
const EXCEPTIONS = new Set(['سوى', 'الا', 'غير'].map((word) => fold(word)));

function isInNegation(place: Place, first: number): boolean {
  const { page, from } = place;
  for (let at = first - 1; at >= Math.max(from, first - NEGATION_REACH); at--) {
    // «لم يبقَ سوى أقل من 30 ألفاً» says what is there.
    if (EXCEPTIONS.has(wordText(page, at))) return false;
    if (at === first - 1) continue;
    if (!samePhrase(page, at + 2) || isNumber(page, at)) return false;
    if (
      NEGATION_WORDS.has(bareNegation(page, at)) &&
      (cue(page, at + 1)?.verb || /^[يتن]/u.test(wordText(page, at + 1)))
    )
      return true;
  }
  return false;
}

function standsAt(page: PageWords, first: number, words: readonly string[]): boolean {
  for (let i = 0; i < words.length; i++) {
    if (cue(page, first + i)?.word !== words[i]) return false;
    if (i > 0 && (!samePhrase(page, first + i) || gluedOf(page.cues, first + i) !== Glued.none)) return false;
  }
  return true;
}

function qualifierBehind(place: Place, unitEnd: number): QualifierReading | null {
  const { page, number } = place;
  for (let at = number.last + 1; at <= Math.min(unitEnd + 2, place.to); at++) {
    if (!samePhrase(page, at) && !(at === unitEnd + 1 && isAside(page, at))) return null;
    if (at > unitEnd + 1 && (isNumber(page, at) || !mayBePassed(page, at - 1))) return null;
    for (const phrase of BEHIND_BY_FIRST.get(qualifierWord(page, at)) ?? []) {
      const last = at + phrase.words.length - 1;
      // «مدرستين وأكثر من 30 منزلاً»: the words belong to the next number, those of «17 عنصراً على الأقل من التنظيم» do not
      const next = /(?:اكثر|اقل)$/u.test(phrase.words.at(-1) as string) && !/^ال/u.test(phrase.words.at(-1) as string);
      if (standsBehind(page, at, phrase.words) && !(next && wordText(page, last + 1) === 'من')) {
        return { qualifier: phrase.qualifier, first: at, last, rule: `qualifier:behind:${phrase.qualifier}` };
      }
    }
  }
  return null;
}

/** «12 جنديا، على الأقل، في الهجوم»: the phrase stands between commas or ends the clause. */
function isAside(page: PageWords, index: number): boolean {
  if (((page.words.gap[index] ?? 0) & ~(Gap.comma | Gap.space)) !== 0) return false;
  return /^(?:علي|كحد|بحد|تقريبا|في)$/u.test(wordText(page, index)) && isClauseStart(page, index + 2);
}

/** «عشرة منهم على الأكثر», «ثلاث وفيات شهرياً تقريباً»: words between the noun and the phrase. */
function mayBePassed(page: PageWords, index: number): boolean {
  const found = cue(page, index);
  return !found?.stop || found.within === true || RATES.test(wordText(page, index));
}

/** Phrases behind the number are compared letter by letter, glued و and ف included. */
function qualifierWord(page: PageWords, index: number): string {
  return cue(page, index)?.qualifier ? wordText(page, index) : '';
}

function standsBehind(page: PageWords, first: number, words: readonly string[]): boolean {
  return words.every((word, i) => wordText(page, first + i) === word && (i === 0 || samePhrase(page, first + i)));
}

/** «تجاوز عدد القتلى 500», «لا يقل عددهم عن 12»: between verb and number stands its subject and no other number. */
export function qualifierByVerb(place: Place): QualifierReading | null {
  const { page } = place;
  const { joined } = place.before;
  if (joined) return null;
  // «يقترب العدد من الرقم 300»
  const index = place.before.index - (wordText(page, place.before.index) === 'الرقم' ? 1 : 0);
  const preposition = wordText(page, index);
  for (let at = index - 1; at >= Math.max(place.from, index - FARTHEST_VERB); at--) {
    if (!samePhrase(page, at + 1)) return null;
    const found = cue(page, at);
    const verb = found?.qualifier ? REACH.get(found.word) : undefined;
    const clause = isNumber(page, at) || (found?.verb && !verb) ? relativeAt(page, at, place.from) : -1;
    if (clause >= 0) {
      at = clause;
      continue;
    }
    if (isNumber(page, at)) return null;
    if (verb && reaches(page, verb, preposition, index)) return verbReading(place, verb, at);
    if (found?.verb && !verb) return null;
  }
  return null;
}

const LONGEST_RELATIVE = 4;

/** «نسبة من تجاوزوا الستين», «عدد الذين تلقوا العلاج»: where the clause that describes the subject begins; -1 for none. */
function relativeAt(page: PageWords, index: number, from: number): number {
  for (let at = index - 1; at >= Math.max(from, index - LONGEST_RELATIVE) && samePhrase(page, at + 1); at--) {
    if (!/^(?:من|ممن|الذين|اللواتي|اللاتي|التي)$/u.test(wordText(page, at))) continue;
    const verb = wordText(page, at + 1);
    return cue(page, at + 1)?.verb || /(?:وا|ون)$/u.test(verb) ? at : -1;
  }
  return -1;
}

function reaches(page: PageWords, verb: ReachVerb, preposition: string, index: number): boolean {
  if (verb.prepositions.length > 0) return verb.prepositions.some((word) => fold(word) === preposition);
  return !cue(page, index)?.stop;
}

function verbReading(place: Place, verb: ReachVerb, at: number): QualifierReading {
  const negated = isNegated(place, at);
  const qualifier = negated ? verb.negated : verb.qualifier;
  return { qualifier, first: null, last: null, rule: `qualifier:verb:${qualifier}` };
}

function isNegated(place: Place, index: number): boolean {
  return index > place.from && samePhrase(place.page, index) && NEGATION_WORDS.has(bareNegation(place.page, index - 1));
}

function bareNegation(page: PageWords, index: number): string {
  const found = cue(page, index);
  return found && (glued(page, index) & ~Glued.and) === 0 ? found.word : '';
}
