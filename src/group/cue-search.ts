/** Finds the cues of one sentence: each counts once, however often its words are repeated. */
import type { Span } from '../model.ts';
import { spanOfWords } from '../text/index.ts';
import type { Body, SentenceWords } from './body.ts';
import { type Cue, type CuePhrase, type CueTable, mayBeginCue, PART_SLOTS, PLAIN_MARK } from './cues.ts';
import { lookUp } from './hash-table.ts';

/** Columns of a found cue: its number, the number of its sentence, then first and last word of each part. */
const COLUMNS = 2 + 2 * PART_SLOTS;

/** The cues of an article, in the order in which they became complete, as rows of one array that is used again. */
export type FoundCues = { rows: Int32Array; count: number };

/** A place for the cues of one article. */
export function noCues(): FoundCues {
  return { rows: new Int32Array(64 * COLUMNS), count: 0 };
}

/** The number of the cue in row `row`. */
export function cueOf({ rows }: FoundCues, row: number): number {
  return rows[row * COLUMNS] as number;
}

/** The number of the sentence that holds it. */
export function sentenceOf({ rows }: FoundCues, row: number): number {
  return rows[row * COLUMNS + 1] as number;
}

/** The words that say so, one span a part. */
export function spansOf({ rows }: FoundCues, row: number, body: Body, table: CueTable): Span[] {
  const { allParts } = table.cues[rows[row * COLUMNS] as number] as Cue;
  const spans: Span[] = [];
  for (let part = 0; allParts >> part; part++) {
    const at = row * COLUMNS + 2 + 2 * part;
    spans.push(spanOfWords(body.words, rows[at] as number, rows[at + 1] as number));
  }
  return spans;
}

/** What was seen of each cue in the sentence that is being read. */
type Progress = {
  /** The sentence in which `parts` was written: older marks are void, nothing has to be wiped. */
  readonly sentence: Uint32Array;
  readonly parts: Uint8Array;
  /** First and last word of each part seen. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly complete: Uint32Array;
  completed: number;
  count: number;
};

const progresses = new WeakMap<CueTable, Progress>();

function progressOf(table: CueTable): Progress {
  const known = progresses.get(table);
  if (known) return known;
  const { length } = table.cues;
  const fresh = {
    sentence: new Uint32Array(length),
    parts: new Uint8Array(length),
    first: new Uint32Array(length * PART_SLOTS),
    last: new Uint32Array(length * PART_SLOTS),
    complete: new Uint32Array(length),
    completed: 0,
    count: 0,
  };
  progresses.set(table, fresh);
  return fresh;
}

/** Adds the cues of sentence `number` to `found`. */
export function findCues(body: Body, number: number, table: CueTable, found: FoundCues): void {
  const progress = progressOf(table);
  progress.count = (progress.count + 1) >>> 0 || 1;
  progress.completed = 0;
  const { first, end } = body.sentences[number] as SentenceWords;
  const { stem, bare, plain } = body.stems;
  for (let i = first; i < end; i++) {
    const own = stem[i] as number;
    const inner = bare[i] as number;
    const letters = ((plain[i] as number) ^ PLAIN_MARK) >>> 0;
    let skip = mayBeginCue(table, own) ? readAt(body, i, end, table, own, progress) : 0;
    if (inner !== own && mayBeginCue(table, inner)) {
      skip = Math.max(skip, readAt(body, i, end, table, inner, progress));
    }
    if (mayBeginCue(table, letters)) skip = Math.max(skip, readAt(body, i, end, table, letters, progress));
    i += skip;
  }
  for (let i = 0; i < progress.completed; i++) addRow(found, progress, progress.complete[i] as number, number);
}

function addRow(found: FoundCues, { first, last }: Progress, cue: number, sentence: number): void {
  if ((found.count + 1) * COLUMNS > found.rows.length) {
    const larger = new Int32Array(2 * found.rows.length);
    larger.set(found.rows);
    found.rows = larger;
  }
  const { rows } = found;
  let at = found.count++ * COLUMNS;
  rows[at++] = cue;
  rows[at++] = sentence;
  for (let target = cue * PART_SLOTS; target < (cue + 1) * PART_SLOTS; target++) {
    rows[at++] = first[target] as number;
    rows[at++] = last[target] as number;
  }
}

/** Reads the phrases that begin at word `index` with this key; returns how many words an idiom there swallows. */
function readAt(body: Body, index: number, end: number, table: CueTable, key: number, progress: Progress): number {
  const entry = lookUp(table.byFirst, key);
  if (entry === 0) return 0;
  for (const phrase of table.phrases[entry - 1] as readonly CuePhrase[]) {
    const { rest, idiom, targets } = phrase;
    if (rest.length > 0 && !follows(body, index + 1, end, rest)) continue;
    if (idiom) return rest.length;
    for (const target of targets) advance(progress, table, target, index, index + rest.length);
  }
  return 0;
}

function advance(progress: Progress, table: CueTable, target: number, first: number, last: number): void {
  const cue = Math.floor(target / PART_SLOTS);
  const part = 1 << (target % PART_SLOTS);
  const seen = progress.sentence[cue] === progress.count ? (progress.parts[cue] as number) : 0;
  if (seen & part || (seen !== 0 && overlaps(progress, cue, seen, first, last))) return;
  progress.sentence[cue] = progress.count;
  progress.parts[cue] = seen | part;
  progress.first[target] = first;
  progress.last[target] = last;
  if ((seen | part) === (table.cues[cue] as Cue).allParts) progress.complete[progress.completed++] = cue;
}

/** One word cannot be two parts of a cue: the «قيادة» of «القيادة المركزية» is no commander beside it. */
function overlaps(progress: Progress, cue: number, seen: number, first: number, last: number): boolean {
  for (let part = 0; seen >> part; part++) {
    const target = cue * PART_SLOTS + part;
    const isSeen = (seen >> part) & 1;
    if (isSeen && first <= (progress.last[target] as number) && last >= (progress.first[target] as number)) return true;
  }
  return false;
}

function follows({ stems }: Body, index: number, end: number, rest: readonly number[]): boolean {
  if (index + rest.length > end) return false;
  for (let offset = 0; offset < rest.length; offset++) {
    const word = rest[offset] as number;
    const at = index + offset;
    if (stems.stem[at] === word || stems.bare[at] === word) continue;
    if (((stems.plain[at] as number) ^ PLAIN_MARK) >>> 0 !== word) return false;
  }
  return true;
}
