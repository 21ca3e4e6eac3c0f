/** The name a site gives itself outside its articles: in the line of rights, the page's title, its head, or a byline. */
import type { Span } from '../model.ts';
import { foldedWord, Gap, WordKind, type Words } from '../text/index.ts';
import type { Line } from './lines.ts';
import type { PageReading } from './page-reading.ts';
import { buildPhrases } from './phrases.ts';
import { hasVerb } from './verbs.ts';

const LONGEST_NAME = 4;
const LONGEST_FOOTER = 12;
const FOOTER_LINES = 12;
/** The site's name stands at the very top, if above the menu at all. */
const HEAD_LINES = 3;

/** The site's name; null when nothing on the page gives it. */
export function siteNameOf(reading: PageReading): Span | null {
  const { lines, words } = reading;
  return (
    firstOf(lines.slice(-FOOTER_LINES), (line) => footerName(words, line)) ??
    firstOf(lines.slice(0, 1), (line) => titleName(words, line)) ??
    firstOf(lines.slice(0, HEAD_LINES), (line) => mediaName(words, line.firstWord, line)) ??
    firstOf(lines, (line) => bylineName(words, line))
  );
}

function firstOf(lines: readonly Line[], find: (line: Line) => Span | null): Span | null {
  for (const line of lines) {
    const found = line.words > 0 && line.words <= LONGEST_FOOTER * 2 ? find(line) : null;
    if (found) return found;
  }
  return null;
}

/** «جميع الحقوق محفوظة لموقع ...», «© حقوق النشر 2024، جميع الحقوق محفوظة | ...», «أرشيف الاتحاد»: the name behind the words. */
const RIGHTS = buildPhrases<true>(
  (
    'جميع الحقوق محفوظة|كافة الحقوق محفوظة|كل الحقوق محفوظة|الحقوق محفوظة|حقوق النشر محفوظة|حقوق النشر|حقوق الطبع والنشر|أرشيف|' +
    'جميع الحقوق محفوظة ل|جميع الحقوق محفوظة لدى|جميع الحقوق محفوظة لموقع|جميع الحقوق محفوظة لصحيفة|copyright|all rights reserved'
  )
    .split('|')
    .map((phrase) => [phrase, true] as const),
);

function footerName(words: Words, line: Line): Span | null {
  if (line.words > LONGEST_FOOTER) return null;
  let first = line.firstWord;
  let told = words.text[line.textStart] === '©';
  for (
    let match = RIGHTS.longestAt(words, first, line.lastWord);
    ;
    match = RIGHTS.longestAt(words, first, line.lastWord)
  ) {
    if (match) told = true;
    const next = match?.next ?? (told && words.kind[first] === WordKind.number ? first + 1 : first);
    if (next === first || next >= line.lastWord) break;
    first = next;
  }
  return told ? stretchFrom(words, first, line) : nameBeforeSign(words, line);
}

/** The words from `first` to the next sign or number, when they are few. */
function stretchFrom(words: Words, first: number, line: Line): Span | null {
  if (RIGHTS.longestAt(words, first, line.lastWord)) return null;
  let last = first;
  while (last < line.lastWord && words.kind[last] !== WordKind.number && !(last > first && separates(words, last)))
    last++;
  return spanOf(words, first, last);
}

/** «مرآة الجبل © 2024», «شبكة الوادي © 2006 - 2022» */
function nameBeforeSign(words: Words, line: Line): Span | null {
  for (let i = line.firstWord + 1; i < line.lastWord && i <= line.firstWord + LONGEST_NAME; i++) {
    if (words.kind[i - 1] === WordKind.number) return null;
    if (words.text.slice(words.end[i - 1], words.start[i]).includes('©')) return spanOf(words, line.firstWord, i);
    if (separates(words, i)) return null;
  }
  return null;
}

/** «شبكة الوادي :: HEADLINE»: the shorter side of the page's title. */
function titleName(words: Words, line: Line): Span | null {
  const at = doubleColonIn(words, line);
  if (at < 0) return null;
  return at - line.firstWord < line.lastWord - at
    ? spanOf(words, line.firstWord, at)
    : spanOf(words, at, line.lastWord);
}

/** The word behind « :: »; -1 when the line has none. */
export function doubleColonIn(words: Words, line: Line): number {
  for (let i = line.firstWord + 1; i < line.lastWord; i++) {
    if ((words.gap[i] as number) & Gap.colon && words.text.slice(words.end[i - 1], words.start[i]).includes('::'))
      return i;
  }
  return -1;
}

/** Nouns that media call themselves by; others («مركز», «موقع») begin headings and captions as often. */
const MEDIA = new Set('وكاله شبكه صحيفه جريده قناه منصه اذاعه راديو تلفزيون مجله مرصد'.split(' '));

/** «وكالة الأفق للأنباء», «قناة الوادي» alone on a line. */
function mediaName(words: Words, first: number, line: Line): Span | null {
  if (line.lastWord - first < 2 || line.ending !== 'open' || !MEDIA.has(foldedWord(words, first))) return null;
  for (let i = first + 1; i < line.lastWord; i++) if (separates(words, i)) return null;
  return hasVerb(words, first, line.lastWord) ? null : spanOf(words, first, line.lastWord);
}

const BYLINES = new Set('اعداد تحرير تقرير كتابه ترجمه'.split(' '));

/** «إعداد: وحدة البيانات – مرصد الأفق» */
function bylineName(words: Words, line: Line): Span | null {
  if (line.words > LONGEST_FOOTER || !BYLINES.has(foldedWord(words, line.firstWord))) return null;
  for (let i = line.lastWord - 2; i > line.firstWord; i--) {
    if ((words.gap[i] as number) & Gap.other) return mediaName(words, i, line);
  }
  return null;
}

const spanOf = (words: Words, first: number, last: number): Span | null =>
  last > first && last - first <= LONGEST_NAME
    ? { start: words.start[first] as number, end: words.end[last - 1] as number }
    : null;

const separates = (words: Words, index: number) =>
  ((words.gap[index] as number) & (Gap.other | Gap.stop | Gap.bracket)) !== 0;
