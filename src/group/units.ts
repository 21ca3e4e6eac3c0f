/**
 * What a figure counts, as a class: outlets name the same thing in different words (87 دولة، 87 بلداً، 87 عضواً), so units are
 * compared by class. A noun of no class stands for itself by its stem.
 */
import { fold, stem } from '../text/index.ts';
import { remembered } from './remembered.ts';

/** The class of states and of what stands for them in a body: «87 دولة», «87 عضواً». */
export const MEMBER_STATE = 'state';

/** Classes with the nouns that name them; broken plurals are spelled out. */
const CLASSES: readonly (readonly [unit: string, nouns: string])[] = [
  [MEMBER_STATE, 'دولة دول بلد بلدا بلدان بلاد عضو عضوا أعضاء وفد وفود حكومة'], // «87 دولة»
  ['child', 'طفل طفلة طفلا أطفال رضيع رضع قاصر قاصرين قصر فتى فتية فتاة فتيات يتيم أيتام صبي صبية'], // «25 طفلاً»
  ['woman', 'امرأة امرأتين امرأتان نساء سيدة سيدات أم أمهات زوجة زوجات عائدة عائدات'], // «عشر نساء»
  ['family', 'عائلة عائلات عوائل أسرة أسر'], // «168 عائلة»
  ['civilian', 'مدني مدنيا مدنيين مدنيون'], // «6 مدنيين»
  ['militant', 'إرهابي إرهابيين مسلح مسلحين مهاجم مهاجمين مطلوب مطلوبين داعشي مشتبه متشدد'], // «مقتل 3 مسلحين»
  ['soldier', 'جندي جنود جنديا شرطي شرطيا شرطيين ضابط ضباط عسكري عسكريا عسكريين حارس حراس قوات'], // «11 جندياً»
  ['member', 'عنصر عنصرا عناصر مقاتل مقاتلا مقاتلين قيادي قياديا قياديين قادة'], // «خمسة عناصر»: of either side
  [
    'person',
    'شخص شخصا أشخاص فرد فردا أفراد نسمة إنسان قتيل قتيلا قتلى جريح جريحا جرحى مصاب مصابين ضحية ضحايا شهيد شهداء وفاة وفيات حالة حالات إصابة إصابات ' +
      'نازح نازحا نازحين لاجئ لاجئا لاجئين عائد عائدا عائدين محتجز محتجزا محتجزين معتقل معتقلا معتقلين سجين سجينا سجناء موقوف موقوفا موقوفين أسير أسرى ' +
      'أجنبي أجنبيا أجانب مواطن مواطنا مواطنين رجل رجلا رجال آخر آخرين آخرون ساكن سكان مفقود مفقودين متهم متهما متهمين نزيل نزيلا نزلاء رعايا جثة جثث راكب مهاجر شاب شبان عامل عاملا عمال موظف مريض مرضى',
  ],
  ['operation', 'عملية عمليات عمليتين مهمة مهمات مهام حملة حملات'], // «22 عملية»
  ['strike', 'غارة غارات ضربة ضربات قصف طلعة طلعات'], // «تسع غارات»
  ['attack', 'هجوم هجوما هجمات هجومين كمين تفجير تفجيرات اعتداء'], // «31 هجوماً»
  ['raid', 'مداهمة مداهمات دهم'],
  ['tent', 'خيمة خيام'],
  ['house', 'منزل منزلا منازل بيت بيوت دار دور مسكن مساكن'],
  ['vehicle', 'سيارة سيارات مركبة مركبات عربة عربات آلية آليات شاحنة شاحنات'],
  ['bus', 'حافلة حافلات باص باصات'],
  ['helicopter', 'مروحية مروحيات'],
  ['bomb', 'عبوة عبوات عبوتين لغم لغما ألغام قنبلة قنابل ذخيرة قذيفة قذائف جسم أجسام'],
  ['usd', 'دولار دولارات'],
  ['eur', 'يورو أورو'],
  ['month', 'شهر شهرا أشهر شهور'],
  ['percent', '% ٪ بالمئة بالمائة المئة المائة'],
];

/** Units that count people; a plain «person» may stand for any of them. */
const PEOPLE = new Set(['person', 'child', 'woman', 'civilian', 'militant', 'soldier', 'member']);

const BY_STEM = new Map(
  CLASSES.flatMap(([unit, nouns]) => nouns.split(' ').map((noun) => [stem(fold(noun)), unit] as const)),
);

/** The class of a unit phrase, by its first noun of a known class, else the stem of its first word; '' when empty. */
export const unitClass: (unit: string) => string = remembered(readUnitClass);

function readUnitClass(unit: string): string {
  const stems = fold(unit).split(' ').filter(Boolean).map(stem);
  const known = stems.find((each) => BY_STEM.has(each));
  if (known !== undefined) return BY_STEM.get(known) as string;
  return unit.includes('%') || unit.includes('٪') ? 'percent' : (stems[0] ?? '');
}

/** True for units that count people. */
export function countsPeople(unit: string): boolean {
  return PEOPLE.has(unit);
}

/** Children and women are parts of a toll, attackers and families are counted beside it. */
const PARTS = new Set(['child', 'woman', 'militant', 'family']);

/** True for units that are never the whole of the people concerned. */
export function isPart(unit: string): boolean {
  return PARTS.has(unit);
}

/** Words that name a side, with the side: whose dead and captives are counted decides which fact it is. */
const SIDES: readonly (readonly [side: string, words: string])[] = [
  ['isis', 'داعش التنظيم تنظيم إرهابي إرهابيين مهاجم مهاجمين متطرف متطرفين مسلحي فلول خلايا الخلافة'],
  ['sdf', 'قسد الديمقراطية الأسايش'],
  ['coalition', 'التحالف أميركي أميركيين'],
  ['security', 'الأمن الجيش جندي جنود الشرطة حراسة البيشمركة الحشد عسكريين الحكومية'],
];

const SIDE_BY_STEM = new Map(
  SIDES.flatMap(([side, words]) => words.split(' ').map((word) => [stem(fold(word)), side] as const)),
);

/** The side a phrase names first, or '' when it names none. */
export const sideOf: (phrase: string) => string = remembered(readSide);

function readSide(phrase: string): string {
  for (const word of fold(phrase).split(' ')) {
    const side = SIDE_BY_STEM.get(stem(word));
    if (side !== undefined) return side;
  }
  return '';
}
