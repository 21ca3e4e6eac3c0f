/** Pairs quotation marks of all kinds by where they stand, because pages mix, nest, turn round and forget them. */
import type { Span } from '../model.ts';
import { Gap, type Words, wordAt } from '../text/index.ts';
import { CharMark, charMarks } from './char-marks.ts';

/** What a character is among quotation marks; “ and ” are set both ways round in Arabic pages. */
const Mark = { none: 0, opens: 1, closes: 2, either: 3 } as const;

const MARKS = new Uint8Array(0x10000);
for (const char of '«‹') MARKS[char.charCodeAt(0)] = Mark.opens;
for (const char of '»›') MARKS[char.charCodeAt(0)] = Mark.closes;
for (const char of '"“”„‟＂〝〞') MARKS[char.charCodeAt(0)] = Mark.either;

/** What may stand before an opening mark: brackets, dashes, a colon, the tatweel of «بـ"قسد"». */
const BEFORE_OPENING = markSet('([{-–—:ـ/،؛,;…');
/** What may stand behind a closing mark. */
const BEHIND_CLOSING = markSet('.،,;؛:!؟?)]}-–—/…');

function markSet(chars: string): Uint8Array {
  const set = new Uint8Array(0x10000);
  for (const char of chars) set[char.charCodeAt(0)] = 1;
  return set;
}

/** Nobody nests so deep; more is hostile or broken, and the count begins anew. */
const DEEPEST = 32;

/** The outermost quoted stretches of a paragraph, without their marks. A mark that lacks its other half quotes nothing. */
export function quotedSpans(words: Words, paragraph: Span): readonly Span[] {
  const { text } = words;
  const open: number[] = [];
  const quoted: Span[] = [];
  const last = wordAt(words, paragraph.end);
  let from = paragraph.start;
  // marks stand between words, and the word reader has noted before which ones
  for (let word = wordAt(words, from); word <= last; word++) {
    const to = word < last ? (words.start[word] as number) : paragraph.end;
    if (word === last || ((words.gap[word] as number) & Gap.quote) !== 0) {
      for (let i = from; i < to; i++) pairMark(text, i, paragraph, open, quoted);
    }
    if (word < last) from = words.end[word] as number;
  }
  return quoted;
}

function pairMark(text: string, index: number, paragraph: Span, open: number[], quoted: Span[]): void {
  const mark = MARKS[text.charCodeAt(index)] as number;
  if (mark === Mark.none) return;
  if (opensAt(text, index, mark, paragraph, open.length > 0)) {
    if (open.length === DEEPEST) open.length = 0;
    open.push(index);
    return;
  }
  const start = open.pop();
  if (start !== undefined) addOutermost(quoted, { start: start + 1, end: index });
}

function addOutermost(quoted: Span[], span: Span): void {
  while ((quoted.at(-1)?.start ?? -1) >= span.start) quoted.pop();
  if (span.end > span.start) quoted.push(span);
}

function opensAt(text: string, index: number, mark: number, paragraph: Span, isOpen: boolean): boolean {
  const before = index === paragraph.start || isSpace(text, index - 1) || isIn(BEFORE_OPENING, text, index - 1);
  const behind = index + 1 === paragraph.end || isSpace(text, index + 1) || isIn(BEHIND_CLOSING, text, index + 1);
  if (before !== behind) return before;
  return mark === Mark.either ? !isOpen : mark === Mark.opens;
}

const isIn = (set: Uint8Array, text: string, index: number) => set[text.charCodeAt(index)] === 1;

function isSpace(text: string, index: number): boolean {
  const mark = charMarks[text.charCodeAt(index)];
  return mark === CharMark.blank || mark === CharMark.newline;
}
