/** Makes a unit of the words of a noun phrase. */
import { Glued, gluedLength, type Noun, offsetBehind } from '../../text/index.ts';
import { glued, isDated, isDefinite, nounWithPronoun, type PageWords, samePhrase, wordText } from './context.ts';
import { type NounPhrase, openPhrase } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';

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

/** «أعضائها»: the noun without its pronoun; «مدرسيها» leaves no word of its own, so its singular stands for it. */
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

/** «من X» at `index`; null for «منهم», dates and numbers. */
export function partitiveAt(page: PageWords, index: number): NounPhrase | null {
  return samePhrase(page, index) ? partitive(page, index) : null;
}

/** The same behind a percent sign, which parts phrases elsewhere. */
export function partitive(page: PageWords, index: number): NounPhrase | null {
  if (wordText(page, index) !== 'من' || isDated(page, index)) return null;
  if (/^(?:اصل|بين|كل|دون|اخر)$/u.test(wordText(page, index + 1))) return null;
  return openPhrase(page, behindDemonstrative(page, index + 1));
}

const DEMONSTRATIVE = /^(?:هذا|هذه|هذين|هاتين|هوءلاء|هولاء|ذلك|تلك|اوليك|اولءك)$/u;

/** «ثلث هذا المبلغ», «خمسة من هؤلاء العناصر»: the word behind a demonstrative that has its noun behind it. */
export function behindDemonstrative(page: PageWords, index: number): number {
  const points = DEMONSTRATIVE.test(wordText(page, index)) && samePhrase(page, index + 1);
  return points && isDefinite(page, index + 1) ? index + 1 : index;
}
