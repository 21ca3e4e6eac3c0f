/** Arabic counted nouns: the noun's form follows the number, and its case follows the sentence. */
import { type Digits, inDigits } from './wording-digits.ts';

/** Nominative («مادتان») or after a preposition and in a construct («من مادتين»). */
export type GrammaticalCase = 'nominative' | 'genitive';

/** The things a digest counts. */
export type CountedNoun =
  | 'article'
  | 'source'
  | 'minute'
  | 'story'
  | 'passage'
  | 'figure'
  | 'otherStory'
  | 'otherPassage'
  | 'otherSource'
  | 'message'
  | 'recipient'
  | 'file';

type Forms = {
  readonly one: string;
  readonly two: Readonly<Record<GrammaticalCase, string>>;
  /** 3-10: «3 مواد». */
  readonly few: string;
  /** 11-99: «11 مادة», «11 مصدراً». */
  readonly many: string;
  /** 0, 100-102, 200 ...: «100 مصدر». */
  readonly other: string;
};

const NOUNS: Readonly<Record<CountedNoun, Forms>> = {
  article: {
    one: 'مادة واحدة',
    two: { nominative: 'مادتان', genitive: 'مادتين' },
    few: 'مواد',
    many: 'مادة',
    other: 'مادة',
  },
  source: {
    one: 'مصدر واحد',
    two: { nominative: 'مصدران', genitive: 'مصدرين' },
    few: 'مصادر',
    many: 'مصدراً',
    other: 'مصدر',
  },
  minute: {
    one: 'دقيقة واحدة',
    two: { nominative: 'دقيقتان', genitive: 'دقيقتين' },
    few: 'دقائق',
    many: 'دقيقة',
    other: 'دقيقة',
  },
  story: { one: 'قصة واحدة', two: { nominative: 'قصتان', genitive: 'قصتين' }, few: 'قصص', many: 'قصة', other: 'قصة' },
  passage: {
    one: 'مقطع واحد',
    two: { nominative: 'مقطعان', genitive: 'مقطعين' },
    few: 'مقاطع',
    many: 'مقطعاً',
    other: 'مقطع',
  },
  figure: {
    one: 'رقم واحد',
    two: { nominative: 'رقمان', genitive: 'رقمين' },
    few: 'أرقام',
    many: 'رقماً',
    other: 'رقم',
  },
  otherStory: {
    one: 'قصة أخرى',
    two: { nominative: 'قصتان أخريان', genitive: 'قصتين أخريين' },
    few: 'قصص أخرى',
    many: 'قصة أخرى',
    other: 'قصة أخرى',
  },
  otherPassage: {
    one: 'مقطع آخر',
    two: { nominative: 'مقطعان آخران', genitive: 'مقطعين آخرين' },
    few: 'مقاطع أخرى',
    many: 'مقطعاً آخر',
    other: 'مقطع آخر',
  },
  otherSource: {
    one: 'مصدر آخر',
    two: { nominative: 'مصدران آخران', genitive: 'مصدرين آخرين' },
    few: 'مصادر أخرى',
    many: 'مصدراً آخر',
    other: 'مصدر آخر',
  },
  message: {
    one: 'رسالة واحدة',
    two: { nominative: 'رسالتان', genitive: 'رسالتين' },
    few: 'رسائل',
    many: 'رسالة',
    other: 'رسالة',
  },
  recipient: {
    one: 'مستلم واحد',
    two: { nominative: 'مستلمان', genitive: 'مستلمين' },
    few: 'مستلمين',
    many: 'مستلماً',
    other: 'مستلم',
  },
  file: { one: 'ملف واحد', two: { nominative: 'ملفان', genitive: 'ملفين' }, few: 'ملفات', many: 'ملفاً', other: 'ملف' },
};

/** Plural categories of CLDR for Arabic. */
const RULES = new Intl.PluralRules('ar');

/** A count with its noun: 1 «مادة واحدة», 2 «مادتان», 3 «3 مواد», 11 «11 مادة». */
export function counted(count: number, noun: CountedNoun, grammaticalCase: GrammaticalCase, digits: Digits): string {
  const forms = NOUNS[noun];
  const rule = RULES.select(count);
  if (rule === 'one') return forms.one;
  if (rule === 'two') return forms.two[grammaticalCase];
  return `${inDigits(String(count), digits)} ${rule === 'few' || rule === 'many' ? forms[rule] : forms.other}`;
}

/** How much an edition holds; counts of `Edition.counts`. */
type Amount = { readonly articles: number; readonly sources: number; readonly minutes: number };

/** «5 مواد من 4 مصادر · قراءة 4 دقائق»; '' for an edition without articles. */
export function amountWords({ articles, sources, minutes }: Amount, digits: Digits): string {
  if (articles === 0) return '';
  const from = sources > 0 ? ` من ${counted(sources, 'source', 'genitive', digits)}` : '';
  const time = counted(Math.max(1, minutes), 'minute', 'genitive', digits);
  return `${counted(articles, 'article', 'nominative', digits)}${from} · قراءة ${time}`;
}
