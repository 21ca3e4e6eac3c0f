/** What is written down of a source after each reading. */
import { createHash } from 'node:crypto';
import type { Source } from '../../model.ts';
import type { SourceState } from '../../store/index.ts';
import { restAfter, spreadOut } from './rests.ts';

/** What a complete reading has told of the source's content. */
export type Learned = Partial<Pick<SourceState, 'movedTo' | 'etag' | 'lastModified' | 'contentHash'>>;

/** Why a source could not be read. */
export type SourceFailure = {
  readonly kind: 'failed';
  readonly why: 'forbidden' | 'gone' | 'waiting' | 'failed';
  /** One line. */
  readonly fault: string;
  readonly retryAfterMs: number | null;
};

/** How a visit went. `againAt`: there is more to fetch from then on. */
export type Reading =
  | { readonly kind: 'read'; readonly learned: Learned; readonly againAt: number | null }
  | SourceFailure;

/** Where a source is, as one line: the state of another place is not its state. */
export function locationOf(source: Source): string {
  switch (source.kind) {
    case 'folder':
      return source.folder;
    case 'feed':
    case 'list':
      return source.url;
    case 'pages':
      return source.urls.length === 1 ? (source.urls[0] as string) : hashOf(source.urls.join('\n'));
  }
}

/** SHA-256 in hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The state of a source as it is configured now: what is known of it, or that nothing is. */
export function currentState(source: Source, known: SourceState | null): SourceState {
  const location = locationOf(source);
  return known?.location === location ? known : { ...NOTHING_KNOWN, source: source.id, location };
}

/** True when it is time; also when the clock was set back behind the last reading, which says nothing then. */
export function isDue({ nextAt, triedAt }: SourceState, now: number): boolean {
  return nextAt <= now || (triedAt ?? 0) > now;
}

const NOTHING_KNOWN = {
  movedTo: null,
  etag: null,
  lastModified: null,
  contentHash: null,
  nextAt: 0,
  triedAt: null,
  readAt: null,
  newsAt: null,
  failingSince: null,
  failures: 0,
  fault: null,
  warnedAt: null,
} as const;

/** After a source was read to its end. */
export function afterReading(
  state: SourceState,
  { learned, againAt }: Extract<Reading, { kind: 'read' }>,
  { source, hasNews, at }: { readonly source: Source; readonly hasNews: boolean; readonly at: number },
): SourceState {
  const nextAt = at + spreadOut(source.everyMs, source.id);
  return {
    ...state,
    ...learned,
    nextAt: Math.min(nextAt, againAt ?? nextAt),
    triedAt: at,
    readAt: at,
    newsAt: hasNews ? at : state.newsAt,
    failingSince: null,
    failures: 0,
    fault: null,
    warnedAt: null,
  };
}

/** After a source could not be read: what is known of its content stays. */
export function afterFailure(state: SourceState, { why, fault, retryAfterMs }: SourceFailure, at: number): SourceState {
  const failures = state.failures + 1;
  const failed = { ...state, triedAt: at, failingSince: state.failingSince ?? at, failures, fault };
  const nextAt = at + restAfter(failures, retryAfterMs);
  const isLost = state.movedTo !== null && (why === 'gone' || failures >= MOST_FAILURES_ELSEWHERE);
  return isLost ? { ...failed, ...NO_CONTENT, nextAt } : { ...failed, nextAt };
}

/** Where it has moved to there is nothing any more: perhaps it is again where it was. */
const MOST_FAILURES_ELSEWHERE = 3;

const NO_CONTENT = { movedTo: null, etag: null, lastModified: null, contentHash: null } as const;
