/** Weights of stems over a collection: what few articles say tells an event, what many say does not. */
import { Telling } from './common-words.ts';
import type { Signature } from './signature.ts';
import { IN_LEAD } from './stem-set.ts';

/** A signature with the weight of each of its stems and the length of that vector. */
export type Weighed = Signature & { readonly weights: Float32Array; readonly length: number };

/** How much a class of words tells before the collection is counted, by `Telling`. */
const CLASS_WEIGHT: Readonly<Record<number, number>> = {
  [Telling.none]: 0,
  [Telling.common]: 0.45,
  [Telling.rare]: 1,
  [Telling.name]: 1,
};
/** A word in the body tells less of the event than one in the lead. */
const BODY_SHARE = 0.5;
/** A small collection is counted as if this many articles without the word stood beside it. */
const BACKGROUND = 200;
/** Weights are scaled to this greatest one, so that scores mean the same in a small and a large collection. */
const RAREST = 5.5;
/** Counts are kept by the low bits of the hash: bounded memory, and a rare collision only makes a word look commoner. */
const COUNTERS = 1 << 20;

/** Weighs the signatures by how many of them hold each stem (inverse document frequency). */
export function weigh(signatures: readonly Signature[]): Weighed[] {
  const counts = countStems(signatures);
  const all = signatures.length + BACKGROUND + 1;
  return signatures.map((signature) => weighOne(signature, counts, all));
}

function weighOne(signature: Signature, counts: Uint32Array, all: number): Weighed {
  const { stems, marks } = signature;
  const scale = RAREST / Math.log(all);
  const weights = new Float32Array(stems.length);
  let squares = 0;
  for (let i = 0; i < stems.length; i++) {
    const mark = marks[i] as number;
    const count = counts[(stems[i] as number) & (COUNTERS - 1)] as number;
    const told = (CLASS_WEIGHT[mark & ~IN_LEAD] as number) * (mark & IN_LEAD ? 1 : BODY_SHARE);
    const weight = scale * Math.log(all / (count + 1)) * told;
    weights[i] = weight;
    squares += weight * weight;
  }
  return { ...signature, weights, length: Math.sqrt(squares) };
}

function countStems(signatures: readonly Signature[]): Uint32Array {
  const counts = new Uint32Array(COUNTERS);
  for (const { stems } of signatures) {
    for (const stem of stems) {
      const slot = stem & (COUNTERS - 1);
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
  return counts;
}
