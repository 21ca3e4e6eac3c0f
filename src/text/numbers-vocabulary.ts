/**
 * A large word list that tags every word of a text in one pass. Only the words themselves are stored; glued و ف ب ل ك ال
 * are taken off at look-up and only when the rest is a word of the list, so no letter is lost that belongs to the word.
 */
import { CharClass, fold } from './fold.ts';
import { endHash, Glued, newWordForms, readForms, type WordForms } from './numbers-forms.ts';
import type { Words } from './words.ts';

/** What may be glued before an entry: anything, only و and ف, or nothing. */
export type Takes = 'all' | 'and' | 'none';

/** One entry of the list: a spelling, what it means, and what may be glued before it. */
export type VocabularyEntry<T> = readonly [spelling: string, value: T, takes: Takes];

/**
 * Tags of a text's words: index into `Vocabulary.values` (0: unknown), and the letters glued before each. A word is looked
 * up when it is first asked for (`tagOf`), because most words of a page are far from any number.
 */
export type WordTags = {
  readonly words: Words;
  readonly tag: Uint16Array;
  readonly glued: Uint8Array;
  readonly fill: (index: number) => void;
};

const UNREAD = 0xffff;

/** A word list; `values[0]` stands for unknown words. */
export type Vocabulary<T> = {
  readonly values: readonly (T | undefined)[];
  readonly table: VocabularyTable;
  /** What a loose word means, by its folded letters without anything glued. */
  readonly get: (folded: string) => T | undefined;
};

/** Builds the list; of two entries with one spelling the first wins. */
export function buildVocabulary<T>(entries: Iterable<VocabularyEntry<T>>): Vocabulary<T> {
  const forms = collectForms(entries);
  const table = emptyTable(forms.size);
  const values: (T | undefined)[] = [undefined];
  for (const [form, entry] of forms) {
    insert(table, form, values.length, entry.takes);
    values.push(entry.value);
  }
  return { values, table, get: (folded) => forms.get(folded)?.value };
}

function collectForms<T>(entries: Iterable<VocabularyEntry<T>>): Map<string, { value: T; takes: Takes }> {
  const forms = new Map<string, { value: T; takes: Takes }>();
  for (const [spelling, value, takes] of entries) {
    const form = fold(spelling);
    if (form !== '' && !forms.has(form)) forms.set(form, { value, takes });
  }
  return forms;
}

/** An open hash table of folded spellings. */
export type VocabularyTable = {
  readonly mask: number;
  readonly hash: Uint32Array;
  readonly id: Uint16Array;
  /** By id: the bits that may be glued, and the spelling. */
  readonly allowed: number[];
  readonly spelling: string[];
};

const ALLOWED: Readonly<Record<Takes, number>> = { all: 31, and: Glued.and, none: Glued.none };

function emptyTable(entries: number): VocabularyTable {
  const size = 2 ** Math.ceil(Math.log2(entries * 3 + 16));
  return { mask: size - 1, hash: new Uint32Array(size), id: new Uint16Array(size), allowed: [0], spelling: [''] };
}

function insert(table: VocabularyTable, form: string, id: number, takes: Takes): void {
  const hash = endHash(form);
  let at = hash & table.mask;
  while (table.id[at] !== 0) at = (at + 1) & table.mask;
  table.hash[at] = hash;
  table.id[at] = id;
  table.allowed.push(ALLOWED[takes]);
  table.spelling.push(form);
}

/** The tags of a text by several lists at once, so that a word's letters are read once for all of them. */
export function tagWords(words: Words, vocabularies: readonly Vocabulary<unknown>[]): readonly WordTags[] {
  const forms = newWordForms();
  const fill = (index: number) => {
    forms.ways = 0;
    if (words.kind[index] === CharClass.arabic) readForms(forms, words, index);
    for (let v = 0; v < vocabularies.length; v++) {
      tagWord((vocabularies[v] as Vocabulary<unknown>).table, forms, tags[v] as WordTags, index);
    }
  };
  const tags: readonly WordTags[] = vocabularies.map(() => ({
    words,
    tag: new Uint16Array(words.count).fill(UNREAD),
    glued: new Uint8Array(words.count),
    fill,
  }));
  return tags;
}

/** The tag of word `index`, which must be in the text. */
export function tagOf(tags: WordTags, index: number): number {
  if (tags.tag[index] === UNREAD) tags.fill(index);
  return tags.tag[index] as number;
}

/** The letters glued before word `index`; none outside the text. */
export function gluedOf(tags: WordTags, index: number): number {
  if (tags.tag[index] === UNREAD) tags.fill(index);
  return tags.glued[index] ?? Glued.none;
}

function tagWord(table: VocabularyTable, forms: WordForms, tags: WordTags, index: number): void {
  tags.tag[index] = 0;
  for (let way = 0; way < forms.ways; way++) {
    const id = look(table, forms, way);
    if (id === 0) continue;
    tags.tag[index] = id;
    tags.glued[index] = forms.glued[way] as number;
    return;
  }
}

/** The entry that the letters behind the glued ones spell; 0 for none. */
function look(table: VocabularyTable, forms: WordForms, way: number): number {
  const hash = forms.hash[way] as number;
  for (let at = hash & table.mask; table.id[at] !== 0; at = (at + 1) & table.mask) {
    if (table.hash[at] !== hash) continue;
    const id = table.id[at] as number;
    if (((forms.glued[way] as number) & ~(table.allowed[id] as number)) !== 0) return 0;
    if (spells(forms, forms.from[way] as number, table.spelling[id] as string)) return id;
  }
  return 0;
}

function spells(forms: WordForms, from: number, spelling: string): boolean {
  if (spelling.length !== forms.length - from) return false;
  for (let i = 0; i < spelling.length; i++) if (spelling.charCodeAt(i) !== forms.letters[from + i]) return false;
  return true;
}
