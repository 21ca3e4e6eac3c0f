/** What the search for the readable part of a page leaves out although an editor reads it: dates, summary, related links. */
import { findDates, fold, readWords } from '../text/index.ts';
import type { Block } from './html-blocks.ts';

/** A date line of a page's head: «الأربعاء 13 مارس 2024 - 10:32», «نُشر في 12 آذار 2024 | آخر تحديث ...». */
const LONGEST_DATE_LINE = 16;
/** A shorter block is furniture. */
const SHORTEST_TEXT = 5;
/** «اقرأ أيضاً», «شاهد أيضاً»: the head of a box of links inside the article. */
const OPENS_LINKS = new Set(['اقرا', 'اقراوا', 'اقرؤوا', 'شاهد', 'شاهدوا', 'طالع']);
const LONGEST_OPENER = 4;
const MOST_LINKS = 5;

const wordCount = (text: string) => text.split(' ').length;

/**
 * The readable blocks with what belongs before and between them: the dates above the article, the summary under its
 * headline, and boxes of related links among its paragraphs.
 * @param whole all blocks of the page.
 */
export function withOpening(
  whole: readonly Block[],
  found: readonly string[],
  title: string | null,
): readonly string[] {
  const readable = found[0] === title ? found.slice(1) : found;
  const known = new Set(readable);
  const first = whole.findIndex(({ text }) => known.has(text) && text !== title && wordCount(text) > SHORTEST_TEXT);
  if (first < 0) return readable;
  const heading = title === null ? -1 : whole.slice(0, first).findLastIndex(({ text }) => text === title);
  const opening = whole
    .slice(0, first)
    .filter(
      (block, i) => !known.has(block.text) && (isDateLine(block) || (heading >= 0 && i > heading && isText(block))),
    );
  return [...opening.map(({ text }) => text), ...withLinks(whole.slice(first), readable)];
}

/** An entry of a summary, or a paragraph under the headline. */
function isText({ text, linked }: Block): boolean {
  return !linked && wordCount(text) >= SHORTEST_TEXT && (text.startsWith('• ') || text.endsWith('.'));
}

function isDateLine({ text, linked }: Block): boolean {
  if (linked || !/[0-9٠-٩]/.test(text) || wordCount(text) > LONGEST_DATE_LINE) return false;
  return findDates(readWords(text)).some((date) => date.kind === 'day' || date.kind === 'range');
}

/** Puts boxes of links back where they stood; when the two lists do not run alike nothing is added. */
function withLinks(whole: readonly Block[], readable: readonly string[]): readonly string[] {
  const merged: string[] = [];
  let next = 0;
  for (let i = 0; i < whole.length && next < readable.length; i++) {
    const { text } = whole[i] as Block;
    if (text === readable[next]) {
      merged.push(text);
      next++;
    } else if (next > 0) merged.push(...boxAt(whole, i));
  }
  return next === readable.length ? merged : readable;
}

function boxAt(whole: readonly Block[], index: number): readonly string[] {
  const { text } = whole[index] as Block;
  if (wordCount(text) > LONGEST_OPENER || !OPENS_LINKS.has(fold(text).split(' ')[0] ?? '')) return [];
  const links: string[] = [];
  while (links.length < MOST_LINKS && whole[index + 1 + links.length]?.linked) {
    links.push((whole[index + 1 + links.length] as Block).text);
  }
  // one line a link, so that the text behind the box is not taken for more of them
  return links.map((link) => `${text} ${link.replace(/^• /, '')}`);
}
