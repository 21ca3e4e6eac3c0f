/** Duals told by their shape: «طفلاها», «شقيقيه» with their pronoun, «رشاشتين» and «كدسين» where something is found. */
import { fold } from './fold.ts';
import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, lexemeAt, lexemeOf, type TaggedWords } from './numbers-lexicon.ts';
import type { Noun, NounClass } from './numbers-nouns.ts';
import { foldedWord, Gap, type Words } from './words.ts';

/** A dual's noun, and how many letters are glued before it («وطفلاها»). */
export type ShapedDual = { readonly noun: Noun; readonly glued: number };

const PERSONS: readonly NounClass[] = ['person', 'casualty', 'group'];
const OWNED = /^(.{3,})([اي])(?:ه|ها|هم|هن|هما)$/u;

/** «مرافقاه», «ابنتيها»: a listed person in the dual with a pronoun; «مسلحيه» could be a plural and is none. */
export function ownedDual({ words }: TaggedWords, index: number): ShapedDual | null {
  // folding makes ة and ه one letter; «عربية» has no pronoun
  if (words.text[(words.end[index] as number) - 1] === 'ة') return null;
  const shape = OWNED.exec(foldedWord(words, index));
  if (!shape) return null;
  const [, whole = '', sign] = shape;
  for (const stem of [whole, whole.replace(/^[وفبلك]/u, '')]) {
    const dual = lexemeOf(`${stem}ان`);
    if (dual?.role !== 'noun' || dual.form !== 'dual' || !PERSONS.includes(dual.noun.class)) continue;
    if (sign === 'ا' || !mayBePlural(stem, dual.noun)) return { noun: dual.noun, glued: whole.length - stem.length };
  }
  return null;
}

/** «مسلحيه» are his gunmen, «ساكنيها» its dwellers, «قاضيه» his judge, «رجليه» his legs. */
function mayBePlural(stem: string, noun: Noun): boolean {
  const twin = lexemeOf(`${stem}ين`);
  if (twin?.role === 'noun' && twin.form !== 'dual') return true;
  const weak = lexemeOf(`${stem}ي`);
  return /^.ا..$/u.test(stem) || (weak?.role === 'noun' && weak.form === 'singular') || noun.lemma === 'رجل';
}

/** «ضبطت رشاشتين», «عثرت على كدسين», «صودرت بندقية ورشاشتان»: verbs whose object is counted. */
const FINDING = new Set(
  (
    'ضبط ضبطت ضبطوا يضبط مضبوطات صادر صادرت صادروا صودر صودرت مصادرة وجد وجدت وجدوا عثر عثرت عثروا العثور عثور دمر دمرت دمروا تدمير ' +
    'فكك فككت تفكيك استولى استولت استولوا الاستيلاء أتلف أتلفت إتلاف غنم غنمت اغتنم اغتنمت اغتنام تسلم تسلمت أحرق أحرقت إحراق ' +
    'احترق احترقت احتراق أزال أزالت إزالة أبطل أبطلت إبطال فجر فجرت تفجير رصد رصدت اكتشف اكتشفت اكتشاف'
  )
    .split(' ')
    .map((word) => fold(word)),
);
const FARTHEST = 12;

/** Goods whose name ends like a dual: «بنزين», «بلاتين». */
const SUBSTANCES = new Set(
  'بنزين بلاتين جيلاتين نيكوتين كرياتين كيراتين بروتين كيتين'.split(' ').map((word) => fold(word)),
);

/** An unlisted word in the dual, as the object of finding, seizing or destroying; its singular stands for the noun. */
export function foundDual(tagged: TaggedWords, index: number): ShapedDual | null {
  const { words } = tagged;
  const whole = foldedWord(words, index);
  const word = whole.startsWith('و') ? whole.slice(1) : whole;
  const lemma = singularOf(word);
  if (lemma === null || SUBSTANCES.has(word) || (word !== whole && lexemeOf(word))) return null;
  if (!isObject(tagged, index, word !== whole) || !isFound(words, index)) return null;
  const noun: Noun = { lemma, class: 'thing', feminine: lemma.endsWith('ة') };
  return { noun, glued: whole.length - word.length };
}

