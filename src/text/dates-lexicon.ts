/** The words of Arabic dates, as data. Spellings are folded when the lexicon is built: hamza and ة/ه need no entries. */
import { FOLD, fold } from './fold.ts';
import { buildLexicon, type LexiconMatch, PROCLITICS } from './lexicon.ts';
import { hashFolded, WordKind, type Words } from './words.ts';

/** A stretch of the calendar. */
export type DateUnit = 'hour' | 'day' | 'week' | 'month' | 'year' | 'decade' | 'century';

/** Which part of a month or year: «مطلع» start, «منتصف» middle, «أواخر» end. */
export type DatePosition = 'start' | 'middle' | 'end';

/** What a word can be in a date. */
export type DateCue =
  /** `doubt`: the word also means something else and needs company: `word` (آب, مارس), `name` (جوان, ماي, رمضان). */
  | { readonly type: 'month'; readonly month: number; readonly doubt?: 'word' | 'name'; readonly hijri?: true }
  /** «تشرين», «كانون»: the months of the two that follow it as الأول and الثاني. */
  | { readonly type: 'month-head'; readonly months: readonly [number, number] }
  | { readonly type: 'weekday'; readonly weekday: number }
  /** «أمس»: days from the day of writing. */
  | { readonly type: 'near-day'; readonly offset: number }
  /** `count`: 1 «شهر», 2 «شهرين», 0 «أشهر» (number elsewhere). */
  | { readonly type: 'unit'; readonly unit: DateUnit; readonly count: 0 | 1 | 2 }
  /** «الماضي» -1, «الجاري» 0, «المقبل» 1. */
  | { readonly type: 'deixis'; readonly step: -1 | 0 | 1 }
  | { readonly type: 'ordinal'; readonly value: number }
  | { readonly type: 'count'; readonly value: number }
  | { readonly type: 'position'; readonly position: DatePosition }
  /** «قبل», «منذ»: with a duration, so long before the day of writing. */
  | { readonly type: 'ago' }
  | { readonly type: 'this' }
  | { readonly type: 'anniversary' }
  | { readonly type: 'elapsed' }
  | { readonly type: 'season'; readonly months: readonly [number, number] }
  /** «الربع», «النصف» of a year: how many months each. */
  | { readonly type: 'part'; readonly months: number };

type Entry = readonly [string | readonly string[], DateCue];

const month = (number: number): DateCue => ({ type: 'month', month: number });

const MONTHS: readonly Entry[] = [
  // Levant and Iraq
  ['شباط', month(2)],
  ['آذار', month(3)],
  ['نيسان', month(4)],
  ['أيار', month(5)],
  ['حزيران', month(6)],
  ['تموز', month(7)],
  ['أيلول', month(9)],
  [['تشرين'], { type: 'month-head', months: [10, 11] }],
  [['كانون'], { type: 'month-head', months: [12, 1] }],
  // Egypt, Gulf, Sudan, Libya
  ['يناير', month(1)],
  ['فبراير', month(2)],
  [['أبريل', 'ابرايل'], month(4)],
  ['مايو', month(5)],
  [['يونيو', 'يونيه'], month(6)],
  [['يوليو', 'يوليه', 'يوليوز'], month(7)],
  ['أغسطس', month(8)],
  [['سبتمبر', 'شتنبر'], month(9)],
  [['أكتوبر', 'اكتوبر'], month(10)],
  [['نوفمبر', 'نونبر'], month(11)],
  [['ديسمبر', 'دجنبر'], month(12)],
  // Maghreb
  ['جانفي', month(1)],
  ['فيفري', month(2)],
  ['أفريل', month(4)],
  ['جويلية', month(7)],
  ['غشت', month(8)],
];

/** Months that are also other words: taken without proclitics, because «باب» is no «ب + آب». */
const DOUBTFUL_MONTHS: readonly Entry[] = [
  [['آب', 'وآب'], { type: 'month', month: 8, doubt: 'word' }],
  [['مارس', 'ومارس', 'بمارس', 'لمارس'], { type: 'month', month: 3, doubt: 'word' }],
  [['أوت', 'وأوت'], { type: 'month', month: 8, doubt: 'word' }],
  [['ماي', 'وماي'], { type: 'month', month: 5, doubt: 'name' }],
  [['جوان', 'وجوان'], { type: 'month', month: 6, doubt: 'name' }],
  [['محرم'], { type: 'month', month: 1, doubt: 'name', hijri: true }],
  [['صفر'], { type: 'month', month: 2, doubt: 'name', hijri: true }],
  [['رجب'], { type: 'month', month: 7, doubt: 'name', hijri: true }],
  [['شعبان'], { type: 'month', month: 8, doubt: 'name', hijri: true }],
  [['رمضان'], { type: 'month', month: 9, doubt: 'name', hijri: true }],
  [['شوال'], { type: 'month', month: 10, doubt: 'name', hijri: true }],
];

