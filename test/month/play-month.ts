/** Plays the month in this process: the real use cases over a real SQLite file, and a clock that is set. */
import { join } from 'node:path';
import { approve, openStore } from '../../src/app/index.ts';
import { ingest } from '../../src/app/intake/ingest.ts';
import { openReaderOf } from '../../src/app/intake/open-reader.ts';
import { makeIssueOf } from '../../src/app/issue/make-issue.ts';
import { runDueSlots } from '../../src/app/schedule/run-due.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import type { SlotRecord, Store } from '../../src/store/index.ts';
import { type Asked, openNewsrooms } from './feed-server.ts';
import { NEWS } from './news.ts';
import { APPROVALS, FIRST, openOffice, steps, tendFolder } from './scenario.ts';
import { type ToldEdition, toldBy } from './told.ts';
import { type Versions, versionsOf } from './versions.ts';

/** What came of the month. */
export type Month = {
  readonly daily: readonly ToldEdition[];
  readonly weekly: readonly ToldEdition[];
  readonly slots: readonly SlotRecord[];
  readonly versions: Versions;
  readonly asked: readonly Asked[];
  /** Of approvals that were refused. */
  readonly refused: readonly string[];
  /** What went wrong with sources: `harbour: it is not whole: ...`. */
  readonly faults: readonly string[];
};

/** Besides the two deaths the program is started anew once, for an update of it. */
const RESTART = Date.UTC(2026, 2, 23);

/** A running program. */
type Program = { readonly store: Store; look(): Promise<void>; close(): Promise<void> };

export async function playMonth(): Promise<Month> {
  let now = FIRST;
  const clock = () => now;
  const newsrooms = await openNewsrooms(NEWS, clock);
  const office = openOffice(newsrooms, { inMemory: true });
  const config = loadConfig(join(office.folder, 'config'), office.folder, { MUJAZ_KEY: 'ab'.repeat(32) });
  const refused: string[] = [];
  const faults: string[] = [];
  let program: Program | null = null;
  try {
    for (const { at, isAlive } of steps()) {
      now = at;
      tendFolder(office.corpus, now);
      if (!isAlive || now === RESTART) {
        await program?.close();
        program = null;
      }
      if (!isAlive) continue;
      program ??= await start(config, clock, faults);
      await program.look();
      refused.push(...(await approveWeekly(config, program.store, now)));
    }
    const { store } = program as Program;
    return {
      daily: await toldBy(store, 'daily'),
      weekly: await toldBy(store, 'weekly'),
      slots: [...(await store.slots.list({ limit: 1000 }))].reverse(),
      versions: versionsOf(config),
      asked: newsrooms.log,
      refused,
      faults,
    };
  } finally {
    await program?.close();
    await newsrooms.close();
    office.close();
  }
}

async function start(config: Config, clock: () => number, faults: string[]): Promise<Program> {
  const store = await openStore(config.database);
  const reader = openReaderOf(config, clock);
  const onLine = (line: string) => void faults.push(line);
  const make = makeIssueOf(config, store, onLine);
  const tools = { reader, clock, owner: 'month', onLine, settleMs: 0 };
  return {
    store,
    async look() {
      const { outcomes } = await ingest(config, store, tools, {});
      for (const { source, fault, refusals } of outcomes) {
        if (fault !== null) faults.push(`${source.id}: ${fault}`);
        faults.push(...refusals.map(({ reason }) => `${source.id}: ${reason}`));
      }
      await runDueSlots(config, store, { now: clock, owner: 'month', make, onReport: () => undefined });
    },
    async close() {
      await reader.close();
      await store.close();
    },
  };
}

/** Approves the weekly editions of the moment; gives the refusals. */
async function approveWeekly(config: Config, store: Store, now: number): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const date of APPROVALS.get(now) ?? []) {
    const edition = (await store.editions({ digest: 'weekly', limit: 20 })).find((each) => each.date === date);
    await approve(config, store, edition?.number ?? 0, new Date(now)).catch((error: Error) => {
      refused.push(`${date}: ${error.message}`);
    });
  }
  return refused;
}
