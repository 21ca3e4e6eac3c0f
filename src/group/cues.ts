/**
 * Cues: the editor's words and phrases, compiled once into a table over stems.
 *
 * A phrase is written as an editor would: «غارة جوية | ضربات جوية» means either, «مقتل | إصابة + عناصر | جنود» means one
 * of each in the same sentence, in any order; «=دورية» means these letters, not the stem they share with «الدوري».
 * A cue of weight 0 is an idiom: its words count for nothing.
 */
import type { ThemeDefinition, ThemeId } from '../model.ts';
import { fold, hashFolded, plainForm, stem } from '../text/index.ts';
import { type HashTable, hashTable } from './hash-table.ts';

/** One compiled cue of a theme. */
export type Cue = {
  readonly theme: ThemeId;
  readonly weight: number;
  /** Bits of the parts that must all be in the sentence. */
  readonly allParts: number;
};

/** A phrase that begins with a certain word, and what it stands for. */
export type CuePhrase = {
  /** Stem hashes of the words behind the first. */
  readonly rest: readonly number[];
  /** True when it is an idiom: nothing as short as it counts where it stands. */
  readonly idiom: boolean;
  /** Cue index times `PART_SLOTS` plus the part it fulfils. */
  readonly targets: readonly number[];
};

/** All cues of all themes, found by the stem of the first word. */
export type CueTable = {
  readonly cues: readonly Cue[];
  /** From the first word's hash to an index into `phrases`, plus one. */
  readonly byFirst: HashTable;
  /** Per first word, longest phrase first. */
  readonly phrases: readonly (readonly CuePhrase[])[];
  /** The field's own words, which tell no event from another, by stem hash. */
  readonly fieldWords: HashTable;
};

/** A cue has at most this many parts. */
export const PART_SLOTS = 8;

/** Plain forms live beside the stems in one table: this keeps their hashes apart. */
export const PLAIN_MARK = 0x5bd1e995;

const tables = new WeakMap<readonly ThemeDefinition[], CueTable>();

/** The compiled cues of these themes; the same array is compiled once. */
export function cueTable(themes: readonly ThemeDefinition[]): CueTable {
  const known = tables.get(themes);
  if (known) return known;
  const table = compile(themes);
  tables.set(themes, table);
  return table;
}

type Spelling = { readonly words: readonly number[]; readonly target: number };

function compile(themes: readonly ThemeDefinition[]): CueTable {
  const cues: Cue[] = [];
  const spellings: Spelling[] = [];
  for (const { id, cues: written } of themes) {
    for (const { phrase, weight } of written) {
      const parts = phrase.split('+').slice(0, PART_SLOTS);
      for (const [index, part] of parts.entries()) {
        const target = cues.length * PART_SLOTS + index;
        spellings.push(...spellingsOf(part).map((words) => ({ words, target })));
      }
      cues.push({ theme: id, weight, allParts: 2 ** parts.length - 1 });
    }
  }
  const byFirst = Map.groupBy(spellings, ({ words }) => words[0] as number);
  return {
    cues,
    byFirst: hashTable([...byFirst.keys()].map((first, index) => [first, index + 1])),
    phrases: [...byFirst.values()].map((group) => phrasesOf(group, cues)),
    fieldWords: fieldWordsOf(themes),
  };
}

function spellingsOf(part: string): number[][] {
  return part
    .split('|')
    .filter((spelling) => fold(spelling) !== '')
    .map((spelling) => spelling.trim().split(/\s+/u).map(cueWord));
}

function cueWord(word: string): number {
  const folded = fold(word).replaceAll(' ', '');
  return word.startsWith('=') ? (hashFolded(plainForm(folded)) ^ PLAIN_MARK) >>> 0 : hashFolded(stem(folded));
}

function phrasesOf(spellings: readonly Spelling[], cues: readonly Cue[]): CuePhrase[] {
  const byRest = Map.groupBy(spellings, ({ words }) => words.slice(1).join(' '));
  return [...byRest.values()]
    .map((same) => {
      const targets = [...new Set(same.map(({ target }) => target))];
      const idiom = targets.some((target) => cues[Math.floor(target / PART_SLOTS)]?.weight === 0);
      return { rest: (same[0] as Spelling).words.slice(1), idiom, targets };
    })
    .sort((a, b) => b.rest.length - a.rest.length);
}

function fieldWordsOf(themes: readonly ThemeDefinition[]): HashTable {
  const words = themes.flatMap(({ cues }) => cues.flatMap(({ phrase }) => fold(phrase).split(' ')));
  return hashTable(words.filter(Boolean).map((word) => [hashFolded(stem(word)), 1]));
}
