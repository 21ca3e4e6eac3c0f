/** The news come in by themselves while the program runs. */
import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import type { WebReader } from '../../read/index.ts';
import type { Store } from '../../store/index.ts';
import { faultLine } from '../post-office/fault-line.ts';
import { openTeller } from '../post-office/teller.ts';
import type { SourceOutcome } from './contract.ts';
import { openDesk } from './desk.ts';
import { openReaderOf } from './open-reader.ts';
import { movedLine, outcomeLine } from './outcome-line.ts';
import { openRounds } from './round.ts';
import { watchFolders } from './watch-folders.ts';

/** A running loop. */
export type IngestLoop = {
  /** Something may be due; returns at once. */
  wake(): void;
  /** When it last looked at all sources; epoch milliseconds. */
  lastRoundAt(): number;
  /** Ends when every source that was due at the start has been read, here or by another program, or has failed. */
  readonly firstRound: Promise<void>;
  /** Breaks off what is being fetched; what was read is kept. */
  close(): Promise<void>;
};

export type IngestLoopOptions = {
  /** Told in one line what came in and what went wrong. */
  readonly onLine: (line: string) => void;
  /** New articles are there. */
  readonly onNews?: () => void;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  /** Names this program among those that share the records. */
  readonly owner?: string;
  /** Not closed with the loop; one of its own when left out. */
  readonly reader?: WebReader;
  readonly lookEveryMs?: number;
};

/** A look at what is due is a query or two. */
const LOOK_EVERY_MS = 20_000;

/** More rounds at once are only open when the records do not answer. */
const MOST_ROUNDS = 16;

/** Opens the loop and looks at once. */
export function openIngestLoop(config: Config, store: Store, options: IngestLoopOptions): IngestLoop {
  const { onNews, clock = Date.now, owner = randomUUID(), lookEveryMs = LOOK_EVERY_MS } = options;
  const tell = openTeller({ onFault: options.onLine, clock });
  const reader = options.reader ?? openReaderOf(config, clock);
  const rounds = openRounds(openDesk(config, store, { reader, clock, owner, onLine: tell }));
  const stop = new AbortController();
  const open = new Set<Promise<void>>();
  const moved = new Set<string>();
  const first = Promise.withResolvers<void>();
  let touched = new Set<string>();
  let lastRoundAt = clock();
  const timer = setInterval(wake, lookEveryMs);
  const folders = watchFolders(
    config.inlets.filter((source) => source.kind === 'folder'),
    (source) => {
      touched.add(source);
      wake();
    },
  );
  wake();
  return {
    wake,
    firstRound: first.promise,
    lastRoundAt: () => lastRoundAt,
    async close() {
      clearInterval(timer);
      folders.close();
      stop.abort();
      await Promise.all(open);
      if (!options.reader) await reader.close();
    },
  };

  /** Rounds overlap where one of them waits for slow sources. */
  function wake(): void {
    if (stop.signal.aborted || open.size >= MOST_ROUNDS) return;
    const changed = touched;
    touched = new Set();
    const running = round(changed).finally(() => open.delete(running));
    open.add(running);
  }

  async function round(changed: ReadonlySet<string>): Promise<void> {
    try {
      const { outcomes, understood } = await rounds.run({ stop: stop.signal, onSource: tellOutcome }, changed);
      lastRoundAt = clock();
      if (understood > 0) onNews?.();
      if (open.size === 1 && outcomes.every(({ state }) => state !== 'busy')) first.resolve();
    } catch (error) {
      first.resolve();
      tell(faultLine('reading the news', error));
    }
  }

  function tellOutcome(outcome: SourceOutcome): void {
    if (stop.signal.aborted) return;
    if (outcome.state === 'read') options.onLine(outcomeLine(outcome));
    if (outcome.state === 'failed' || outcome.state === 'waiting') tell(outcomeLine(outcome));
    for (const { origin, reason, next } of outcome.refusals) tell(`${origin}: ${reason} ${next}`);
    const line = movedLine(outcome);
    if (line === null || moved.has(line)) return;
    moved.add(line);
    options.onLine(line);
  }
}
