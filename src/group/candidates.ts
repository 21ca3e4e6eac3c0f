/**
 * Which articles may tell one event: an inverted index over rare keys, filled in order of time. No loop over all pairs: an
 * article meets only the latest few that share a key with it, so the work grows with the number of articles.
 */
import { eventKeys, MOST_KEYS } from './event-keys.ts';
import type { Collection } from './weights.ts';

/** How many earlier articles under one key are met: a common key links neighbours in time, which is all it can tell. */
const MOST_MET = 12;
/** Of the articles met, those that share most keys are checked: this many at least, more where articles are few. */
const LEAST_CHECKED = 8;
const MOST_CHECKED = 64;
const CHECKS_OF_FEW = 20_000;
/** Among more articles than this, one shared key is chance. */
const FEW = 1000;

/** Articles under each key, as linked lists in two flat arrays: numbers that are read together stand together. */
type Index = {
  readonly mask: number;
  /** By slot: a key, and its latest entry plus one; 0 is an empty slot. */
  readonly slots: Uint32Array;
  /** By entry: the article, and the entry before it under the same key plus one. */
  readonly entries: Uint32Array;
  count: number;
};

/** What the open article met: how many keys each shares with it. */
type Meeting = { readonly shared: Uint16Array; readonly met: Uint32Array; count: number };

/** Calls `check` for each article with the earlier ones worth comparing, as indexes into a collection in order of time. */
export function eachArticleWithCandidates(
  collection: Collection,
  check: (article: number, candidates: readonly number[]) => void,
): void {
  const { length } = collection.articles;
  const index = emptyIndex(length * MOST_KEYS);
  const keys = new Uint32Array(MOST_KEYS);
  const meeting = { shared: new Uint16Array(length), met: new Uint32Array(MOST_KEYS * MOST_MET), count: 0 };
  const most = Math.max(LEAST_CHECKED, Math.min(MOST_CHECKED, Math.floor(CHECKS_OF_FEW / length)));
  for (let article = 0; article < length; article++) {
    const count = eventKeys(collection, article, keys);
    for (let i = 0; i < count; i++) enter(index, keys[i] as number, article, meeting);
    check(article, worthChecking(meeting, most, length > FEW ? 2 : 1));
    for (let i = 0; i < meeting.count; i++) meeting.shared[meeting.met[i] as number] = 0;
    meeting.count = 0;
  }
}

function emptyIndex(entries: number): Index {
  let slots = 1024;
  while (slots < 1.25 * entries) slots *= 2;
  return { mask: slots - 1, slots: new Uint32Array(2 * slots), entries: new Uint32Array(2 * entries), count: 0 };
}

/** Puts the article under `key` and meets those that are there already. */
function enter(index: Index, key: number, article: number, meeting: Meeting): void {
  const { mask, slots, entries } = index;
  let slot = (Math.imul(key, 0x9e3779b1) >>> 5) & mask;
  while (slots[2 * slot + 1] !== 0 && slots[2 * slot] !== key) slot = (slot + 1) & mask;
  const latest = slots[2 * slot + 1] as number;
  if (latest !== 0 && entries[2 * latest - 2] === article) return;
  for (let entry = latest, i = 0; entry !== 0 && i < MOST_MET; i++) {
    const other = entries[2 * entry - 2] as number;
    if (meeting.shared[other] === 0) meeting.met[meeting.count++] = other;
    meeting.shared[other] = (meeting.shared[other] as number) + 1;
    entry = entries[2 * entry - 1] as number;
  }
  const own = ++index.count;
  entries[2 * own - 2] = article;
  entries[2 * own - 1] = latest;
  slots[2 * slot] = key;
  slots[2 * slot + 1] = own;
}

/** Those that share most keys first; among equals the latest. */
function worthChecking({ shared, met, count }: Meeting, most: number, leastShared: number): readonly number[] {
  const worth: number[] = [];
  for (let i = 0; i < count; i++) {
    const other = met[i] as number;
    if ((shared[other] as number) >= leastShared) worth.push(other);
  }
  return worth.sort((a, b) => (shared[b] as number) - (shared[a] as number) || b - a).slice(0, most);
}
