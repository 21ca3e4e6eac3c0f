/** Places named in the lead of an article, by the words that announce them: an event at another place is another event. */
import { fold, hashFolded, stem } from '../text/index.ts';
import type { Body, SentenceWords } from './body.ts';
import { Telling, tellingOf } from './common-words.ts';

const hashes = (words: string) => new Set(words.split(' ').map((word) => hashFolded(stem(fold(word)))));

/** Words that stand before the name of one spot: «بلدة ذيبان», «قرب تل تمر», «مخيم الهول», «طريق السخنة». */
const SPOTS = hashes(
  'بلدة بلدتي قرية قريتي مدينة مدينتي ناحية حي قرب محيط مخيم مخيمي سجن طريق جبل جبال وادي حقل سد معبر مطار حاجز قاعدة مؤتمر',
);
/** Words that stand before the name of a wider region: «ريف حمص», «شرقي الحسكة». */
const REGIONS = hashes('قضاء محافظة ولاية ريف بادية أطراف شرق غرب شمال جنوب شرقي غربي شمالي جنوبي');

/** Names that are made of two words begin with one of these: «تل تمر», «دير الزور», «رأس العين». */
const FIRST_HALVES = new Set(
  'تل دير عين راس ابو ام بير قلعه كفر باب سد'.split(' ').map((word) => hashFolded(stem(word))),
);

/** Stems of place names, sorted and without repetition. */
export type Places = { readonly spots: Uint32Array; readonly regions: Uint32Array };

/** The places that these sentences name. */
export function readPlaces(body: Body, sentences: readonly SentenceWords[]): Places {
  const spots = new Set<number>();
  const regions = new Set<number>();
  for (const { first, end } of sentences) {
    for (let i = first; i + 1 < end; i++) {
      const into = announces(body, i, SPOTS) ? spots : announces(body, i, REGIONS) ? regions : undefined;
      const name = into ? nameBehind(body, i + 1, end) : 0;
      if (name !== 0) into?.add(name);
    }
  }
  return { spots: Uint32Array.from(spots).sort(), regions: Uint32Array.from(regions).sort() };
}

function announces({ stems }: Body, index: number, announcers: ReadonlySet<number>): boolean {
  return announcers.has(stems.stem[index] as number) || announcers.has(stems.bare[index] as number);
}

const WAW = 0x648;

/** The stem of the name at `index`, of its second word when the first is half a name; 0 when no name stands there. */
function nameBehind({ words, stems }: Body, index: number, end: number): number {
  const first = stems.stem[index] as number;
  // «قاعدتين وخفض ...»: what «and» begins is no name of what stands before it.
  if (words.text.charCodeAt(words.start[index] as number) === WAW) return 0;
  if (FIRST_HALVES.has(first) && index + 1 < end) return stems.stem[index + 1] as number;
  if (SPOTS.has(first) || REGIONS.has(first)) return 0;
  return tellingOf(words, index, first) >= Telling.rare ? first : 0;
}
