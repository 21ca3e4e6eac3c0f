/** Words that colour a figure only in some company (see vocabulary-attitudes): one test for each kind of company. */
import type { Assertion, FigureEvent } from '../../model.ts';
import { Gap, Glued } from '../../text/index.ts';
import { cue, glued, isClauseStart, isNumber, type PageWords, type Place, wordText } from './context.ts';

const NEGATIONS = new Set('لم لا لن ليس ليست ليسوا دون بدون عدم تعذر يتعذر غير'.split(' '));
const NEGATION_REACH = 4;

/** «لم تتمكن من التحقق», «ليست هناك خطط», «لا نية», «نافياً وجود نية». */
export function isNegatedNear(page: PageWords, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - NEGATION_REACH) && !isClauseStart(page, i + 1); i--) {
    if (NEGATIONS.has(wordText(page, i).replace(/^[وف](?=.)/u, '')) || cue(page, i)?.mood === 'denied') return true;
  }
  return false;
}

/** How the word at `at` colours a number whose last word before it is `index`; null when it does not. */
export function colourOf(page: PageWords, at: number, index: number): Assertion | null {
  switch (cue(page, at)?.attitude) {
    case 'verification':
      return isNegatedNear(page, at) ? 'alleged' : null;
    case 'confirmation':
      return NEGATIONS.has(wordText(page, at - 1).replace(/^[وف](?=.)/u, '')) ? 'alleged' : null;
    case 'rumour':
      return /^[وفبلك]?(?:ال)?وكال/u.test(wordText(page, at - 1)) ? null : 'alleged';
    case 'carrier':
      return saysSomething(page, at, index) ? 'alleged' : null;
    case 'accusation':
      return isAccusedOf(page, at, index) ? 'alleged' : null;
    case 'claim':
      return hasThat(page, at, index) ? 'alleged' : null;
    case 'absence':
      return isAbsent(page, at, index) ? 'denied' : null;
    case 'intention':
      return isNegatedNear(page, at) ? 'denied' : 'planned';
    case 'plan':
      if (isNegatedNear(page, at)) return 'denied';
      return isDone(page, at, index) ? null : 'planned';
    case 'expectation':
      return isThat(page, at + 1) || isAction(page, at + 1) ? 'planned' : null;
    case 'suspicion':
      return isThat(page, at + 1) || isThat(page, at + 2) ? 'alleged' : null;
    case 'need':
    case 'aim':
      return leadsTo(page, at, index) ? 'planned' : null;
    case 'prospect':
      return /^[وف]?من$/u.test(wordText(page, at - 1)) ? 'planned' : null;
    case 'decision':
      return isAction(page, at + 1) || isAction(page, at + 2) ? 'planned' : null;
    case 'effort':
      return isFor(page, at + 1) || isFor(page, at + 2) ? 'planned' : null;
    case 'readiness':
      return /^ل(?!ل).{3,}/u.test(wordText(page, at + 1)) ? 'planned' : null;
    case 'announcement':
      return isAnnounced(page, at, index) ? 'planned' : null;
    case 'wish':
      return index > at && !isAside(page, at, index) ? 'planned' : null;
    default:
      return null;
  }
}

/** «تحدثت صفحات محلية عن», «صفحات ذكرت أن». */
function saysSomething(page: PageWords, at: number, index: number): boolean {
  if (isNumber(page, at - 1)) return false;
  for (let i = Math.max(0, at - 2); i <= Math.min(index, at + 5); i++) {
    const found = cue(page, i);
    if (i !== at && found?.verb && !found.change && !found.amounts) return true;
  }
  return false;
}

/** «اتهم الأهالي القوات بقتل 12», «تهمة قتل ستة»: the deed stands between accusation and number. */
function isAccusedOf(page: PageWords, at: number, index: number): boolean {
  // «المتهمون» are persons, «متهم بقتل 12» accuses
  if (/^.?المتهم/u.test(wordText(page, at))) return false;
  for (let i = at + 1; i <= index; i++) {
    if (isClauseStart(page, i)) return false;
    const deed = cue(page, i)?.event !== undefined && (glued(page, i) & Glued.the) === 0;
    if (deed && (i === at + 1 || (glued(page, i) & Glued.by) !== 0)) return true;
    if (isThat(page, i)) return !/^(?:قبل|بعد|الي|علي|دون)$/u.test(wordText(page, i - 1));
  }
  return false;
}

const THAT = /^[بل]?ان(?:ه|ها|هم|هما|هن|نا)?$/u;

/** «أن», «إنه», «بأنها». */
export function isThat(page: PageWords, at: number): boolean {
  return THAT.test(wordText(page, at));
}

function hasThat(page: PageWords, at: number, index: number): boolean {
  for (let i = at + 1; i <= index; i++) if (isThat(page, i)) return true;
  return cue(page, at)?.word === 'مسؤوليته' && index > at;
}

const ABSENCE_REACH = 4;

/** «عدم مقتل أي من», «عدم وجود 12»; «عدم امتثال 12 دولة» says what they did. */
function isAbsent(page: PageWords, at: number, index: number): boolean {
  if (index - at > ABSENCE_REACH) return false;
  return cue(page, at + 1)?.event !== undefined || /^(?:وجود|وقوع|حدوث|تسجيل)$/u.test(wordText(page, at + 1));
}

