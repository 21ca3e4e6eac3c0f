/**
 * Words that say little about which event an article tells: function words say nothing, the common words of news and of
 * this field say less than a name does. They stand in for the word counts of a large collection, which a small one lacks.
 */
import { fold, foldedWord, hashFolded, stem, WordKind, type Words } from '../text/index.ts';
import { GENERAL_WORDS } from './general-words.ts';
import { hashTable, lookUp } from './hash-table.ts';

const FUNCTION_WORDS =
  'في من على إلى عن مع أن إن أنه أنها أنهم إنه إنها بأن لأن كأن لكن لكنه لكنها و أو أم ثم بل لا لم لن ما ليس ليست هو هي هم هن هما أنا نحن أنت ' +
  'هذا هذه هؤلاء ذلك تلك ذاك ذات ذوي الذي التي الذين اللذين اللتين اللواتي اللاتي حيث حين حينما عندما بينما فيما كما مما منذ قبل بعد بعدما قبلما خلال أثناء عبر ' +
  'عند لدى لدي نحو حوالي زهاء قرابة تقريبا أكثر أقل كل كلا كلتا بعض جميع سائر غير سوى إلا فقط حتى حسب بحسب وفق وفقا حسبما وفقما قد لقد كان كانت كانوا يكون تكون ' +
  'كانا ظل ظلت بات باتت أصبح أصبحت صار صارت ما زال مازال لايزال يزال تزال زالت عليه عليها عليهم فيه فيها فيهم منه منها منهم به بها بهم له لها لهم إليه إليها عنه عنها ' +
  'معه معها بين بينهم بينها بينهما ضمن ضد دون بدون تحت فوق أمام خلف وراء حول ضوء إثر جراء بسبب نتيجة رغم أي أية أيضا كذلك هنا هناك هنالك آن الآن اليوم أمس غدا ' +
  'أول أولى ثاني ثانية ثالث واحد واحدة اثنان اثنين اثنتين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع تسعة عشر عشرة عشرين عشرون ثلاثين ' +
  'ثلاثون أربعين خمسين ستين سبعين ثمانين تسعين مئة مائة مئتي مئتين ألف ألفا آلاف ألفي ألفين مليون ملايين مليار مليارات نصف ربع ثلث خمس آخر آخرين آخرون أخرى أخريات ' +
  'مئتان مائتين ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة ثلاثمائة أربعمائة خمسمائة عشرات مئات سادس سابع ثامن تاسع عاشر الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة إذ إذا لو لولا كي لكي أما إما إياه عدة عدد عددهم عددها نفسه نفسها نفس مثل مثلا مجرد جدا إن لذا لذلك بالتالي إضافة بالإضافة فضلا علاوة مقابل بشأن بشكل بصورة حيال تجاه ' +
  'قال قالت يقول تقول وقال أضاف أضافت تابع تابعت أوضح أوضحت أكد أكدت ذكر ذكرت أشار أشارت لفت أفاد أفادت أعلن أعلنت نقل نقلت كشف كشفت صرح صرحت بيان تصريح مصدر مصادر ' +
  'مؤكدا مشيرا موضحا مضيفا داعيا قوله قولها المتحدث ناطق خبر صحيفة وكالة شبكة موقع منصة إذاعة مراسل تقرير';

