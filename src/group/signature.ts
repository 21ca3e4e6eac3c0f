/**
 * The signature of the event an article tells: its telling words, figures, places, dates and quotations, as sorted hashes.
 * Two outlets tell one event in different words, but with the same names, numbers and days.
 */
import type { Article } from '../model.ts';
import { type DateMention, dayNumber, findDates, fold, hashFolded, type Words, wordAt } from '../text/index.ts';
import { readActs } from './acts.ts';
import { type Body, HEADLINE, type SentenceWords } from './body.ts';
import { Telling, tellingOf } from './common-words.ts';
import { type FigureMarks, readFigureMarks } from './figure-marks.ts';
import { hashRun } from './hash.ts';
import type { HashTable } from './hash-table.ts';
import { bandKeys } from './minhash.ts';
import { type Places, readPlaces } from './places.ts';
import { Recall, type Recalled, readRecalled } from './recalled.ts';
import { readStemSet, type StemSet } from './stem-set.ts';

/** The event itself is told in the headline and the first sentences. */
const LEAD_SENTENCES = 4;
const MOST_QUOTES = 24;
const QUOTE_RUN = 4;
/** Words of one quotation looked at. */
const MOST_QUOTED = 200;

export type Signature = Pick<StemSet, 'stems' | 'marks'> & {
  /** Days of publication as day numbers, or null. */
  readonly published: readonly [earliest: number, latest: number] | null;
  readonly figures: FigureMarks;
  /** The places named in the lead: «بلدة ذيبان», «قرب تل تمر». */
  readonly places: Places;
  /** Days of the week named in the lead, as bits; 0 when none. */
  readonly weekdays: number;
  /** Kinds of act told in the lead, as bits. */
  readonly acts: number;
  /** Months of the first sentence that names any, as bits. */
  readonly months: number;
  /** «الذكرى الثالثة» is 3; 0 when the lead names no anniversary. */
  readonly anniversary: number;
  /** Hashes of runs of words inside quotation marks, sorted. */
  readonly quotes: Uint32Array;
  /** Keys of near-duplicates. */
  readonly bands: Uint32Array;
};

/** Reads the signature of an article; words of the field («كمين», «مخيم») count as everyday ones. */
export function readSignature(article: Article, body: Body, fieldWords: HashTable): Signature {
  const opening = openingOf(body);
  const dates = findDates(firstWords(body.words, opening.at(-1)?.end ?? 0));
  const lead = opening.filter((sentence, index) => index <= firstOfBody(body) || !looksBack(body, sentence, dates));
  const recalled = readRecalled(body);
  const { stems, marks, sequence } = readStemSet(body, lead, recalled, fieldWords);
  const { published } = article;
  return {
    published: published ? [dayNumber(published.earliest), dayNumber(published.latest)] : null,
    stems,
    marks,
    bands: bandKeys(sequence),
    figures: readFigureMarks(article, {
      isLead: (offset) => isIn(lead, wordAt(body.words, offset)),
      recallOf: (offset) => recalled[wordAt(body.words, offset)] ?? Recall.none,
    }),
    places: readPlaces(body, lead, recalled, fieldWords),
    quotes: readQuotes(article, body),
    acts: readActs(body, lead, recalled),
    ...readDates(dates, lead, recalled),
  };
}

/** The sentences that tell the event itself; those that look back at another are taken out of them. */
function openingOf(body: Body): readonly SentenceWords[] {
  return body.sentences.slice(0, firstOfBody(body) + LEAD_SENTENCES);
}

/** 1 behind a headline, else 0. */
function firstOfBody({ sentences }: Body): number {
  return sentences[0]?.paragraph === HEADLINE ? 1 : 0;
}

/** A view of the first `count` words. */
function firstWords(words: Words, count: number): Words {
  const { text, start, end, hash, kind, gap } = words;
  const [starts, ends, hashes] = [start, end, hash].map((each) => each.subarray(0, count)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  return {
    text,
    count,
    start: starts,
    end: ends,
    hash: hashes,
    kind: kind.subarray(0, count),
    gap: gap.subarray(0, count),
  };
}

/** «في هجوم سابق», «بخلاف إنزال ذيبان في أيار الماضي»: background, told to place the news. */
const LOOKING_BACK = new Set(
  'سابق سابقا سابقة السابق السابقة بخلاف خلافا وسبق منذ'.split(' ').map((word) => hashFolded(fold(word))),
);

function looksBack({ words }: Body, { first, end }: SentenceWords, dates: readonly DateMention[]): boolean {
  for (let i = first; i < end; i++) if (LOOKING_BACK.has(words.hash[i] as number)) return true;
  // News of the day does not name its year.
  const isPast = ({ parts }: DateMention) => parts.deixis === -1 || parts.year !== null;
  return dates.some((date) => date.first >= first && date.first < end && isPast(date));
}

function isIn(sentences: readonly SentenceWords[], word: number): boolean {
  return sentences.some(({ first, end }) => word >= first && word < end);
}

type SignatureDates = Pick<Signature, 'weekdays' | 'months' | 'anniversary'>;

function readDates(dates: readonly DateMention[], lead: readonly SentenceWords[], recalled: Recalled): SignatureDates {
  let weekdays = 0;
  let months = 0;
  let anniversary = 0;
  let dated: SentenceWords | undefined;
  for (const { first, kind, parts } of dates) {
    const sentence = lead.find((each) => first >= each.first && first < each.end);
    if (!sentence || recalled[first] !== Recall.none) continue;
    if (parts.weekday !== null) weekdays |= 1 << parts.weekday;
    if (parts.month !== null && parts.deixis !== 1) {
      dated ??= sentence;
      if (dated === sentence) months |= 1 << parts.month;
    }
    if (kind === 'anniversary') anniversary ||= parts.years ?? 0;
  }
  return { weekdays, months, anniversary };
}

function readQuotes(article: Article, body: Body): Uint32Array {
  const runs = new Set<number>();
  for (const { span } of article.quotations.slice(0, MOST_QUOTES)) {
    const stems = tellingStems(body, wordAt(body.words, span.start), wordAt(body.words, span.end));
    for (let i = 0; i + QUOTE_RUN <= stems.length; i++) runs.add(hashRun(stems, i, QUOTE_RUN));
  }
  return Uint32Array.from(runs).sort();
}

function tellingStems({ words, stems }: Body, first: number, end: number): number[] {
  const told: number[] = [];
  for (let i = first; i < Math.min(end, first + MOST_QUOTED); i++) {
    const stem = stems.stem[i] as number;
    if (tellingOf(words, i, stem) !== Telling.none) told.push(stem);
  }
  return told;
}
