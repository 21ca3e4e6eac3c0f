import { anchorRightToLeft } from '../../text/index.ts';

/** Columns of a line; addresses are never broken. */
const COLUMNS = 72;

/** Wraps paragraphs at words, marks lines that would run left to right, and leaves single blank lines between blocks. */
export function wrapText(text: string): string {
  const blocks = text
    .split('\n')
    .flatMap((line) => wrapLine(line.trimEnd()))
    .map(anchorRightToLeft)
    .join('\n');
  return `${blocks.replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '')}\n`;
}

function wrapLine(line: string): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(' ').flatMap(breakWord)) {
    const longer = current === indent ? current + word : `${current} ${word}`;
    if (columns(longer) <= COLUMNS || current === indent) current = longer;
    else {
      lines.push(current);
      current = indent + word;
    }
  }
  return [...lines, current];
}

/** Letters only: vowel marks and direction marks take no column. */
function columns(text: string): number {
  return text.replace(/[\p{M}\p{Cf}]/gu, '').length;
}

/** No line may pass 998 octets (RFC 5322, 2.1.1); only a word of hundreds of letters comes near. */
const LONGEST_WORD = 200;

function breakWord(word: string): string[] {
  if (word.length <= LONGEST_WORD || /^https?:\/\//.test(word)) return [word];
  return Array.from({ length: Math.ceil(word.length / LONGEST_WORD) }, (_, index) =>
    word.slice(index * LONGEST_WORD, (index + 1) * LONGEST_WORD),
  );
}
