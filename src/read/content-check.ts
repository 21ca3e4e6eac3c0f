/** Whether a text can be an Arabic news page at all. */
import type { Page } from '../model.ts';

/** Why a text is none, and what to do. */
export type ContentFault = { readonly reason: string; readonly next: string };

/** A flash of news has at least so many Arabic words. */
const FEWEST_WORDS = 8;

/** An item of a feed says itself which words are its text: that they are few is no sign of a torn copy. */
const FEWEST_WORDS_OF_ITEM = 2;

/** A book of 50,000 words; the longest reports in the press have 20,000. More would be read for minutes. */
const LONGEST_TEXT = 300_000;

/** Null for a text that may be read; else why not. `start`: where the headline ends. */
export function checkContent(text: string, start: number, format: Page['format']): ContentFault | null {
  if (text.length - start > LONGEST_TEXT) {
    const length = (text.length - start).toLocaleString('en');
    const most = LONGEST_TEXT.toLocaleString('en');
    return {
      reason: `its text has ${length} characters; no article has more than ${most}`,
      next: 'Save only the article itself.',
    };
  }
  const words = arabicWords(text, start);
  if (words >= (format === 'feed' ? FEWEST_WORDS_OF_ITEM : FEWEST_WORDS)) return null;
  if (words > 0)
    return { reason: 'it has no text beyond a few words', next: 'Save the page with its text, or take the file out.' };
  if (!/[\p{L}\p{N}]/u.test(text.slice(start))) {
    return { reason: 'there is no text in it', next: 'Save the page again, or take the file out.' };
  }
  if (looksMisread(text, start)) {
    return { reason: 'its Arabic was read as Latin letters once (like «Ø§Ù»)', next: 'Save the page again as UTF-8.' };
  }
  return { reason: 'there is no Arabic text in it', next: 'Take the file out: only Arabic pages are read.' };
}

/** Counts Arabic words, up to as many as a page needs. */
function arabicWords(text: string, start: number): number {
  let words = 0;
  let inside = false;
  for (let i = start; i < text.length && words < FEWEST_WORDS; i++) {
    const arabic = isArabicLetter(text.charCodeAt(i));
    if (arabic && !inside) words++;
    inside = arabic;
  }
  return words;
}

/** Letters and their marks, with the tatweel, and the forms that PDFs write. */
function isArabicLetter(unit: number): boolean {
  return (unit >= 0x620 && unit <= 0x65f) || (unit >= 0x670 && unit <= 0x6d3) || (unit >= 0xfb50 && unit <= 0xfefc);
}

/** UTF-8 Arabic taken for Latin-1 is full of Ø and Ù. */
function looksMisread(text: string, start: number): boolean {
  const sample = text.slice(start, start + 2000);
  let signs = 0;
  for (const char of sample) if (char === 'Ø' || char === 'Ù') signs++;
  return signs * 5 > sample.length;
}
