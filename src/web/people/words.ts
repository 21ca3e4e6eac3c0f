/** The words of the pages about subscribers, as tables. */
import type {
  BounceKind,
  ConsentKind,
  DeliveryState,
  ExclusionReason,
  SubscriberStatus,
  SuppressionReason,
} from '../../model.ts';
import type { ActName } from './places.ts';

export const PEOPLE_TITLE = 'المشتركون';

export const STATUS_WORDS: Readonly<Record<SubscriberStatus, { readonly one: string; readonly many: string }>> = {
  active: { one: 'مشترك', many: 'مشتركون' },
  unconfirmed: { one: 'لم يؤكد', many: 'لم يؤكدوا بعد' },
  left: { one: 'ألغى اشتراكه', many: 'ألغوا اشتراكهم' },
};

export const SUPPRESSION_WORDS: Readonly<Record<SuppressionReason, string>> = {
  left: 'ألغى اشتراكه، وله أن يعود متى شاء',
  erased: 'مُحيت بياناته',
  bounced: 'عنوانه لا يستقبل البريد',
  complained: 'أبلغ عن رسالة أنها مزعجة',
  editor: 'منعه ناشر',
};

export const CONSENT_WORDS: Readonly<Record<ConsentKind, string>> = {
  'signed-up': 'طلب الاشتراك',
  confirmed: 'أكد اشتراكه',
  imported: 'أُضيف من ملف',
  'address-requested': 'طلب تغيير عنوانه',
  'choice-changed': 'غيّر ما يصله',
  paused: 'أوقف الإرسال مؤقتاً',
  resumed: 'استأنف الإرسال',
  'address-changed': 'غيّر عنوانه',
  left: 'ألغى اشتراكه',
  'came-back': 'عاد إلى الاشتراك',
  'data-sent': 'طلب نسخة من بياناته',
  suppressed: 'مُنع الإرسال إليه',
};

export const DELIVERY_WORDS: Readonly<Record<DeliveryState, string>> = {
  queued: 'في الانتظار',
  sending: 'قيد التسليم',
  sent: 'قبله خادم البريد',
  failed: 'رفضه الخادم',
  excluded: 'استُبعد',
  uncertain: 'لا يُعرف مصيره',
};

export const EXCLUDED_WORDS: Readonly<Record<ExclusionReason, string>> = {
  left: 'ألغى اشتراكه بعد الاعتماد',
  paused: 'أوقف الإرسال مؤقتاً',
  suppressed: 'عنوانه لا يُرسل إليه',
  erased: 'مُحيت بياناته',
  moved: 'انتقل إلى نشرة أخرى',
  'nothing-on-themes': 'لا شيء في العدد من أبوابه',
  cancelled: 'أُلغي الإرسال قبل دوره',
};

export const BOUNCE_WORDS: Readonly<Record<BounceKind, string>> = {
  hard: 'ارتدت: لا أحد في هذا العنوان',
  soft: 'ارتدت مؤقتاً',
  complaint: 'شكوى: أبلغ عنها مزعجة',
};

/** Names in a record's detail; others are shown as they stand. */
export const NOTE_WORDS: Readonly<Record<string, string>> = {
  by: 'بواسطة',
  reason: 'السبب',
  weeks: 'أسابيع',
  status: 'الرمز',
  edition: 'العدد',
  lifted: 'رُفع منع سببه',
  file: 'الملف',
  line: 'السطر',
  row: 'السطر في الملف',
};

type ActWords = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly button: string;
  readonly tone: 'plain' | 'grave';
  /** What the page says when it is done. */
  readonly done: string;
};

export const ACT_WORDS: Readonly<Record<ActName, ActWords>> = {
  suppress: {
    title: 'منع الإرسال إلى هذا المشترك',
    lines: [
      'لا يصله بعدها عدد ولا رسالة تأكيد، ولا يعيده ملف ولا نموذج اشتراك، حتى يرفع ناشر المنع.',
      'يُكتب المنع في سجله وفي سجل المكتب باسمك.',
    ],
    button: 'منع الإرسال إليه',
    tone: 'grave',
    done: 'مُنع الإرسال إلى هذا المشترك.',
  },
  lift: {
    title: 'رفع المنع عن هذا المشترك',
    lines: [
      'يستطيع صاحب العنوان بعدها أن يشترك من جديد بنفسه. لا يعود مشتركاً بهذا الزر، ولا يعيده ملف.',
      'يُكتب رفع المنع في سجل المكتب باسمك.',
    ],
    button: 'رفع المنع',
    tone: 'plain',
    done: 'رُفع المنع: لصاحب العنوان أن يشترك من جديد بنفسه.',
  },
  erase: {
    title: 'محو هذا المشترك',
    lines: [
      'يُمحى العنوان واختياراته وسجل موافقاته وما ارتد من رسائله، ولا يُسترد شيء منها.',
      'ما يبقى: بصمة للعنوان لا يُقرأ منها، حتى لا يعيده ملف إلى القائمة؛ وأعداد الرسائل في كل إرسال، بلا اسم ولا معرّف؛ وسطر في سجل المكتب فيه معرّفه واسم من محاه.',
    ],
    button: 'محو كل بياناته',
    tone: 'grave',
    done: 'مُحي المشترك. بقيت بصمة عنوانه وحدها، حتى لا يعيده ملف.',
  },
};

export const NOTHING_TO_LIFT = 'لا منع على هذا العنوان، فلم يتغير شيء.';

export const SEARCH_WORDS = {
  nothing: 'لا مشترك بهذا المعرّف أو العنوان.',
  malformed: 'ليس هذا معرّفاً ولا عنوان بريد كاملاً.',
} as const;
