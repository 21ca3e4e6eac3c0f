/** What every part of the extraction looks at: a page with its words, lines and dates, read once. */
import type { Page } from '../model.ts';
import { type DateMention, findDates, readStems, readWords, type Stems, type Words } from '../text/index.ts';
import { type Line, readLines } from './lines.ts';
import { isWrapped, joinWrapped } from './wrapped.ts';

/** A page read: all arrays run in the order of its text. */
export type PageReading = {
  readonly page: Page;
  readonly words: Words;
  readonly lines: readonly Line[];
  /** True when the lines were put together again from a text broken at a fixed width. */
  readonly wrapped: boolean;
  readonly dates: readonly DateMention[];
  /** Stems of the words; few pages need them, so they are read when first asked for. */
  readonly stems: () => Stems;
};

/** Reads words, lines and dates of the content of a page. */
export function readPageParts(page: Page): PageReading {
  const words = readWords(page.text, page.content.start, page.content.end);
  const lines = readLines(page, words);
  const wrapped = isWrapped(lines);
  let stems: Stems | undefined;
  return {
    page,
    words,
    lines: wrapped ? joinWrapped(lines) : lines,
    wrapped,
    dates: findDates(words),
    stems: () => {
      stems ??= readStems(words);
      return stems;
    },
  };
}

/** The dates whose first word lies in the line. */
export function datesIn(reading: PageReading, line: Line): readonly DateMention[] {
  const { dates } = reading;
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dates[middle] as DateMention).first < line.firstWord) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < dates.length && (dates[end] as DateMention).first < line.lastWord) end++;
  return dates.slice(low, end);
}
