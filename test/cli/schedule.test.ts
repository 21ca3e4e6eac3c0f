import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore, type Store, upcoming } from '../../src/app/index.ts';
import { understandPages } from '../../src/app/understand.ts';
import { describeSchedule, type PastSlot } from '../../src/cli/commands/schedule-report.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import { factKeyOf } from '../../src/group/index.ts';
import type { Page } from '../../src/model.ts';
import { readFolder } from '../../src/read/index.ts';
import { configWith } from '../app/schedule-room.ts';
import { HOME, type Ran, run, workFolder } from './run.ts';

const CLOCK = pathToFileURL(resolve(import.meta.dirname, '../setup/moved-clock.ts')).href;
const HOUR = 3_600_000;
const isLong = process.env['MUJAZ_SOAK'] === '1';
const utc = (text: string) => Date.parse(`${text}Z`);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Newsroom = {
  /** Runs the command with the clock set to this time. */
  readonly at: (time: number, ...args: string[]) => Promise<Ran>;
  /** Begins to watch the schedule as if it were new. */
  readonly watch: (from: number) => Promise<void>;
  readonly editions: () => Promise<readonly string[]>;
};

/** A newsroom with a schedule of its own, watched from a time on, and news from just before it. */
async function newsroom(cron: string, timeZone: string, from: number): Promise<Newsroom> {
  const cwd = workFolder();
  folders.push(cwd);
  const schedule = `{ id: coalition, name: موجز التحالف, window: 400d, schedule: "${cron}", timeZone: ${timeZone} }`;
  writeFileSync(join(cwd, 'config/mujaz.yaml'), `digests:\n  - ${schedule}\n`);
  const config = loadConfig(join(cwd, 'config'), cwd, {});
  const watch = (at: number) =>
    withStore(config, async (store) => {
      await store.slots.watchedSince('coalition', 'none', at);
      await store.slots.watchedSince('coalition', `${cron} ${timeZone}`, at);
    });
  await withStore(config, (store) => bringNews(config, store, new Date(from - HOUR)));
  await watch(from);
  const editions = () =>
    withStore(config, async (store) => (await store.editions({ limit: 9 })).map(({ date }) => date));
  return { at: (time, ...args) => runAt(cwd, time, args), watch, editions };
}

async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config.database);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function bringNews(config: Config, store: Store, at: Date): Promise<void> {
  const read = await Array.fromAsync(readFolder(join(HOME, 'corpus'), () => undefined));
  const pages = read.filter((item): item is Page => !('reason' in item)).slice(0, 2);
  const { articles } = understandPages(pages, config);
  await store.savePages(pages, at);
  const understood = articles.map((article) => ({
    // Undated, they count by when they were first seen.
    article: { ...article, published: null },
    factKeys: new Map(article.figures.map((figure) => [figure.id, factKeyOf(article, figure)])),
  }));
  await store.saveArticles(understood, at);
}

let clocks = 0;

async function runAt(cwd: string, time: number, args: readonly string[]): Promise<Ran> {
  const file = join(cwd, `clock-${++clocks}`);
  writeFileSync(file, String(time));
  const env = { MUJAZ_TEST_CLOCK: file, NODE_OPTIONS: `--import=${CLOCK}` };
  return await run(['schedule', ...args], { cwd, env });
}

/** Programs that look at the same moment; what they say they made. */
async function race(room: Newsroom, time: number, programs = isLong ? 4 : 2): Promise<readonly string[]> {
  const ran = await Promise.all(Array.from({ length: programs }, () => room.at(time, '--due')));
  expect(ran.map(({ code, err }) => `${code} ${err}`)).toEqual(ran.map(() => '0 '));
  return ran.flatMap(({ out }) => out.match(/\S+ of \S+ \S+: edition \d+/gu) ?? []);
}