const COMMON_WORDS =
  'يوم أيام أسبوع شهر أشهر عام أعوام سنة سنوات ساعة ساعات دقيقة صباح مساء ليل ليلة فجر ظهر عصر الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت ماضي جاري مقبل ' +
  'كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر مطلع أواخر منتصف بداية نهاية ' +
  'دولة دول دولي دولية بلد بلاد بلدان حكومة وزير وزارة رئيس مسؤول مسؤولين مسؤولون قائد قيادة قوات قوة جيش عسكري عسكرية أمن أمني أمنية شرطة جندي جنود ضابط ضباط عنصر عناصر ' +
  'مسلح مسلحين مسلحون مقاتل مقاتلين تنظيم داعش إرهاب إرهابي إرهابية إرهابيين جماعة تحالف التحالف قسد الديمقراطية شريك شركاء دعم دعت دعا طالب طالبت جهود تعاون استقرار ' +
  'عملية عمليات هجوم هجمات ضربة ضربات غارة غارات قصف حملة قتل مقتل قتيل قتلى قتلت جريح جرحى أصيب إصابة مصاب حصيلة ضحايا مدني مدنيين هدف استهدف استهداف نفذ نفذت تنفيذ ' +
  'سوريا سوري سورية سوريين العراق عراقي شمال شرق شمالي شرقي جنوب غرب جنوبي غربي ريف مدينة بلدة قرية محافظة منطقة مناطق طريق حدود أراضي أميركا أميركي أمريكي الولايات المتحدة ' +
  'واشنطن بغداد دمشق أوروبي أوروبا العالم مجتمع الأمم منظمة منظمات حقوق حقوقية إنساني إنسانية إغاثة مخيم مخيمات نازح نازحين لاجئ لاجئين عائلة عائلات أسرة ' +
  'سجن سجون معتقل معتقلين محتجز محتجزين احتجاز محكمة محاكمة نساء امرأة طفل أطفال شخص أشخاص رجل رجال مواطن مواطنين سكان أهالي شاهد شهود إعادة عودة عاد استعادة أجنبي أجانب ' +
  'عمل تم يتم جرى وقع وقعت تقع يأتي تأتي وصل وصلت بلغ بلغت يبلغ ارتفع ارتفعت تراجع انخفض استمر مستمر وجود جديد جديدة كبير كبيرة خاص خاصة عام عامة محلي محلية رسمي حال حالة أزمة ' +
  'ملف قضية وضع أوضاع خطر خطة برنامج مشروع مركز إدارة مستوى نسبة مئة بالمئة دولار مليون قيمة اجتماع مؤتمر لقاء زيارة اتفاق قرار طلب سلطة سلطات جهة طرف لجنة فريق مجموعة مستشفى طبي طبيب ' +
  'إسعاف سيارة سيارات حافلة مركبة طائرة مروحية سلاح أسلحة ذخائر عبوة عبوات لغم ألغام انفجار تفجير مواجهة اشتباك معركة معارك حرب سيطرة تحرير هزيمة خلية خلايا فلول';

/** How telling a word is before anything is known of the collection: a function word, an everyday one, another, a name. */
export const Telling = { none: 0, common: 1, rare: 2, name: 3 } as const;

/** Values of the table are a `Telling` plus one. */
const LISTED = hashTable([
  ...FUNCTION_WORDS.split(' ').map((word) => [hashFolded(stem(fold(word))), Telling.none + 1] as const),
  ...`${COMMON_WORDS} ${GENERAL_WORDS}`
    .split(' ')
    .map((word) => [hashFolded(stem(fold(word))), Telling.common + 1] as const),
]);

// Looking at a word's shape means building it: remembered in a direct-mapped cache of a fixed size.
const SLOTS = 1 << 15;
const remembered = { word: new Uint32Array(SLOTS), telling: new Uint8Array(SLOTS) };

/** True when the stem is that of a function word or an everyday word. */
export function isListed(stemHash: number): boolean {
  return lookUp(LISTED, stemHash) !== 0;
}

/** How telling word `index` is, by its stem's hash and its shape. */
export function tellingOf(words: Words, index: number, stemHash: number): number {
  const hash = words.hash[index] as number;
  const slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
  if (remembered.word[slot] !== hash) {
    remembered.word[slot] = hash;
    remembered.telling[slot] = readTelling(words, index, stemHash);
  }
  return remembered.telling[slot] as number;
}

function readTelling(words: Words, index: number, stemHash: number): number {
  const listed = lookUp(LISTED, stemHash);
  if (listed !== 0) return listed - 1;
  return words.kind[index] === WordKind.number ? Telling.none : shapeOf(foldedWord(words, index));
}

/** Beginnings of verbs («سيلتقي», «يقترح») and endings of plurals, pronouns and tanwin: a name has none of them. */
const NO_NAME = /^(?:و?سي|و?ست|و?سن|و?ي|.{3,}(?:ها|هم|هما|هن|نا|وا|ات|ون|ا|يه)$)|^ت.{4}/u;

function shapeOf(word: string): number {
  if (word.length < 3) return Telling.common;
  return word.length > 9 || NO_NAME.test(word) ? Telling.rare : Telling.name;
}
