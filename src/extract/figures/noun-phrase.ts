/** Noun phrases beside a number: where one begins, and how far it goes. */
import { fold, Glued, type Noun, WordKind } from '../../text/index.ts';
import {
  cue,
  glued,
  isArabic,
  isDated,
  isDefinite,
  isNumber,
  lexeme,
  type PageWords,
  samePhrase,
  wordText,
} from './context.ts';

/** Words of a phrase and the noun that heads it, when the list knows it. */
export type NounPhrase = { readonly first: number; readonly last: number; readonly noun: Noun | null };

/** A unit is a phrase, not a clause. */
const MOST_WORDS = 5;
const MOST_ADJECTIVES = 2;

/** The listed noun at `index`, if the word is one; numbers and small words are none. */
export function nounAt(page: PageWords, index: number): Noun | null {
  // «كما» is no «كم» with a case ending
  if (cue(page, index)?.stop) return null;
  const found = lexeme(page, index);
  if (found?.role === 'noun') return found.noun;
  return found?.role === 'ordinal' ? (found.noun ?? null) : null;
}

/** True for words that cannot stand in a noun phrase: verbs, small words, numbers, dates. */
export function endsPhrase(page: PageWords, index: number): boolean {
  if (!samePhrase(page, index) || isDated(page, index) || isNumber(page, index)) return true;
  const found = cue(page, index);
  if (found?.stop || found?.within || /^(?:.|[وفبك]?ال|لل)$/u.test(wordText(page, index))) return true;
  if (nounAt(page, index)) return false;
  return found?.verb === true || looksLikeVerb(wordText(page, index));
}

/** Shapes of finite verbs that the verb list lacks: «يعانون», «سيعود», «انسحبوا», «شاركت». */
export function looksLikeVerb(word: string): boolean {
  switch (word.at(-1)) {
    case 'ا':
      return /.{3,}وا$/u.test(word);
    case 'ت':
      return word.length > 3 && !word.endsWith('ات');
    default:
      return looksLikePresent(word);
  }
}

/** «يعانون», «تحملان», «يقاتل», «وسيعود». */
function looksLikePresent(word: string): boolean {
  switch (word[0]) {
    case 'ي':
      return /^ي(?:.{2,}(?:ون|ان)|...+[^اهين])$/u.test(word);
    case 'ت':
      return /^ت.{3,}(?:ون|ان)$/u.test(word) && !/ات/u.test(word);
    case 'س':
    case 'و':
    case 'ف':
      return /^[وف]?س[يتن]..+[^هيا]$/u.test(word);
    default:
      return false;
  }
}

/** The phrase whose head is the indefinite noun at `head`: its adjectives and its complement («حالة وفاة»). */
export function indefinitePhrase(page: PageWords, head: number): NounPhrase {
  let last = isParticipleOf(page, head) ? head + 1 : head;
  for (let added = 0; added < MOST_ADJECTIVES; added++) {
    const at = last + 1;
    if (endsPhrase(page, at) || !isArabic(page, at) || !isComplement(page, at, head)) break;
    last = at;
  }
  return { first: head, last, noun: nounAt(page, head) };
}

/** «مشتبهاً به», «محكوماً عليهم»: participles that are whole only with their preposition. */
function isParticipleOf(page: PageWords, head: number): boolean {
  const lemma = nounAt(page, head)?.lemma;
  return (lemma === 'مشتبه' || lemma === 'محكوم') && /^(?:به|بهم|فيه|فيهم|عليه|عليهم)$/u.test(wordText(page, head + 1));
}

/** «باستعادة» begins something new, «بريطانية» does not: adjectives whose first letter is their own. */
const OWN_FIRST_LETTER =
  /^(?:بريطان|فرنس|لبنان|ليبي|كرد|كورد|كوري|كند|كويت|فلسطين|فلبين|بلجيك|برازيل|باكستان|بحري|بري|فني|لوجست|بشري|كيم|فضايي|فردي|كبير|كبار|كثير|بديل|فعلي|كامل|بارز|فار)/u;
