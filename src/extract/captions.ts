/** Photo captions against subheadings of the text: both are short lines without a full stop. */
import { foldedWord, Gap, stem as stemOf, WordKind, type Words } from '../text/index.ts';
import type { Line } from './lines.ts';
import { datesIn, type PageReading } from './page-reading.ts';
import { buildPhrases } from './phrases.ts';
import { hasVerb } from './verbs.ts';

/** A caption or subheading has at most so many words; a longer line is text, stop or no stop. */
export const LONGEST_CAPTION = 10;

/** `owner`: where a picture comes from; `remark`: what kind of picture it is. */
type Credit = 'owner' | 'remark';

/** «(صورة تعبيرية)», «- رويترز», «عدسة: ...». */
const CREDITS = buildPhrases<Credit>([
  ...'صورة|الصورة|صور|صورة تعبيرية|تعبيرية|صورة أرشيفية|أرشيفية|أرشيف|من الأرشيف|photo|image'
    .split('|')
    .map((phrase) => [phrase, 'remark'] as const),
  ...(
    'تصوير|عدسة|بعدسة|مصدر الصورة|الإنترنت|إنترنت|مواقع التواصل|تواصل اجتماعي|متداولة|رويترز|أ ف ب|ا ف ب|فرانس برس|الأناضول|أسوشيتد برس|' +
    'getty|getty images|afp|reuters|ap|epa'
  )
    .split('|')
    .map((phrase) => [phrase, 'owner'] as const),
]);

/** True when the line says it describes a picture. */
export function hasPhotoCredit(words: Words, line: Line): boolean {
  return creditIn(words, line) !== null;
}

/**
 * True when the line says who took its picture, «(رويترز)»: a house that does so does it for every picture. «(صورة
 * تعبيرية)» only says that the picture shows something else, and stands beside none of the house's own.
 */
export function namesPhotographer(words: Words, line: Line): boolean {
  return creditIn(words, line) === 'owner';
}

function creditIn(words: Words, line: Line): Credit | null {
  if (line.words > LONGEST_CAPTION * 2) return null;
  for (let i = line.firstWord; i < line.lastWord; i++) {
    const opens = i === line.firstWord || ((words.gap[i] as number) & (Gap.bracket | Gap.other | Gap.colon)) !== 0;
    const match = opens ? CREDITS.longestAt(words, i, line.lastWord) : null;
    if (!match) continue;
    if (i > line.firstWord) return match.value;
    if (match.next < line.lastWord && ((words.gap[match.next] as number) & (Gap.colon | Gap.other)) !== 0) {
      return match.value;
    }
  }
  return null;
}

/** A caption that ends in brackets may run so long. */
const LONGEST_CREDITED = 25;
const LONGEST_CREDIT = 4;

/** «وصول عائلات إلى البلدة، 12 آذار 2024 (الأفق)»: a day, then a name in brackets, and no full stop. */
export function endsInDatedCredit(reading: PageReading, line: Line): boolean {
  const { words } = reading;
  if (line.words > LONGEST_CREDITED || words.text[line.end - 1] !== ')') return false;
  for (let i = line.lastWord - 1; i > line.firstWord && i >= line.lastWord - LONGEST_CREDIT; i--) {
    if (((words.gap[i] as number) & Gap.bracket) === 0) continue;
    return datesIn(reading, line).some((date) => date.kind === 'day' && date.last === i - 1);
  }
  return false;
}

/** «خريطة المعابر (الأفق الجديد)»: a name in brackets ends a caption, hardly ever a heading. */
function endsInBrackets(words: Words, line: Line): boolean {
  if (words.text[line.end - 1] !== ')' || hasVerb(words, line.firstWord, line.lastWord)) return false;
  for (let i = line.lastWord - 1; i > line.firstWord + 1 && i >= line.lastWord - LONGEST_CREDIT; i--) {
    if (words.kind[i] === WordKind.number) return false;
    if ((words.gap[i] as number) & Gap.bracket) return true;
  }
  return false;
}

const QUESTIONS = new Set(['لماذا', 'كيف', 'ماذا', 'ما', 'من', 'متي', 'اين', 'هل', 'الي', 'بين']);

/** «(سيارات تنتظر عند المعبر)»: all of the line in brackets. */
const isInBrackets = ({ text }: Words, line: Line) =>
  text[line.start] === '(' && text.indexOf(')', line.start) === line.end - 1 && line.words > 2;

const PLATES = new Set(['شكل', 'الشكل', 'جدول', 'الجدول', 'خريطه', 'الخريطه', 'رسم', 'الرسم']);

/** «الشكل 1: عدد العائدين شهرياً» */
const isNumberedPlate = (words: Words, line: Line) =>
  line.words > 1 && words.kind[line.firstWord + 1] === WordKind.number && PLATES.has(foldedWord(words, line.firstWord));

/** True when the line asks, announces or says something: what headings do and names of pictures do not. */
function speaks(words: Words, line: Line): boolean {
  if (line.ending === 'question' || line.ending === 'colon') return true;
  if (QUESTIONS.has(foldedWord(words, line.firstWord))) return true;
  return hasVerb(words, line.firstWord, line.lastWord);
}

/**
 * What a short line between paragraphs is. A page whose text shows the caption of its first picture shows those of the
 * others too; there, only a line that speaks or whose words the next paragraph takes up is a subheading.
 */
export function isCaption(reading: PageReading, line: Line, next: Line, showsCaptions: boolean): boolean {
  const { words } = reading;
  if (
    hasPhotoCredit(words, line) ||
    endsInBrackets(words, line) ||
    isNumberedPlate(words, line) ||
    isInBrackets(words, line)
  )
    return true;
  if (!showsCaptions || speaks(words, line)) return false;
  return topicShare(reading, line, next) <= 0.5;
}

/** The share of the line's content words that come again in another line. */
export function topicShare(reading: PageReading, line: Line, other: Line): number {
  const { stem, bare } = reading.stems();
  const there = new Set<number>();
  for (let i = other.firstWord; i < other.lastWord; i++) {
    there.add(stem[i] as number);
    if (bare[i] !== 0) there.add(bare[i] as number);
  }
  let content = 0;
  let shared = 0;
  for (let i = line.firstWord; i < line.lastWord; i++) {
    if (!isContentWord(reading.words, i)) continue;
    content++;
    if (there.has(stem[i] as number) || (bare[i] !== 0 && there.has(bare[i] as number))) shared++;
  }
  return content === 0 ? 0 : shared / content;
}

/** Words of three letters and more behind their article and endings: the rest are mostly particles. */
function isContentWord(words: Words, index: number): boolean {
  return words.kind[index] === WordKind.arabic && stemOf(foldedWord(words, index)).length >= 3;
}

/** A name or description of what the picture shows comes again in the text; an author's name does not. */
export function isTakenUpBy(reading: PageReading, line: Line, body: readonly Line[]): boolean {
  return line.words >= 3 || body.slice(0, 12).some((other) => topicShare(reading, line, other) >= 0.5);
}