/** «خطة أسفرت عن مقتل 12», «خطة نُفذت وشملت 12»: a verb of the past between them tells what came of it. */
function isDone(page: PageWords, at: number, index: number): boolean {
  for (let i = at + 1; i <= index; i++) if (isPast(page, i)) return true;
  return false;
}

/** True for a listed verb in the past: «أسفرت», «قتل», «تراجعت». */
export function isPast(page: PageWords, at: number): boolean {
  const found = cue(page, at);
  if (!found?.verb || found.future) return false;
  return !/^[يتن]/u.test(found.word) || /^ت.{2,}ت$/u.test(found.word);
}

const ACTIONS = /^[وفبل]?(?:صرف|وصول|دخول|عبور|افتتاح|اغلاق|تسليم|بدء|تشغيل|صدور|عقد)$/u;

/** A verbal noun of something done, without article: «إعادة», «نقل», «وصول». */
export function isAction(page: PageWords, at: number): boolean {
  const found = cue(page, at);
  if ((glued(page, at) & Glued.the) !== 0 || isNumber(page, at)) return false;
  return (found?.event !== undefined && !found.verb) || ACTIONS.test(wordText(page, at));
}

const AIM_REACH = 5;

/** «تحتاج البلاد إلى استيراد», «تتجه الإدارة إلى إخراج», «العمل جار على دمج». */
function leadsTo(page: PageWords, at: number, index: number): boolean {
  for (let i = at + 1; i <= Math.min(index, at + AIM_REACH); i++) {
    if (isNumber(page, i)) return false;
    const word = wordText(page, i);
    if (word === 'الي' || word === 'علي') return isUndertaking(page, i + 1);
  }
  return false;
}

/** Any verbal noun may be what is aimed at; a place («إلى المخيم») has the article, a name is no listed event. */
function isUndertaking(page: PageWords, at: number): boolean {
  return isAction(page, at) || /^(?:ا.{3,}|ت..?ي.|دمج|رفع|خفض|بناء|شراء|ضم|فتح)$/u.test(wordText(page, at));
}

/** «لإخراج»: a verbal noun as a purpose. */
function isFor(page: PageWords, at: number): boolean {
  return (glued(page, at) & Glued.for) !== 0 && isAction(page, at);
}

/** What may be announced before it is done; the dead and the wounded are not. */
const UNDERTAKEN: readonly (FigureEvent | undefined)[] = [
  'deployed',
  'funding',
  'aid',
  'released',
  'returned',
  'removed',
  'participants',
  'operations',
  undefined,
];
const LATER_REACH = 16;
const TO_COME = /^(?:ال)?(?:مقبل|قادم)(?:ه|ين|ان)?$|^(?:غدا|قريبا)$/u;
const PAST_TIME = /^ال(?:ماضي?|فايت|منصرم|فارط)(?:ه)?$/u;

const ANNOUNCER_REACH = 4;

/** «أعلنت وزارة الصحة إرسال 12»: what is announced stands behind who announces. */
function isAnnounced(page: PageWords, at: number, index: number): boolean {
  for (let i = at + 1; i <= Math.min(index, at + ANNOUNCER_REACH); i++) {
    if (isThat(page, i) || isNumber(page, i) || isClauseStart(page, i)) return false;
    if (isAction(page, i)) return isLater(page, i, index);
  }
  return false;
}

/** «إرسال 12 شاحنة الشهر المقبل», «صرف 12 مليوناً نهاية العام»: a time to come stands behind the number. */
function isLater(page: PageWords, action: number, index: number): boolean {
  if (!UNDERTAKEN.includes(cue(page, action)?.event)) return false;
  for (let i = index + 1; i <= index + LATER_REACH && i < page.words.count; i++) {
    if (((page.words.gap[i] ?? 0) & (Gap.stop | Gap.newline)) !== 0 || isPast(page, i)) return false;
    if (TO_COME.test(wordText(page, i)) || isEndOfTerm(page, i)) return true;
  }
  return false;
}

/** «نهاية الشهر», «مطلع الصيف»; «نهاية الشهر الماضي» is over. */
function isEndOfTerm(page: PageWords, at: number): boolean {
  return (
    /^(?:نهايه|اواخر|ختام|مطلع)$/u.test(wordText(page, at)) &&
    /^ال(?:شهر|عام|سنه|صيف|شتاء|خريف|ربيع|فصل|موسم)$/u.test(wordText(page, at + 1)) &&
    !PAST_TIME.test(wordText(page, at + 2))
  );
}

/** «طلبت أن يغادر»: another clause, or a number of its own, parts wish and number. */
function isAside(page: PageWords, at: number, index: number): boolean {
  for (let i = at + 1; i <= index; i++) if (isThat(page, i) || isNumber(page, i) || isPast(page, i)) return true;
  return false;
}

/** «يعتزم زيارة المخيم بعد مقتل 12»: what follows is so already; «بعد 12 يوماً», «بعد غد» are times. */
export function isAftermath({ page }: Place, at: number): boolean {
  if (cue(page, at)?.attitude !== 'aftermath') return false;
  return cue(page, at)?.word === 'بعدما' || isThat(page, at + 1) || isAction(page, at + 1);
}
