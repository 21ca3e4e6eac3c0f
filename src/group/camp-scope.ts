/** Which camps or prisons a population is counted in: «الهول» alone is another scope than «الهول وروج». */
import type { Article, Figure } from '../model.ts';
import { fold, foldedWord, hashFolded, stem } from '../text/index.ts';
import { type Body, readBody, type SentenceWords } from './body.ts';
import { Telling, tellingOf } from './common-words.ts';
import { type HashTable, hashTable, lookUp } from './hash-table.ts';

const stemHash = (word: string) => hashFolded(stem(fold(word)));

/** Words before the name: «مخيم الهول», «مخيمي الهول وروج», «سجن الشدادي». */
const ANNOUNCERS = hashTable('مخيم مخيمي مخيما سجن'.split(' ').map((word) => [stemHash(word), 1] as const));
/** Camps that pages name without «مخيم»: «كان الهول وروج يؤويان ...». */
const WELL_KNOWN = 'الهول روج الجدعة الركبان العريشة المحمودلي'.split(' ').map((name) => stem(fold(name)));
const WAW = 'و';
/** «كانا يضمان 70 ألفاً»: the names may stand this many sentences before. */
const LOOK_BACK = 3;

/** The names in each sentence of an article, and where it begins. */
type Scopes = { readonly starts: readonly number[]; readonly names: readonly string[]; readonly only: string };

const scopes = new WeakMap<Article, Scopes>();

/** Reads the scopes of an article whose words were read already, where its figures will ask for them. */
export function prepareCampScopes(article: Article, body: Body): void {
  if (article.figures.some(({ event }) => event === 'population')) scopes.set(article, readScopes(body));
}

/**
 * The sorted names of the camps that the figure's sentence, or the nearest one before it, speaks of; else the one scope that
 * the article speaks of throughout; '' when nothing says it.
 */
export function campScopeOf(article: Article, figure: Figure): string {
  const { starts, names, only } = scopes.get(article) ?? remember(article);
  const own = sentenceAt(starts, figure.number.start);
  return names.slice(Math.max(0, own - LOOK_BACK), own + 1).findLast((each) => each !== '') ?? only;
}

function remember(article: Article): Scopes {
  const read = readScopes(readBody(article));
  scopes.set(article, read);
  return read;
}

/** The last sentence that begins at or before `offset`. */
function sentenceAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function readScopes(body: Body): Scopes {
  const known = [...announcedNames(body)];
  const table = hashTable(known.map((name, index) => [hashFolded(name), index + 1] as const));
  const names = body.sentences.map((sentence) => namesIn(body, sentence, known, table));
  const told = new Set(names.filter((each) => each !== ''));
  return {
    starts: body.sentences.map(({ first }) => body.words.start[first] as number),
    names,
    only: told.size === 1 ? ([...told][0] as string) : '',
  };
}

/** Every name that the article announces anywhere; later it may stand alone. */
function announcedNames(body: Body): Set<string> {
  const { stem: stems, bare } = body.stems;
  const names = new Set<string>(WELL_KNOWN);
  for (const { first, end } of body.sentences) {
    for (let i = first; i + 1 < end; i++) {
      if (lookUp(ANNOUNCERS, stems[i] as number) === 0 && lookUp(ANNOUNCERS, bare[i] as number) === 0) continue;
      if (!isName(body, i + 1)) continue;
      names.add(nameAt(body, i + 1));
      if (i + 2 < end && foldedWord(body.words, i + 2).startsWith(WAW) && isName(body, i + 2))
        names.add(nameAt(body, i + 2));
    }
  }
  return names;
}

function isName({ words, stems }: Body, index: number): boolean {
  return tellingOf(words, index, stems.stem[index] as number) >= Telling.rare;
}

const nameAt = ({ words }: Body, index: number) => stem(foldedWord(words, index));

function namesIn({ stems }: Body, { first, end }: SentenceWords, known: readonly string[], table: HashTable): string {
  let found: Set<string> | null = null;
  for (let i = first; i < end; i++) {
    const name = lookUp(table, stems.stem[i] as number);
    if (name !== 0) found = (found ?? new Set()).add(known[name - 1] as string);
  }
  return found ? [...found].sort().join('+') : '';
}