/** «14 September 2021», «Sep 14, 2021»: the clocks of sites whose pages are otherwise Arabic; alone they are no date. */
const FOREIGN_MONTHS: readonly Entry[] = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
].map((spellings, index) => [spellings, { type: 'month', month: index + 1, doubt: 'name' }]);

const WEEKDAYS: readonly Entry[] = ['أحد', 'اثنين', 'ثلاثاء', 'أربعاء', 'خميس', 'جمعة', 'سبت'].map((name, weekday) => [
  name,
  { type: 'weekday', weekday },
]);

const unit = (name: DateUnit, count: 0 | 1 | 2): DateCue => ({ type: 'unit', unit: name, count });

const UNITS: readonly Entry[] = [
  [['ساعة'], unit('hour', 1)],
  [['ساعتين', 'ساعتان'], unit('hour', 2)],
  [['ساعات'], unit('hour', 0)],
  [['يوم', 'يوما'], unit('day', 1)],
  [['يومين', 'يومان', 'يومي'], unit('day', 2)],
  [['أيام'], unit('day', 0)],
  [['أسبوع', 'أسبوعا'], unit('week', 1)],
  [['أسبوعين', 'أسبوعان'], unit('week', 2)],
  [['أسابيع'], unit('week', 0)],
  [['شهر', 'شهرا'], unit('month', 1)],
  [['شهرين', 'شهران', 'شهري'], unit('month', 2)],
  [['أشهر', 'شهور'], unit('month', 0)],
  [['عام', 'عاما', 'سنة'], unit('year', 1)],
  [['عامين', 'عامان', 'سنتين', 'سنتان', 'عامي', 'سنتي'], unit('year', 2)],
  [['أعوام', 'سنوات', 'سنين'], unit('year', 0)],
  [['عقد'], unit('decade', 1)],
  [['عقدين', 'عقدان'], unit('decade', 2)],
  [['عقود'], unit('decade', 0)],
  [['قرن'], unit('century', 1)],
];

const DEIXIS: readonly Entry[] = [
  [['الماضي', 'الماضية', 'الماضيين', 'الماضيتين', 'الفائت', 'الفائتة'], { type: 'deixis', step: -1 }],
  [['المنصرم', 'المنصرمة', 'السابق', 'السابقة', 'الأخير', 'الأخيرة', 'الأخيرين'], { type: 'deixis', step: -1 }],
  [['الجاري', 'الجارية', 'الحالي', 'الحالية'], { type: 'deixis', step: 0 }],
  [
    ['المقبل', 'المقبلة', 'المقبلين', 'القادم', 'القادمة', 'القادمين', 'التالي', 'التالية'],
    { type: 'deixis', step: 1 },
  ],
];

const NEAR_DAYS: readonly Entry[] = [
  [['أمس', 'البارحة'], { type: 'near-day', offset: -1 }],
  [['غدا', 'الغد', 'غد'], { type: 'near-day', offset: 1 }],
];

const ORDINALS: readonly Entry[] = [
  ['أول', 'أولى'],
  ['ثاني', 'ثانية'],
  ['ثالث', 'ثالثة'],
  ['رابع', 'رابعة'],
  ['خامس', 'خامسة'],
  ['سادس', 'سادسة'],
  ['سابع', 'سابعة'],
  ['ثامن', 'ثامنة'],
  ['تاسع', 'تاسعة'],
  ['عاشر', 'عاشرة'],
  ['حادي', 'حادية'],
].map((spellings, index) => [spellings, { type: 'ordinal', value: index === 10 ? 1 : index + 1 }]);

const COUNTS: readonly Entry[] = [
  ['واحد', 'واحدة'],
  ['اثنان', 'اثنتان', 'اثنتين'],
  ['ثلاثة', 'ثلاث'],
  ['أربعة', 'أربع'],
  ['خمسة', 'خمس'],
  ['ستة', 'ست'],
  ['سبعة', 'سبع'],
  ['ثمانية', 'ثماني', 'ثمان'],
  ['تسعة', 'تسع'],
  ['عشرة', 'عشر'],
].map((spellings, index) => [spellings, { type: 'count', value: index + 1 }]);

const TENS: readonly Entry[] = [
  [['عشرون', 'عشرين'], { type: 'count', value: 20 }],
  [['ثلاثون', 'ثلاثين'], { type: 'count', value: 30 }],
  [['أربعون', 'أربعين'], { type: 'count', value: 40 }],
  [['خمسون', 'خمسين'], { type: 'count', value: 50 }],
  [['ستون', 'ستين'], { type: 'count', value: 60 }],
  [['سبعون', 'سبعين'], { type: 'count', value: 70 }],
];

