/** What was done, in words: one row per act. */

/** Acts as they are written down, with what a reader of the page sees. */
export const ACTS: Readonly<Record<string, string>> = {
  'editor.add': 'أُضيف حساب',
  'editor.welcome': 'أُنشئ أول حساب',
  'editor.sign-in': 'دخل المكتب',
  'editor.sign-in-failed': 'محاولة دخول لم تنجح',
  'editor.sign-in-slowed': 'محاولات دخول بأسماء غير معروفة، أُبطئت',
  'editor.sign-out': 'خرج من المكتب',
  'editor.sign-out-everywhere': 'أُنهيت كل جلساته',
  'editor.password': 'تغيّرت كلمة المرور',
  'editor.code-begun': 'بدأ إعداد رمز التحقق',
  'editor.code-on': 'فُعّل رمز التحقق',
  'editor.code-off': 'أُوقف رمز التحقق',
  'editor.disable': 'عُطّل حساب',
  'edition.mend': 'عدّل المسودة',
  'edition.undo': 'تراجع عن تعديل',
  'edition.approve': 'اعتمد العدد',
  'sending.start': 'بدأ الإرسال',
  'sending.schedule': 'حدد موعد الإرسال',
  'sending.unschedule': 'ألغى موعد الإرسال',
  'sending.pause': 'أوقف الإرسال مؤقتاً',
  'sending.resume': 'استأنف الإرسال',
  'sending.cancel': 'ألغى الإرسال',
  'sending.test': 'أرسل رسالة تجريبية',
  'sending.resend': 'أعاد الإرسال إلى من تعذر وصوله إليهم',
  'sending.retry': 'أعاد الإرسال إلى من لم يُعرف هل وصلهم',
  'sending.refusals': 'قبل رفض الخادم لرسائل كثيرة',
  'subscriber.suppress': 'أوقف الإرسال إلى مشترك',
  'subscriber.lift': 'رفع المنع عن عنوان مشترك',
  'subscriber.show-address': 'اطّلع على عنوان مشترك',
  'subscriber.erase': 'محا بيانات مشترك',
};

/** What acts of one kind are done to. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  edition: 'العدد',
  sending: 'العدد',
  subscriber: 'المشترك',
  editor: 'الحساب',
};

/** Details, by name; others are shown by the name they have. */
export const DETAILS: Readonly<Record<string, string>> = {
  what: 'الخطأ في',
  failures: 'المحاولات المتتالية',
  browser: 'المتصفح',
  role: 'الصفة',
  withoutCode: 'مع رفع رمز التحقق',
  recipients: 'المستلمون',
  people: 'المستلمون',
  accepted: 'ما قبله الخادم',
  acceptedWarnings: 'تنبيهات لم تُبتّ',
  unapproved: 'سحب الاعتماد',
  wasApprovedBefore: 'كان معتمداً',
  reason: 'السبب',
  kind: 'التعديل',
  position: 'رقم التعديل',
  count: 'العدد',
  story: 'القصة',
  theme: 'الباب',
  figure: 'الرقم',
  figures: 'الأرقام',
  number: 'القيمة',
  page: 'الصفحة',
  earliest: 'من يوم',
  latest: 'إلى يوم',
  field: 'النص',
  warning: 'التنبيه',
  sendAt: 'الموعد',
  hash: 'بصمة المحتوى',
};

/** Values of details. */
export const VALUES: Readonly<Record<string, string>> = {
  password: 'كلمة المرور',
  code: 'الرمز',
  editor: 'محرر',
  publisher: 'ناشر',
  move: 'نقل قصة',
  hide: 'إخفاء قصة',
  'open-with': 'قصة تفتتح العدد',
  cards: 'بطاقات الأرقام',
  correct: 'تصحيح رقم',
  date: 'تاريخ نشر',
  wording: 'نص',
  settle: 'بتّ في تنبيه',
  subject: 'عنوان الرسالة',
  preheader: 'سطر التمهيد',
  lead: 'الجملة الافتتاحية',
  true: 'نعم',
  false: 'لا',
};

/** Acts of people who are not known, or not yet. */
export const BY_NOBODY: Readonly<Record<string, string>> = {
  'editor.sign-in-failed': 'من لم يُعرف',
  'editor.sign-in-slowed': 'من لم يُعرف',
  'editor.welcome': 'من رابط أول تشغيل',
};

/** Nobody's name: the command line, or the program by itself. */
export const NOBODY = 'من سطر الأوامر أو البرنامج';
