/**
 * A lexicon: words with what they mean, found by one hash look-up per word of the text. Arabic glues و ف ب ل ك and the
 * article to a word; those forms are spelled out when the lexicon is built, so that reading never strips letters that
 * might belong to the word (the و of «واحد», the ل of «ليبيا»).
 */
import { fold } from './fold.ts';
import { foldedWord, hashFolded, type Words } from './words.ts';

/** A lexicon's answer: what the word means and the folded letters glued before it (`''`, `و`, `بال` ...). */
export type LexiconMatch<T> = { readonly value: T; readonly prefix: string };

/** One-word entries only; phrases are put together by the reader that needs them. */
export type Lexicon<T> = {
  /** What word `index` means; the entry without prefixes wins over a prefixed reading of the same letters. */
  readonly find: (words: Words, index: number) => LexiconMatch<T> | undefined;
  /** The same for a loose word. */
  readonly get: (word: string) => LexiconMatch<T> | undefined;
};

const CONJUNCTIONS = ['', 'و', 'ف'];
const PREPOSITIONS = ['', 'ب', 'ل', 'ك'];

/** Every run of proclitics that may stand before a word, longest first not needed: ال after ل is written لل. */
export const PROCLITICS: readonly string[] = CONJUNCTIONS.flatMap((conjunction) =>
  PREPOSITIONS.flatMap((preposition) => [
    conjunction + preposition,
    conjunction + (preposition === 'ل' ? 'لل' : `${preposition}ال`),
  ]),
);

/**
 * Builds a lexicon from entries of spellings and a meaning.
 * @param proclitics glue و ف ب ل ك ال before each spelling (default) or take the spellings as they are.
 */
export function buildLexicon<T>(
  entries: Iterable<readonly [spellings: string | readonly string[], value: T]>,
  proclitics = true,
): Lexicon<T> {
  const table = new Map<string, LexiconMatch<T>>();
  for (const [spellings, value] of entries) {
    for (const spelling of typeof spellings === 'string' ? [spellings] : spellings) {
      addForms(table, fold(spelling), value, proclitics ? PROCLITICS : ['']);
    }
  }
  const byHash = new Map<number, { readonly form: string; readonly match: LexiconMatch<T> }[]>();
  for (const [form, match] of table) {
    const hash = hashFolded(form);
    const bucket = byHash.get(hash);
    if (bucket) bucket.push({ form, match });
    else byHash.set(hash, [{ form, match }]);
  }
  return {
    find(words, index) {
      const bucket = byHash.get(words.hash[index] as number);
      if (!bucket) return undefined;
      const folded = foldedWord(words, index);
      return bucket.find((entry) => entry.form === folded)?.match;
    },
    get: (word) => table.get(fold(word)),
  };
}

function addForms<T>(table: Map<string, LexiconMatch<T>>, word: string, value: T, prefixes: readonly string[]): void {
  for (const prefix of prefixes) {
    const form = prefix + word;
    const known = table.get(form);
    if (!known || known.prefix.length > prefix.length) table.set(form, { value, prefix });
  }
}
