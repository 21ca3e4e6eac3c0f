/** Holds what came of the soak against what is expected, in lines for people. */
import type { Store } from '../../src/store/index.ts';
import type { Arrived } from '../setup/mail-server.ts';
import { DAILY, WEEKLY, WITHOUT_EDITION } from './expected.ts';
import type { Asked } from './feed-server.ts';
import { NEWS } from './news.ts';
import { utc } from './news-item.ts';
import { READERS } from './soak-office.ts';
import { type ToldEdition, toldBy } from './told.ts';

const EDITOR = 'editor@desk.example';
/** Weekly editions that an editor has approved. */
const APPROVED = ['2026-03-16', '2026-03-30', '2026-04-06'];

/** Lines that begin with `-` are missing, with `+` too many. */
export async function differences(
  store: Store,
  arrived: readonly Arrived[],
  asked: readonly Asked[],
): Promise<readonly string[]> {
  const slots = (await store.slots.list({ limit: 1000 })).filter(({ state }) => state !== 'made');
  const empty = slots.map(({ digest, date, time, state }) => `${digest} ${date} ${time} ${state}`);
  return [
    ...compare('daily', linesOf(DAILY), linesOf(await toldBy(store, 'daily'))),
    ...compare('weekly', linesOf(WEEKLY), linesOf(await toldBy(store, 'weekly'))),
    ...compare('slot', WITHOUT_EDITION, empty),
    ...compare('mail', expectedMails(), arrived.map(mailLine)),
    ...compare(
      'impolite request',
      [],
      asked.filter(isImpolite).map(({ room, path }) => `${room} ${path}`),
    ),
  ];
}

/** To what robots.txt keeps for itself, or before the time that the server has named. */
function isImpolite({ room, path, at, status }: Asked): boolean {
  if (path.startsWith('/private/')) return true;
  const isEarly = room === 'plain' && utc('03-15 12:00') <= at && at < utc('03-16 03:00');
  return isEarly && status === 429;
}

function compare(what: string, expected: readonly string[], found: readonly string[]): readonly string[] {
  return [
    ...withoutOnce(expected, found).map((line) => `- ${what} ${line}`),
    ...withoutOnce(found, expected).map((line) => `+ ${what} ${line}`),
  ];
}

/** Each line of `others` takes away one equal line. */
function withoutOnce(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const linesOf = (editions: readonly ToldEdition[]) => editions.map(({ date, told }) => `${date} ${told.join('; ')}`);

/** One of each edition to each of its readers, with the stories of their themes; one to the editor. */
function expectedMails(): readonly string[] {
  const [daily = '', weekly = ''] = READERS.map(([address]) => address);
  return [
    ...DAILY.map(({ told }) => `${daily}: ${eventsOf(told).join(' ')}`),
    ...WEEKLY.filter(({ date }) => APPROVED.includes(date)).map(
      ({ told }) => `${weekly}: ${eventsOf(told.filter((line) => line.startsWith('camps_detainees'))).join(' ')}`,
    ),
    `${EDITOR}: bridge`,
  ];
}

function eventsOf(told: readonly string[]): readonly string[] {
  const stories = told
    .filter((line) => !line.startsWith('unread'))
    .flatMap((line) => line.replace(/^\w+: /u, '').split(', '));
  return stories.map((story) => story.replace(/@.*/u, '')).sort();
}

/** Whom it is for, and the events whose headlines stand in it. */
function mailLine({ to, mail }: Arrived): string {
  const text = (mail.text ?? '').replace(/\s+/gu, ' ');
  if (to.includes(EDITOR)) return `${EDITOR}: ${text.includes('موقع الجسر المختلق') ? 'bridge' : text.slice(0, 200)}`;
  const events = NEWS.filter(({ title }) => text.includes(title)).map(({ event }) => event);
  return `${to.join(', ')}: ${[...new Set(events)].sort().join(' ')}`;
}
