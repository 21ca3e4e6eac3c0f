/**
 * Figures of an earlier time or of another event, which an article gives for comparison: never of the highlight strip.
 * «61 عملية، مقابل 48 العام الماضي», «بعد أن كانت 6», «أسبوع على هجوم أودى بـ17».
 */
import { Gap } from '../../text/index.ts';
import { isAction, isPast, isThat } from './attitudes.ts';
import { cue, isClauseStart, isDated, isNumber, type PageWords, type Place, wordText } from './context.ts';
import { qualifierBefore } from './qualifiers.ts';
import { nearestDate } from './settings.ts';

/** True when the words around a figure say that it is of an earlier time or another event. */
export function isBackground(place: Place, paragraph: number): boolean {
  const first = qualifierBefore(place)?.first ?? place.before.index + 1;
  return (
    isCompared(place.page, first - 1) ||
    isStartOfChange(place, first) ||
    isReplaced(place) ||
    isYearsAgoBehind(place) ||
    isOfEarlierClause(place, first) ||
    (paragraph > 0 && isOfPastYear(place))
  );
}

/** The second word of a comparison stands right before the number or one word off: «مقارنة بـ34», «بدلاً من 34». */
const COMPARISONS = new Set('مقارنه بالمقارنه قياسا بالقياس بدلا نزولا صعودا هبوطا ارتفاعا انخفاضا عوضا'.split(' '));

/** «مقابل 48», «في مقابل 48», «باستثناء أربع», «مقارنة مع 34». */
function isCompared(page: PageWords, at: number): boolean {
  const word = wordText(page, at);
  if (/^(?:[بف]?مقابل|باستثناء|عدا|بخلاف)$/u.test(word) || COMPARISONS.has(word)) return true;
  // «عودة واحدة أخطر من بقاء ألف»: said for comparison only
  for (let i = at; i >= at - 1; i--)
    if (wordText(page, i) === 'من' && /^(?:اخطر|افضل|اسوا|خير|اهون)$/u.test(wordText(page, i - 1))) return true;
  // «لم تتحرك إلا في أربع»
  if (word === 'في' && wordText(page, at - 1) === 'الا') return true;
  return /^(?:مع|من|ب|الي)$/u.test(word) && COMPARISONS.has(wordText(page, at - 1));
}

const CHANGE_DISTANCE = 10;

/** «ارتفعت من تسعة إلى 13»: the level that was left; a plan leaves it only later. */
function isStartOfChange({ page, number, from, to }: Place, first: number): boolean {
  if (wordText(page, first - 1) !== 'من') return false;
  let reaches = false;
  for (let at = number.last + 1; at <= Math.min(to, number.last + CHANGE_DISTANCE) && !reaches; at++)
    reaches = /^ا?الي$/u.test(wordText(page, at));
  if (!reaches) return false;
  for (let at = first - 2; at >= Math.max(from, first - CHANGE_DISTANCE) && !isNumber(page, at); at--) {
    const found = cue(page, at);
    if (found?.change) return !found.future && !/^[وف]?س/u.test(wordText(page, at));
    if (/^[وف]?(?:عدل|عدلت|صحح|صححت)$/u.test(wordText(page, at))) return true;
  }
  return false;
}

const REPLACING = /^[يت](?:رفع|رتفع|عدل|صحح|راجع|خفض|نخفض)(?:ها|ه|وا)?$/u;

/** «تسعة قتلى، قبل أن ترتفع الحصيلة إلى 13». */
function isReplaced({ page, number, to }: Place): boolean {
  for (let at = number.last + 1; at <= Math.min(to - 2, number.last + CHANGE_DISTANCE); at++) {
    if (isNumber(page, at)) return false;
    if (wordText(page, at) === 'قبل' && isThat(page, at + 1)) return REPLACING.test(wordText(page, at + 2));
  }
  return false;
}

const YEARS_AGO = /^(?:عام|عامين|اعوام|عاما|سنه|سنتين|سنوات|عقد|عقدين|عقود)$/u;

/** «قبل عامين», «قبل ست سنوات». */
function isYearsAgo(page: PageWords, at: number): boolean {
  const word = wordText(page, at);
  if (!word.endsWith('قبل') || word.length > 4) return false;
  return YEARS_AGO.test(wordText(page, at + 1)) || (isNumber(page, at + 1) && YEARS_AGO.test(wordText(page, at + 2)));
}

const BEHIND_REACH = 8;

/** «كان المخيم يؤوي 73 ألف شخص قبل ست سنوات». */
function isYearsAgoBehind({ page, number, to }: Place): boolean {
  for (let at = number.last + 1; at <= Math.min(to, number.last + BEHIND_REACH) && !isClauseStart(page, at); at++) {
    if (isYearsAgo(page, at)) return true;
    if (isNumber(page, at) || isPast(page, at)) return false;
  }
  return false;
}

const REACH = 24;
const WAS = /^[وف]?كان(?:ت|وا)?$/u;
const EARLIER = /^(?:ال)?سابق(?:ا|ه|تين|تان|ين|ات)?$/u;

/**
 * Walks back to the words that begin a statement of what was before: «بعدما كانت», «وكان الجيش قد أعلن مقتل», «حصيلة
 * سابقة تحدثت عن», «بعد أسبوع على هجوم», «بخلاف إنزال», «منذ هجوم ... الذي».
 */
