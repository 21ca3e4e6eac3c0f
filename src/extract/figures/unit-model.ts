/** The thing a figure counts. */
import type { Span } from '../../model.ts';
import type { Noun } from '../../text/index.ts';

/** A unit: its words, where they stand, and what the noun list knows of its head. */
export type Unit = {
  readonly text: string;
  /** Null for the singular of a dual, which the text does not write, and for nouns taken from the event. */
  readonly span: Span | null;
  readonly noun: Noun | null;
  /** First and last word beside the number that belong to the noun phrase; -1 when it stands elsewhere. */
  readonly first: number;
  readonly last: number;
  /** «من عناصر داعش». */
  readonly whose: Span | null;
  readonly elided: boolean;
  readonly rule: string;
};
