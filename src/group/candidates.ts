/**
 * Which articles may tell one event: an inverted index over rare keys, filled in order of time. No loop over all pairs: an
 * article meets only the latest few that share a key with it, so the work grows with the number of articles.
 */
import { eventKeys } from './event-keys.ts';
import type { Weighed } from './weights.ts';

/** How many earlier articles under one key are met: a common key links neighbours in time, which is all it can tell. */
const MOST_MET = 12;
/** Of the articles met, those that share most keys are checked: this many at least, more where articles are few. */
const LEAST_CHECKED = 8;
const MOST_CHECKED = 64;
const CHECKS_OF_FEW = 20_000;
/** Among more articles than this, one shared key is chance. */
const FEW = 1000;

/** Articles under each key, as linked lists in flat arrays: three numbers per key and article, whatever the text. */
type Index = {
  readonly mask: number;
  readonly keys: Uint32Array;
  /** The latest entry of each slot's key, plus one; 0 is an empty slot. */
  readonly latest: Uint32Array;
  /** Parallel to the entries: the one before it under the same key, plus one. */
  readonly before: Uint32Array;
  readonly owner: Uint32Array;
};

/** Calls `check` once for each pair worth it, as indexes `earlier < later` into `signatures`, which are in order of time. */
export function eachCandidate(signatures: readonly Weighed[], check: (earlier: number, later: number) => void): void {
  const keys = signatures.map((signature) => Uint32Array.from(new Set(eventKeys(signature))));
  const index = emptyIndex(keys.reduce((sum, own) => sum + own.length, 0));
  const shared = new Uint16Array(signatures.length);
  const checks = Math.max(LEAST_CHECKED, Math.min(MOST_CHECKED, Math.floor(CHECKS_OF_FEW / signatures.length)));
  let entry = 0;
  keys.forEach((own, article) => {
    const met: number[] = [];
    for (const key of own) {
      const slot = slotOf(index, key);
      meetOwners(index, slot, shared, met);
      index.keys[slot] = key;
      index.owner[entry] = article;
      index.before[entry] = index.latest[slot] as number;
      index.latest[slot] = ++entry;
    }
    for (const other of worthChecking(met, shared, checks, signatures.length > FEW ? 2 : 1)) check(other, article);
    for (const other of met) shared[other] = 0;
  });
}

function emptyIndex(entries: number): Index {
  let slots = 1024;
  while (slots < 1.5 * entries) slots *= 2;
  return {
    mask: slots - 1,
    keys: new Uint32Array(slots),
    latest: new Uint32Array(slots),
    before: new Uint32Array(entries),
    owner: new Uint32Array(entries),
  };
}

function slotOf({ mask, keys, latest }: Index, key: number): number {
  let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
  while (latest[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}

function meetOwners({ latest, before, owner }: Index, slot: number, shared: Uint16Array, met: number[]): void {
  let entry = latest[slot] as number;
  for (let i = 0; entry !== 0 && i < MOST_MET; i++) {
    const other = owner[entry - 1] as number;
    if (shared[other] === 0) met.push(other);
    shared[other] = (shared[other] as number) + 1;
    entry = before[entry - 1] as number;
  }
}

function worthChecking(met: readonly number[], shared: Uint16Array, checks: number, leastShared: number): number[] {
  return met
    .filter((other) => (shared[other] as number) >= leastShared)
    .sort((a, b) => (shared[b] as number) - (shared[a] as number) || b - a)
    .slice(0, checks);
}
