/** The words of the sign-up, confirmation, preferences and leaving pages, as tables. */
import type { AddressRefusal, LeavingReason } from '../../app/index.ts';

/** Beside the field, why an address cannot be one. */
export const REFUSED_ADDRESS: Readonly<Record<AddressRefusal, string>> = {
  empty: 'تلزم كتابة عنوان بريد إلكتروني هنا.',
  'no-at': 'ينقص العنوان الرمز @. مثال: name@example.org',
  'no-domain': 'ينقص العنوان ما بعد الرمز @. مثال: name@example.org',
  malformed: 'في العنوان ما لا يكون في عنوان بريد. يلزم التحقق من كل حرف فيه.',
  'too-long': 'هذا أطول مما يكون عليه عنوان بريد.',
  'special-use': 'هذا عنوان للأمثلة أو للشبكات الداخلية، ولا يصل إليه بريد.',
};

/** Why the form is shown once more, filled in. */
export const SHOWN_AGAIN = {
  'no-stamp': 'بقيت ضغطة واحدة على زر الاشتراك، بعد التحقق من العنوان واختيار الأبواب.',
  'too-fast': 'وصل النموذج أسرع مما يملؤه الناس. بعد التحقق من العنوان تكفي ضغطة أخرى على زر الاشتراك.',
  'too-old': 'بقيت الصفحة مفتوحة أكثر من يوم. بعد التحقق من العنوان تكفي ضغطة أخرى على زر الاشتراك.',
} as const;

export const REASON_WORDS: Readonly<Record<LeavingReason, string>> = {
  'too-many': 'الرسائل كثيرة',
  'not-relevant': 'ما فيها لا يهمني',
  'never-asked': 'لم أطلب الاشتراك',
  privacy: 'حرصاً على خصوصيتي',
  other: 'سبب آخر',
};

/** The pauses on offer, in weeks. */
export const PAUSES = [
  { weeks: 1, words: 'أسبوع' },
  { weeks: 2, words: 'أسبوعان' },
  { weeks: 4, words: 'أربعة أسابيع' },
  { weeks: 8, words: 'ثمانية أسابيع' },
  { weeks: 13, words: 'ثلاثة أشهر' },
  { weeks: 26, words: 'ستة أشهر' },
] as const;

/** What was done, on the page that one comes back to. */
export const DONE = {
  choice: 'حُفظ اختيارك، ويبدأ به العدد القادم.',
  pause: 'أُوقف الإرسال مؤقتاً.',
  resume: 'عاد الإرسال، ويصلك العدد القادم.',
  address: 'تصل رسالة تأكيد إلى العنوان الجديد إن أمكن الإرسال إليه. يبقى العنوان الحالي حتى تأكيد الجديد.',
  data: 'تصل النسخة إلى بريدك خلال دقائق.',
} as const;

export type DoneName = keyof typeof DONE;

/** Why a change was not made. */
export const NOT_DONE = {
  choice: 'يلزم اختيار باب واحد على الأقل.',
  pause: 'يلزم اختيار مدة من القائمة.',
  address: 'طُلب تغيير العنوان مرات عدة في يوم واحد. يمكن طلبه من جديد بعد يوم.',
  data: 'أُرسلت نسخة قبل قليل. يمكن طلب نسخة أخرى بعد ساعة.',
} as const;

/** A page of one thought: what is so, what can be done. */
export type Thought = {
  readonly title: string;
  readonly lines: readonly string[];
  /** The last line, which ends in the address of the newsroom: «إن لم تصل رسالة فالكتابة إلى». */
  readonly write?: string;
};

/** The same for every address: it must not tell who is a member. */
export const TAKEN: Thought = {
  title: 'بقي تفقّد البريد',
  lines: [
    'إن أمكن الاشتراك بالعنوان المكتوب، فستصل إليه رسالة خلال دقائق. فيها رابط يفتح صفحة بزر واحد، وبالضغط عليه يبدأ الاشتراك.',
    'لم تصل؟ قد تكون في البريد غير المرغوب فيه. لا نرسل إلى العنوان الواحد أكثر من رسالة تأكيد في اليوم.',
  ],
  write: 'وإن لم تصل بعد يوم، فالكتابة إلى',
};

/** Behind a confirmation link, by the state of its ticket. */
export const TICKETS = {
  open: {
    title: 'تأكيد الاشتراك',
    lines: ['بقيت ضغطة واحدة ليبدأ وصول النشرة إلى بريدك.'],
  },
  // A ticket ends with another one of the same person too, and with leaving: nothing is said of how things stand.
  used: {
    title: 'استُخدم هذا الرابط أو انتهى عمله',
    lines: [
      'رابط التأكيد يعمل مرة واحدة، ولا حاجة إلى ضغطة أخرى بعدها.',
      'إن كان الاشتراك قائماً، ففي كل رسالة رابط إلى إعدادات الاشتراك ورابط لإلغائه. وإن أُلغي بعد ذلك، فيمكن الاشتراك من جديد.',
    ],
  },
  expired: {
    title: 'لم يعد هذا الرابط يعمل',
    lines: ['تعمل روابط التأكيد أياماً معدودة. بكتابة العنوان في صفحة الاشتراك تُطلب رسالة برابط جديد.'],
    write: 'وإن لم تصل رسالة، فالكتابة إلى',
  },
  unknown: {
    title: 'هذا الرابط غير معروف',
    lines: ['ربما نُسخ ناقصاً، ويُفتح كاملاً من الرسالة نفسها. وبكتابة العنوان في صفحة الاشتراك تُطلب رسالة أخرى.'],
    write: 'وإن لم تصل رسالة، فالكتابة إلى',
  },
} as const satisfies Record<string, Thought>;

