/** What every step of taking in the news works with. */
import type { Config } from '../../config/index.ts';
import type { PageRefusal, Source } from '../../model.ts';
import type { WebReader } from '../../read/index.ts';
import type { SourceState, Store } from '../../store/index.ts';

/** What taking in the news needs from outside. */
export type IntakeTools = {
  readonly reader: WebReader;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Names this program among those that share the records. */
  readonly owner: string;
  /** Told in one line of pages that could not be understood. */
  readonly onLine?: (line: string) => void;
  /** How long a file must have been left alone before it is read; milliseconds. */
  readonly settleMs?: number;
};

export type IntakeDesk = Required<IntakeTools> & {
  readonly config: Config;
  readonly store: Pick<Store, 'intake' | 'saveArticles' | 'page'>;
};

/** One source that this program alone is reading. */
export type Visit<S extends Source = Source> = {
  readonly desk: IntakeDesk;
  readonly source: S;
  /** As it was found. */
  readonly state: SourceState;
  readonly stop: AbortSignal;
  readonly tally: Tally;
};

/** What a visit has brought so far. */
export type Tally = {
  added: number;
  changed: number;
  known: number;
  withdrawn: number;
  readonly refusals: PageRefusal[];
};

export type FeedSource = Extract<Source, { readonly kind: 'feed' }>;
export type ListSource = Extract<Source, { readonly kind: 'list' }>;
export type PagesSource = Extract<Source, { readonly kind: 'pages' }>;
export type FolderSource = Extract<Source, { readonly kind: 'folder' }>;

/** Files that were written within this time may still be being written. */
const SETTLE_MS = 2000;

/** The desk over a configuration and its records. */
export function openDesk(config: Config, store: Store, tools: IntakeTools): IntakeDesk {
  return { onLine: () => undefined, settleMs: SETTLE_MS, ...tools, config, store };
}

export function emptyTally(): Tally {
  return { added: 0, changed: 0, known: 0, withdrawn: 0, refusals: [] };
}
