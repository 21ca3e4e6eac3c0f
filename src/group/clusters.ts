/** Clusters of articles about one event: the likeliest pairs join first, and a join must hold for both sides as a whole. */
import { eachCandidate } from './candidates.ts';
import { sameEventMark, sameEventScore } from './same-event.ts';
import type { Weighed } from './weights.ts';

/** Two groups join when their members are alike on the average, but for this much. */
const AVERAGE_SLACK = 0.5;
/** Of a large group this many members speak for it. */
const SPEAKERS = 6;

type Pair = { readonly a: number; readonly b: number; readonly score: number };

/** Groups the signatures, given in order of time; each group lists its members in that order. */
export function clusterEvents(signatures: readonly Weighed[]): number[][] {
  const groups = new Map<number, number[]>();
  const groupOf = signatures.map((_, index) => index);
  for (const index of groupOf) groups.set(index, [index]);
  const mark = sameEventMark(signatures.length);
  for (const { a, b } of likelyPairs(signatures, mark)) {
    const [left, right] = [groupOf[a] as number, groupOf[b] as number];
    if (left === right) continue;
    const [members, others] = [groups.get(left) as number[], groups.get(right) as number[]];
    if (averageScore(signatures, members, others) < mark - AVERAGE_SLACK) continue;
    const [into, from] = members.length >= others.length ? [left, right] : [right, left];
    const joined = groups.get(into) as number[];
    for (const member of groups.get(from) as number[]) {
      groupOf[member] = into;
      joined.push(member);
    }
    groups.delete(from);
  }
  return [...groups.values()].map((members) => members.sort((a, b) => a - b));
}

function likelyPairs(signatures: readonly Weighed[], mark: number): Pair[] {
  const pairs: Pair[] = [];
  eachCandidate(signatures, (a, b) => {
    const score = sameEventScore(signatures[a] as Weighed, signatures[b] as Weighed);
    if (score >= mark) pairs.push({ a, b, score });
  });
  return pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

function averageScore(signatures: readonly Weighed[], members: readonly number[], others: readonly number[]): number {
  let sum = 0;
  let count = 0;
  for (const a of speakers(members)) {
    for (const b of speakers(others)) {
      sum += sameEventScore(signatures[a] as Weighed, signatures[b] as Weighed);
      count++;
    }
  }
  return sum / count;
}

function speakers(members: readonly number[]): readonly number[] {
  return members.slice(0, SPEAKERS);
}
