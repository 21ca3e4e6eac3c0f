/** What `makeEdition` is told besides the stories. */
import type { KnownFigure, StoryUpdate, ThemeDefinition, UnreadSource } from '../model.ts';

/** What an edition is made for. */
export type EditionBrief = {
  readonly number: number;
  readonly digest: string;
  /** The masthead: the digest's name. */
  readonly name: string;
  /** The local day of the edition, `YYYY-MM-DD`. */
  readonly date: string;
  /** The themes of this digest, in the order of its sections. */
  readonly themes: readonly ThemeDefinition[];
  /** What earlier editions said about the same facts. */
  readonly known: readonly KnownFigure[];
  readonly limits: EditionLimits;
  /** `HH:MM`, where the digest has several editions a day. */
  readonly time?: string;
  /** Story id -> why it comes again. */
  readonly updates?: ReadonlyMap<string, StoryUpdate>;
  /** Sources that could not be read since the last edition. */
  readonly unread?: readonly UnreadSource[];
};

/** How much goes into one edition; all counts. */
export type EditionLimits = {
  readonly storiesPerSection: number;
  readonly sentencesPerStory: number;
  readonly asidesPerSection: number;
  readonly cards: number;
};
