/**
 * Every way to read a word as glued letters and a rest («وبالسجون»: the whole, بالسجون, السجون, سجون). Hashes run from the
 * last letter to the first, so that one pass over a word gives the hash of each of its ends.
 */
import { FOLD } from './fold.ts';
import type { Words } from './words.ts';

/** Letters glued before a word, as bits. */
export const Glued = { none: 0, and: 1, by: 2, for: 4, as: 8, the: 16 } as const;

/** The word in hand: its folded letters, and its ways with their hash, first letter and glued letters. */
export type WordForms = {
  readonly letters: Uint16Array;
  length: number;
  ways: number;
  readonly from: Uint8Array;
  readonly glued: Uint8Array;
  readonly hash: Uint32Array;
};

/** Longer words are of no vocabulary. */
const LONGEST = 24;
const MOST_WAYS = 4;
const WAW = 'و'.charCodeAt(0);
const FA = 'ف'.charCodeAt(0);
const BA = 'ب'.charCodeAt(0);
const LAM = 'ل'.charCodeAt(0);
const KAF = 'ك'.charCodeAt(0);
const ALIF = 'ا'.charCodeAt(0);
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Room for one word; a reader makes it once and fills it word by word. */
export function newWordForms(): WordForms {
  return {
    letters: new Uint16Array(LONGEST),
    length: 0,
    ways: 0,
    from: new Uint8Array(MOST_WAYS),
    glued: new Uint8Array(MOST_WAYS),
    hash: new Uint32Array(MOST_WAYS),
  };
}

/** The hash of a folded spelling, as in `WordForms.hash`. */
export function endHash(folded: string): number {
  let hash = OFFSET;
  for (let i = folded.length - 1; i >= 0; i--) hash = Math.imul(hash ^ folded.charCodeAt(i), PRIME);
  return hash >>> 0;
}

/** Fills `forms` with word `index`; it has no ways when the word is too long. */
export function readForms(forms: WordForms, words: Words, index: number): void {
  const { letters } = forms;
  let length = 0;
  forms.ways = 0;
  const end = words.end[index] as number;
  for (let i = words.start[index] as number; i < end; i++) {
    const unit = FOLD[words.text.charCodeAt(i)] as number;
    if (unit === 0) continue;
    if (length === LONGEST) return;
    letters[length++] = unit;
  }
  forms.length = length;
  fillWays(forms);
  fillHashes(forms);
}

/** The whole word, then with و or ف taken off, then ب ل ك, then the article (لل is ل and the article). */
function fillWays(forms: WordForms): void {
  const { letters, length } = forms;
  let at = 0;
  let bits: number = Glued.none;
  addWay(forms, at, bits);
  if (letters[0] === WAW || letters[0] === FA) {
    at = 1;
    bits = Glued.and;
    if (length > 2) addWay(forms, at, bits);
  }
  const preposition = prepositionBit(letters[at] as number);
  if (preposition !== 0 && length - at > 2) {
    at++;
    bits |= preposition;
    addWay(forms, at, bits);
    if (preposition === Glued.for && letters[at] === LAM && length - at > 2) {
      addWay(forms, at + 1, bits | Glued.the);
      return;
    }
  }
  if (letters[at] === ALIF && letters[at + 1] === LAM && length - at > 3) addWay(forms, at + 2, bits | Glued.the);
}

function addWay(forms: WordForms, from: number, glued: number): void {
  forms.from[forms.ways] = from;
  forms.glued[forms.ways] = glued;
  forms.ways++;
}

/** One pass from the last letter; the ways begin ever further right, so the last way's hash is met first. */
function fillHashes(forms: WordForms): void {
  const { letters, from, hash } = forms;
  let code = OFFSET;
  let way = forms.ways - 1;
  for (let i = forms.length - 1; i >= 0; i--) {
    code = Math.imul(code ^ (letters[i] as number), PRIME);
    if (way >= 0 && from[way] === i) hash[way--] = code;
  }
}

function prepositionBit(letter: number): number {
  if (letter === BA) return Glued.by;
  if (letter === LAM) return Glued.for;
  return letter === KAF ? Glued.as : 0;
}

/** How many letters of a word the `Glued` bits stand for. */
export function gluedLength(bits: number): number {
  const preposition = (bits & (Glued.by | Glued.for | Glued.as)) !== 0 ? 1 : 0;
  const article = (bits & Glued.the) === 0 ? 0 : bits & Glued.for ? 1 : 2;
  return (bits & Glued.and) + preposition + article;
}

/** Where the word begins behind `count` glued letters; invisible marks between them are passed over. */
export function offsetBehind(words: Words, index: number, count: number): number {
  let left = count;
  let at = words.start[index] as number;
  const end = words.end[index] as number;
  while (at < end && left > 0) {
    if (FOLD[words.text.charCodeAt(at)] !== 0) left--;
    at++;
  }
  while (at < end && FOLD[words.text.charCodeAt(at)] === 0) at++;
  return at;
}
