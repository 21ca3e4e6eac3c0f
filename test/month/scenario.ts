/** The newsroom that reads the invented ones for a month: its settings, its steps through time, its deaths. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOM_NAMES } from './feed-formats.ts';
import type { Newsrooms, WebRoom } from './feed-server.ts';
import { NEWS } from './news.ts';
import { utc } from './news-item.ts';

const HOME = resolve(import.meta.dirname, '../..');
/** On Linux. */
const MEMORY = '/dev/shm';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** From a Monday on; the clock goes forward on the night of 29 March in Berlin. */
export const FIRST = utc('03-09 00:00');
export const LAST = utc('04-07 07:00');

/**
 * Looks at the clock on each day, in hours. Sources are due at all of them but the second one: then editions are made. News
 * come at 09:00 and 15:00.
 */
const LOOKS = [0, 1 + 55 / 60, 7, 13, 19] as const;

/** Nobody runs from the end of the first look to the second one: five and a half hours late, then twelve and a half. */
const DEAD: readonly (readonly [after: string, until: string])[] = [
  ['03-25 19:00', '03-26 07:00'],
  ['03-31 19:00', '04-01 13:00'],
];

/** What an editor does right after a look: approves the weekly edition of a day. */
export const APPROVALS: ReadonlyMap<number, readonly string[]> = new Map([
  [utc('03-16 07:00'), ['2026-03-16']],
  [utc('03-30 07:00'), ['2026-03-23', '2026-03-30']],
  [utc('04-06 07:00'), ['2026-04-06']],
]);

export type Step = { readonly at: number; readonly isAlive: boolean };

/** All looks of the month. */
export function steps(): readonly Step[] {
  const all: Step[] = [];
  for (let day = FIRST; day <= LAST; day += DAY_MS) {
    for (const hour of LOOKS) {
      const at = Math.round(day + hour * HOUR_MS);
      if (at <= LAST) all.push({ at, isAlive: !DEAD.some(([after, until]) => utc(after) < at && at < utc(until)) });
    }
  }
  return all;
}

/** The folder of a newsroom, with its configuration written. */
export type Office = { readonly folder: string; readonly corpus: string; close(): void };

/** Makes the folder. @param inMemory on a disk that forgets, where the system has one: thousands of commits wait for disks */
export function openOffice(newsrooms: Newsrooms, { inMemory }: { readonly inMemory: boolean }): Office {
  const folder = mkdtempSync(join(inMemory && existsSync(MEMORY) ? MEMORY : tmpdir(), 'mujaz-month-'));
  const corpus = join(folder, 'corpus');
  for (const each of ['config', 'corpus']) mkdirSync(join(folder, each));
  cpSync(join(HOME, 'config/themes.yaml'), join(folder, 'config/themes.yaml'));
  writeFileSync(join(folder, 'config/sources.yaml'), sourcesYaml(newsrooms));
  writeFileSync(join(folder, 'config/mujaz.yaml'), mujazYaml(newsrooms));
  return { folder, corpus, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function sourcesYaml(newsrooms: Newsrooms): string {
  const way = (room: WebRoom) =>
    room === 'bridge' ? `list: ${newsrooms.listing(room)}, links: /news/*` : `feed: ${newsrooms.listing(room)}`;
  const outlet = (room: WebRoom) =>
    `  - { id: ${room}, name: ${ROOM_NAMES[room]}, read: [{ ${way(room)}, every: 3h }] }\n`;
  const rooms = ['harbour', 'plain', 'hill', 'palm', 'bridge'] as const;
  return `sources:\n${rooms.map(outlet).join('')}`;
}

/** Two digests: one goes out by itself, one waits for an editor. 02:30 does not exist on 29 March. */
function mujazYaml({ hosts }: Newsrooms): string {
  return `
site: { port: 0 }
postalAddress: شارع مختلق
timeZone: Europe/Berlin
fetching: { hostPause: 0, allow: [${hosts.map((host) => `"${host}"`).join(', ')}] }
editors: { mail: [editor@desk.example], sourceFailsFor: 3d }
limits: { storiesPerSection: 7 }
digests:
  - { id: daily, name: الموجز اليومي, schedule: "30 2 * * *", minStories: 2, send: automatic }
  - id: weekly
    name: الموجز الأسبوعي
    schedule: "50 2 * * 1"
    window: 15d
    minStories: 2
    themes: [camps_detainees, operations]
`;
}

/** Puts the saved pages of a moment into the corpus folder, and takes out those that are gone. */
export function tendFolder(corpus: string, now: number): void {
  const there = NEWS.filter(({ room }) => room === 'folder').filter(
    ({ at, goneAt }) => utc(at) <= now && (goneAt === undefined || now < utc(goneAt)),
  );
  const wanted = new Set(there.map(({ event }) => `${event}.txt`));
  const present = readdirSync(corpus);
  for (const name of present) if (!wanted.has(name)) rmSync(join(corpus, name));
  for (const { event, title, text, at } of there) {
    const file = join(corpus, `${event}.txt`);
    if (present.includes(`${event}.txt`)) continue;
    writeFileSync(file, `---\npublished: ${new Date(utc(at)).toISOString().slice(0, 10)}\n---\n${title}\n\n${text}\n`);
    utimesSync(file, utc(at) / 1000, utc(at) / 1000);
  }
}
