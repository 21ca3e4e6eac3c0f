/** Finds the cues of one sentence: each counts once, however often its words are repeated. */
import type { Span } from '../model.ts';
import { spanOfWords } from '../text/index.ts';
import type { Body, SentenceWords } from './body.ts';
import { type Cue, type CuePhrase, type CueTable, PART_SLOTS, PLAIN_MARK } from './cues.ts';
import { lookUp } from './hash-table.ts';

/** A cue that is in the sentence, and the words that say so. */
export type FoundCue = { readonly cue: Cue; readonly spans: readonly Span[] };

/** What was seen of each cue in the sentence that is being read. */
type Progress = {
  /** The sentence in which `parts` was written: older marks are void, nothing has to be wiped. */
  readonly sentence: Uint32Array;
  readonly parts: Uint8Array;
  /** First and last word of each part seen. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
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
    count: 0,
  };
  progresses.set(table, fresh);
  return fresh;
}

/** The cues of `sentence`, in the order in which they became complete. */
export function findCues(body: Body, sentence: SentenceWords, table: CueTable): FoundCue[] {
  const progress = progressOf(table);
  progress.count = (progress.count + 1) >>> 0 || 1;
  const complete: number[] = [];
  const { stem, bare, plain } = body.stems;
  for (let i = sentence.first; i < sentence.end; i++) {
    const own = stem[i] as number;
    const inner = bare[i] as number;
    let skip = readAt(body, i, sentence.end, table, own, progress, complete);
    if (inner !== 0 && inner !== own)
      skip = Math.max(skip, readAt(body, i, sentence.end, table, inner, progress, complete));
    const letters = ((plain[i] as number) ^ PLAIN_MARK) >>> 0;
    i += Math.max(skip, readAt(body, i, sentence.end, table, letters, progress, complete));
  }
  return complete.map((cue) => foundCue(body, table, progress, cue));
}

/** Reads the phrases that begin at word `index` with this key; returns how many words an idiom there swallows. */
function readAt(
  body: Body,
  index: number,
  end: number,
  table: CueTable,
  key: number,
  progress: Progress,
  complete: number[],
): number {
  const entry = lookUp(table.byFirst, key);
  if (entry === 0) return 0;
  for (const phrase of table.phrases[entry - 1] as readonly CuePhrase[]) {
    const { rest, idiom, targets } = phrase;
    if (rest.length > 0 && !follows(body, index + 1, end, rest)) continue;
    if (idiom) return rest.length;
    for (const target of targets) advance(progress, table, target, index, index + rest.length, complete);
  }
  return 0;
}

function advance(
  progress: Progress,
  table: CueTable,
  target: number,
  first: number,
  last: number,
  complete: number[],
): void {
  const cue = Math.floor(target / PART_SLOTS);
  const part = 1 << (target % PART_SLOTS);
  const seen = progress.sentence[cue] === progress.count ? (progress.parts[cue] as number) : 0;
  if (seen & part || (seen !== 0 && overlaps(progress, cue, seen, first, last))) return;
  progress.sentence[cue] = progress.count;
  progress.parts[cue] = seen | part;
  progress.first[target] = first;
  progress.last[target] = last;
  if ((seen | part) === (table.cues[cue] as Cue).allParts) complete.push(cue);
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

function foundCue(body: Body, table: CueTable, progress: Progress, cue: number): FoundCue {
  const found = table.cues[cue] as Cue;
  const spans: Span[] = [];
  for (let part = 0; found.allParts >> part; part++) {
    const target = cue * PART_SLOTS + part;
    spans.push(spanOfWords(body.words, progress.first[target] as number, progress.last[target] as number));
  }
  return { cue: found, spans };
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
