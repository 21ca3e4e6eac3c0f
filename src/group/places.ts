/** Places named in the lead of an article, by the words that announce them: an event at another place is another event. */
import { fold, foldedWord, hashFolded, stem } from '../text/index.ts';
import type { Body, SentenceWords } from './body.ts';
import { isListed, Telling, tellingOf } from './common-words.ts';
import { type HashTable, lookUp } from './hash-table.ts';
import { Recall, type Recalled } from './recalled.ts';

const hashes = (words: string) => new Set(words.split(' ').map((word) => hashFolded(stem(fold(word)))));

/** Words that stand before the name of one spot: «بلدة ذيبان», «قرب تل تمر», «مخيم الهول», «طريق السخنة». */
const SPOTS = hashes(
  'بلدة بلدتي قرية قريتي قرى مدينة مدينتي ناحية حي قرب محيط مخيم مخيمي سجن طريق جبل جبال سفح سفوح تلال وادي بوادي حقل سد معبر مطار حاجز قاعدة مؤتمر مزرعة',
);
/** Words that stand before the name of a wider region: «ريف حمص», «شرقي الحسكة». */
const REGIONS = hashes('قضاء محافظة ولاية ريف بادية أطراف شرق غرب شمال جنوب شرقي غربي شمالي جنوبي');

/** Behind these stands a name, even one that is a common word elsewhere: «جبل البشري». */
const NATURAL = hashes('جبل جبال وادي سفح سفوح حقل معبر');

/** Names that are made of two words begin with one of these: «تل تمر», «دير الزور», «رأس العين». */
const FIRST_HALVES = new Set(
  'تل دير عين راس ابو ام بير قلعه كفر باب سد'.split(' ').map((word) => hashFolded(stem(word))),
);

/** Stems of place names, sorted and without repetition. */
export type Places = {
  readonly spots: Uint32Array;
  /** Those of `spots` that are no word of the field («الهول» is in the news every day), and no region either. */
  readonly names: Uint32Array;
  readonly regions: Uint32Array;
};

/** The places that these sentences name. */
export function readPlaces(
  body: Body,
  sentences: readonly SentenceWords[],
  recalled: Recalled,
  fieldWords: HashTable,
): Places {
  const found: Found = { spots: new Set(), natural: new Set(), regions: new Set() };
  for (const { first, end } of sentences) {
    for (let i = first; i + 1 < end; i++) if (recalled[i] === Recall.none) readPlace(body, i, end, found);
  }
  const { spots, natural, regions } = found;
  const isName = (spot: number) => natural.has(spot) || (lookUp(fieldWords, spot) === 0 && !isListed(spot));
  const names = [...spots].filter((spot) => !regions.has(spot) && isName(spot));
  return { spots: sorted(spots), names: sorted(names), regions: sorted(regions) };
}

const sorted = (stems: Iterable<number>) => Uint32Array.from(stems).sort();

type Found = { readonly spots: Set<number>; readonly natural: Set<number>; readonly regions: Set<number> };

/** Adds the place that the word at `index` announces. */
function readPlace(body: Body, index: number, end: number, { spots, natural, regions }: Found): void {
  const isSpot = announces(body, index, SPOTS);
  if (!isSpot && !announces(body, index, REGIONS)) return;
  const isNatural = isSpot && announces(body, index, NATURAL) && isDefinite(body, index + 1);
  const name = nameBehind(body, index + 1, end, isNatural ? Telling.common : Telling.rare);
  if (name === 0) return;
  (isSpot ? spots : regions).add(name);
  if (isNatural) natural.add(name);
}

/** «القرى النائية»: what follows a definite word describes it. */
function isDefinite({ words }: Body, index: number): boolean {
  return foldedWord(words, index).startsWith('ال');
}

function announces(body: Body, index: number, announcers: ReadonlySet<number>): boolean {
  return isAnnouncer(body, index, announcers) && !isDefinite(body, index);
}

function isAnnouncer({ stems }: Body, index: number, announcers: ReadonlySet<number>): boolean {
  return announcers.has(stems.stem[index] as number) || announcers.has(stems.bare[index] as number);
}

const WAW = 0x648;

/** The stem of the name at `index`, of its second word when the first is half a name; 0 when no name stands there. */
function nameBehind({ words, stems }: Body, index: number, end: number, least: number): number {
  const first = stems.stem[index] as number;
  // «قاعدتين وخفض ...»: what «and» begins is no name of what stands before it.
  if (words.text.charCodeAt(words.start[index] as number) === WAW) return 0;
  if (FIRST_HALVES.has(first) && index + 1 < end) return stems.stem[index + 1] as number;
  if (SPOTS.has(first) || REGIONS.has(first)) return 0;
  return tellingOf(words, index, first) >= least ? first : 0;
}
