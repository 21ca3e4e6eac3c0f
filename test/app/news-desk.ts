/** A newsroom with two sources and a schedule, and its desk on a clock of its own. */
import { join, resolve } from 'node:path';
import { type NewsDesk, openNewsDesk } from '../../src/app/index.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import type { Source } from '../../src/model.ts';
import type { SourceState, Store, StoreLocation } from '../../src/store/index.ts';

const HOME = resolve(import.meta.dirname, '../..');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Saturday, 22 November, 06:50 in Damascus. */
export const OPENED = Date.UTC(2025, 10, 22, 3, 50);
/** 07:00 there. */
export const SEVEN = OPENED + 10 * MINUTE;

export const FEED: Source = {
  id: 'shore',
  name: 'منبر الساحل المختلق',
  outlet: 'shore',
  everyMs: 30 * MINUTE,
  kind: 'feed',
  url: 'https://shore.example/feed.xml',
  complete: 'summaries',
};

const PAGES: Source = {
  id: 'shore.2',
  name: FEED.name,
  outlet: 'shore',
  everyMs: DAY,
  kind: 'pages',
  urls: ['https://shore.example/a', 'https://shore.example/b'],
};

const LOADED = loadConfig(join(HOME, 'config'), HOME, {});
const [DIGEST] = LOADED.digests;

/** Every day at seven. */
export const CONFIG: Config = {
  ...LOADED,
  inlets: [FEED, PAGES],
  digests: [
    {
      ...DIGEST,
      id: 'harbours',
      name: 'موجز الموانئ المختلق',
      schedule: { cron: '0 7 * * *', timeZone: 'Asia/Damascus', catchUp: 6 * HOUR },
    },
  ],
};

/** Its slot of a day. */
export function slotOn(day: number) {
  return {
    digest: 'harbours',
    date: `2025-11-${String(day).padStart(2, '0')}`,
    time: '07:00',
    dueAt: SEVEN + (day - 22) * DAY,
  };
}

export type Newsroom = {
  readonly desk: NewsDesk;
  /** What the clock shows. */
  at: number;
};

/** Opens the desk at 06:50. Its program keeps the schedule, and has done all its work to the minute, unless told otherwise. */
export function openNewsroom(
  store: Store,
  location: StoreLocation,
  beats: (at: number) => readonly { readonly name: 'ingest' | 'schedule'; readonly at: number }[] = (at) => [
    { name: 'ingest', at },
    { name: 'schedule', at },
  ],
): Newsroom {
  const room = { at: OPENED };
  const config = { ...CONFIG, database: location };
  const desk = openNewsDesk(config, store, { now: () => room.at, heartbeats: () => beats(room.at) });
  return Object.assign(room, { desk });
}

/** What is known of the feed after a reading. */
export function stateOf(more: Partial<SourceState>): SourceState {
  return {
    source: FEED.id,
    location: 'https://shore.example/feed.xml',
    movedTo: null,
    etag: null,
    lastModified: null,
    contentHash: null,
    nextAt: OPENED + 20 * MINUTE,
    triedAt: OPENED - 10 * MINUTE,
    readAt: OPENED - 10 * MINUTE,
    newsAt: OPENED - HOUR,
    failingSince: null,
    failures: 0,
    fault: null,
    warnedAt: null,
    ...more,
  };
}
