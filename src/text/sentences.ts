/**
 * Sentences by their punctuation. Intl.Segmenter splits behind «د.» and is a hundred times slower; the news needs few rules:
 * a stop ends a sentence unless it belongs to a number, an initial, a list mark, a pause («..») or a clause that goes on.
 */
import type { Span } from '../model.ts';
import { CharClass, CLASS, FOLD } from './fold.ts';

const classAt = (text: string, index: number): number => CLASS[FOLD[text.charCodeAt(index)] as number] ?? CharClass.gap;

const STOPS = markTable('.!?؟…\u06d4');
const CLOSERS = markTable('»”’)]}›"\'＂');
/** Closing signs that cannot also open: they belong to the sentence even behind a blank. */
const SURE_CLOSERS = markTable('»”)]}');
const GOES_ON = markTable('،,؛;:');
const BLANKS = markTable(' \t\u00a0\u200e\u200f\u202f\u3000\u2009\u200b\ufeff\r\v\f');
const NEWLINES = markTable('\n\u0085\u2028\u2029');

function markTable(chars: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const char of chars) table[char.charCodeAt(0)] = 1;
  return table;
}

/** Everything that can end a sentence, for one look a character: most are letters. */
const Sign = { none: 0, stop: 1, newline: 2 } as const;
const SIGNS = STOPS.map((stop, unit) => (stop ? Sign.stop : NEWLINES[unit] ? Sign.newline : Sign.none));

const isIn = (table: Uint8Array, text: string, index: number) => table[text.charCodeAt(index)] === 1;
const isWhite = (text: string, index: number) => isIn(BLANKS, text, index) || isIn(NEWLINES, text, index);

/**
 * The sentences of `text` in `span`, in order, covering it but for white space. Linear in its length.
 * @param wrapped true for text broken at a fixed width: the end of a line is then no end of a sentence.
 */
export function sentencesOf(text: string, span: Span, wrapped = false): readonly Span[] {
  const sentences: Span[] = [];
  let start = span.start;
  for (let i = span.start; i < span.end; ) {
    const sign = SIGNS[text.charCodeAt(i)] as number;
    if (sign === Sign.none || (wrapped && sign === Sign.newline)) {
      i++;
      continue;
    }
    const stop = sign === Sign.stop;
    const runEnd = stop ? endOfRun(text, i, span.end) : i + 1;
    const end = stop ? endOfClosers(text, runEnd, span.end) : runEnd;
    if (!stop || isSentenceEnd(text, start, i, runEnd, end, span.end)) {
      pushTrimmed(sentences, text, start, end);
      start = end;
    }
    i = end;
  }
  pushTrimmed(sentences, text, start, span.end);
  return sentences;
}

function endOfRun(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isIn(STOPS, text, i)) i++;
  return i;
}

/** Behind closing quotes and brackets that belong to the sentence. */
function endOfClosers(text: string, from: number, to: number): number {
  let end = from;
  while (end < to && isIn(CLOSERS, text, end)) end++;
  let ahead = end;
  while (ahead < to && isIn(BLANKS, text, ahead)) ahead++;
  if (ahead === end || ahead >= to || !isIn(SURE_CLOSERS, text, ahead)) return end;
  while (ahead < to && isIn(SURE_CLOSERS, text, ahead)) ahead++;
  return ahead;
}

function isSentenceEnd(text: string, start: number, at: number, runEnd: number, end: number, to: number): boolean {
  if (end < to && isIn(GOES_ON, text, end)) return false;
  const dots = runEnd - at;
  if (text.charCodeAt(at) !== 0x2e) return text.charCodeAt(at) !== 0x2026 || !isElision(text, start, at);
  if (dots === 2 && !isLineEnd(text, end, to)) return false;
  if (dots > 1) return !isElision(text, start, at);
  return !isInsideToken(text, start, at, runEnd, to) && !(isInitial(text, start, at) && !isLineEnd(text, end, to));
}

/** «[...]»: what was left out, not an end. */
const isElision = (text: string, start: number, at: number) => at > start && '[(«“"'.includes(text[at - 1] as string);

function isLineEnd(text: string, from: number, to: number): boolean {
  let i = from;
  while (i < to && isIn(BLANKS, text, i)) i++;
  return i >= to || isIn(NEWLINES, text, i);
}

/** A point between digits («2.5»), Latin letters («x.com»), or behind the number of a list («1. ...»). */
function isInsideToken(text: string, start: number, at: number, next: number, to: number): boolean {
  const before = at > start ? classAt(text, at - 1) : CharClass.gap;
  const after = next < to ? classAt(text, next) : CharClass.gap;
  if (after === CharClass.digit || after === CharClass.latin) return before !== CharClass.arabic;
  return before === CharClass.digit && isListMark(text, start, at);
}

function isListMark(text: string, start: number, at: number): boolean {
  let i = at - 1;
  while (i >= start && at - i < 4 && classAt(text, i) === CharClass.digit) i--;
  while (i >= start && isWhite(text, i)) i--;
  return i < start;
}

/** One letter before the point: «د.», «أ.ف.ب», «ود. سامي»; not «2024م.», whose letter is an era. */
function isInitial(text: string, start: number, at: number): boolean {
  let letters = 0;
  let i = at - 1;
  for (; i >= start && letters < 4; i--) {
    const folded = FOLD[text.charCodeAt(i)] as number;
    if (folded === 0) continue;
    const cls = CLASS[folded];
    if (cls === CharClass.gap) break;
    if (cls === CharClass.digit) return false;
    letters++;
  }
  if (letters === 1) return true;
  return letters === 2 && TITLES.has(text.slice(i + 1, at));
}

/** Two-letter tokens before a point that are titles with a conjunction or article. */
const TITLES = new Set(['ود', 'لد', 'وأ', 'بد', 'وم']);

function pushTrimmed(sentences: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isWhite(text, start)) start++;
  while (end > start && isWhite(text, end - 1)) end--;
  if (start < end) sentences.push({ start, end });
}
