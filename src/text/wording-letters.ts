/** The fixed words of single letters. Subjects and preview lines name the newsroom only: others may see the screen. */
import type { LetterKind } from '../model.ts';
import { type Digits, inDigits } from './wording-digits.ts';

/** What one kind of letter says, in the order it is read; a line that is missing is not said. */
export type LetterWords = {
  readonly subject: string;
  readonly title: string;
  readonly opening: readonly string[];
  /** On the one button. */
  readonly button?: string;
  /** What the button does and does not do. */
  readonly afterButton?: string;
  /** For whoever did not ask for it, where the opening does not say it. */
  readonly notYou?: string;
  /** Why the letter came. */
  readonly reason: string;
};

/** The words of every kind of letter. */
export const LETTER_WORDS: Readonly<Record<LetterKind, LetterWords>> = {
  confirm: {
    subject: 'تأكيد الاشتراك',
    title: 'تأكيد الاشتراك',
    opening: ['وصلنا طلب اشتراك بهذا العنوان. بقيت خطوة واحدة: التأكيد.'],
    button: 'تأكيد الاشتراك',
    afterButton: 'يفتح الرابط صفحة فيها زر واحد، وبالضغط عليه يبدأ الاشتراك.',
    // Not that no more letters come: someone may type the address in again, and reminders are mailed.
    notYou: 'إن لم يكن هذا طلبك فتجاهل هذه الرسالة، ولن يبدأ أي اشتراك.',
    reason: 'وصلت هذه الرسالة لأن هذا العنوان كُتب في نموذج الاشتراك.',
  },
  'already-subscribed': {
    subject: 'الاشتراك قائم',
    title: 'الاشتراك قائم',
    opening: ['وصلنا طلب اشتراك بهذا العنوان، وهو مشترك لدينا من قبل. لا يلزم شيء.'],
    button: 'إعدادات الاشتراك',
    notYou: 'إن لم يكن هذا طلبك فتجاهل هذه الرسالة: لم يتغيّر شيء في الاشتراك.',
    reason: 'وصلت هذه الرسالة لأن هذا العنوان كُتب في نموذج الاشتراك.',
  },
  'new-address': {
    subject: 'تأكيد العنوان الجديد',
    title: 'تأكيد العنوان الجديد',
    opening: ['وصلنا طلب نقل اشتراك إلى هذا العنوان. بقيت خطوة واحدة: التأكيد، وقبله لا يُنقل شيء.'],
    button: 'تأكيد العنوان',
    afterButton: 'يفتح الرابط صفحة فيها زر واحد، وبالضغط عليه يُنقل الاشتراك.',
    notYou: 'إن لم يكن هذا طلبك فتجاهل هذه الرسالة، ولن يُنقل أي اشتراك إلى هذا العنوان.',
    reason: 'وصلت هذه الرسالة لأن هذا العنوان كُتب في صفحة إعدادات اشتراك آخر.',
  },
  'address-moved': {
    subject: 'نُقل الاشتراك إلى عنوان آخر',
    title: 'نُقل الاشتراك إلى عنوان آخر',
    opening: [
      'نُقل الاشتراك الذي كان على هذا العنوان إلى عنوان آخر، بعد تأكيده هناك. لن تصل الأعداد إلى هنا بعد الآن.',
      'إن كان هذا طلبك فلا يلزم شيء. وإن لم يكن، فهذا الزر يلغي الاشتراك.',
    ],
    button: 'إلغاء الاشتراك',
    afterButton: 'يفتح الرابط صفحة فيها زر واحد، وبالضغط عليه يتوقف الإرسال إلى العنوان الآخر أيضاً.',
    reason: 'وصلت هذه الرسالة لأن الاشتراك كان على هذا العنوان حتى نقله.',
  },
  'data-copy': {
    subject: 'نسخة من بياناتك',
    title: 'نسخة من بياناتك',
    opening: [
      'مع هذه الرسالة ملف فيه كل ما نحفظه عن الاشتراك. هو نص بصيغة JSON، يُفتح بأي محرر نصوص.',
      'في الملف عنوان البريد وسجل الموافقات: الأسلم ألا تصل هذه الرسالة إلى غيرك.',
    ],
    notYou: 'إن لم يكن هذا طلبك فلا يلزم شيء: لم تُرسل النسخة إلى غير هذا العنوان.',
    reason: 'وصلت هذه الرسالة لأن نسخة من البيانات طُلبت من صفحة إعدادات الاشتراك.',
  },
};

/** The names of the two rows that say what was chosen, and of a choice that takes everything. */
export const CHOICE_WORDS = { digest: 'النشرة', themes: 'الأبواب', allThemes: 'جميع الأبواب' } as const;

/** Stands before the button's address, for programs that show no button. */
export const PLAIN_LINK = 'إن لم يعمل الزر فهذا رابطه، ويُفتح في المتصفح:';

/** Links at the foot. */
export const LETTER_LINKS = { preferences: 'إعدادات الاشتراك', leave: 'إلغاء الاشتراك' } as const;

/** «موجز: تأكيد الاشتراك». */
export function letterSubject(newsroom: string, kind: LetterKind): string {
  return `${newsroom}: ${LETTER_WORDS[kind].subject}`;
}

/** Days after «مدة», by the plural categories of CLDR; # is the number: «3 أيام», «11 يوماً», «100 يوم». */
const DAYS: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  zero: '# يوم',
  one: 'يوم واحد',
  two: 'يومين',
  few: '# أيام',
  many: '# يوماً',
  other: '# يوم',
};

const RULES = new Intl.PluralRules('ar');

/** How long a letter's link works: «يعمل الرابط مدة 7 أيام، ولمرة واحدة.» */
export function linkTermWords(days: number, digits: Digits): string {
  return `يعمل الرابط مدة ${inDigits(DAYS[RULES.select(days)].replace('#', String(days)), digits)}، ولمرة واحدة.`;
}
