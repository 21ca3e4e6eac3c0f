/** The distinct telling stems of a body, with how telling each is and whether the lead has it. */
import type { Body, SentenceWords } from './body.ts';
import { Telling, tellingOf } from './common-words.ts';
import { type HashTable, lookUp } from './hash-table.ts';
import { Recall, type Recalled } from './recalled.ts';

/** Bit of `StemSet.marks` beside the `Telling`: the stem is in the lead. */
export const IN_LEAD = 8;

/** Bit of `StemSet.marks`: the stem stands only where an earlier event is told. */
export const RECALLED = 16;

/** Words looked at: what stands further down a long page is background. */
const MOST_WORDS = 500;

export type StemSet = {
  /** Distinct stems but for function words, in the order in which they come. */
  readonly stems: Uint32Array;
  /** Parallel to `stems`: a `Telling`, with `IN_LEAD` or `RECALLED`. */
  readonly marks: Uint8Array;
  /** Telling stems in the order of the text, repeated as they are. */
  readonly sequence: Uint32Array;
};

// One open-addressed set for all articles; the number of the article tells its entries from older ones.
const SLOTS = 2048;
const scratch = {
  article: 0,
  owner: new Uint32Array(SLOTS),
  keys: new Uint32Array(SLOTS),
  marks: new Uint8Array(SLOTS),
  sequence: new Uint32Array(MOST_WORDS),
  /** Slots of the distinct stems, in the order in which they come. */
  distinct: new Uint32Array(MOST_WORDS),
};

/** Reads the stems of the first words; words of the field count as everyday ones. */
export function readStemSet(
  body: Body,
  lead: readonly SentenceWords[],
  recalled: Recalled,
  fieldWords: HashTable,
): StemSet {
  scratch.article = (scratch.article + 1) >>> 0 || 1;
  const { owner, marks, sequence, distinct } = scratch;
  let count = 0;
  let found = 0;
  for (const sentence of body.sentences) {
    const place = lead.includes(sentence) ? IN_LEAD : 0;
    for (let i = sentence.first; i < sentence.end && count < MOST_WORDS; i++) {
      const stem = body.stems.stem[i] as number;
      const telling = tellingOf(body.words, i, stem);
      if (telling === Telling.none) continue;
      sequence[count++] = stem;
      const slot = slotOf(stem);
      if (owner[slot] !== scratch.article) {
        claim(slot, stem, (lookUp(fieldWords, stem) === 0 ? telling : Telling.common) | RECALLED);
        distinct[found++] = slot;
      }
      if (recalled[i] === Recall.none) marks[slot] = ((marks[slot] as number) & ~RECALLED) | place;
    }
  }
  return { ...stemsIn(distinct.subarray(0, found)), sequence: sequence.slice(0, count) };
}

function stemsIn(slots: Uint32Array): Pick<StemSet, 'stems' | 'marks'> {
  const stems = new Uint32Array(slots.length);
  const marks = new Uint8Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    stems[i] = scratch.keys[slots[i] as number] as number;
    marks[i] = scratch.marks[slots[i] as number] as number;
  }
  return { stems, marks };
}

function slotOf(stem: number): number {
  let slot = (stem ^ (stem >>> 11)) & (SLOTS - 1);
  while (scratch.owner[slot] === scratch.article && scratch.keys[slot] !== stem) slot = (slot + 1) & (SLOTS - 1);
  return slot;
}

function claim(slot: number, stem: number, telling: number): void {
  scratch.owner[slot] = scratch.article;
  scratch.keys[slot] = stem;
  scratch.marks[slot] = telling;
}
