/** Places the lines of the body and below it. */

import { foldedWord, Gap, WordKind, type Words } from '../text/index.ts';
import { endsInDatedCredit, hasPhotoCredit, isCaption, LONGEST_CAPTION } from './captions.ts';
import type { LineKind } from './line-kinds.ts';
import type { Line } from './lines.ts';
import type { PageReading } from './page-reading.ts';
import { BODY, dropped, furniture, type Placed, SUBHEADING } from './placed.ts';
import { startsWithVerb } from './verbs.ts';

/** Walks down the body; behind a list of other articles only a real paragraph takes it up again. */
export function placeBody(
  reading: PageReading,
  kinds: readonly LineKind[],
  bodyStart: number,
  captions: boolean,
): readonly Placed[] {
  const placed: Placed[] = [];
  const end = endOfArticle(reading, kinds, bodyStart);
  const nextProse = nextProseOf(kinds, end);
  let inList = false;
  for (let i = bodyStart; i < reading.lines.length; i++) {
    const kind = kinds[i] as LineKind;
    const line = reading.lines[i] as Line;
    if (i >= end) placed.push(behindEnd(kind));
    else if (isText(kind) && endsInDatedCredit(reading, line)) placed.push(dropped('caption'));
    else if (kind.kind === 'prose' && !(inList && line.ending !== 'stop')) {
      inList = false;
      placed.push(BODY);
    } else if (kind.kind === 'sentence' && (!inList || goesOn(reading.words, line))) {
      inList = false;
      placed.push(BODY);
    } else if (kind.kind === 'row' && !inList && placed.at(-1)?.as === 'body') placed.push(BODY);
    else if (isHeadingLike(kind) && !inList)
      placed.push(placePhrase(reading, kinds, i, { captions, nextProse, closes: closesText(line, placed.at(-1)) }));
    else if (inList && endsList(reading.words, line)) placed.push(dropped('other-articles'));
    else if (kind.kind === 'phrase' || kind.kind === 'sentence' || kind.kind === 'prose')
      placed.push(listEntry(reading, line));
    else placed.push(furniture(kind));
    inList = opensList(kind) || (inList && !endsList(reading.words, line));
  }
  return placed;
}

/** «وطالب أهالي القرى بتسريع العمل.»: no headline of another article begins so and ends in a full stop. */
const goesOn = (words: Words, line: Line) =>
  'وف'.includes(words.text[words.start[line.firstWord] as number] as string) && startsWithVerb(words, line.firstWord);

const isText = ({ kind }: LineKind) => kind === 'phrase' || kind === 'prose' || kind === 'sentence';

const opensList = (kind: LineKind) =>
  (kind.kind === 'chrome' && kind.verdict.opens !== 'nothing') || (kind.kind === 'related' && !kind.related.link);

/** «نهاية الأكثر قراءة»: said to those who hear the page, behind a list of other articles. */
const endsList = (words: Words, line: Line) =>
  line.words > 0 && line.words <= LONGEST_END && foldedWord(words, line.firstWord) === 'نهايه';

const LONGEST_END = 5;

const isHeadingLike = (kind: LineKind) => kind.kind === 'phrase' || (kind.kind === 'chrome' && kind.verdict.unsure);

const behindEnd = (kind: LineKind): Placed =>
  kind.kind === 'prose' || kind.kind === 'sentence' || kind.kind === 'phrase' ? dropped('behind-end') : furniture(kind);

/** In a list of other articles a line of four words and more is one of them; shorter ones are names of sections. */
function listEntry({ words }: PageReading, line: Line): Placed {
  if (line.words < 4) return dropped('menu');
  const second = line.firstWord + 1;
  const numbered = words.kind[line.firstWord] === WordKind.number && ((words.gap[second] as number) & Gap.stop) !== 0;
  return { as: 'related', span: { start: numbered ? (words.start[second] as number) : line.textStart, end: line.end } };
}

