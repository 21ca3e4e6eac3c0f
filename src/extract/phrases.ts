/** Phrases found by the hashes of their words: one map look-up per place that is asked about. */
import { fold, hashFolded, type Words } from '../text/index.ts';

/** A phrase that was found: what it stands for and the index behind its last word. */
export type PhraseMatch<T> = { readonly value: T; readonly next: number };

/** A set of phrases, compared after folding. */
export type Phrases<T> = {
  /** The longest phrase that begins at word `index` and ends before `limit`. */
  readonly longestAt: (words: Words, index: number, limit: number) => PhraseMatch<T> | null;
};

type Entry<T> = { readonly hashes: readonly number[]; readonly value: T };

/** Builds a set of phrases; of two equal phrases the first one counts. */
export function buildPhrases<T>(phrases: Iterable<readonly [phrase: string, value: T]>): Phrases<T> {
  const byFirst = new Map<number, Entry<T>[]>();
  for (const [phrase, value] of phrases) {
    const hashes = wordHashes(phrase);
    const first = hashes[0];
    if (first === undefined) continue;
    const bucket = byFirst.get(first);
    if (bucket) bucket.push({ hashes, value });
    else byFirst.set(first, [{ hashes, value }]);
  }
  for (const bucket of byFirst.values()) bucket.sort((a, b) => b.hashes.length - a.hashes.length);
  return { longestAt: (words, index, limit) => longestAt(byFirst, words, index, limit) };
}

/** Hashes of the words of a phrase as the word reader would cut it: letters and digits apart. */
export function wordHashes(phrase: string): readonly number[] {
  const cut = fold(phrase).match(/[0-9]+|[^0-9 ]+/g) ?? [];
  return cut.map((word) => hashFolded(word));
}

function longestAt<T>(
  byFirst: ReadonlyMap<number, readonly Entry<T>[]>,
  words: Words,
  index: number,
  limit: number,
): PhraseMatch<T> | null {
  const bucket = index < limit ? byFirst.get(words.hash[index] as number) : undefined;
  if (!bucket) return null;
  for (const { hashes, value } of bucket) {
    if (index + hashes.length <= limit && hashes.every((hash, i) => words.hash[index + i] === hash)) {
      return { value, next: index + hashes.length };
    }
  }
  return null;
}