/** «رشاشتين» is «رشاشة», «كدسين» is «كدس»; longer words in ـين are plurals and participles too often. */
function singularOf(word: string): string | null {
  // «بساتين» is a plural
  const feminine = /^([^ا].+[^ا])ت(?:ين|ان)$/u.exec(word)?.[1];
  if (feminine !== undefined) return feminine.endsWith('س') && word.endsWith('ان') ? null : `${feminine}ة`;
  return /^([^تماوي][^اوي][^اوي])ين$/u.exec(word)?.[1] ?? null;
}

/** Behind the verb, its preposition or its definite subject; behind another noun it would describe that. */
function isObject({ words }: TaggedWords, index: number, joined: boolean): boolean {
  if (!isAdjacent(words, index) || joined) return true;
  const before = foldedWord(words, index - 1);
  return /^[وف]?ال/u.test(before) || /^(?:علي|الي|عن)$/u.test(before) || isFinding(before);
}

function isFound(words: Words, index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - FARTHEST); at--) {
    if (((words.gap[at + 1] as number) & (Gap.stop | Gap.newline)) !== 0) return false;
    if (isFinding(foldedWord(words, at))) return true;
  }
  return false;
}

const isFinding = (word: string) => FINDING.has(word) || FINDING.has(word.replace(/^[وفبل]/u, ''));

/** Complements of persons, and verbal nouns whose first letter looks glued: «عنصرا أمن», «محاولتي فرار», «شرطيا مرور». */
const COMPLEMENTS = new Set(
  (
    'أمن شرطة مرور حراسة إسعاف إطفاء استخبارات مخابرات حدود جمارك إنقاذ دفاع إغاثة إسناد حماية مراقبة قنص تفتيش درك سجن ' +
    'فرار فحص بحث بناء بيع بث فض فرز لجوء لقاء وقف وفاة نقل تسلل هروب تهريب اغتيال'
  )
    .split(' ')
    .map((word) => fold(word)),
);

/** True for a word that «عنصرا», «محاولتي» may govern although the noun list does not hold it. */
export function isComplementWord(words: Words, index: number): boolean {
  return COMPLEMENTS.has(foldedWord(words, index));
}

/** Days and moments stand behind an object («قتلت مسلحا الجمعة») and are no complement of it. */
const MOMENTS = new Set(
  'السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة اليوم الليلة الآن البارحة الذي التي الذين'
    .split(' ')
    .map((word) => fold(word)),
);

/** Persons in ـي whose accusative is no country: «شرطيا مرور», but «سوريا», «ليبيا». */
const NO_COUNTRY = new Set(['جندي', 'شرطي', 'قيادي', 'إطفائي', 'صحفي', 'صحافي', 'إعلامي']);

/** «عنصرا أمن», «قائدا الهجوم»: a person in the nominative dual before its complement; «عنصراً» is one. */
export function isNominative(tagged: TaggedWords, index: number, noun: Noun): boolean {
  const { words } = tagged;
  if (noun.class !== 'person' || noun.feminine || (gluedAt(tagged, index) & Glued.the) !== 0) return false;
  if (noun.lemma.endsWith('ي') && !NO_COUNTRY.has(noun.lemma)) return false;
  const raw = words.text.slice(words.start[index], words.end[index]);
  if (!raw.endsWith('ا') || raw.includes('ً') || fold(noun.lemma).endsWith('ا')) return false;
  const next = index + 1;
  if (!isAdjacent(words, next) || (gluedAt(tagged, next) & ~Glued.the) !== Glued.none) return false;
  const complement = lexemeAt(tagged, next);
  const word = foldedWord(words, next);
  if (isComplementWord(words, next)) return true;
  if (complement && complement.role !== 'noun') return false;
  if (word.startsWith('ال')) return !MOMENTS.has(word) && complement?.noun.class !== 'time';
  return complement !== undefined && isGoverned(complement.noun.class) && !word.endsWith('ا');
}

function isGoverned(nounClass: NounClass): boolean {
  return nounClass !== 'person' && nounClass !== 'casualty' && nounClass !== 'time';
}
