/** Words by which a text itself sets two numbers against each other, or says that a toll has changed. */
import type { Article, Span } from '../model.ts';
import { fold } from './fold.ts';
import { readStems, stem } from './stem.ts';
import { hashFolded, readWords } from './words.ts';

const stemHash = (word: string) => hashFolded(stem(fold(word)));
const stems = (words: string) => new Set(words.split(' ').map(stemHash));

/** «بخلاف ما أعلنته», «٨١ وفداً، لا ٧٩», «وليس 614» */
const CONTRAST = stems('بخلاف خلافا وليس وليسوا لا');
/** «فيما يؤكد التحالف», «في مقابل 2500 بحسب التحالف»: a conjunction that sets a second voice beside the first. */
const BESIDE = stems('بينما فيما حين مقابل');
const VOICE = stems(
  'يؤكد تؤكد أكد أكدت يقول تقول قال قالت تحدث تحدثت يتحدث تتحدث أعلن أعلنت زعم زعمت تزعم يزعم نفى نفت ينفي تنفي بحسب يقدر يقدرهم تقدر',
);
/** «مقابل 51 في المدة نفسها من العام المنصرم»: two times compared, not two voices. */
const PERIODS = stems('الفترة المدة الماضي المنصرم الفائت الماضية المقابلة مقارنة');
/** «ارتفعت حصيلة»، «ليبلغ عدد القتلى»، «وفاة جريحين ترفع» */
const RISE = stems('ارتفعت ارتفع ارتفاع ترتفع يرتفع ليرتفع لترتفع ترفع رفع ليبلغ لتبلغ ليصل لتصل');
/** What rises. */
const TOLL = stems('حصيلة الحصيلة عدد القتلى قتلى قتيلا ضحايا الضحايا الوفيات وفيات الجرحى المصابين');
const TOLL_WORD = stemHash('حصيلة');
/** «حصيلة سابقة تحدثت عن 7»: an earlier toll, told to be replaced. */
const EARLIER = stems('سابقة السابقة أولية الأولية');
/** «حصيلة جديدة», «الحصيلة النهائية» */
const LATER = stems('جديدة الجديدة محدثة المحدثة نهائية النهائية');

/** What a stretch of text says about the numbers in it. */
type Signs = {
  /** It sets the numbers of two voices against each other. */
  readonly contrasts: boolean;
  /** It says that a toll has risen. */
  readonly risen: boolean;
  /** It tells an earlier toll and says so. */
  readonly earlier: boolean;
  /** It calls its toll a new one. */
  readonly renewed: boolean;
};

// A sentence may hold many figures, and every pair of them asks again: answers are kept, up to a number.
const kept = new WeakMap<Article, Map<number, Signs>>();
const MOST_KEPT = 256;
/** Longer «sentences» are no prose. */
const MOST_LENGTH = 2000;

/** What this stretch of the article says about its numbers. */
export function signsIn(article: Article, { start, end }: Span): Signs {
  const known = kept.get(article) ?? new Map<number, Signs>();
  kept.set(article, known);
  const key = start * (article.page.text.length + 1) + end;
  const signs = known.get(key) ?? readSigns(article.page.text, start, Math.min(end, start + MOST_LENGTH));
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, signs);
  return signs;
}

function readSigns(text: string, start: number, end: number): Signs {
  const words = readStems(readWords(text, start, end)).stem;
  const has = (table: ReadonlySet<number>) => words.some((word) => table.has(word));
  return {
    contrasts: has(CONTRAST) || (has(BESIDE) && has(VOICE) && !has(PERIODS)),
    risen: has(RISE) && has(TOLL),
    earlier: has(EARLIER) && words.includes(TOLL_WORD),
    renewed: has(LATER) && words.includes(TOLL_WORD),
  };
}
