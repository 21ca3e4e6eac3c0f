/** Schedules over a real store, with a clock that tests move and editions that are really saved. */
import { resolve } from 'node:path';
import type { DueSlot, IssueOutcome, MakeIssue, SlotReport } from '../../src/app/schedule/contract.ts';
import { runDueSlots } from '../../src/app/schedule/run-due.ts';
import { type Config, type DigestConfig, loadConfig } from '../../src/config/index.ts';
import type { Store } from '../../src/store/index.ts';
import { inventArticle, inventEdition, inventPage, inventStory } from '../store/invented.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** `2026-03-29T01:00` of UTC, as epoch milliseconds. */
export const utc = (text: string) => Date.parse(`${text}Z`);

/** A schedule with six hours to catch up, unless said otherwise. */
export type Timetable = { readonly cron: string; readonly timeZone: string; readonly catchUp?: number };

/** The configuration that ships, with these digests. */
export function configWith(digests: Readonly<Record<string, Timetable | null>>): Config {
  const config = loadConfig(resolve(ROOT, 'config'), ROOT, {});
  const made = Object.entries(digests).map(
    ([id, schedule]): DigestConfig => ({
      ...config.digests[0],
      id,
      schedule: schedule && { catchUp: 6 * HOUR, ...schedule },
    }),
  );
  return { ...config, digests: made as unknown as Config['digests'] };
}

/** Saves an edition of the slot with one invented story; `isNoted`: the slot knows it at once. */
export function savingIssue(store: Store, isNoted = false): MakeIssue {
  return async ({ digest, date, time }, now): Promise<IssueOutcome> => {
    const page = inventPage('page');
    await store.savePages([page], now);
    const story = inventStory('story', inventArticle(page));
    let edition = await store.nextEditionNumber(digest, date, time);
    for (;;) {
      const origin = isNoted ? { slot: { digest, date, time }, approvals: 0 } : undefined;
      const made = inventEdition(edition, date, [story], { digest, time });
      const saved = await store.saveEdition(made, [story], now, origin);
      if ('state' in saved) return { state: 'made', edition: saved.number, stories: 1, sent: false };
      if (saved.refused !== 'number-taken') throw new Error('nobody approves here');
      edition = saved.next;
    }
  };
}

/** A program that looks at the schedule when it is told to. */
export type Program = {
  /** Looks at this time of UTC (the clock may be set back); gives what it did, a line for each slot. */
  readonly at: (time: string) => Promise<readonly string[]>;
};

/** Another program over the same store is another owner. */
export function openProgram(
  config: Config,
  store: Store,
  { owner = 'first', make = savingIssue(store) }: { owner?: string; make?: MakeIssue } = {},
): Program {
  return {
    async at(time) {
      const done: string[] = [];
      const onReport = (report: SlotReport) => done.push(describe(report));
      await runDueSlots(config, store, { now: () => utc(time), owner, make, onReport });
      return done;
    },
  };
}

/** `daily 2026-03-29 02:30 made 1`. */
function describe(report: SlotReport): string {
  const slot = `${report.digest} ${report.date} ${report.time} ${report.state}`;
  if (report.state === 'made') return `${slot} ${report.edition}`;
  return report.state === 'too-little' ? slot : `${slot}: ${report.note}`;
}

/** `2026-03-29 02:30`, oldest first. */
export async function editionsOf(store: Store): Promise<readonly string[]> {
  const list = await store.editions({ limit: 100 });
  const editions = await Promise.all(list.map(({ number }) => store.edition(number)));
  return editions.map((edition) => `${edition?.date} ${edition?.time}`).sort();
}

/** Throws as often as it is told to, and then works. */
export function failing(make: MakeIssue, times: number): MakeIssue {
  let left = times;
  return async (slot: DueSlot, now: Date) => {
    if (left > 0) {
      left -= 1;
      throw new TypeError('invented fault');
    }
    return await make(slot, now);
  };
}