describe('programs that race on one database', () => {
  const zones = [
    {
      timeZone: 'Europe/Berlin',
      cron: '30 2 * * *',
      gap: { due: '2026-03-29T01:00:05', slot: '2026-03-29 02:30' },
      repeat: { due: '2026-10-25T00:30:05', slot: '2026-10-25 02:30' },
    },
    {
      timeZone: 'Asia/Beirut',
      cron: '30 0,23 * * *',
      gap: { due: '2026-03-28T22:00:05', slot: '2026-03-29 00:30' },
      repeat: { due: '2026-10-24T20:30:05', slot: '2026-10-24 23:30' },
    },
    {
      timeZone: 'Africa/Cairo',
      cron: '30 0,23 * * *',
      gap: { due: '2026-04-23T22:00:05', slot: '2026-04-24 00:30' },
      repeat: { due: '2026-10-29T20:30:05', slot: '2026-10-29 23:30' },
    },
  ];

  test.each(isLong ? zones : zones.slice(0, 1))(
    'make one edition in $timeZone of a slot that the clocks skip, of an hour that comes twice, and when the clock is set back',
    async ({ timeZone, cron, gap, repeat }) => {
      const room = await newsroom(cron, timeZone, utc(gap.due) - HOUR / 2);
      expect(await race(room, utc(gap.due))).toEqual([`coalition of ${gap.slot}: edition 1`]);
      // What was due in the summer is missed, or told of no more.
      await room.watch(utc(repeat.due) - HOUR / 2);
      expect(await race(room, utc(repeat.due))).toEqual([`coalition of ${repeat.slot}: edition 2`]);
      if (isLong) {
        const later = [utc(repeat.due) + HOUR, utc(gap.due)];
        const again = await Promise.all(later.map((time) => race(room, time, 2)));
        expect(again.flat()).toEqual([]);
      }
      expect(await room.editions()).toEqual([repeat.slot.slice(0, 10), gap.slot.slice(0, 10)]);
    },
    isLong ? 300_000 : 60_000,
  );
});

describe('mujaz schedule', () => {
  const now = utc('2026-03-28T22:40');

  test('says what to write where when no digest has a schedule', () => {
    const config = configWith({ daily: null });
    const shown = describeSchedule(config, { now, past: [], next: [] });
    expect(shown).toContain('no digest has a schedule. Give one to a digest under digests: in config/mujaz.yaml');
    expect(shown).toContain('schedule: "0 7 * * *"');
  });

  test('shows the next ones with zone, local time, UTC and how long it is until then', () => {
    const config = configWith({ daily: { cron: '30 2 * * *', timeZone: 'Europe/Berlin' } });
    const shown = describeSchedule(config, { now, past: [], next: upcoming(config, new Date(now), 3) });
    expect(shown).toContain(
      [
        '  next:',
        '    2026-03-29 02:30 Europe/Berlin (the clocks skip it: at 03:00)   2026-03-29 01:00 UTC   in 2 h 20 min   daily',
        '    2026-03-30 02:30 Europe/Berlin   2026-03-30 00:30 UTC   in 25 h 50 min   daily',
        '    2026-03-31 02:30 Europe/Berlin   2026-03-31 00:30 UTC   in 2 d 1 h   daily',
      ].join('\n'),
    );
  });

  test('shows past ones without an edition, with why and what to do', () => {
    const config = configWith({ daily: { cron: '30 2 * * *', timeZone: 'Europe/Berlin' } });
    const slot = {
      digest: 'daily',
      date: '2026-03-28',
      time: '02:30',
      dueAt: utc('2026-03-28T01:30'),
      at: now,
      tries: 1,
    };
    const rest = { edition: null, retryAt: null };
    const past: PastSlot[] = [
      { ...slot, ...rest, state: 'failed', note: 'invented fault', retryAt: utc('2026-03-28T22:41') },
      { ...slot, ...rest, date: '2026-03-27', state: 'missed', note: 'invented reason' },
    ];
    expect(describeSchedule(config, { now, past, next: [] })).toContain(
      [
        '  without an edition:',
        '    daily  2026-03-28 02:30 Europe/Berlin  failed: invented fault',
        '        tried again at 2026-03-29 01:41 (Asia/Damascus)',
        '        to make it now: npx mujaz schedule --make daily@2026-03-28T02:30',
        '    daily  2026-03-27 02:30 Europe/Berlin  missed: invented reason',
        '        to make it now: npx mujaz schedule --make daily@2026-03-27T02:30',
      ].join('\n'),
    );
  });
});
