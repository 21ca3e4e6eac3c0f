/**
 * Near-duplicates: one-permutation MinHash over word runs, cut into bands for locality-sensitive hashing.
 * One hash per run fills 128 bins (Li, Owen & Zhang, NIPS 2012); empty bins borrow from the next filled one to the right
 * (Shrivastava & Li, ICML 2014). 32 bands of 4 find texts that share about 0.4 of their runs or more.
 */
import { hashRun } from './hash.ts';

const BINS = 128;
/** How many band keys a text has. */
export const BANDS = 32;
const ROWS = BINS / BANDS;
/** Runs of three words: the order of common phrases stays, single words do not count. */
const RUN = 3;
const EMPTY = 0xffffffff;

/** The band keys of a sequence of stems; none for a text shorter than one run. */
export function bandKeys(sequence: ArrayLike<number>): Uint32Array {
  if (sequence.length < RUN) return new Uint32Array(0);
  const bins = filledBins(sequence);
  const keys = new Uint32Array(BANDS);
  for (let band = 0; band < BANDS; band++)
    keys[band] = hashRun(bins, band * ROWS, ROWS) ^ Math.imul(band + 1, 0x9e3779b1);
  return keys;
}

function filledBins(sequence: ArrayLike<number>): Uint32Array {
  const bins = new Uint32Array(BINS).fill(EMPTY);
  for (let i = 0; i + RUN <= sequence.length; i++) {
    const hash = hashRun(sequence, i, RUN);
    const bin = hash & (BINS - 1);
    if (hash < (bins[bin] as number)) bins[bin] = hash;
  }
  // From the last bin backwards twice, so that every empty one meets the next filled one on the circle.
  let next = EMPTY;
  for (let i = 2 * BINS - 1; i >= 0; i--) {
    const bin = i & (BINS - 1);
    if (bins[bin] !== EMPTY) next = bins[bin] as number;
    else if (i < BINS) bins[bin] = next;
  }
  return bins;
}
