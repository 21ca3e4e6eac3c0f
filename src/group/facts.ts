/** Facts of a story: figures about the same thing, gathered over its articles, with the relations between them. */
import type { Article, Fact, FigureRef, FigureRelation } from '../model.ts';
import { isScoped, keyOfScope } from './fact-key.ts';
import { relate, type Told, told } from './relations.ts';
import { countsPeople, isPart } from './units.ts';

/** Each figure is compared with this many before it that count the same: enough for a story, linear for a page of numbers. */
const MOST_COMPARED = 24;

/** The facts of the articles of one story, in the order in which they are first told; every figure is in exactly one. */
export function relateFacts(articles: readonly Article[]): Fact[] {
  const figures = articles.flatMap((article) => article.figures.map((figure) => told(article, figure)));
  const found = findRelations(figures);
  const groups = joinRelated(figures.length, found);
  const relations = Map.groupBy(found, ({ first }) => groups[first] as number);
  const members = Map.groupBy(figures.keys(), (index) => groups[index] as number);
  return [...members].map(([group, indexes]) => ({
    key: keyOfScope((figures[indexes[0] as number] as Told).scope),
    scoped: isScoped((figures[indexes[0] as number] as Told).scope),
    figures: indexes.map((index) => refOf(figures[index] as Told)),
    relations: relations.get(group)?.map(({ relation }) => relation) ?? [],
  }));
}

type Found = { readonly first: number; readonly second: number; readonly relation: FigureRelation };

function findRelations(figures: readonly Told[]): Found[] {
  const before = new Map<string, number[]>();
  const ambiguous = severalValues(figures);
  const found: Found[] = [];
  figures.forEach((figure, second) => {
    const counted = bucketOf(figure);
    const bucket = before.get(counted) ?? [];
    before.set(counted, bucket);
    for (const first of bucket.slice(-MOST_COMPARED)) {
      const relation = relationOf(figures[first] as Told, figure, ambiguous);
      if (relation) found.push({ first, second, relation });
    }
    bucket.push(second);
  });
  return found;
}

/** Only figures of one bucket can be related. */
function bucketOf({ scope }: Told): string {
  return scope.event === 'other' ? `other|${scope.unit}` : scope.event;
}

function relationOf(a: Told, b: Told, ambiguous: ReadonlySet<string>): FigureRelation | null {
  const related = relate(a, b);
  if (!related) return null;
  // An article that gives several numbers for one thing counts parts of it: which of them contradicts another cannot be told.
  const unsure = a.article !== b.article && (ambiguous.has(countedIn(a)) || ambiguous.has(countedIn(b)));
  if (unsure && (related.kind === 'conflict' || related.kind === 'update')) return null;
  const [first, second] = related.swapped ? [b, a] : [a, b];
  return { kind: related.kind, a: refOf(first), b: refOf(second) };
}

/** What each article counts in several different numbers. */
function severalValues(figures: readonly Told[]): Set<string> {
  const values = new Map<string, number | null>();
  const several = new Set<string>();
  for (const each of figures) {
    const { partOf, asOf, value } = each.figure;
    if (partOf !== null || asOf !== null) continue;
    const counted = countedIn(each);
    if (values.has(counted) && values.get(counted) !== value) several.add(counted);
    values.set(counted, value);
  }
  return several;
}

/** People of any kind are one count here: an article that gives 20 wounded and 8 of them gives two numbers. */
function countedIn({ article, scope }: Told): string {
  const unit = countsPeople(scope.unit) && !isPart(scope.unit) ? 'people' : scope.unit;
  return `${article.page.id}\n${scope.event}|${unit}|${scope.side === 'isis' ? 'isis' : ''}`;
}

/** The group of each figure: figures that are related, directly or through others, state one fact. */
function joinRelated(count: number, found: readonly Found[]): number[] {
  const parent = Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] as number;
    for (let each = index; parent[each] !== root; ) [parent[each], each] = [root, parent[each] as number];
    return root;
  };
  for (const { first, second } of found) {
    const [a, b] = [rootOf(first), rootOf(second)];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  return parent.map((_, index) => rootOf(index));
}

const refOf = ({ article, figure }: Told): FigureRef => ({ page: article.page.id, figure: figure.id });
