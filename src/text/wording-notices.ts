/** The fixed words of notices to editors. */
import type { Day } from '../model.ts';
import { longDay } from './wording-dates.ts';
import type { Digits } from './wording-digits.ts';

/** The words around a list of sources that have failed for long. */
export const SOURCES_NOTICE = {
  title: 'مصادر تتعذر قراءتها',
  opening: [
    'تتعذر قراءة المصادر التالية منذ أيام، والمحاولة مستمرة. لا تدخل أخبارها في الأعداد حتى تعود، ويُذكر ذلك في ذيل كل عدد.',
  ],
  rows: { location: 'موضعه', fault: 'في السجل' },
  button: 'صفحة المصادر',
  hint: 'إن لم يعمل الزر فهذا رابطها، وتُفتح على الجهاز الذي يعمل عليه البرنامج:',
  closing: ['هذه رسالة واحدة عن هذا العطل: لا تتبعها أخرى ما لم يعد المصدر ثم يتعطل من جديد.'],
  reason: 'وصلت هذه الرسالة لأن هذا العنوان مذكور في إعدادات البرنامج (editors.mail).',
} as const;

/** «موجز: ليفانت لا يُقرأ منذ أيام», «موجز: 3 مصادر لا تُقرأ منذ أيام». */
export function sourcesNoticeSubject(newsroom: string, names: readonly string[]): string {
  const [only] = names;
  return names.length === 1 ? `${newsroom}: ${only} لا يُقرأ منذ أيام` : `${newsroom}: مصادر لا تُقرأ منذ أيام`;
}

/** «منذ 3 تشرين الثاني 2025»; a source that was never read has only the day since when it fails. */
export function failingSinceWords(since: Day, digits: Digits): string {
  return `منذ ${longDay(since, digits)}`;
}