const FRAMES: readonly Entry[] = [
  [['مطلع', 'بداية', 'أوائل', 'مستهل', 'بدايات'], { type: 'position', position: 'start' }],
  [['منتصف', 'أواسط', 'وسط'], { type: 'position', position: 'middle' }],
  [['نهاية', 'أواخر', 'آخر', 'ختام'], { type: 'position', position: 'end' }],
  [['قبل', 'منذ'], { type: 'ago' }],
  [['هذا', 'هذه'], { type: 'this' }],
  [['ذكرى'], { type: 'anniversary' }],
  [['مرور', 'انقضاء', 'مضي'], { type: 'elapsed' }],
  [['شتاء'], { type: 'season', months: [12, 3] }],
  [['ربيع'], { type: 'season', months: [3, 6] }],
  [['صيف'], { type: 'season', months: [6, 9] }],
  [['خريف'], { type: 'season', months: [9, 12] }],
  [['ربع'], { type: 'part', months: 3 }],
  [['نصف'], { type: 'part', months: 6 }],
];

/** What stands for a date, found by the hash of the word; a filter of one byte a slot turns away all other words. */
const FILTER_BITS = 16;
const filter = new Uint8Array(1 << FILTER_BITS);
const slotOf = (hash: number) => hash >>> (32 - FILTER_BITS);
const byHash = new Map<number, LexiconMatch<DateCue> & { readonly form: string }>();

/** Entries with the letters that may be glued before them, then those taken as written. */
function fillLexicon(entries: readonly Entry[], prefixes: readonly string[]): void {
  for (const prefix of prefixes) {
    for (const [spellings, value] of entries) {
      for (const spelling of typeof spellings === 'string' ? [spellings] : spellings) {
        const form = prefix + fold(spelling);
        const hash = hashFolded(form);
        if (!byHash.has(hash)) byHash.set(hash, { value, prefix, form });
        filter[slotOf(hash)] = 1;
      }
    }
  }
}

fillLexicon(
  [...MONTHS, ...WEEKDAYS, ...UNITS, ...NEAR_DAYS, ...ORDINALS, ...COUNTS, ...TENS, ...FRAMES],
  // a form without prefixes wins over a prefixed reading of the same letters
  PROCLITICS.toSorted((a, b) => a.length - b.length),
);
fillLexicon([...DOUBTFUL_MONTHS, ...FOREIGN_MONTHS, ...DEIXIS], ['']);

/** False for most words that play no part in a date, at the cost of one look into a table. */
export function mayBeDateCue(words: Words, index: number): boolean {
  return filter[slotOf(words.hash[index] as number)] === 1;
}

/** What word `index` can be in a date, and the letters glued before it. */
export function dateCueAt(words: Words, index: number): LexiconMatch<DateCue> | undefined {
  if (index < 0 || index >= words.count || !mayBeDateCue(words, index)) return undefined;
  const entry = byHash.get(words.hash[index] as number);
  return entry !== undefined && words.kind[index] !== WordKind.number && isForm(words, index, entry.form)
    ? entry
    : undefined;
}

/** Hashes may meet by chance; letters do not. */
function isForm(words: Words, index: number, form: string): boolean {
  let at = 0;
  for (let i = words.start[index] as number; i < (words.end[index] as number); i++) {
    const unit = FOLD[words.text.charCodeAt(i)] as number;
    if (unit === 0) continue;
    if (unit !== form.charCodeAt(at)) return false;
    at++;
  }
  return at === form.length;
}

/** «من» of, «إلى» to, «بين» between: the small words that link the parts of a date. */
export type DateLink = 'of' | 'to' | 'between' | 'on' | 'in' | 'since' | 'yearly' | 'about' | 'and' | 'not-elapsed';

const LINKS = buildLexicon<DateLink>(
  [
    [['من', 'ومن'], 'of'],
    [['إلى', 'حتى', 'لغاية', 'ولغاية', 'وحتى', 'وإلى'], 'to'],
    [['بين', 'وبين'], 'between'],
    [['على'], 'on'],
    [['في', 'خلال', 'وفي', 'وخلال', 'بتاريخ'], 'in'],
    [['منذ', 'ومنذ', 'قبل', 'بعد', 'وبعد', 'وقبل'], 'since'],
    [['السنوية'], 'yearly'],
    [['نحو', 'حوالي', 'قرابة', 'زهاء', 'أكثر', 'ما', 'يقارب', 'يزيد', 'أقل'], 'about'],
    [['و'], 'and'],
    // «ثلاث سنوات على الأقل», «عامين على التوالي»: «على» does not open what has lasted so long
    [['الأقل', 'الأكثر', 'التوالي', 'أبعد'], 'not-elapsed'],
  ],
  false,
);

/** The linking word at `index`, if it is one. */
export function dateLinkAt(words: Words, index: number): DateLink | undefined {
  if (index < 0 || index >= words.count || words.kind[index] !== WordKind.arabic) return undefined;
  return LINKS.find(words, index)?.value;
}
