/** Clusters of articles about one event: the likeliest pairs join first, and a join must hold for both sides as a whole. */
import { eachArticleWithCandidates } from './candidates.ts';
import { type Comparison, comparisonOf, sameEventMark } from './same-event.ts';
import type { Collection } from './weights.ts';

/** Two groups join when their members are alike on the average, but for this much. */
const AVERAGE_SLACK = 0.5;
/** Of a large group this many members speak for it. */
const SPEAKERS = 6;

type Pair = { readonly a: number; readonly b: number; readonly score: number };

/** Groups the articles of a collection that is in order of time; each group lists its members in that order. */
export function clusterEvents(collection: Collection): number[][] {
  const count = collection.articles.length;
  const comparison = comparisonOf(collection);
  const mark = sameEventMark(count);
  const groups = Array.from({ length: count }, (_, index) => [index]);
  const groupOf = Uint32Array.from(groups.keys());
  for (const { a, b } of likelyPairs(collection, comparison, mark)) {
    const [left, right] = [groupOf[a] as number, groupOf[b] as number];
    if (left === right) continue;
    const [members, others] = [groups[left] as number[], groups[right] as number[]];
    const alone = members.length === 1 && others.length === 1;
    if (!alone && averageScore(comparison, members, others) < mark - AVERAGE_SLACK) continue;
    const [into, from] = members.length >= others.length ? [left, right] : [right, left];
    for (const member of groups[from] as number[]) {
      groupOf[member] = into;
      (groups[into] as number[]).push(member);
    }
    groups[from] = [];
  }
  return groups.filter((members) => members.length > 0).map((members) => members.sort((a, b) => a - b));
}

function likelyPairs(collection: Collection, comparison: Comparison, mark: number): Pair[] {
  const pairs: Pair[] = [];
  eachArticleWithCandidates(collection, (b, candidates) => {
    comparison.open(b);
    for (const a of candidates) {
      const score = comparison.score(a, mark);
      if (score >= mark) pairs.push({ a, b, score });
    }
  });
  return pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

function averageScore(comparison: Comparison, members: readonly number[], others: readonly number[]): number {
  const [left, right] = [members.slice(0, SPEAKERS), others.slice(0, SPEAKERS)];
  let sum = 0;
  for (const a of left) {
    comparison.open(a);
    for (const b of right) sum += comparison.score(b, Number.NEGATIVE_INFINITY);
  }
  return sum / (left.length * right.length);
}
