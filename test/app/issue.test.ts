/** Editions of the schedule from real files, read and understood. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { approve, openStore } from '../../src/app/index.ts';
import { ingest } from '../../src/app/intake/ingest.ts';
import { openReaderOf } from '../../src/app/intake/open-reader.ts';
import { makeIssueOf } from '../../src/app/issue/make-issue.ts';
import { makeMissed } from '../../src/app/schedule/make-by-hand.ts';
import { runDueSlots } from '../../src/app/schedule/run-due.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import type { Store } from '../../src/store/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const HOUR = 3_600_000;
const SLOT = { digest: 'daily', date: '2026-03-01', time: '07:00' };

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** An office with a folder of its own, and a clock that is set by every look. */
async function openOffice(send: 'automatic' | 'on-approval') {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-issue-'));
  closings.push(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'corpus'));
  const shipped = loadConfig(resolve(ROOT, 'config'), ROOT, {});
  const schedule = { cron: '0 7 * * *', timeZone: 'UTC', catchUp: 6 * HOUR };
  const config: Config = {
    ...shipped,
    out: join(folder, 'digests'),
    corpus: join(folder, 'corpus'),
    inlets: shipped.inlets.flatMap((inlet) =>
      inlet.kind === 'folder' ? [{ ...inlet, folder: join(folder, 'corpus') }] : [],
    ),
    digests: [{ ...shipped.digests[0], id: 'daily', schedule, send, minStories: 1 }],
  };
  const store = await openStore({ file: join(folder, 'mujaz.sqlite') });
  closings.push(() => store.close());
  let now = 0;
  const clock = () => now;
  const reader = openReaderOf(config, clock);
  closings.push(() => reader.close());
  const make = makeIssueOf(config, store, () => undefined);
  return {
    config,
    store,
    async newsOf(time: string, name: keyof typeof TEXTS) {
      now = Date.parse(`${time}Z`);
      writeFileSync(join(config.corpus, `${name}.txt`), articleOf(name, time.slice(0, 10)));
      await ingest(config, store, { reader, clock, owner: 'one', onLine: () => undefined, settleMs: 0 }, { all: true });
    },
    async look(time: string, timetable: Config = config) {
      now = Date.parse(`${time}Z`);
      const done: string[] = [];
      const onReport = (report: { time: string; state: string; edition?: number }) =>
        done.push(`${report.time} ${report.state} ${report.edition ?? ''}`.trim());
      await runDueSlots(timetable, store, { now: clock, owner: 'one', make, onReport });
      return done;
    },
    byHand: () => makeMissed(config, store, SLOT, { now: clock, owner: 'hand', make }),
    approve: (number: number) => approve(config, store, number, new Date(now)),
  };
}

const TEXTS = {
  attack:
    'مقتل 3 عناصر في هجوم قرب بلدة الهجين\n\nقُتل 3 عناصر من الجيش في هجوم مسلح استهدف حاجزاً عسكرياً قرب بلدة الهجين. وقال مصدر عسكري إن المسلحين هاجموا الحاجز بالأسلحة الرشاشة قبل أن ينسحبوا إلى البادية.',
  return:
    'عودة 47 عائلة من المخيم إلى العراق\n\nغادرت 47 عائلة عراقية مخيم الهول في قافلة جديدة نحو مخيم الجدعة. وقالت إدارة المخيم إن النازحين العائدين خضعوا لتدقيق أمني قبل السفر، وإن عدد القاطنين انخفض إلى 31000 شخص.',
} as const;

function articleOf(name: keyof typeof TEXTS, day: string): string {
  return `---\nsource: صحيفة مخترعة\npublished: ${day}\n---\n${TEXTS[name]}\n`;
}

async function pagesOf(store: Store, number: number): Promise<readonly string[]> {
  return (await store.editionPages(number)).map(({ id }) => id).sort();
}

