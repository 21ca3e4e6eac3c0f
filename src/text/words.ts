/**
 * The word reader: one table-driven pass over a text that folds, cuts into words and hashes them. All later reading
 * (numbers, dates, themes, same-event search) works on its arrays, so the characters are looked at once.
 */
import type { Span } from '../model.ts';
import { CharClass, CLASS, FOLD } from './fold.ts';

/** What a word is made of. Letters and digits that touch («الـ83», «SY24») are two words, the second with `Gap.none`. */
export const WordKind = { arabic: CharClass.arabic, latin: CharClass.latin, number: CharClass.digit } as const;

/** What stands between a word and the one before it, as bits; `none` when they touch. */
export const Gap = {
  none: 0,
  space: 1,
  newline: 2,
  /** ، , ; ؛ */
  comma: 4,
  /** . ! ? ؟ … */
  stop: 8,
  colon: 16,
  quote: 32,
  bracket: 64,
  other: 128,
} as const;

/** The words of a stretch of text. Arrays run in parallel; offsets are those of `text`. */
export type Words = {
  readonly text: string;
  readonly count: number;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** FNV-1a over the folded code units. */
  readonly hash: Uint32Array;
  /** A `WordKind`. */
  readonly kind: Uint8Array;
  /** `Gap` bits of what stands before the word. */
  readonly gap: Uint8Array;
};

const GAP_OF = buildGaps();

function buildGaps(): Uint8Array {
  const gaps = new Uint8Array(0x10000).fill(Gap.other);
  const set = (chars: string, bit: number) => {
    for (const char of chars) gaps[char.charCodeAt(0)] = bit;
  };
  set(' \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', Gap.space);
  set('\n\r\v\f\u0085\u2028\u2029', Gap.newline);
  set('،,;؛', Gap.comma);
  set('.!?؟…', Gap.stop);
  set(':', Gap.colon);
  set('"\'«»“”„‟‘’‚‹›〝〞＂', Gap.quote);
  set('()[]{}﴾﴿', Gap.bracket);
  return gaps;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The hash `Words.hash` holds for an already folded word. */
export function hashFolded(folded: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), FNV_PRIME);
  return hash >>> 0;
}

/** Tatweel, vowel marks, dagger alef. */
function isMark(unit: number): boolean {
  return unit === 0x640 || (unit >= 0x64b && unit <= 0x65f) || unit === 0x670;
}

let scratch = allocate(4096);

function allocate(size: number) {
  return {
    size,
    start: new Uint32Array(size),
    end: new Uint32Array(size),
    hash: new Uint32Array(size),
    kind: new Uint8Array(size),
    gap: new Uint8Array(size),
  };
}

/** Reads the words of `text` in [from, to). Linear in the length; one allocation per array. */
export function readWords(text: string, from = 0, to: number = text.length): Words {
  // A word has at least one code unit and no two words share one: to - from words at most.
  if (scratch.size < to - from + 1) scratch = allocate(Math.max(to - from + 1, scratch.size * 2));
  const { start, end, hash, kind, gap } = scratch;
  let count = 0;
  let open: number = CharClass.gap;
  let code = FNV_OFFSET;
  let between: number = Gap.none;
  let wordEnd = from;
  for (let i = from; i < to; i++) {
    const raw = text.charCodeAt(i);
    const unit = FOLD[raw] as number;
    if (unit === 0) {
      // A vowel mark or tatweel behind the last letter belongs to the word as it is shown: «ألفاً».
      if (open !== CharClass.gap && isMark(raw)) wordEnd = i + 1;
      continue;
    }
    const cls = CLASS[unit] as number;
    if (cls !== open) {
      if (open !== CharClass.gap) {
        end[count] = wordEnd;
        hash[count] = code;
        count++;
        between = Gap.none;
      }
      if (cls !== CharClass.gap) {
        start[count] = i;
        kind[count] = cls;
        gap[count] = between;
        code = FNV_OFFSET;
      }
      open = cls;
    }
    if (cls === CharClass.gap) {
      between |= GAP_OF[raw] as number;
    } else {
      code = Math.imul(code ^ unit, FNV_PRIME);
      wordEnd = i + 1;
    }
  }
  if (open !== CharClass.gap) {
    end[count] = wordEnd;
    hash[count] = code;
    count++;
  }
  return {
    text,
    count,
    start: start.slice(0, count),
    end: end.slice(0, count),
    hash: hash.slice(0, count),
    kind: kind.slice(0, count),
    gap: gap.slice(0, count),
  };
}

/** The folded letters of word `index`. */
export function foldedWord(words: Words, index: number): string {
  let folded = '';
  const end = words.end[index] ?? 0;
  for (let i = words.start[index] ?? 0; i < end; i++) {
    const unit = FOLD[words.text.charCodeAt(i)];
    if (unit) folded += String.fromCharCode(unit);
  }
  return folded;
}

/** The span from the beginning of word `first` to the end of word `last`. */
export function spanOfWords(words: Words, first: number, last: number): Span {
  return { start: words.start[first] ?? 0, end: words.end[last] ?? 0 };
}

/** The index of the first word that begins at or behind `offset`; `count` when there is none. */
export function wordAt(words: Words, offset: number): number {
  let low = 0;
  let high = words.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words.start[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
