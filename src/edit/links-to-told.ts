/** The relations of a fact between what was told and what was not. */
import type { Fact, FigureRef, RelationKind } from '../model.ts';
import { refKey } from './figure-index.ts';
import type { ToldPages } from './since-last.ts';

/** How the figures of one fact stand to those that were told. */
export type ToldLinks = {
  /** The told figures that it says other than, by `refKey`; none when it also says the same as, or is older than, any. */
  readonly othersOf: (figure: FigureRef) => readonly string[];
  /** True when a figure on the same side, told or not, is the newer one. */
  readonly isReplaced: (figure: FigureRef) => boolean;
};

/** Relations of figures that say one number. */
const SAME: ReadonlySet<RelationKind> = new Set(['agree', 'compatible', 'rounding']);
/** Relations with an earlier figure, `a`. */
const IN_TIME: ReadonlySet<RelationKind> = new Set(['update', 'series']);

/** Reads the relations of a fact; linear in their number, as each figure is related to a few others only. */
export function linksToTold({ relations }: Fact, told: ToldPages): ToldLinks {
  const older = new Set<string>();
  const replaced = new Set<string>();
  const same = new Map<string, Set<string>>();
  const others = new Map<string, Set<string>>();
  for (const { kind, a, b } of relations) {
    if (told.has(a.page) === told.has(b.page)) {
      if (IN_TIME.has(kind)) replaced.add(refKey(a));
      continue;
    }
    const [known, fresh] = told.has(a.page) ? [refKey(a), refKey(b)] : [refKey(b), refKey(a)];
    if (IN_TIME.has(kind) && told.has(b.page)) older.add(fresh);
    else add(SAME.has(kind) ? same : others, fresh, known);
  }
  // «9 قتلى ... وكانت حصيلة سابقة تحدثت عن 7»: what an untold page itself calls replaced was told as 7.
  for (const { kind, a, b } of relations) {
    if (!IN_TIME.has(kind) || told.has(b.page)) continue;
    for (const known of same.get(refKey(a)) ?? []) add(others, refKey(b), known);
  }
  const isNew = (key: string) => !older.has(key) && !same.has(key);
  return {
    othersOf: (figure) => (isNew(refKey(figure)) ? [...(others.get(refKey(figure)) ?? [])] : []),
    isReplaced: (figure) => replaced.has(refKey(figure)),
  };
}

function add(links: Map<string, Set<string>>, from: string, to: string): void {
  const known = links.get(from);
  if (known) known.add(to);
  else links.set(from, new Set([to]));
}
