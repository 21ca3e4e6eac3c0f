/** What goes wrong with the newsrooms' servers in the month, and when. Moments are UTC, as in `news-item.ts`. */
import { type RoomId, utc } from './news-item.ts';

/** Of all that a server answers but its robots.txt. */
export type Fault =
  /** 429; the server keeps account of who comes before the time it named. */
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }
  | { readonly kind: 'broken'; readonly status: number }
  /** The announced length is greater than what comes before the connection ends. */
  | { readonly kind: 'short-body' }
  /** Compressed, and cut in the middle. */
  | { readonly kind: 'cut-gzip' }
  | { readonly kind: 'wrong-charset'; readonly charset: string }
  /** A page in the place of the feed. */
  | { readonly kind: 'page-instead' }
  /** For good; the server itself stays. `to`: a path, on another name of the host where `host` is given. */
  | { readonly kind: 'moved'; readonly status: 301 | 308; readonly to: string; readonly host?: string };

export type ScriptedFault = Fault & { readonly room: RoomId; readonly from: string; readonly until: string };

export const FAULTS: readonly ScriptedFault[] = [
  { room: 'plain', from: '03-15 06:00', until: '03-16 03:00', kind: 'too-many', retryAfterSeconds: 20 * 3600 },
  { room: 'harbour', from: '03-16 06:00', until: '03-16 16:00', kind: 'short-body' },
  { room: 'hill', from: '03-17 06:00', until: '03-17 16:00', kind: 'wrong-charset', charset: 'iso-8859-1' },
  { room: 'palm', from: '03-18 06:00', until: '03-18 15:00', kind: 'broken', status: 500 },
  { room: 'harbour', from: '03-18 06:00', until: '03-18 16:00', kind: 'cut-gzip' },
  { room: 'bridge', from: '03-19 06:00', until: '03-24 12:00', kind: 'broken', status: 500 },
  { room: 'hill', from: '03-19 06:00', until: '03-19 23:00', kind: 'wrong-charset', charset: 'utf-8' },
  { room: 'harbour', from: '03-22 06:00', until: '05-01 00:00', kind: 'moved', status: 301, to: '/rss/all.xml' },
  { room: 'hill', from: '03-24 06:00', until: '03-24 18:00', kind: 'page-instead' },
  {
    room: 'palm',
    from: '03-26 06:00',
    until: '05-01 00:00',
    kind: 'moved',
    status: 308,
    to: '/feed.json',
    host: 'localhost',
  },
  { room: 'plain', from: '04-02 06:00', until: '04-02 10:00', kind: 'broken', status: 503 },
];

/** What is wrong with a newsroom at a moment. */
export function faultOf(room: RoomId, now: number): ScriptedFault | null {
  return FAULTS.find((fault) => fault.room === room && utc(fault.from) <= now && now < utc(fault.until)) ?? null;
}