export const NEW_ADDRESS: Thought = {
  title: 'تأكيد العنوان الجديد',
  lines: ['بقيت ضغطة واحدة لينتقل الاشتراك من العنوان السابق إلى هذا العنوان.'],
};

/** A link to a new address whose time is over: signing up would begin a second subscription. */
export const EXPIRED_MOVE: Thought = {
  title: 'لم يعد هذا الرابط يعمل',
  lines: [
    'لم يُنقل الاشتراك بهذا الرابط: روابط التأكيد تعمل أياماً معدودة. يمكن طلب النقل من جديد في إعدادات الاشتراك، ورابطها في كل رسالة تصل إلى العنوان السابق.',
  ],
  write: 'وإن تعذّر ذلك، فالكتابة إلى',
};

export const CONFIRMED: Thought = {
  title: 'تم التأكيد',
  lines: ['يصلك العدد القادم بالبريد. ويمكن تغيير الأبواب أو إيقاف الإرسال في أي وقت، من رابط في كل رسالة.'],
};

/** After a change of address; the subscription may be paused. */
export const MOVED: Thought = {
  title: 'تم تغيير العنوان',
  lines: [
    'تصل الأعداد من الآن إلى هذا العنوان بدلاً من العنوان السابق. روابط الرسائل السابقة إلى إعدادات الاشتراك لا تعمل بعد الآن.',
  ],
};

/** After a change of address by someone who has left. */
export const MOVED_AWAY: Thought = {
  title: 'تم تغيير العنوان',
  lines: ['الاشتراك ملغى، فلا يصل أي عدد إلى هذا العنوان. العودة إلى الاشتراك ممكنة من إعدادات الاشتراك.'],
};

export const LEAVING: Thought = {
  title: 'إلغاء الاشتراك',
  lines: ['بضغطة واحدة يتوقف الإرسال فوراً.'],
};

export const LEFT: Thought = {
  title: 'أُلغي الاشتراك',
  lines: ['لن يصلك عدد بعد الآن.'],
};

export const CAME_BACK: Thought = {
  title: 'عاد الاشتراك كما كان',
  lines: ['يصلك العدد القادم بالبريد.'],
};

/** For those whose subscription cannot be taken up again by a link: too long ago, another address, or no mail to it. */
export const NO_WAY_BACK: Thought = {
  title: 'لا يعود الاشتراك من هذا الرابط',
  lines: [
    'تكون العودة بضغطة واحدة خلال أسابيع من الإلغاء، ومن رسالة وصلت إلى عنوان الاشتراك الحالي. بعد ذلك يمكن الاشتراك من جديد: بكتابة العنوان في صفحة الاشتراك تُطلب رسالة تأكيد.',
  ],
  write: 'وإن لم تصل رسالة، فالكتابة إلى',
};

/** Behind a link of a mail that opens nothing (any more). */
export const GONE = {
  unknown: {
    title: 'هذا الرابط لا يفتح شيئاً',
    lines: ['ربما نُسخ ناقصاً، ويُفتح كاملاً من أحدث رسالة. أو مُحيت بيانات الاشتراك الذي كان له.'],
    write: 'للعودة إلى الاشتراك بعد محو البيانات، تكون الكتابة إلى',
  },
  old: {
    title: 'هذا الرابط قديم',
    lines: ['تغيّر عنوان البريد لهذا الاشتراك بعد تلك الرسالة. الرابط في أحدث رسالة يعمل، ويمكن الاشتراك من جديد.'],
  },
} as const satisfies Record<string, Thought>;

export const ERASING: Thought = {
  title: 'محو كل بياناتك',
  lines: [
    'يُمحى كل ما يُحفظ عن هذا الاشتراك: العنوان والاختيارات وسجل الموافقات. يتوقف الإرسال فوراً، ولا يمكن الرجوع عن ذلك.',
    'تبقى بصمة مشفرة لا يُقرأ منها العنوان. بها لا يُراسَل هذا العنوان مرة أخرى، حتى إن كُتب في نموذج الاشتراك.',
  ],
  write: 'للعودة إلى الاشتراك بعد ذلك، تكون الكتابة إلى',
};

export const ERASED: Thought = {
  title: 'مُحيت بياناتك',
  lines: [
    'مُحي كل ما كان محفوظاً عن هذا الاشتراك. تبقى بصمة مشفرة لا يُقرأ منها العنوان: بها لا يُراسَل مرة أخرى، حتى إن كُتب في نموذج الاشتراك.',
  ],
  write: 'للعودة إلى الاشتراك، تكون الكتابة إلى',
};

/** The words on buttons and links. */
export const PRESS = {
  confirm: 'تأكيد الاشتراك',
  confirmAddress: 'تأكيد العنوان',
  leave: 'إلغاء الاشتراك',
  comeBack: 'العودة إلى الاشتراك',
  erase: 'محو بياناتي نهائياً',
  toSignUp: 'إلى صفحة الاشتراك',
  toPreferences: 'إعدادات الاشتراك',
  toArchive: 'الأعداد السابقة',
  stay: 'الرجوع إلى إعدادات الاشتراك',
} as const;

/** What the one-click answer says: no person reads it (RFC 8058). */
export const LEFT_LINE = 'أُلغي الاشتراك.\n';