function isOfEarlierClause({ page, from }: Place, first: number): boolean {
  for (let at = first - 1; at >= Math.max(from, first - REACH); at--) {
    const word = wordText(page, at);
    if (word.includes('كان') && WAS.test(word) && (isAfterwards(page, at - 1) || isPluperfect(page, at, first)))
      return true;
    if (word.includes('سابق') && word.length > 4 && EARLIER.test(word) && !isNumber(page, at + 1)) return true;
    if (word.endsWith('سبق') && word.length <= 4 && isBeforeThat(page, at)) return true;
    if (isOtherEvent(page, at) || isYearsAgo(page, at)) return true;
    if (((page.words.gap[at] ?? 0) & (Gap.stop | Gap.newline)) !== 0 || opensStatement(page, at)) return false;
  }
  return false;
}

/** «بعدما كانت», «بعد أن كان»: what was is no more. */
function isAfterwards(page: PageWords, at: number): boolean {
  return wordText(page, at) === 'بعدما' || (isThat(page, at) && wordText(page, at - 1) === 'بعد');
}

const PLUPERFECT_REACH = 6;

/** «كانت السلطات أعلنت», «كان المصدر قد تحدث»; «كان ينقل 12» is not before anything. */
function isPluperfect(page: PageWords, at: number, first: number): boolean {
  for (let i = at + 1; i < first && i <= at + PLUPERFECT_REACH; i++) {
    if (wordText(page, i) === 'قد' || isPast(page, i)) return true;
    if (cue(page, i)?.verb || isThat(page, i)) return false;
  }
  return false;
}

/** «سبق للشبكة أن وثقت», «سبق أن أعلن». */
function isBeforeThat(page: PageWords, at: number): boolean {
  return isThat(page, at + 1) || isThat(page, at + 2) || isThat(page, at + 3);
}

/** «بعد أسبوعين من ضربات», «أسبوع على غارات», «بخلاف إنزال», «خلافاً لاجتماع», «منذ هجوم». */
function isOtherEvent(page: PageWords, at: number): boolean {
  const word = wordText(page, at);
  // «بخلاف ما أعلنته» is another telling of the same
  if (word === 'بخلاف' || word === 'خلافا' || word === 'وخلافا') return !/^(?:ل?ما)$/u.test(wordText(page, at + 1));
  if (word === 'منذ') return !isDated(page, at + 1) && isAction(page, at + 1) && wordText(page, at + 1) !== 'انطلاق';
  if (word !== 'من' && word !== 'علي') return false;
  return isAction(page, at + 1) && isTimeSince(page, at - 1);
}

const TIMES = /^(?:يوم|يومين|ايام|اسبوع|اسبوعين|اسابيع|شهر|شهرين|اشهر|عام|عامين|اعوام|سنه|سنتين|سنوات|ساعات)(?:ا)?$/u;

function isTimeSince(page: PageWords, at: number): boolean {
  if (!TIMES.test(wordText(page, at))) return false;
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) if (/^[وف]?(?:بعد|قبل)$/u.test(wordText(page, i))) return true;
  return false;
}

/** A comma and a new verb: what was said before does not hold of it. */
function opensStatement(page: PageWords, at: number): boolean {
  return (
    isClauseStart(page, at) &&
    /^[وف]/u.test(wordText(page, at)) &&
    (cue(page, at)?.verb ?? false) &&
    !WAS.test(wordText(page, at))
  );
}

const LAST = /^(?:ال)?(?:ماضي|ماضيه|فايت|فايته|منصرم|منصرمه|فارط|فارطه|سابق|سابقه|سالف)$/u;
const YEAR = /^[ولب]*(?:ال)?(?:عام|سنه)$/u;

/** «عام 2019» where the article speaks of later years too, or names that year here first; «طوال العام الماضي». */
function isOfPastYear(place: Place): boolean {
  const date = nearestDate(place);
  const { page } = place;
  // «منذ 2019» reaches to this day
  if (!date || /^[وف]?منذ$/u.test(wordText(page, date.first - 1))) return false;
  if (date.range) {
    const year = date.range.latest.slice(0, 4);
    const named = /[0-9٠-٩]{4}/u.test(page.words.text.slice(page.words.start[date.first], page.words.end[date.last]));
    const { latest, first } = yearsOf(page);
    return named && (year < latest || (date.kind !== 'range' && (first.get(year) ?? 0) >= place.from));
  }
  for (let at = date.first; at <= date.last + 1; at++)
    if (YEAR.test(wordText(page, at)) && LAST.test(wordText(page, at + 1))) return !isMainSide(place);
  return false;
}

const MAIN_SIDE_REACH = 12;

/** «253 هجوماً العام الماضي مقابل 121»: compared with something earlier, it is the article's own figure. */
function isMainSide({ page, number, to }: Place): boolean {
  for (let at = number.last + 1; at <= Math.min(to, number.last + MAIN_SIDE_REACH); at++) {
    if (wordText(page, at) === 'مقابل' || COMPARISONS.has(wordText(page, at))) return true;
  }
  return false;
}

type Years = { readonly latest: string; readonly first: ReadonlyMap<string, number> };
const YEARS = new WeakMap<PageWords, Years>();

/** The years a page names: the latest, and the first word of each. */
function yearsOf(page: PageWords): Years {
  const known = YEARS.get(page);
  if (known) return known;
  const first = new Map<string, number>();
  let latest = '';
  for (const date of new Set(page.dateAt)) {
    const year = date?.range?.latest.slice(0, 4);
    if (!date || !year) continue;
    if (!first.has(year)) first.set(year, date.first);
    if (year > latest) latest = year;
  }
  const years = { latest, first };
  YEARS.set(page, years);
  return years;
}
