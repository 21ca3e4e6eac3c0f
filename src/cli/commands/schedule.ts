/** `mujaz schedule`: when editions are due, and making those that are. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { SlotReport } from '../../app/index.ts';
import type { Slot } from '../../model.ts';
import { EXIT, UsageFault } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import {
  describeSchedule,
  isWithoutSchedule,
  jsonOfReports,
  jsonOfSchedule,
  NO_SCHEDULE,
  nextLines,
} from './schedule-report.ts';
import { type OpenRecords, withStore } from './send-records.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz schedule                                      the next 10 editions, and those that were not made
  $ npx mujaz schedule --next 30 --json                     for scripts
  $ npx mujaz schedule --due                                make what is due now, and end
  $ npx mujaz schedule --make coalition@2026-11-20T07:00    make one that was missed, failed or had too little

npx mujaz run does this by itself. Those who have a cron of their own let it run, every few minutes,
  npx mujaz ingest && npx mujaz schedule --due
An edition is late by at most the digest's catchUp (6h); what is later is missed. The first --due after a change of
the schedule begins to watch it: only what is due from then on is made.
Exit code 1 when an edition was missed or could not be made; what failed is tried again by a later --due.`;

type Options = { readonly next: string; readonly due?: true; readonly make?: string; readonly json?: true };

/** Adds the command to the program. */
export function addScheduleCommand(program: Command, outcome: Outcome): void {
  program
    .command('schedule')
    .description('show when editions are due, and make those that are')
    .option('--next <number>', 'how many of the next ones', '10')
    .option('--due', 'make what is due now, and end')
    .option('--make <slot>', 'make a past one after all: DIGEST@YYYY-MM-DDTHH:MM')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options, command: Command) => {
      const count = countOf(options.next);
      const slot = options.make === undefined ? null : slotOf(options.make);
      if (slot && options.due) throw new UsageFault('--due and --make do not go together.', 'Use one of them.');
      await withStore(command, async (opened) => {
        if (slot) outcome.code = await tell(options, opened, [await makeSlot(opened, slot)]);
        else if (options.due) outcome.code = await tell(options, opened, await makeDue(opened));
        else await show(opened, count, options.json === true);
      });
    });
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,2}$/u.test(text)) return Number(text);
  throw new UsageFault(`--next ${text}: this is no number from 1 to 999.`, 'Name one such as 10.');
}

function slotOf(text: string): Slot {
  const [, digest, date, time] = /^([^@]+)@(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/u.exec(text) ?? [];
  if (digest && date && time && !Number.isNaN(Date.parse(`${date}T00:00Z`))) return { digest, date, time };
  throw new UsageFault(
    `--make ${text}: this names no slot.`,
    'Write DIGEST@YYYY-MM-DDTHH:MM in the local time of its schedule, such as coalition@2026-11-20T07:00.',
  );
}

/** The past is told of for so many days, and so many slots. */
const PAST = { ms: 14 * 86_400_000, slots: 10, rows: 200 } as const;

async function show({ config, store }: OpenRecords, count: number, json: boolean): Promise<void> {
  const { upcoming } = await import('../../app/index.ts');
  const now = Date.now();
  const rows = await store.slots.list({ limit: PAST.rows });
  const past = rows.filter(({ state, dueAt }) => state !== 'made' && dueAt > now - PAST.ms).slice(0, PAST.slots);
  const schedule = { now, past, next: upcoming(config, new Date(now), count) };
  console.log(json ? jsonOfSchedule(config, schedule) : describeSchedule(config, schedule));
}

async function makeDue({ config, store }: OpenRecords): Promise<readonly SlotReport[]> {
  if (isWithoutSchedule(config)) throw new UsageFault('--due:', NO_SCHEDULE);
  const { runDueSlots } = await import('../../app/index.ts');
  const reports: SlotReport[] = [];
  await runDueSlots(config, store, {
    ...(await making({ config, store })),
    onReport: (report) => reports.push(report),
  });
  return reports;
}

async function makeSlot({ config, store }: OpenRecords, slot: Slot): Promise<SlotReport> {
  const { makeMissed } = await import('../../app/index.ts');
  return await makeMissed(config, store, slot, await making({ config, store }));
}

async function making({ config, store }: OpenRecords) {
  const { makeIssueOf } = await import('../../app/index.ts');
  const make = makeIssueOf(config, store, (line) => console.error(`mujaz: ${line}`));
  return { now: Date.now, owner: randomUUID(), make };
}

/** Prints what was done; gives the exit code. */
async function tell({ json }: Options, { config }: OpenRecords, reports: readonly SlotReport[]): Promise<number> {
  const { slotLine, upcoming } = await import('../../app/index.ts');
  if (json) console.log(jsonOfReports(reports));
  else if (reports.length === 0) {
    console.log('موجز: لا شيء مستحق الآن');
    console.log(['Mujaz: nothing is due; the next:', ...nextLines(config, upcoming(config, new Date(), 1))].join(' '));
  } else for (const report of reports) tellReport(slotLine(report), report);
  return reports.some(isBad) ? EXIT.fault : EXIT.done;
}

function isBad({ state }: SlotReport): boolean {
  return state === 'failed' || state === 'missed';
}

function tellReport(line: string, report: SlotReport): void {
  (isBad(report) ? console.error : console.log)(`mujaz: ${line}`);
  if (report.state === 'made' && report.sent) {
    console.log(`mujaz: its mails leave with npx mujaz run, or now: npx mujaz send ${report.edition}`);
  }
}