/** Replaces a method until it is called. */
function once<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name, work: () => Promise<unknown>) {
  const real = owner[name] as (...given: unknown[]) => unknown;
  const stand = async (...given: unknown[]) => {
    owner[name] = real as Owner[Name];
    await work();
    return await real.apply(owner, given);
  };
  owner[name] = stand as Owner[Name];
}

test('what is approved while the next edition is being made is not told again in that', async () => {
  const office = await openOffice('on-approval');
  const { store } = office;
  await office.look('2026-03-01T06:00');
  await office.newsOf('2026-03-01T06:30', 'attack');
  expect(await office.look('2026-03-01T07:00')).toEqual(['07:00 made 1']);
  await office.newsOf('2026-03-02T06:30', 'return');
  once(store as { knownFigures: Store['knownFigures'] }, 'knownFigures', () => office.approve(1));
  expect(await office.look('2026-03-02T07:00')).toEqual(['07:00 made 2']);
  const [first, second] = [await pagesOf(store, 1), await pagesOf(store, 2)];
  expect([first.length, second.length]).toEqual([1, 1]);
  expect(first).not.toEqual(second);
  expect((await office.approve(2)).wasApprovedBefore).toBe(false);
});

test('a draft that its slot has saved stays as it is: somebody may have looked at it', async () => {
  const office = await openOffice('on-approval');
  const { store } = office;
  await office.look('2026-03-01T06:00');
  await office.newsOf('2026-03-01T06:30', 'attack');
  once(store.slots as { finish: Store['slots']['finish'] }, 'finish', () => Promise.reject(new Error('away')));
  await expect(office.look('2026-03-01T07:00')).rejects.toThrow('away');
  const seen = await store.wholeEdition(1);
  await office.newsOf('2026-03-01T07:05', 'return');
  expect(await office.look('2026-03-01T07:20')).toEqual(['07:00 made 1']);
  expect(await store.wholeEdition(1)).toEqual(seen);
});

test('a draft that was left behind is made anew by hand when a later edition tells its stories, and can be approved', async () => {
  const office = await openOffice('on-approval');
  const { store, config } = office;
  await office.look('2026-03-01T06:00');
  await office.newsOf('2026-03-01T06:30', 'attack');
  writeFileSync(config.out, 'a file');
  expect(await office.look('2026-03-01T07:00')).toEqual(['07:00 failed']);
  expect((await store.slots.find(SLOT))?.note).toMatch(
    /^making it failed: the files of edition 1 cannot be written: .*digests.*a file where a folder is needed \((ENOTDIR|EEXIST)\)/u,
  );
  rmSync(config.out);
  expect(await office.look('2026-03-02T07:00')).toEqual(['07:00 missed', '07:00 made 2']);
  await expect(office.approve(1)).rejects.toThrow('edition 2 of the same digest tells its stories again');
  await office.approve(2);
  await office.newsOf('2026-03-02T08:00', 'return');
  expect(await office.byHand()).toMatchObject({ state: 'made', edition: 1 });
  expect(await pagesOf(store, 1)).not.toEqual(await pagesOf(store, 2));
  expect(await office.approve(1)).toMatchObject({ number: 1, wasApprovedBefore: false });
});

test('a schedule that is moved on the same day makes a second edition of it, with its time', async () => {
  const office = await openOffice('automatic');
  const { store, config } = office;
  await office.look('2026-03-01T06:00');
  await office.newsOf('2026-03-01T06:30', 'attack');
  expect(await office.look('2026-03-01T07:00')).toEqual(['07:00 made 1']);
  const [daily] = config.digests;
  const evening = { cron: '0 18 * * *', timeZone: 'UTC', catchUp: HOUR };
  const moved: Config = { ...config, digests: [{ ...daily, schedule: evening }] };
  await office.look('2026-03-01T09:00', moved);
  await office.newsOf('2026-03-01T10:00', 'return');
  expect(await office.look('2026-03-01T18:00', moved)).toEqual(['18:00 made 2']);
  expect(await store.edition(2)).toMatchObject({ date: '2026-03-01', time: '18:00' });
  expect((await store.ledger.sending(2))?.state).toBe('sending');
});