const ADJECTIVE = /(?:ي|يه|يا|ين|ه|ات|ا)$/u;

function isComplement(page: PageWords, index: number, head: number): boolean {
  const word = wordText(page, index);
  if (isDefinite(page, index) || cue(page, index)?.other) return false;
  if (nounAt(page, index))
    return (
      glued(page, index) === Glued.none &&
      (maySayGenitive(page, head) ? !isObject(page, index, head) : agrees(page, index, head))
    );
  if (/^(?:مربع|مكعب)/u.test(word)) return true;
  if (/^[فبلك]/u.test(word)) return OWN_FIRST_LETTER.test(word);
  // «أربعمئة مثقف بياناً»: an accusative does not describe a genitive
  if (word.endsWith('ا') && !wordText(page, head).endsWith('ا')) return false;
  if (!maySayGenitive(page, head) && wordText(page, head).endsWith('ا') && !word.endsWith('ا')) return false;
  return !/^و/u.test(word) && word.length > 2 && ADJECTIVE.test(word) && !hasPronoun(page, index, word);
}

/** A head with its ن or its accusative governs nothing: «محامين جلسة», «مدنياً شائعة» are two phrases. */
function maySayGenitive(page: PageWords, head: number): boolean {
  const found = lexeme(page, head);
  if (found?.role !== 'noun') return true;
  if (found.form === 'twin' || found.form === 'dual') return false;
  const word = wordText(page, head);
  if (found.form === 'plural') return !/[يو]ن$/u.test(word) || !isPerson(found.noun);
  return !(word.endsWith('ا') && found.noun.class !== 'measure' && isPerson(found.noun));
}

const isPerson = (noun: Noun) => noun.class === 'person' || noun.class === 'casualty';

/** «مسلحين أجانب», «مدنياً عراقياً»: persons described by what they are besides. */
function agrees(page: PageWords, index: number, head: number): boolean {
  const noun = nounAt(page, index);
  if (noun === null || !isPerson(noun)) return false;
  return wordText(page, head).endsWith('ا') === wordText(page, index).endsWith('ا');
}

/** «خمسة قضاة حكماً»: an accusative behind a plural is the object of the verb. */
function isObject(page: PageWords, index: number, head: number): boolean {
  const found = lexeme(page, index);
  const accusative = found?.role === 'noun' && found.form === 'singular' && /[^اة]ا$/u.test(wordText(page, index));
  return accusative && !fold(found.noun.lemma).endsWith('ا') && !wordText(page, head).endsWith('ا');
}

/** «جهوده», «نفذها» end with a pronoun, «جديدة» with the feminine ending: folding makes them one letter. */
function hasPronoun(page: PageWords, index: number, word: string): boolean {
  if (/(?:ها|هم|هن|هما)$/u.test(word)) return true;
  return word.endsWith('ه') && page.words.text[(page.words.end[index] as number) - 1] === 'ه';
}

/** A phrase of definite words or names: behind «من», a vague number or a fraction. */
export function openPhrase(page: PageWords, head: number): NounPhrase | null {
  if (endsPhrase(page, head)) return null;
  let last = head;
  while (last - head + 1 < MOST_WORDS) {
    const at = last + 1;
    if (endsPhrase(page, at) || joins(page, at) || cue(page, at)?.other) break;
    last = at;
  }
  return { first: head, last, noun: nounAt(page, head) };
}

/** A word that و, ف, ب, ل or ك glues to what stands before begins something new. */
function joins(page: PageWords, index: number): boolean {
  const letters = glued(page, index) & ~Glued.the;
  if (letters !== Glued.none) return true;
  const word = wordText(page, index);
  if (lexeme(page, index) || cue(page, index)) return false;
  return /^(?:[وف]?[بلك]?ال|[وف]?لل)/u.test(word) ? !word.startsWith('ال') : /^و..../u.test(word);
}

/** True for a word in Latin letters, such as «MW». */
export function isLatin(page: PageWords, index: number): boolean {
  return page.words.kind[index] === WordKind.latin;
}
