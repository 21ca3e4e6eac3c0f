/** Numbers set beside an earlier one: «مقارنة بـ44», «نزولاً من 148», «بدلاً من 31», «مقابل 19», «، بعد 34 في العام الماضي». */
import { Gap } from '../../text/index.ts';
import type { Antecedent } from './antecedents.ts';
import { cue, isDated, type Place, samePhrase, wordText } from './context.ts';

/** «مقارنة», «بالقياس»: a preposition follows. */
const COMPARING = /^[وفب]?(?:ال)?(?:مقارنه|قياس|قياسا|بدلا|بدل|عوضا|نزولا|صعودا|هبوطا|ارتفاعا|انخفاضا|تراجعا)$/u;

/** True when the words before the number set it beside an earlier figure of the article. */
export function isCompared(place: Place, earlier: readonly Antecedent[]): boolean {
  if (earlier.length === 0) return false;
  const { page, before, number } = place;
  const { index } = before;
  if (index < place.from || !samePhrase(page, index + 1)) return false;
  const word = wordText(page, index);
  if (/^[وف]?(?:مقابل|ثم)$/u.test(word)) return true;
  // «مقارنة بـ44», «مقارنة بأربع وأربعين»
  if (COMPARING.test(word)) return isGluedBy(place);
  if (/^(?:من|عن|مع|الي|ب)$/u.test(word)) return COMPARING.test(wordText(page, index - 1));
  if (word === 'بعد') return isOfEarlierTime(place, number.last + 1) && isHere(place, earlier);
  return word === 'عند' && isStandingStill(place) && isHere(place, earlier);
}

/** «بـ44», «بأربع». */
function isGluedBy({ page, number, before }: Place): boolean {
  const glued = page.words.text[page.words.start[before.index + 1] as number];
  return before.index === number.first - 1 ? glued === 'ب' : /^ب(?:ال)?$/u.test(wordText(page, number.first - 1));
}

function isHere(place: Place, earlier: readonly Antecedent[]): boolean {
  return earlier.some((figure) => figure.first >= place.from);
}

/** «34 في العام الماضي», «34 العام الماضي». */
function isOfEarlierTime({ page }: Place, index: number): boolean {
  return isDated(page, index) || (wordText(page, index) === 'في' && isDated(page, index + 1));
}

/** «تجمد رصيده عند 17»: nothing that could be counted follows, and a verb says that it stays. */
function isStandingStill({ page, number, before, from }: Place): boolean {
  const next = number.last + 1;
  const ends = next >= page.words.count || ((page.words.gap[next] ?? 0) & ~Gap.space) !== 0;
  if (!ends) return false;
  for (let at = before.index - 1; at >= Math.max(from, before.index - 5); at--) {
    if (/^[وفي]*(?:تجمد|توقف|استقر|ثبت|بقي|وقف|تتوقف|يستقر|تستقر)ت?$/u.test(wordText(page, at))) return true;
    if (cue(page, at)?.change) return true;
  }
  return false;
}
