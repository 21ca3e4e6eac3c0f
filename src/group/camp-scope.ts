/** Which camps or prisons a population is counted in: «الهول» alone is another scope than «الهول وروج». */
import type { Article, Figure } from '../model.ts';
import { fold, foldedWord, hashFolded, stem } from '../text/index.ts';
import { type Body, readBody } from './body.ts';
import { Telling, tellingOf } from './common-words.ts';

/** Words before the name: «مخيم الهول», «مخيمي الهول وروج», «سجن الشدادي». */
const ANNOUNCERS = new Set('مخيم مخيمي مخيما سجن'.split(' ').map((word) => hashFolded(stem(fold(word)))));
/** Camps that pages name without «مخيم»: «كان الهول وروج يؤويان ...». */
const WELL_KNOWN = 'الهول روج الجدعة الركبان العريشة المحمودلي'.split(' ').map((name) => stem(fold(name)));
const WAW = 'و';
/** «كانا يضمان 70 ألفاً»: the names may stand this many sentences before. */
const LOOK_BACK = 3;

/** The names in each sentence of an article, and where it begins. */
type Scopes = { readonly starts: readonly number[]; readonly names: readonly string[]; readonly only: string };

const scopes = new WeakMap<Article, Scopes>();

/**
 * The sorted names of the camps that the figure's sentence, or the nearest one before it, speaks of; else the one scope that
 * the article speaks of throughout; '' when nothing says it.
 */
export function campScopeOf(article: Article, figure: Figure): string {
  const { starts, names, only } = scopes.get(article) ?? readScopes(article);
  const own = sentenceAt(starts, figure.number.start);
  return names.slice(Math.max(0, own - LOOK_BACK), own + 1).findLast((each) => each !== '') ?? only;
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

function readScopes(article: Article): Scopes {
  const body = readBody(article);
  const known = announcedNames(body);
  const names = body.sentences.map(({ first, end }) => namesBetween(body, known, first, end));
  const told = new Set(names.filter((each) => each !== ''));
  const read = {
    starts: body.sentences.map(({ first }) => body.words.start[first] as number),
    names,
    only: told.size === 1 ? ([...told][0] as string) : '',
  };
  scopes.set(article, read);
  return read;
}

/** Every name that the article announces anywhere; later it may stand alone. */
function announcedNames(body: Body): Set<string> {
  const names = new Set<string>(WELL_KNOWN);
  for (const { first, end } of body.sentences) {
    for (let i = first; i + 1 < end; i++) {
      if (!ANNOUNCERS.has(body.stems.stem[i] as number) && !ANNOUNCERS.has(body.stems.bare[i] as number)) continue;
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

function namesBetween(body: Body, known: ReadonlySet<string>, first: number, end: number): string {
  const found = new Set<string>();
  for (let i = first; i < end; i++) {
    const name = nameAt(body, i);
    if (known.has(name)) found.add(name);
  }
  return [...found].sort().join('+');
}
