/** What is kept of an article for the search: its signature as lists of numbers, without article or text behind it. */
import { shelf } from './shelf.ts';
import type { Signature } from './signature.ts';
import { emptyVocabulary } from './vocabulary.ts';
import { MARKS } from './weights.ts';

/** A signature whose stems are small numbers, so that two articles are compared by look-ups. */
export type Kept = Omit<Signature, 'stems' | 'marks'> & {
  /** Stem number times `MARKS` plus the mark of `StemSet`. */
  readonly stems: Uint32Array;
  /** Stem numbers of `places.names`. */
  readonly spots: Uint32Array;
};

/** Keeps signatures; their stems are numbered in one vocabulary. */
export type Keeper = {
  readonly keep: (signature: Signature) => Kept;
  /** By stem number: its hash. */
  readonly hashes: () => Uint32Array;
};

/** A keeper of nothing yet. */
export function openKeeper(): Keeper {
  const { numberOf, hashes } = emptyVocabulary();
  const lay = shelf<Uint32Array>((length) => new Uint32Array(length));
  const layFigures = shelf<Float64Array>((length) => new Float64Array(length));
  const keep = (signature: Signature): Kept => {
    const { stems, marks, places } = signature;
    return {
      published: signature.published,
      stems: lay(packed(stems, marks, numberOf)),
      spots: lay(places.names.map(numberOf)),
      figures: layFigures(signature.figures),
      places: { spots: lay(places.spots), names: lay(places.names), regions: lay(places.regions) },
      weekdays: signature.weekdays,
      acts: signature.acts,
      months: signature.months,
      anniversary: signature.anniversary,
      quotes: lay(signature.quotes),
      bands: lay(signature.bands),
    };
  };
  return { keep, hashes };
}

function packed(stems: Uint32Array, marks: Uint8Array, numberOf: (hash: number) => number): Uint32Array {
  const rows = new Uint32Array(stems.length);
  for (let i = 0; i < stems.length; i++) rows[i] = numberOf(stems[i] as number) * MARKS + (marks[i] as number);
  return rows;
}
