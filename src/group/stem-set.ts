/** The distinct telling stems of a body, with how telling each is and whether the lead has it. */
import type { Body, SentenceWords } from './body.ts';
import { Telling, tellingOf } from './common-words.ts';
import { type HashTable, lookUp } from './hash-table.ts';

/** Bit of `StemSet.marks` beside the `Telling`: the stem is in the lead. */
export const IN_LEAD = 8;

/** Words looked at: what stands further down a long page is background. */
const MOST_WORDS = 500;

export type StemSet = {
  /** Distinct stems but for function words, sorted. */
  readonly stems: Uint32Array;
  /** Parallel to `stems`: a `Telling`, and `IN_LEAD`. */
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
};

/** Reads the stems of the first words; words of the field count as everyday ones. */
export function readStemSet(body: Body, lead: readonly SentenceWords[], fieldWords: HashTable): StemSet {
  scratch.article = (scratch.article + 1) >>> 0 || 1;
  const distinct: number[] = [];
  let count = 0;
  for (const sentence of body.sentences) {
    const place = lead.includes(sentence) ? IN_LEAD : 0;
    for (let i = sentence.first; i < sentence.end && count < MOST_WORDS; i++) {
      const stem = body.stems.stem[i] as number;
      const telling = tellingOf(body.words, i, stem);
      if (telling === Telling.none) continue;
      scratch.sequence[count++] = stem;
      const slot = slotOf(stem);
      if (scratch.owner[slot] !== scratch.article) {
        claim(slot, stem, lookUp(fieldWords, stem) === 0 ? telling : Telling.common);
        distinct.push(stem);
      }
      scratch.marks[slot] = (scratch.marks[slot] as number) | place;
    }
  }
  const stems = Uint32Array.from(distinct).sort();
  return { stems, marks: marksOf(stems), sequence: scratch.sequence.slice(0, count) };
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

function marksOf(stems: Uint32Array): Uint8Array {
  const marks = new Uint8Array(stems.length);
  for (let i = 0; i < stems.length; i++) marks[i] = scratch.marks[slotOf(stems[i] as number)] as number;
  return marks;
}
