/** What stands behind a figure and takes it back: «كذب محض», «لا أساس له», «لم يتسن التحقق من ذلك». */
import type { Assertion } from '../../model.ts';
import { isNegatedNear } from './attitudes.ts';
import { cue, isClauseStart, isFlagged, type PageWords, type Place, wordText } from './context.ts';
import { CueFlag } from './vocabulary.ts';

/** How far a judgement may stand behind the number, and how far in the number's own clause. */
const NEAR = 8;
const FAR = 24;

/** «ما يُشاع عن اعتقال أربعة معلمين كذب محض». */
export function untruthBehind({ page, number, to }: Place): Assertion | null {
  let sameClause = true;
  for (let at = number.last + 1; at <= Math.min(to, number.last + FAR); at++) {
    sameClause &&= !isClauseStart(page, at);
    if (!isFlagged(page, at, CueFlag.untrue)) continue;
    if (cue(page, at)?.attitude === 'verification') {
      if (isUnverified(page, at, to)) return 'alleged';
    } else if ((sameClause || at <= number.last + NEAR) && isUntrue(page, at)) return 'denied';
  }
  return null;
}

/** «كذب», «عارٍ من الصحة», «لا أساس له», «غير صحيح», «رقم مبالغ فيه». */
function isUntrue(page: PageWords, at: number): boolean {
  switch (cue(page, at)?.word) {
    case 'عار':
    case 'عاريه':
      return wordText(page, at + 2) === 'الصحه';
    case 'اساس':
      return wordText(page, at - 1) === 'لا';
    case 'صحيح':
    case 'صحيحه':
      return wordText(page, at - 1) === 'غير';
    case 'مبالغ':
      return wordText(page, at + 1) === 'فيه' || wordText(page, at + 1) === 'فيها';
    default:
      return true;
  }
}

/** What is left unverified is the number when the sentence says «من ذلك» or ends: «التحقق من هوياتهم» is about others. */
const ITS_OBJECTS =
  /^(?:ذلك|منه|منها|هذا|هذه|صحه|صحته|صحتها|الخبر|الرقم|العدد|الحصيله|الروايه|المعلومات|الانباء|التقارير|مصدر|مصادر)$/u;

function isUnverified(page: PageWords, at: number, to: number): boolean {
  if (!isNegatedNear(page, at)) return false;
  const next = wordText(page, at + 1);
  return at === to || ITS_OBJECTS.test(next === 'من' ? wordText(page, at + 2) : next);
}
