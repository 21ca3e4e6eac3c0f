/** Invented sources and slots, and the real server that shows them. */
import type { Measures, NewsDesk, SlotStanding, SourceStanding } from '../../src/app/index.ts';
import type { WebOptions } from '../../src/web/index.ts';
import { buildDesk, buildSite } from './desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Saturday, 12:30 in Damascus. */
export const NOW = Date.UTC(2025, 10, 22, 9, 30);

const NOTHING = {
  movedTo: null,
  state: 'never',
  readAt: null,
  newsAt: null,
  nextAt: null,
  failingSince: null,
  fault: null,
} as const;

export const HOSTILE_LINE = 'item 3: "<script>x</script>" & {{x}} is no address.';

export const SOURCES: readonly SourceStanding[] = [
  {
    ...NOTHING,
    id: '_corpus',
    name: 'corpus',
    kind: 'folder',
    location: '/srv/news/corpus',
    state: 'well',
    readAt: NOW - MINUTE,
    nextAt: NOW,
  },
  {
    ...NOTHING,
    id: 'shore',
    name: 'منبر الساحل المختلق',
    kind: 'feed',
    location: 'https://shore.example/feed.xml',
    movedTo: 'https://shore.example/new/feed.xml#"\'<b>',
    state: 'well',
    readAt: NOW - 12 * MINUTE,
    newsAt: NOW - 3 * HOUR,
    nextAt: NOW + 18 * MINUTE,
  },
  {
    ...NOTHING,
    id: 'harbour',
    name: 'أخبار المرفأ المختلقة',
    kind: 'list',
    location: `https://harbour.example/news/${'long-path-without-a-break'.repeat(6)}`,
    state: 'failing',
    readAt: NOW - 50 * HOUR,
    newsAt: NOW - 70 * HOUR,
    nextAt: NOW + 2 * HOUR,
    failingSince: NOW - 49 * HOUR,
    fault: 'the server answers 404 (Not Found). Take the address out of config/sources.yaml, or write the new one.',
  },
  {
    ...NOTHING,
    id: 'harbour.2',
    name: 'أخبار المرفأ المختلقة',
    kind: 'pages',
    location: 'https://harbour.example/about',
    state: 'failing',
    failingSince: NOW - HOUR,
    nextAt: NOW + 5 * MINUTE,
    fault: HOSTILE_LINE,
  },
  { ...NOTHING, id: 'hills', name: 'وكالة التلال المختلقة', kind: 'folder', location: '/srv/news/hills' },
];

/** A slot of the invented digest at 07:00 in Damascus; `days` from the one of today. */
export function slot(days: number, more: Partial<SlotStanding> = {}): SlotStanding {
  const dueAt = Date.UTC(2025, 10, 22, 4, 0) + days * 24 * HOUR;
  return {
    digest: 'harbours',
    digestName: 'موجز الموانئ المختلق',
    date: new Date(dueAt).toISOString().slice(0, 10),
    time: '07:00',
    timeZone: 'Asia/Damascus',
    dueAt,
    state: 'made',
    edition: 12 + days,
    note: null,
    ...more,
  };
}

const MISSED = 'no program ran when it was due, nor in the 6 h after';

export const SCHEDULE = {
  past: [
    slot(0, { state: 'failed', edition: null, note: 'making it failed: the <disk> is full' }),
    slot(-1, { state: 'missed', edition: null, note: MISSED }),
    slot(-2, { state: 'too-little', edition: null }),
    slot(-3),
    slot(-4, { state: 'missed', edition: 8, note: MISSED }),
    slot(-10, { state: 'missed', edition: null, note: MISSED }),
  ],
  next: [
    slot(0, {
      digest: 'late',
      digestName: 'موجز المساء المختلق',
      time: '12:00',
      dueAt: NOW - HOUR / 2,
      edition: null,
      state: 'planned',
    }),
    slot(1, { state: 'planned', edition: null }),
    slot(2, { state: 'planned', edition: null }),
  ],
} as const;

export const MEASURES: Measures = {
  sources: SOURCES,
  pages: 120,
  articles: 118,
  pendingPages: 4,
  editions: { made: 12, approved: 11 },
  subscribers: { unconfirmed: 2, active: 30, left: 1 },
  lettersWaiting: 3,
  deliveries: { queued: 5, sending: 1, sent: 24, failed: 0, excluded: 0, uncertain: 0 },
  sendings: { ready: 0, sending: 1, paused: 0, cancelled: 0, done: 10 },
  bounces: { hard: 2, soft: 1, complaint: 0 },
  slots: { making: 0, made: 28, 'too-little': 1, missed: 2, failed: 1 },
  scheduleLagMs: 1_800_500,
};

/** A desk in memory; what is given takes the place of what is invented. */
export function buildNewsDesk(more: Partial<NewsDesk> = {}): NewsDesk {
  return {
    sources: async () => SOURCES,
    schedule: async () => SCHEDULE,
    measures: async () => MEASURES,
    readiness: async () => ({ ready: true, reasons: [] }),
    ...more,
  };
}

/** The server with it, at the invented time. */
export function buildNewsSite(more: Partial<NewsDesk> = {}, options: Partial<WebOptions> = {}) {
  const newsDesk = buildNewsDesk(more);
  return buildSite(buildDesk(), { newsDesk, clock: () => NOW, timeZone: 'Asia/Damascus', ...options });
}
