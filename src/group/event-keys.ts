/** The keys under which an article is put into the index: whatever two tellings of one event are likely to share. */
import { type FigureMarks, MARK_SIZE, Mark, unlikeliness } from './figure-marks.ts';
import { mix } from './hash.ts';
import { BANDS } from './minhash.ts';
import { IN_LEAD } from './stem-set.ts';
import { type Collection, MARKS, SHARES } from './weights.ts';

/** The most telling stems of the lead, alone and in pairs. */
const SINGLES = 16;
const PAIRED = 6;
const FIGURES = 8;
const FIGURES_WITH_STEM = 4;
const STEMS_WITH_FIGURE = 3;
const QUOTES = 6;
/** A number this unlikely is a key. */
const TELLING_NUMBER = 0.8;

/** An article has at most this many keys. */
export const MOST_KEYS =
  BANDS + QUOTES + FIGURES + FIGURES_WITH_STEM * STEMS_WITH_FIGURE + (PAIRED * (PAIRED - 1)) / 2 + SINGLES;

/** Kinds of keys are kept apart by these numbers. */
const Kind = { stem: 1, pair: 2, figure: 3, figureAndStem: 4, quote: 5 } as const;

/** Writes the keys of an article into `keys` and returns how many they are. */
export function eventKeys(collection: Collection, index: number, keys: Uint32Array): number {
  const article = collection.articles[index];
  if (!article) return 0;
  let count = 0;
  const add = (key: number) => {
    keys[count++] = key;
  };
  for (const band of article.bands) add(band);
  for (let i = 0; i < Math.min(QUOTES, article.quotes.length); i++) add(mix(Kind.quote, article.quotes[i] as number));
  const stems = tellingStems(article.stems, collection);
  const numbers = tellingNumbers(article.figures);
  for (const number of numbers) add(mix(Kind.figure, number));
  for (const number of numbers.slice(0, FIGURES_WITH_STEM)) {
    for (const stem of stems.slice(0, STEMS_WITH_FIGURE)) add(mix(mix(Kind.figureAndStem, stem), number));
  }
  addPairs(stems.slice(0, PAIRED), add);
  for (const stem of stems) add(mix(Kind.stem, stem));
  return count;
}

function addPairs(stems: readonly number[], add: (key: number) => void): void {
  for (let i = 0; i < stems.length; i++) {
    for (let j = i + 1; j < stems.length; j++) {
      const [a, b] = [stems[i] as number, stems[j] as number];
      add(mix(mix(Kind.pair, Math.min(a, b)), Math.max(a, b)));
    }
  }
}

// The best stems so far, heaviest first: an article has hundreds, sorting them all would cost more than the search.
const best = { weight: new Float32Array(SINGLES + 1), stem: new Uint32Array(SINGLES + 1) };

/** Hashes of the heaviest stems of the lead, heaviest first. */
function tellingStems(stems: Uint32Array, { rarity, counts, hashes }: Collection): number[] {
  let count = 0;
  for (const packed of stems) {
    if (!(packed & IN_LEAD)) continue;
    const stem = (packed / MARKS) | 0;
    // A stem that no other article holds leads nowhere.
    if (counts[stem] === 1) continue;
    const weight = (rarity[stem] as number) * (SHARES[packed % MARKS] as number);
    let at = count;
    while (at > 0 && (best.weight[at - 1] as number) < weight) at--;
    if (at === SINGLES) continue;
    best.weight.copyWithin(at + 1, at, count);
    best.stem.copyWithin(at + 1, at, count);
    best.weight[at] = weight;
    best.stem[at] = stem;
    count = Math.min(count + 1, SINGLES);
  }
  return Array.from(best.stem.subarray(0, count), (stem) => hashes[stem] as number);
}

/** Keys of the unlikeliest numbers, unlikeliest first. */
function tellingNumbers(figures: FigureMarks): number[] {
  const values: number[] = [];
  for (let at = 0; at < figures.length; at += MARK_SIZE) {
    const value = figures[at + Mark.value] as number;
    if (unlikeliness(value) >= TELLING_NUMBER) values.push(value);
  }
  values.sort((a, b) => unlikeliness(b) - unlikeliness(a) || a - b);
  return values.slice(0, FIGURES).map(numberKey);
}

/** The first two digits with the size: «846» and «about 850» meet more often than by the exact value. */
function numberKey(value: number): number {
  if (!(value > 0)) return 0;
  const size = Math.floor(Math.log10(value));
  const head = Math.round(value / 10 ** Math.max(size - 1, 0));
  return mix(size + 1, head);
}
