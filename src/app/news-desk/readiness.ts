/** Whether this program can do its work, in words that tell nothing to strangers. */
import { type Stats, statSync } from 'node:fs';
import type { Config } from '../../config/index.ts';
import type { Store } from '../../store/index.ts';
import { HOUR_MS, MINUTE_MS } from '../durations.ts';
import type { Readiness } from '../news-desk.ts';
import type { Heartbeat } from '../run/services.ts';
import { catchUpOf, type WaitingSlot } from './waiting-slots.ts';

/** The database has so long to answer. */
const ANSWER_MS = 1000;
/** A slot may wait so long, or less where its `catchUp` is shorter. */
const SLOT_MS = 30 * MINUTE_MS;
/** A round of the schedule makes an edition or two; one over slow servers waits between its requests. */
const SILENCE_MS: Readonly<Record<Heartbeat['name'], number>> = { schedule: 15 * MINUTE_MS, ingest: HOUR_MS };

/** What is asked to find out. */
export type Vitals = {
  readonly config: Config;
  readonly store: Store;
  readonly waiting: () => Promise<readonly WaitingSlot[]>;
  readonly heartbeats: () => readonly Heartbeat[];
  readonly now: () => number;
};

/** Looks at everything; one look at a time, however long a database takes. */
export function examineReadiness({ config, store, waiting, heartbeats, now }: Vitals): () => Promise<Readiness> {
  const isInPlace = watchFile(config.database);
  let asking: Promise<readonly WaitingSlot[]> | null = null;
  return async () => {
    const slots = isInPlace() ? await inTime(ask()) : null;
    const at = now();
    const beats = heartbeats();
    const isKeeper = beats.some(({ name }) => name === 'schedule');
    const isLate = (slot: WaitingSlot) => (slot.isBegun || isKeeper) && at - slot.dueAt > patienceOf(config, slot);
    const reasons = [
      ...(slots === null ? ['database'] : []),
      ...(slots?.some(isLate) ? ['schedule'] : []),
      ...beats.flatMap(({ name, at: last }) => (at - last > SILENCE_MS[name] ? [name] : [])),
    ];
    return { ready: reasons.length === 0, reasons: [...new Set(reasons)] };
  };

  function ask(): Promise<readonly WaitingSlot[]> {
    asking ??= answers().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function answers(): Promise<readonly WaitingSlot[]> {
    await store.editionState(1);
    return await waiting();
  }
}

/** Null when it fails, or takes too long. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MS, null);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function patienceOf(config: Config, slot: WaitingSlot): number {
  return Math.min(SLOT_MS, catchUpOf(config, slot) ?? SLOT_MS);
}

/**
 * A SQLite file that was moved away, or put in another's place, still answers whoever has it open: what is written then is
 * lost. True while the file is the one that was there at first; always for a server, and where there was none.
 */
function watchFile(database: Config['database']): () => boolean {
  if (!('file' in database)) return () => true;
  const { file } = database;
  const first = find(file);
  return () => {
    if (!first) return true;
    const found = find(file);
    return found !== undefined && found.ino === first.ino && found.dev === first.dev;
  };
}

function find(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}
