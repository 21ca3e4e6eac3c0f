/** What the desk, the metrics and health checks show of sources and schedules. */
import type { Config } from '../config/index.ts';
import type { Day } from '../model.ts';
import type { Store } from '../store/index.ts';
import { countAll } from './news-desk/measures.ts';
import { rarely } from './news-desk/rarely.ts';
import { examineReadiness } from './news-desk/readiness.ts';
import { scheduleOf } from './news-desk/slot-standings.ts';
import { standingsOf } from './news-desk/source-standings.ts';
import { watchSlots } from './news-desk/waiting-slots.ts';
import type { Heartbeat } from './run/services.ts';

/** A source as it stands. Epoch milliseconds. */
export type SourceStanding = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'folder' | 'feed' | 'list' | 'pages';
  /** The address or folder; of several pages the first. */
  readonly location: string;
  readonly movedTo: string | null;
  readonly state: 'never' | 'well' | 'failing';
  readonly readAt: number | null;
  readonly newsAt: number | null;
  readonly nextAt: number | null;
  readonly failingSince: number | null;
  readonly fault: string | null;
};

/** A slot that is past, or one to come (`planned`). */
export type SlotStanding = {
  readonly digest: string;
  readonly digestName: string;
  readonly date: Day;
  readonly time: string;
  readonly timeZone: string;
  readonly dueAt: number;
  readonly state: 'planned' | 'making' | 'made' | 'too-little' | 'missed' | 'failed';
  readonly edition: number | null;
  readonly note: string | null;
};

/** Numbers for `/metrics`; times are epoch milliseconds. */
export type Measures = {
  readonly sources: readonly Pick<SourceStanding, 'id' | 'state' | 'readAt' | 'failingSince'>[];
  readonly pages: number;
  readonly articles: number;
  readonly pendingPages: number;
  readonly editions: { readonly made: number; readonly approved: number };
  readonly subscribers: Readonly<Record<string, number>>;
  readonly lettersWaiting: number;
  /** Over all sendings that are not done. */
  readonly deliveries: Readonly<Record<string, number>>;
  readonly sendings: Readonly<Record<string, number>>;
  readonly bounces: Readonly<Record<string, number>>;
  readonly slots: Readonly<Record<string, number>>;
  /** How long the oldest slot that is due and not made has waited; 0 when none waits. */
  readonly scheduleLagMs: number;
};

/** Whether this program can do its work. */
export type Readiness = { readonly ready: boolean; readonly reasons: readonly string[] };

export type NewsDesk = {
  sources(): Promise<readonly SourceStanding[]>;
  /** Past ones, newest first, and the next ones of each digest, soonest first. */
  schedule(): Promise<{ readonly past: readonly SlotStanding[]; readonly next: readonly SlotStanding[] }>;
  measures(): Promise<Measures>;
  readiness(): Promise<Readiness>;
};

export type NewsDeskOptions = {
  /** Epoch milliseconds; the clock when left out. */
  readonly now?: () => number;
  /** When the loops of this program last did their work; it has none when left out. */
  readonly heartbeats?: () => readonly Heartbeat[];
};

/** Whoever asks in between gets the same answer. */
const READINESS_MS = 1000;
const COUNTS_MS = 5000;

/** The desk of a store: it reads, and changes nothing. */
export function openNewsDesk(
  config: Config,
  store: Store,
  { now = Date.now, heartbeats = () => [] }: NewsDeskOptions = {},
): NewsDesk {
  const watch = watchSlots(config, store.slots, now());
  const waiting = () => watch(now());
  const count = countAll(store);
  const counts = rarely(COUNTS_MS, () => count(now()));
  const sources = async () => standingsOf(config.inlets, await store.intake.states());
  return {
    sources,
    schedule: async () => scheduleOf(config, store, await waiting(), now()),
    measures: async () => {
      const [oldest] = await waiting();
      const scheduleLagMs = oldest ? Math.max(0, now() - oldest.dueAt) : 0;
      return { ...(await counts()), sources: await sources(), scheduleLagMs };
    },
    readiness: rarely(READINESS_MS, examineReadiness({ config, store, waiting, heartbeats, now })),
  };
}
