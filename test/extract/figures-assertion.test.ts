import { describe, expect, test } from 'vitest';
import type { Assertion, Figure } from '../../src/model.ts';
import { figuresOf } from './figures-reading.ts';

/** All sentences are invented. The first makes the text one of the conflict, so that counts may be highlighted. */
const TOPIC = 'داهمت قوات الأمن وكراً لتنظيم مسلح قرب المخيم. ';

function told(sentence: string): readonly Figure[] {
  return figuresOf(TOPIC + sentence);
}

function assertionsOf(sentence: string): readonly Assertion[] {
  return told(sentence).map(({ assertion }) => assertion);
}

/** Values of the figures that may stand in the highlight strip. */
function highlightsOf(sentence: string): readonly (number | null)[] {
  return told(sentence)
    .filter(({ assertion, importance }) => assertion === 'asserted' && importance === 3)
    .map(({ value }) => value);
}

describe('a report that nobody stands for is alleged', () => {
  test.each([
    'تناقل سكان البلدة أن تسعة حراس قُتلوا',
    'ترددت أنباء عن إصابة 14 جندياً',
    'تحدثت حسابات مجهولة عن أسر أربعة ضباط',
    'لم يتسن لنا التحقق من مقتل 11 مدنياً',
    'أعلن ناشط مقتل 11 مدنياً، ولم يتسن التأكد من ذلك من مصدر آخر',
    'قُتل 15 حارساً بحسب الأهالي، لكن الصحيفة لم تتمكن من التثبت من صحة الرقم',
    'لم يؤكد أي مسؤول إصابة 14 جندياً',
    'يقال إن 20 عائلة غادرت المخيم',
    'اتهم الأهالي الدورية بقتل ثلاثة رعاة',
    'أوقفت الشرطة رجلاً متهماً بقتل ثمانية جنود',
    'تبنى التنظيم الكمين وقال إنه قتل 16 جندياً',
    'شكك المتحدث في مقتل 16 جندياً',
  ])('«%s»', (sentence) => {
    expect(assertionsOf(sentence)).toEqual(['alleged']);
  });

  test.each([
    ['أفادت وكالة أنباء محلية بمقتل 15 حارساً', 15],
    ['اتهم القضاء 12 عنصراً بالانتماء إلى التنظيم', 12],
    ['أصيب 12 حارساً، ولم يتسن التحقق من هوياتهم', 12],
    ['هاجم مسلحون يُشتبه في انتمائهم إلى التنظيم الحاجز وقتلوا سبعة حراس', 7],
  ])('but not so «%s»', (sentence, value) => {
    expect(highlightsOf(sentence)).toEqual([value]);
    expect(assertionsOf(sentence)).toEqual(['asserted']);
  });
});

describe('denials need no finite verb', () => {
  test.each([
    'وخُتم البيان بالترحيب بالهدنة، نافياً مقتل تسعة ضباط',
    'قال المتحدث إن الطريق مفتوح، نافيةً القيادة أن يكون 12 جندياً قد سقطوا',
    'وأكد القائد أنه لا نية لسحب 300 جندي',
    'ليست هناك خطط لنشر 700 مستشار',
    'استبعد الوزير سحب 300 مستشار',
    'وصف القائد الحديث عن مقتل ستة ضباط بأنه شائعة',
    'أكدت القيادة عدم إصابة أي من جنودها الأربعين',
    'فنّد المكتب ما تردد عن فرار عشرين سجيناً',
    'الكلام عن خطف خمسة عمال محض افتراء',
  ])('«%s»', (sentence) => {
    expect(assertionsOf(sentence)).toEqual(['denied']);
  });

  test('a denial said in passing ends where the sentence goes on with «إن»', () => {
    const sentence = 'قال الناطق، نافياً مقتل تسعة ضباط، إن الدورية قتلت ثلاثة مسلحين';
    expect(assertionsOf(sentence)).toEqual(['denied', 'asserted']);
    expect(highlightsOf(sentence)).toEqual([3]);
  });
});

describe('a plan reaches over what depends on it', () => {
  test.each([
    'تعتزم الحكومة إخلاء القطاع، بنقل 500 عائلة',
    'تعتزم الحكومة، قبل عيد الأضحى، نقل 500 عائلة',
    'تخطط الإدارة لتفكيك المخيم، وذلك بإعادة 3000 نازح',
    'تنوي الوزارة إغلاق المركز، وإعادة 60 عائلة',
    'تتضمن الخطة تدريب 150 حارساً',
    'أقر المجلس خطة بكلفة 90 مليون دولار',
    'تأمل الوزارة أن تستعيد 40 طفلاً',
    'أعلن القائد عزمه سحب 200 جندي',
    'يُنتظر وصول 80 عائلة',
    'العمل جارٍ على إعادة 80 عائلة',
    'ناشدت الإدارة المنظمات توفير 300 خيمة',
    'غادر الوفد، مطالباً بالسماح لسبع منظمات بالدخول',
  ])('«%s»', (sentence) => {
    expect(assertionsOf(sentence)).toEqual(['planned']);
  });

  test.each([
    ['تعتزم الحكومة زيارة البلدة بعد مقتل 14 جندياً', ['asserted']],
    ['تنتظر 80 عائلة قرب البوابة', ['asserted']],
    ['نفذت القوات خطة أسفرت عن مقتل تسعة مسلحين', ['asserted']],
    ['يتوقع المكتب انتهاء العملية اليوم، وقُتل خلالها تسعة مسلحين', ['asserted']],
    ['سيُخفض عدد الحراس من 400 إلى 250', ['asserted', 'planned']],
    ['وصلت الدفعة إلى مركز الأمل، وقوامها 200 نازح', ['asserted']],
  ])('but «%s»', (sentence, assertions) => {
    expect(assertionsOf(sentence)).toEqual(assertions);
  });

  test('every outcome of «لو» is only supposed', () => {
    const sentence = 'لو سقط السد لنزحت 900 عائلة، ولاحتاجت المنطقة إلى 40 مركزاً';
    expect(assertionsOf(sentence)).toEqual(['hypothetical', 'hypothetical']);
  });

  test('«كان قد تحدث» is past, not possible', () => {
    expect(assertionsOf('كان الطبيب قد تحدث عن 13 جريحاً')).toEqual(['asserted']);
  });
});

