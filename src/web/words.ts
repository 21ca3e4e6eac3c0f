/** The words of the site's own pages, as tables. Words beside figures, dates and counts are those of `text/wording-*`. */

export const UNTITLED = 'بلا عنوان';

/** One line of what happened and one of what to do next, by status code. */
export const NOTICES = {
  400: {
    title: 'العنوان غير مفهوم',
    what: 'في عنوان هذه الصفحة ما لا يُقرأ.',
    next: 'ارجع إلى الأرشيف واختر العدد من القائمة.',
  },
  404: {
    title: 'لا شيء في هذا العنوان',
    what: 'لا عدد ولا صفحة بهذا العنوان.',
    next: 'تحقق من الرقم في العنوان، أو ارجع إلى الأرشيف واختر العدد من القائمة.',
  },
  500: {
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