function placePhrase(
  reading: PageReading,
  kinds: readonly LineKind[],
  index: number,
  page: { readonly captions: boolean; readonly nextProse: Int32Array; readonly closes: boolean },
): Placed {
  const line = reading.lines[index] as Line;
  const kind = kinds[index] as LineKind;
  if (line.words > LONGEST_CAPTION) return hasPhotoCredit(reading.words, line) ? dropped('caption') : BODY;
  const next = page.nextProse[index] as number;
  if (next < 0) return isUnfinished(reading, line) || page.closes ? BODY : dropped('below-body');
  if (isWholeQuotation(reading.words, line)) return BODY;
  if (line.ending === 'colon' && kind.kind === 'phrase' && introduces(reading, index)) return BODY;
  if (line.bulleted && kind.kind === 'phrase') return BODY;
  if (kind.kind === 'chrome' && line.blanksBefore === 0) return furniture(kind);
  if (line.ending === 'stop') return hasPhotoCredit(reading.words, line) ? dropped('caption') : BODY;
  return isCaption(reading, line, reading.lines[next] as Line, page.captions) ? dropped('caption') : SUBHEADING;
}

/** «وجاء في النص:», «وأبرز ما فيها:» before a list or a quotation: the line belongs to what follows. */
function introduces({ words, lines }: PageReading, index: number): boolean {
  const line = lines[index] as Line;
  const next = lines[index + 1];
  if (next?.bulleted || startsWithVerb(words, line.firstWord)) return true;
  return next !== undefined && '"«“'.includes(words.text[next.textStart] as string);
}

/** Below the last paragraph: an entry of a list, or a sentence that lost its full stop. */
function isUnfinished(reading: PageReading, line: Line): boolean {
  return line.words >= 5 && (line.bulleted || startsWithVerb(reading.words, line.firstWord));
}

/** «المذيعة: شكراً لك من المخيم.»: a line with a full stop right below the text is the last of it. */
const closesText = (line: Line, above: Placed | undefined) =>
  line.ending === 'stop' && line.words >= SHORTEST_LAST && above?.as === 'body';

const SHORTEST_LAST = 4;

/** Shorter ones may be headings that quote a word: «"مطالب قديمة"». */
const SHORTEST_QUOTATION = 5;

/** What somebody said, on a line of its own: «"من يدفع رواتب الحراس يملك المفاتيح"». */
function isWholeQuotation({ text }: Words, line: Line): boolean {
  if (line.words < SHORTEST_QUOTATION) return false;
  const closer = CLOSERS[text[line.textStart] as string];
  return closer !== undefined && text.indexOf(closer, line.textStart + 1) === line.end - 1;
}

const CLOSERS: Readonly<Record<string, string>> = { '"': '"', '«': '»', '“': '”' };

/** For each line the next one that is text, -1 behind the last; one pass, so that many short lines stay cheap. */
function nextProseOf(kinds: readonly LineKind[], end: number): Int32Array {
  const next = new Int32Array(kinds.length).fill(-1);
  let found = -1;
  for (let i = end - 1; i >= 0; i--) {
    next[i] = found;
    if (kinds[i]?.kind === 'prose' || kinds[i]?.kind === 'sentence') found = i;
  }
  return next;
}

/**
 * The first line behind which nothing belongs to the article (comments, rights); a mark that has more text behind it
 * than before it stands above the text and ends nothing.
 */
function endOfArticle(reading: PageReading, kinds: readonly LineKind[], bodyStart: number): number {
  const total = textWords(reading, kinds, bodyStart, kinds.length);
  let before = 0;
  for (let i = bodyStart; i < kinds.length; i++) {
    const kind = kinds[i] as LineKind;
    if (kind.kind === 'prose') before += (reading.lines[i] as Line).words;
    if (kind.kind === 'chrome' && kind.verdict.opens === 'end' && before * 2 >= total) return i;
  }
  return kinds.length;
}

function textWords(reading: PageReading, kinds: readonly LineKind[], from: number, to: number): number {
  let words = 0;
  for (let i = from; i < to; i++) if (kinds[i]?.kind === 'prose') words += (reading.lines[i] as Line).words;
  return words;
}
