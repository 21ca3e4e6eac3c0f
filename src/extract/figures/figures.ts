/** Reads the figures of an article: every stated quantity with what it counts, how exactly, of whom, where and when. */
import type { Figure, Page, Paragraph } from '../../model.ts';
import {
  findDates,
  type NumberReading,
  readNumbers,
  readWords,
  tagNumberWordsWith,
  type Words,
  wordAt,
} from '../../text/index.ts';
import type { Antecedent } from './antecedents.ts';
import { isFlagged, type PageWords, placeOf } from './context.ts';
import { readFigure } from './figure-reader.ts';
import { CueFlag, VOCABULARY } from './vocabulary.ts';

/** Words of the conflict that an article must hold before its counts are worth a highlight. */
const TOPICAL_WORDS = 2;

/**
 * The figures of the paragraphs of a page, in their order.
 * @param words the words of the whole page's text, when they were read already.
 */
export function extractFigures(
  page: Page,
  paragraphs: readonly Paragraph[],
  words: Words = readWords(page.text, page.content.start, page.content.end),
): readonly Figure[] {
  const pageWords = readPageWords(words);
  const topical = isTopical(pageWords, paragraphs);
  const figures: Figure[] = [];
  let earlier: readonly Antecedent[] = [];
  paragraphs.forEach((paragraph, index) => {
    if (paragraph.role !== 'body') return;
    for (const sentence of paragraph.sentences) {
      const from = wordAt(words, sentence.start);
      const to = wordAt(words, sentence.end) - 1;
      for (let at = from; at <= to; at++) {
        const number = pageWords.numberAt[at];
        if (!number) continue;
        at = number.last;
        const read = readFigure(placeOf(pageWords, number, ...windowOf(number, from, to)), earlier, {
          page,
          sentence,
          paragraph: index,
          topical,
        });
        figures.push(...read.figures);
        earlier = [...earlier, ...read.antecedents].slice(-MOST_ANTECEDENTS);
      }
    }
  });
  return figures;
}

const MOST_ANTECEDENTS = 12;

/** A sentence longer than this is a list or no sentence at all; what is farther off says nothing of a figure. */
const WINDOW = 80;

function windowOf(number: NumberReading, from: number, to: number): readonly [from: number, to: number] {
  return [Math.max(from, number.first - WINDOW), Math.min(to, number.last + WINDOW)];
}

function readPageWords(words: Words): PageWords {
  const [tagged, cues] = tagNumberWordsWith(words, VOCABULARY);
  const numbers = readNumbers(words, tagged);
  return {
    words,
    tagged,
    cues,
    dateAt: byWord(findDates(words), words.count),
    numberAt: byWord(numbers, words.count),
    folded: new Array(words.count),
    cueOf: new Array(words.count),
    placesOf: { from: -1, to: -1, places: [] },
  };
}

function byWord<T extends { readonly first: number; readonly last: number }>(
  items: readonly T[],
  count: number,
): readonly (T | undefined)[] {
  const index: (T | undefined)[] = new Array(count);
  for (const item of items) for (let i = item.first; i <= item.last; i++) index[i] = item;
  return index;
}

function isTopical(page: PageWords, paragraphs: readonly Paragraph[]): boolean {
  let found = 0;
  for (const { span } of paragraphs) {
    for (
      let i = wordAt(page.words, span.start);
      i < page.words.count && (page.words.start[i] as number) < span.end;
      i++
    ) {
      if (isFlagged(page, i, CueFlag.conflict) && ++found >= TOPICAL_WORDS) return true;
    }
  }
  return false;
}
