/**
 * Cues: the editor's words and phrases, compiled once into a table over stems.
 *
 * A phrase is written as an editor would: «غارة جوية | ضربات جوية» means either, «مقتل | إصابة + عناصر | جنود» means one
 * of each in the same sentence, in any order; «=دورية» means these letters, not the stem they share with «الدوري».
 * A cue of weight 0 is an idiom: its words count for nothing. «! جندي | مسلح» names what the theme cannot do without: it
 * counts only for articles that hold one of them.
 */
import type { ThemeDefinition, ThemeId } from '../model.ts';
import { fold, hashFolded, plainForm, stem } from '../text/index.ts';
import { type HashTable, hashTable } from './hash-table.ts';

/** One compiled cue of a theme. */
export type Cue = {
  /** Index into `CueTable.themes`. */
  readonly theme: number;
  readonly weight: number;
  /** Bits of the parts that must all be in the sentence. */
  readonly allParts: number;
  /** True for what the theme cannot do without; it weighs nothing. */
  readonly needed: boolean;
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
  readonly themes: readonly ThemeId[];
  /** By theme: true when it has needed cues. */
  readonly needy: readonly boolean[];
  readonly cues: readonly Cue[];
  /** From the first word's hash to an index into `phrases`, plus one. */
  readonly byFirst: HashTable;
  /** Bits of the hashes in `byFirst`, small enough to stay near: most words begin no cue. */
  readonly begins: Uint8Array;
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
  for (const [theme, { cues: written }] of themes.entries()) {
    for (const { phrase, weight } of written) {
      const needed = phrase.startsWith(NEEDED);
      const parts = phrase.replace(NEEDED, '').split('+').slice(0, PART_SLOTS);
      for (const [index, part] of parts.entries()) {
        const target = cues.length * PART_SLOTS + index;
        spellings.push(...spellingsOf(part).map((words) => ({ words, target })));
      }
      cues.push({ theme, weight, allParts: 2 ** parts.length - 1, needed });
    }
  }
  const byFirst = Map.groupBy(spellings, ({ words }) => words[0] as number);
  return {
    themes: themes.map(({ id }) => id),
    needy: themes.map((_, theme) => cues.some((cue) => cue.theme === theme && cue.needed)),
    cues,
    begins: bitsOf([...byFirst.keys()]),
    byFirst: hashTable([...byFirst.keys()].map((first, index) => [first, index + 1])),
    phrases: [...byFirst.values()].map((group) => phrasesOf(group, cues)),
    fieldWords: fieldWordsOf(themes),
  };
}

const NEEDED = '!';
const BEGINNINGS = 1 << 16;

function bitsOf(hashes: readonly number[]): Uint8Array {
  const bits = new Uint8Array(BEGINNINGS / 8);
  for (const hash of hashes) {
    const bit = (hash ^ (hash >>> 16)) & (BEGINNINGS - 1);
    bits[bit >> 3] = (bits[bit >> 3] as number) | (1 << (bit & 7));
  }
  return bits;
}

/** False for most hashes that begin no phrase. */
export function mayBeginCue({ begins }: CueTable, hash: number): boolean {
  const bit = (hash ^ (hash >>> 16)) & (BEGINNINGS - 1);
  return (((begins[bit >> 3] as number) >> (bit & 7)) & 1) === 1;
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
      const idiom = targets.some((target) => isIdiom(cues[Math.floor(target / PART_SLOTS)]));
      return { rest: (same[0] as Spelling).words.slice(1), idiom, targets };
    })
    .sort((a, b) => b.rest.length - a.rest.length);
}

const isIdiom = (cue: Cue | undefined) => cue?.weight === 0 && !cue.needed;

function fieldWordsOf(themes: readonly ThemeDefinition[]): HashTable {
  const words = themes.flatMap(({ cues }) => cues.flatMap(({ phrase }) => fold(phrase).split(' ')));
  return hashTable(words.filter(Boolean).map((word) => [hashFolded(stem(word)), 1]));
}