describe('what was before, or elsewhere, is not highlighted', () => {
  test.each([
    ['نفذت القوات 40 عملية، مقابل 25 العام الماضي', [40]],
    ['ارتفع عدد القتلى من ثمانية إلى 17', [17]],
    ['ارتفعت حصيلة الهجوم إلى 17 قتيلاً، بعدما كانت تسعة', [17]],
    ['قُتل 17 حارساً، بعد حصيلة سابقة تحدثت عن تسعة قتلى', [17]],
    ['كانت القوات قد أعلنت مقتل 30 مسلحاً', []],
    ['سبق للقوات أن اعتقلت 30 مسلحاً', []],
    ['تأتي الحملة بعد شهرين من هجوم قُتل فيه 30 جندياً', []],
    ['قُتل أربعة جنود، بخلاف هجوم الربيع الذي انتهى بمقتل 12 جندياً', [4]],
    ['أحصت المنظمة ثمانية قتلى، قبل أن ترتفع الحصيلة إلى 12 قتيلاً', [12]],
  ])('«%s»', (sentence, values) => {
    expect(highlightsOf(sentence)).toEqual(values);
  });

  test('a past year first named in the body is the past', () => {
    const text = `${TOPIC}قُتل 12 جندياً في الهجوم\nوشهد السجن عام 2019 تمرداً قُتل فيه 60 سجيناً`;
    const shown = figuresOf(text).filter(({ importance }) => importance === 3);
    expect(shown.map(({ value }) => value)).toEqual([12]);
  });
});

describe('what is news in a number', () => {
  test.each([
    ['تراجعت هجمات التنظيم بنسبة 45%', [45]],
    ['يشكل الأطفال 60% من السكان', [60]],
    ['طهّرت الفرق 80 ألف متر مربع', [80_000]],
    ['أزالت الفرق 700 لغم ونقلتها 12 شاحنة', [700]],
    ['استمعت المحكمة إلى 30 شاهداً وحاكمت تسعة متهمين', [9]],
    ['سُجلت ثلاث وفيات كل شهر', []],
    ['سمع الأهالي انفجارين أو ثلاثة انفجارات', []],
    ['نزح ثلاثة آلاف شخص', [3000]],
  ])('«%s»', (sentence, values) => {
    expect(highlightsOf(sentence)).toEqual(values);
  });
});

describe('the event is that of the nearest word which governs', () => {
  test.each([
    ['مقتل ستة محتجزين', 'killed'],
    ['فرار 14 سجيناً', 'missing'],
    ['أُفرج عن 30 معتقلاً', 'released'],
    ['استعادت البلاد، فجر اليوم الأحد، 25 طفلاً', 'returned'],
    ['خرجت من المخيم، بحسب الإدارة، 40 عائلة', 'removed'],
    ['اقتادت الدورية ستة رجال', 'detained'],
    ['أدينت تسع نساء', 'tried'],
    ['لا يزال في المركز 90 رجلاً', 'population'],
    ['تعهد المجتمعون بدفع 40 مليون دولار', 'funding'],
    ['ضُبطت 25 بندقية', 'seized'],
  ] as const)('«%s» is %s', (sentence, event) => {
    expect(told(sentence).map((figure) => figure.event)).toEqual([event]);
  });

  test('bombs that are thrown are not arrested', () => {
    expect(told('ألقت الطائرة 12 قنبلة').map(({ event }) => event)).not.toContain('detained');
  });
});

describe('what is promised, asked for or announced for later is planned', () => {
  test.each([
    'وقال المدير إن ثلاث فتيات أخريات سيُنقلن إلى دار رعاية',
    'تعهد المانحون بسداد 40 مليون دولار',
    'أعربت العشيرة عن استعدادها لاستضافة 90 عائلة',
    'الوزارة مستعدة لتسلم 25 محتجزاً',
    'من المؤمل وصول 12 شاحنة',
    'طالبت النقابة الحكومة، شريكتها منذ سنوات، بخفض الرسوم إلى خمسة ملايين دينار',
    'أعلنت المنظمة إرسال 14 جرافة الشهر المقبل',
    'أعلن المجلس صرف 30 مليون دينار مطلع الصيف',
  ])('«%s»', (sentence) => {
    expect(assertionsOf(sentence)).toEqual(['planned']);
  });

  test('a sign inside a number does not end the sentence', () => {
    expect(assertionsOf('طالبت النقابة الحكومة برفع المنحة من 1.4 مليون دولار إلى ثلاثة ملايين')).toEqual([
      'asserted',
      'planned',
    ]);
  });

  test.each([
    'تعهد المانحون بـ40 مليون دولار',
    'أنهت القوات استعدادها للمعركة وقتلت 12 مسلحاً',
    'أعلنت المنظمة إرسال 14 جرافة',
    'أعلنت المنظمة إرسال 14 جرافة نهاية الشهر الماضي',
    'أعلنت الشرطة مقتل 14 مسلحاً نهاية الشهر',
  ])('but not so «%s»', (sentence) => {
    expect(assertionsOf(sentence)).toEqual(['asserted']);
  });
});
