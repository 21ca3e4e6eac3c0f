/** The keys under which an article is put into the index: whatever two tellings of one event are likely to share. */
import { unlikeliness } from './figure-marks.ts';
import { mix } from './hash.ts';
import { IN_LEAD } from './stem-set.ts';
import type { Weighed } from './weights.ts';

/** The most telling stems of the lead, alone and in pairs. */
const SINGLES = 16;
const PAIRED = 6;
const FIGURES = 8;
const QUOTES = 6;
/** A number this unlikely is a key. */
const TELLING_NUMBER = 0.8;

/** Kinds of keys are kept apart by these numbers. */
const Kind = { stem: 1, pair: 2, figure: 3, figureAndStem: 4, quote: 5, place: 6 } as const;

/** All keys of a signature; the nearer to the front, the more a shared one says. */
export function eventKeys(signature: Weighed): number[] {
  const stems = tellingStems(signature);
  const figures = signature.figures
    .filter(({ value }) => unlikeliness(value) >= TELLING_NUMBER)
    .sort((a, b) => unlikeliness(b.value) - unlikeliness(a.value) || a.value - b.value)
    .slice(0, FIGURES);
  return [
    ...signature.bands,
    ...[...signature.quotes.subarray(0, QUOTES)].map((quote) => mix(Kind.quote, quote)),
    ...figures.map(({ value }) => mix(Kind.figure, numberKey(value))),
    ...figures.flatMap(({ value }) =>
      stems.slice(0, 3).map((stem) => mix(mix(Kind.figureAndStem, stem), numberKey(value))),
    ),
    ...pairsOf(stems.slice(0, PAIRED)).map(([a, b]) => mix(mix(Kind.pair, a), b)),
    ...stems.map((stem) => mix(Kind.stem, stem)),
  ];
}

function tellingStems({ stems, marks, weights }: Weighed): number[] {
  const order = Array.from(stems.keys()).filter((index) => (marks[index] as number) & IN_LEAD);
  order.sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b);
  return order.slice(0, SINGLES).map((index) => stems[index] as number);
}

function pairsOf(stems: readonly number[]): [number, number][] {
  return stems.flatMap((a, index) => stems.slice(index + 1).map((b): [number, number] => (a < b ? [a, b] : [b, a])));
}

/** The first two digits with the size: «846» and «about 850» meet more often than by the exact value. */
function numberKey(value: number): number {
  if (!(value > 0)) return 0;
  const size = Math.floor(Math.log10(value));
  const head = Math.round(value / 10 ** Math.max(size - 1, 0));
  return mix(size + 1, head);
}
