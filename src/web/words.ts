/** The words of the site's own pages, as tables. Words beside figures, dates and counts are those of `text/wording-*`. */

export const UNTITLED = 'بلا عنوان';

/** The lists that lead to editions. */
export const LISTS = { public: 'الأرشيف', desk: 'مكتب التحرير' } as const;

/** One line of what happened and one of what to do next. */
export const NOTICES = {
  'bad-address': {
    status: 400,
    title: 'العنوان غير مفهوم',
    what: 'في عنوان هذه الصفحة ما لا يُقرأ.',
    next: 'ارجع إلى الأرشيف واختر العدد من القائمة.',
  },
  'bad-request': {
    status: 400,
    title: 'الطلب غير مفهوم',
    what: 'في ما أُرسل ما لا يُقرأ، فلم يتغير شيء.',
    next: 'ارجع إلى الصفحة السابقة وأعد المحاولة.',
  },
  forged: {
    status: 403,
    title: 'لم يأت هذا من صفحة من صفحات المكتب',
    what: 'ما أُرسل ليس من نموذج فُتح في هذه الجلسة، فلم يتغير شيء.',
    next: 'ارجع إلى الصفحة السابقة وأعد تحميلها، ثم أعد المحاولة.',
  },
  'not-allowed': {
    status: 403,
    title: 'هذا للناشر وحده',
    what: 'حسابك حساب محرر، فلم يتغير شيء.',
    next: 'اطلب ذلك من زميل له حساب ناشر.',
  },
  'old-link': {
    status: 410,
    title: 'لم يعد هذا الرابط صالحاً',
    what: 'يصلح الرابط ساعة واحدة ومرة واحدة، وما دام المكتب بلا حساب.',
    next: 'شغّل البرنامج من جديد ليظهر رابط جديد، أو أضف حساباً بالأمر npx mujaz editor add.',
  },
  missing: {
    status: 404,
    title: 'لا شيء في هذا العنوان',
    what: 'لا عدد ولا صفحة بهذا العنوان.',
    next: 'تحقق من الرقم في العنوان، أو ارجع إلى الأرشيف واختر العدد من القائمة.',
  },
  'too-large': {
    status: 413,
    title: 'النموذج أكبر مما يُقبل',
    what: 'ما أُرسل أطول من أي نموذج في هذا الموقع، فلم يتغير شيء.',
    next: 'ارجع إلى الصفحة السابقة وأعد المحاولة.',
  },
  'no-form': {
    status: 415,
    title: 'ليس هذا نموذجاً من هذا الموقع',
    what: 'ما أُرسل ليس على صورة النماذج التي يقبلها الموقع، فلم يتغير شيء.',
    next: 'ارجع إلى الصفحة السابقة وأعد المحاولة منها.',
  },
  'too-many': {
    status: 429,
    title: 'محاولات كثيرة في وقت قصير',
    what: 'وصل من هذا الاتصال، أو إلى الموقع كله، أكثر مما يُقبل في ساعة.',
    next: 'أعد المحاولة بعد ساعة.',
  },
  fault: {
    status: 500,
    title: 'تعذر عرض الصفحة',
    what: 'وقع خلل في الخادم، ولم يتغير شيء من الأعداد.',
    next: 'أعد المحاولة بعد قليل، فإن تكرر فانظر سجل الخادم عند هذا الرمز:',
  },
} as const;

/** Why a line of a page is not part of its body, by role. */
export const ROLES = {
  body: 'متن الخبر',
  subheading: 'عنوان فرعي',
  headline: 'العنوان',
  dateline: 'سطر المكان',
  byline: 'الكاتب',
  related: 'رابط إلى مادة أخرى، ليس من الخبر',
  dropped: 'من قالب الموقع، أُسقط',
  front: 'بيانات الملف',
  other: 'لم يُصنف',
} as const;
