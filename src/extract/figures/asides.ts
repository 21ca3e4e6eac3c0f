/** What a sentence puts between commas: «استعادت البلاد، أمس الثلاثاء، أربع نساء». */
import { Glued } from '../../text/index.ts';
import { cue, glued, isClauseStart, isDated, isNumber, lexeme, type PageWords, wordText } from './context.ts';

const LONGEST_ASIDE = 10;

/** Words that open no statement of their own behind a comma. */
const OPENERS = new Set(
  'عبر وذلك علي الي من خلال قبل حتي في عن ضمن بين بما بمن منذ مع وفق وفقا بحسب حسب بهدف بغيه ابتداء بدءا اعتبارا كما'.split(
    ' ',
  ),
);
/** «، وهو الثاني هذا العام،», «، الذي بدأ أمس،» say more of the word before. */
const RELATIVES = /^(?:وهو|وهي|وهم|وهن|الذي|التي|الذين|ومعه|ومعها)$/u;

/** True for a word that opens an aside, or a phrase that belongs to the clause before the comma. */
export function opensAside(page: PageWords, at: number): boolean {
  if (
    isDated(page, at) ||
    isTimeOfDay(page, at) ||
    OPENERS.has(wordText(page, at)) ||
    (glued(page, at) & Glued.by) !== 0
  )
    return true;
  return cue(page, at) === undefined && lexeme(page, at) === undefined && /^[بل].{4,}/u.test(wordText(page, at));
}

const TIMES_OF_DAY = /^(?:صباح|فجر|ظهر|عصر|مساء|ليل|ليله|عشيه|غداه)$/u;

/** «فجر اليوم»: no explosion. */
export function isTimeOfDay(page: PageWords, at: number): boolean {
  return isDated(page, at + 1) && TIMES_OF_DAY.test(wordText(page, at));
}

/** The first word of the aside that ends with word `at`, behind which stands a comma; -1 when there is none. */
export function asideEndingAt(page: PageWords, at: number, from: number): number {
  for (let i = at; i > Math.max(from, at - LONGEST_ASIDE); i--) {
    const counted = isNumber(page, i) && !isDated(page, i) && page.numberAt[i]?.kind !== 'ordinal';
    if (counted) return -1;
    if (isClauseStart(page, i)) return opensAside(page, i) || RELATIVES.test(wordText(page, i)) ? i : -1;
  }
  return -1;
}
