/** What mends draw on besides the edition: its stories whole, the digest's themes, and what is known of its facts. */
import type { Day, KnownFigure, Mend, MendRecord, Story, ThemeDefinition } from '../../model.ts';

/** Read anew whenever it is needed; an edition itself is self-contained. */
export type MendMaterial = {
  /** Those of the edition as it was made, also those of which it shows passages only. */
  readonly stories: readonly Story[];
  /** The themes of the digest, in the order of its sections. */
  readonly themes: readonly Pick<ThemeDefinition, 'id' | 'title' | 'colour'>[];
  /** What other pages said of the same facts, at any time. */
  readonly known: readonly KnownFigure[];
  /** The local day of a time in epoch milliseconds. */
  readonly dayOf: (at: number) => Day;
};

/** A mend of one kind. */
export type MendOf<Kind extends Mend['kind']> = Extract<Mend, { readonly kind: Kind }>;

/** The mends of one kind that count, in their order. */
export function mendsOf<Kind extends Mend['kind']>(records: readonly MendRecord[], kind: Kind): MendOf<Kind>[] {
  return records.map(({ mend }) => mend).filter((mend): mend is MendOf<Kind> => mend.kind === kind);
}
