/** The words of the page where a draft is mended, as tables. */
import type { DraftWarning } from '../../model.ts';

/** What was done, told once on the page that follows. */
export const DONE = {
  move: 'نُقلت القصة إلى موضعها الجديد.',
  hide: 'أُخفيت القصة. تجدها في «قصص مخفية» أسفل الصفحة.',
  'open-with': 'صارت القصة فاتحة العدد.',
  cards: 'تغيّر شريط الأرقام.',
  correct: 'صُوّب الرقم. يبقى نص المصدر ظاهراً إلى جانبه.',
  date: 'حُدد تاريخ النشر.',
  wording: 'حُفظ النص الجديد.',
  settle: 'سُجل أنك اطلعت على التنبيه.',
  undo: 'أُلغي التعديل، وبقي في السجل.',
  approve: 'اعتُمد العدد.',
} as const;

export type DoneName = keyof typeof DONE;

/** Beside what was done to an edition that had been approved. */
export const UNAPPROVED = 'كان العدد معتمداً فسُحب اعتماده: راجعه واعتمده من جديد.';

/** Why nothing was done, where the form itself is right. */
export const NOT_DONE = {
  unfit: 'لم يُحفظ التعديل.',
  changed: 'غيّر محرر آخر هذا العدد',
  sent: 'لم يُحفظ التعديل: بدأ إرسال هذا العدد أو انتهى، فلا يُعدَّل بعد الآن.',
} as const;

/** What is said of a number, a date or a text that cannot be read at all. */
export const UNREADABLE = {
  number: 'اكتب الرقم الصحيح.',
  date: 'اكتب اليوم بصورة 2025-11-13، ولا يكون آخر المدى قبل أوله.',
  wording: 'لا يُترك هذا الحقل فارغاً.',
  place: 'لا موضع بهذا الاسم في العدد.',
} as const;

type Advice = { readonly what: string; readonly next: string };

/** What each kind of warning is about, and what to do. */
export const WARNINGS: Readonly<Record<DraftWarning['kind'], Advice>> = {
  conflict: {
    what: 'أرقام متعارضة',
    next: 'راجع جملتي المصدرين. صوّب الرقم الخطأ، أو أبقِ الرقمين معاً كما يراهما القارئ.',
  },
  superseded: {
    what: 'رقم حل محله رقم أحدث',
    next: 'راجع التاريخين. أخرج الرقم الأقدم من الشريط، أو أبقه إن كان لكل منهما زمنه.',
  },
  undated: {
    what: 'مادة غير مؤرخة',
    next: 'افتح صفحتها وابحث عن يوم نشرها ثم حدده، أو أبقها غير مؤرخة كما يراها القارئ.',
  },
  'unread-source': {
    what: 'مصدر لم يُقرأ',
    next: 'قد تنقص العدد أخبار منه. راجع صفحة المصادر، أو أبقِ الإشارة إليه في ذيل العدد.',
  },
  'over-budget': {
    what: 'الرسالة أكبر مما تعرضه برامج البريد كاملاً',
    next: 'أخفِ قصة أو أكثر، أو أبقه على أن يُقص آخره في البريد ويُقرأ كاملاً في صفحته.',
  },
};

export const STATES = {
  draft: 'مسودة: لا يراها القراء قبل اعتمادها.',
  approved: 'معتمد. أي تعديل يسحب الاعتماد، ويلزم اعتماده من جديد.',
  sending: 'يُرسل الآن، فلا يُعدَّل.',
  done: 'انتهى إرساله، فلا يُعدَّل.',
} as const;

export const WORDINGS = {
  subject: { name: 'الموضوع', hint: 'أول ما يُقرأ في صندوق الوارد.' },
  preheader: { name: 'السطر التمهيدي', hint: 'يظهر بعد الموضوع في صندوق الوارد.' },
  lead: { name: 'جملة الافتتاح', hint: 'أول ما يُقرأ في الرسالة.' },
} as const;

/** Over the tools for the day of publication. */
export const DATE_WORDS = { undated: 'غير مؤرخة: حدد يوم نشرها', dated: 'تاريخ نشرها' } as const;

/** Why somebody gets nothing of an edition. */
export const NOT_FOR_READER = {
  unknown: 'لا مشترك بهذا المعرّف.',
  digest: 'مشترك في نشرة أخرى، فلا يصله هذا العدد.',
  unconfirmed: 'لم يؤكد اشتراكه بعد، فلا يصله هذا العدد.',
  left: 'ألغى اشتراكه، فلا يصله هذا العدد.',
  themes: 'ليس في هذا العدد باب مما اختار، فلا يصله.',
  set: 'أبواب ليست في هذا العدد',
} as const;
