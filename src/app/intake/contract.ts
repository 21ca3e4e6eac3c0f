/** Taking in the news: what is asked for and what is told afterwards. */
import type { PageRefusal, Source } from '../../model.ts';

/** How reading one source went. `fault`: one line. */
export type SourceOutcome = {
  readonly source: Source;
  readonly state: 'read' | 'unchanged' | 'failed' | 'waiting' | 'busy';
  readonly fault: string | null;
  /** Where the source has moved for good: the configuration should follow. */
  readonly movedTo: string | null;
  readonly added: number;
  readonly changed: number;
  /** Articles that had come another way. */
  readonly known: number;
  readonly withdrawn: number;
  readonly refusals: readonly PageRefusal[];
};

/** One round over the sources that were due. */
export type IngestReport = {
  readonly outcomes: readonly SourceOutcome[];
  /** Articles that were understood in this round. */
  readonly understood: number;
};

export type IngestRequest = {
  /** Only this source, due or not; all that are due when left out. */
  readonly only?: string;
  /** Also those that are not due yet. */
  readonly all?: boolean;
  readonly stop?: AbortSignal;
  readonly onSource?: (outcome: SourceOutcome) => void;
};
