/** The lines of a page with what can be told from their shape alone. */
import type { Page } from '../model.ts';
import type { Words } from '../text/index.ts';
import { CharMark, charMarks } from './char-marks.ts';

/** What a line ends with, closing quotes and brackets aside. */
export type LineEnd = 'open' | 'stop' | 'question' | 'ellipsis' | 'colon';

/** One line that is not blank. Offsets are those of the page; words are indices, `lastWord` excluded. */
export type Line = {
  readonly start: number;
  readonly end: number;
  /** Behind a bullet; a number stays part of the text. */
  readonly textStart: number;
  readonly firstWord: number;
  readonly lastWord: number;
  readonly words: number;
  readonly bulleted: boolean;
  readonly ending: LineEnd;
  /** Blank lines before it. */
  readonly blanksBefore: number;
};

/** Cuts the content of a page into lines. Linear; blank lines are only counted. */
export function readLines(page: Page, words: Words): readonly Line[] {
  const { text } = page;
  const lines: Line[] = [];
  let blanks = 0;
  let word = 0;
  for (let from = page.content.start; from <= page.content.end; ) {
    let to = from;
    while (to < page.content.end && !isNewline(text.charCodeAt(to))) to++;
    const [start, end] = trimmed(text, from, to);
    if (start === end) blanks++;
    else {
      while (word < words.count && (words.start[word] as number) < start) word++;
      const firstWord = word;
      while (word < words.count && (words.start[word] as number) < end) word++;
      lines.push(lineAt(text, start, end, firstWord, word, blanks));
      blanks = 0;
    }
    const paired = text.charCodeAt(to) === 0x0d && text.charCodeAt(to + 1) === 0x0a;
    from = to + (paired ? 2 : 1);
  }
  return lines;
}

function lineAt(
  text: string,
  start: number,
  end: number,
  firstWord: number,
  lastWord: number,
  blanksBefore: number,
): Line {
  const textStart = behindBullet(text, start, end);
  const ending = endingOf(text, start, end);
  const bulleted = textStart > start || isNumbered(text, start, end);
  return { start, end, textStart, firstWord, lastWord, words: lastWord - firstWord, bulleted, ending, blanksBefore };
}

const isNewline = (unit: number) => charMarks[unit] === CharMark.newline;
const isBlank = (unit: number) => charMarks[unit] === CharMark.blank;

function trimmed(text: string, from: number, to: number): [number, number] {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return [start, end];
}

/** Behind «•», «-», «*», «▪» and the blanks that follow; the start itself when there is none. */
function behindBullet(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && charMarks[text.charCodeAt(i)] === CharMark.bullet) i++;
  const bullets = i - start;
  while (i < end && isBlank(text.charCodeAt(i))) i++;
  return bullets > 0 && i < end ? i : start;
}

/** «1. ...», «2- ...», «٣) ...», «(4) ...»: an entry of a numbered list. */
function isNumbered(text: string, start: number, end: number): boolean {
  return end - start > 4 && NUMBERED.test(text.slice(start, start + 8));
}

const NUMBERED = /^\(?[0-9٠-٩]{1,2} ?[.)\-–ـ](?=[\s\u00a0])/;

function endingOf(text: string, start: number, end: number): LineEnd {
  let i = end - 1;
  while (i > start && (charMarks[text.charCodeAt(i)] === CharMark.closer || isBlank(text.charCodeAt(i)))) i--;
  const last = text[i];
  if (last === '…') return 'ellipsis';
  if (last === '.' || last === '\u06d4') return text[i - 1] === '.' ? 'ellipsis' : 'stop';
  if (last === '؟' || last === '?' || last === '!') return 'question';
  return last === ':' ? 'colon' : 'open';
}
