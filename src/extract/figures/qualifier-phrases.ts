/** Words that qualify a number, each with an example; the number is written N. */
import type { Qualifier } from '../../model.ts';

type Row = readonly [Qualifier, phrases: string];

/** Before the number: «نحو N», «ما لا يقل عن N». و ب ل may be glued to the first word. */
export const BEFORE: readonly Row[] = [
  [
    'about',
    'نحو; حوالي; حوالى; قرابة; زهاء; ما يقارب; يقارب; تقارب; قارب; قاربت; ما يقرب من; يقرب من; تقرب من; ما يناهز; يناهز; تناهز; ناهز; ناهزت; تقريبا; في حدود; حدود; نحوا من; قريبا من; قريب من; قريبة من',
  ],
  [
    'more_than',
    'أكثر من; اكثر من; أزيد من; أزيد عن; أكثر عن; أكثر بقليل من; أكثر قليلا من; ما يزيد على; ما يزيد عن; يزيد على; يزيد عن; تزيد على; تزيد عن; زاد على; زاد عن; زادت على; زادت عن; يزيدون على; يزيدون عن; ما يربو على; ما يربو عن; يربو على; تربو على; يربون على; ما ينيف على; ينيف على; ما يفوق; يفوق; تفوق; فاق; فاقت; يفوقون; ما يتجاوز; يتجاوز; تتجاوز; تجاوز; تجاوزت; متجاوزا; متجاوزة; تخطى; تخطت; يتخطى; تتخطى; ما يتخطى; تعدى; تعدت; يتعدى; تتعدى; ما يتعدى; فوق; أعلى من; أكبر من; على ما يزيد على; ما هو أكثر من',
  ],
  [
    'at_least',
    'ما لا يقل عن; لا يقل عن; لا تقل عن; لا يقلون عن; لم يقل عن; لم تقل عن; لا أقل من; ليس أقل من; على الأقل; كحد أدنى; بحد أدنى; في أقل تقدير; على أقل تقدير; حد أدنى قدره; ما لا يقل على; لا يقل على; ما لا يقل; بما لا يقل عن',
  ],
  [
    'less_than',
    'أقل من; اقل من; أقل بقليل من; أقل قليلا من; أدنى من; أصغر من; دون; ما دون; تحت; ما يقل عن; يقل عن; تقل عن; قل عن; قلت عن',
  ],
  [
    'up_to',
    'ما يصل إلى; ما يصل الى; قد يصل إلى; قد تصل إلى; يصل إلى; تصل إلى; لا يتجاوز; لا تتجاوز; لم يتجاوز; لم تتجاوز; لن يتجاوز; لن تتجاوز; لا يتجاوزون; لا يتعدى; لا تتعدى; لم يتعد; لم تتعد; لم يتعدى; لن يتعدى; لن تتعدى; لا يتعدون; لا يزيد على; لا يزيد عن; لا تزيد على; لا تزيد عن; لن يزيد على; لن يزيد عن; لم يزد على; لم يزد عن; لم تزد على; لم تزد عن; لا يفوق; لا تفوق; لم يفق; ما لا يزيد على; ما لا يزيد عن; ما لا يتجاوز; بما لا يتجاوز; لا أكثر من; ليس أكثر من; كحد أقصى; بحد أقصى; حتى; لحد; لغاية; أقصاها; أقصاه; حد أقصى قدره; أقصى حد قدره; لا يعدو; ما أقصاه; سقفه; أو أقل من; لا يتخطى; لا تتخطى; لم يتخط',
  ],
  ['exactly', 'بالضبط; تحديدا; سوى; فقط; إلا'],
];

/** Behind the number and its noun: «N على الأقل», «N فأكثر». */
export const BEHIND: readonly Row[] = [
  [
    'about',
    'تقريبا; على وجه التقريب; على نحو تقريبي; أو نحو ذلك; أو قرابة ذلك; أو ما يقارب ذلك; أو حوالي ذلك; أو ما شابه; أو نحوها; أو نحوهم',
  ],
  [
    'at_least',
    'على الأقل; على الاقل; كحد أدنى; بحد أدنى; في أقل تقدير; على أقل تقدير; كأدنى حد; في الحد الأدنى; في الأقل',
  ],
  [
    'up_to',
    'على الأكثر; على الاكثر; كحد أقصى; بحد أقصى; كأقصى حد; على أبعد تقدير; في أقصى حد; في الحد الأقصى; في أقصى تقدير; على أقصى تقدير; بأقصى تقدير; في أحسن الأحوال; كحد أعلى; على أكثر تقدير; أو أقل; فأقل; فما دون',
  ],
  ['more_than', 'ونيف; ونيفا; أو أكثر; أو يزيد; فأكثر; وأكثر; فما فوق; وما فوق; فما أكثر; أو يزيدون; وبضعة; وبضع'],
];

/** A verb with the thing counted between it and the number: «تجاوز عدد القتلى N», «لا يقل عددهم عن N». */
export type ReachVerb = {
  readonly qualifier: Qualifier;
  /** What the verb means behind لا، لم، لن. */
  readonly negated: Qualifier;
  /** Prepositions one of which must stand right before the number; empty for a direct object. */
  readonly prepositions: readonly string[];
};

/** Forms of the verbs that reach over their subject. */
export const REACH_VERBS: readonly (readonly [ReachVerb, string])[] = [
  [
    { qualifier: 'more_than', negated: 'up_to', prepositions: ['على', 'عن'] },
    'يزيد تزيد زاد زادت يزد تزد يربو تربو ينيف',
  ],
  [{ qualifier: 'less_than', negated: 'at_least', prepositions: ['عن', 'على'] }, 'يقل تقل قل قلت'],
  [
    { qualifier: 'more_than', negated: 'up_to', prepositions: [] },
    'تجاوز تجاوزت يتجاوز تتجاوز فاق فاقت يفوق تفوق تخطى تخطت يتخطى تتخطى تعدى تعدت يتعدى تتعدى يتعد تتعد',
  ],
  [{ qualifier: 'about', negated: 'about', prepositions: [] }, 'قارب قاربت يقارب تقارب ناهز ناهزت يناهز تناهز'],
  [{ qualifier: 'about', negated: 'about', prepositions: ['من'] }, 'يقرب تقرب يقترب تقترب اقترب اقتربت'],
];

/** «لا», «لم», «لن»: they turn a verb of reaching round. */
export const NEGATIONS = ['لا', 'لم', 'لن', 'ليس'];

/** Every word that some phrase is made of. */
export function phraseWords(): readonly string[] {
  const before = BEFORE.flatMap(([, list]) => list.split(';'));
  // «فأكثر» is found as «أكثر»: glued letters are taken off when a text is tagged
  const behind = BEHIND.flatMap(([, list]) => list.split(';')).map((phrase) =>
    phrase.replace(/(^|\s)[وف](?=[أمنب])/gu, '$1'),
  );
  const verbs = REACH_VERBS.flatMap(([, forms]) => forms.split(' '));
  return [
    ...new Set([...[...before, ...behind].flatMap((phrase) => phrase.trim().split(' ')), ...verbs, ...NEGATIONS]),
  ];
}
