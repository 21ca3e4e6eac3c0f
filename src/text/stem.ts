/**
 * A light stemmer for Arabic news: it joins the forms of one noun (عملية، العمليات، للعمليات، عمليتين) by taking off the
 * article with what is glued before it and the regular endings. It never touches the letters of the root, so broken
 * plurals (سجن، سجون) stay apart, and it leaves short words as they are. Light stemming after Larkey, Ballesteros &
 * Connell (SIGIR 2002); the tables and the limits are our own.
 */
import { CharClass, FOLD } from './fold.ts';
import { foldedWord, hashFolded, type Words } from './words.ts';

/** The article and what stands before it, longest first: «وبالعملية», «للمخيمات», «والسجن». */
const ARTICLES = ['وبال', 'وكال', 'فبال', 'ولل', 'فلل', 'وال', 'فال', 'بال', 'كال', 'لل', 'ال'];

/** Words whose و is their own, not «and», without their endings: وزير، وزارة، وكالة، وقف ... */
const OWN_WAW = new Set(
  (
    'وزير وزراء وزار وزاري وكال وكيل وكلاء وفد وفود وفاه وفا وفيات وفي وفق وفقا وفر وفرت وقف وقفت وقوف وقت وقع وقعت وقوع وقود وقاي وقايع وضع وضعت وضوح وصل وصلت وصلوا وصول وصف وصفت وصي ' +
    'وحد وحدات وحيد وحش وطن وطني وثق وثقت وثيق وثايق والد والدت وليد ولد ولدت ولاد ولاي ولاء ولي ورد وردت وارد ورش ورق وراء وراث ورث وريث وعد وعود وعي وجه وجهت وجوه وجود وجد وجدت وجب وجيز ' +
    'وسط وسيط وساط وسطاء وسع وسعت وسيل وسايل وسام وزن وزعت وزع وظف وظيف وظايف وظيفي واشنطن واقع واسع واسط واجه واجهت واجب وافق وافقت واصل واصلت واضح واحد واد وادي واثق واعد واكب واردات وباء وتير ودي وديع وداع وشك وشيك وهم وهمي وهاب ويل'
  ).split(' '),
);

/** Regular endings with the letters that must stay: duals, sound plurals, the feminine ending, possessives, tanwin. */
const ENDINGS: readonly (readonly [ending: string, stays: number])[] = [
  ['هما', 4], // عددهما
  ['تين', 3], // عمليتين
  ['تان', 3], // عبوتان
  ['ها', 3], // عملياتها
  ['هم', 3], // رعاياهم
  ['هن', 3], // أولادهن
  ['نا', 4], // قواتنا
  ['ات', 3], // غارات
  ['ين', 3], // معتقلين
  ['ون', 4], // معتقلون
  ['ان', 4], // عنصران
  ['وا', 4], // انسحبوا
  ['ه', 3], // غارة, سجنه
  ['ت', 4], // أعلنت
  ['ا', 3], // هجوما
  ['ي', 4], // مخيمي الهول
];

const WAW = 0x648;

/** The stem of a word, folded: equal for the regular forms of one noun. */
export function stem(word: string): string {
  return withoutEndings(withoutArticle(word));
}

/** The word as it is behind glued و ف ب ل ك: nothing else comes off, and «للدورية» is «الدورية». */
export function plainForm(word: string): string {
  for (const article of ARTICLES) {
    if (word.length - article.length >= 3 && word.startsWith(article)) return `ال${word.slice(article.length)}`;
  }
  return withoutArticle(word);
}

/** The stem without one glued و ف ب ل ك («بغارات», «لداعش»), or '' when the word begins with none of them. */
export function bareStem(word: string): string {
  const rest = /^[وف]/.test(word) && word.length > 3 ? word.slice(1) : word;
  const bare = /^[بلك]/.test(rest) && rest.length > 3 ? rest.slice(1) : rest;
  return bare === word || bare.length < 3 ? '' : stem(bare);
}

function withoutArticle(word: string): string {
  for (const article of ARTICLES) {
    if (word.length - article.length >= 3 && word.startsWith(article)) return word.slice(article.length);
  }
  const glued = word.charCodeAt(0) === WAW && word.length > 3 && !OWN_WAW.has(withoutEndings(word));
  return glued ? word.slice(1) : word;
}

function withoutEndings(word: string): string {
  let rest = word;
  // Three rounds at most: «عملياتها» loses ها, then ات.
  for (let round = 0; round < 3; round++) {
    const found = ENDINGS.find(([ending, stays]) => rest.length - ending.length >= stays && rest.endsWith(ending));
    if (!found) break;
    rest = rest.slice(0, rest.length - found[0].length);
  }
  return rest;
}

/** Stems of all words of a text as hashes, in parallel with the arrays of `Words`. */
export type Stems = {
  /** Hash of the stem; of a number or Latin word, of the word itself. */
  readonly stem: Uint32Array;
  /** Hash of the stem without a glued و ف ب ل ك; 0 when there is none. */
  readonly bare: Uint32Array;
  /** Hash of the plain form: for words whose endings tell them apart (دورية, دوري). */
  readonly plain: Uint32Array;
};

// A direct-mapped cache of a fixed size: news repeats its words, and memory stays bounded whatever the text holds.
const SLOTS = 1 << 16;
const cached = {
  word: new Uint32Array(SLOTS),
  /** First letter and length tell apart words that share a hash. */
  check: new Uint32Array(SLOTS),
  stem: new Uint32Array(SLOTS),
  bare: new Uint32Array(SLOTS),
  plain: new Uint32Array(SLOTS),
};

/** Reads the stems of `words`; a word seen before costs one look-up. */
export function readStems(words: Words): Stems {
  const { count } = words;
  const stems = { stem: new Uint32Array(count), bare: new Uint32Array(count), plain: new Uint32Array(count) };
  for (let i = 0; i < count; i++) {
    const hash = words.hash[i] as number;
    if (words.kind[i] !== CharClass.arabic) {
      stems.stem[i] = hash;
      stems.plain[i] = hash;
      continue;
    }
    const slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    const start = words.start[i] as number;
    const check = (FOLD[words.text.charCodeAt(start)] as number) | (((words.end[i] as number) - start) << 16);
    if (cached.word[slot] !== hash || cached.check[slot] !== check) fillSlot(slot, hash, check, foldedWord(words, i));
    stems.stem[i] = cached.stem[slot] as number;
    stems.bare[i] = cached.bare[slot] as number;
    stems.plain[i] = cached.plain[slot] as number;
  }
  return stems;
}

function fillSlot(slot: number, hash: number, check: number, word: string): void {
  const bare = bareStem(word);
  cached.word[slot] = hash;
  cached.check[slot] = check;
  cached.stem[slot] = hashFolded(stem(word));
  cached.bare[slot] = bare === '' ? 0 : hashFolded(bare);
  cached.plain[slot] = hashFolded(plainForm(word));
}
