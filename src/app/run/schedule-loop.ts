/** The schedule while the program runs: node-cron wakes it, the rows of the slots decide. */
import type { Config } from '../../config/index.ts';
import { openBeat } from '../../queue/index.ts';
import type { Store } from '../../store/index.ts';
import { makeIssueOf } from '../issue/make-issue.ts';
import { faultLine } from '../post-office/fault-line.ts';
import type { SlotReport } from '../schedule/contract.ts';
import { runDueSlots } from '../schedule/run-due.ts';

/** A running schedule. */
export type ScheduleLoop = {
  wake(): void;
  /** When it last looked at all slots; epoch milliseconds. */
  lastRoundAt(): number;
  /** Finishes the edition at hand. */
  close(): Promise<void>;
};

export type ScheduleLoopOptions = {
  readonly onLine: (line: string) => void;
  readonly clock: () => number;
  readonly owner: string;
  /** An edition was approved by the schedule and may leave. */
  readonly onSending: () => void;
};

/** Every ten seconds: a look at what is due is a query or two, and a minute late is late. */
const BEAT = '*/10 * * * * *';

/** Opens the loop and looks at once. */
export function openScheduleLoop(
  config: Config,
  store: Store,
  { onLine, clock, owner, onSending }: ScheduleLoopOptions,
): ScheduleLoop {
  const stop = new AbortController();
  const make = makeIssueOf(config, store, onLine);
  let running: Promise<void> | null = null;
  let lastRoundAt = clock();
  const beat = openBeat(BEAT, wake);
  wake();
  return {
    wake,
    lastRoundAt: () => lastRoundAt,
    async close() {
      stop.abort();
      beat.stop();
      await running;
    },
  };

  function wake(): void {
    if (running || stop.signal.aborted) return;
    running = round().finally(() => {
      running = null;
    });
  }

  async function round(): Promise<void> {
    try {
      await runDueSlots(config, store, { now: clock, owner, make, onReport, stop: stop.signal });
      lastRoundAt = clock();
    } catch (error) {
      onLine(faultLine('schedule', error));
    }
  }

  function onReport(report: SlotReport): void {
    onLine(slotLine(report));
    if (report.state === 'made' && report.sent) onSending();
  }
}

/** What became of a slot, for the log. */
export function slotLine(report: SlotReport): string {
  const slot = `schedule: ${report.digest} of ${report.date} ${report.time}`;
  switch (report.state) {
    case 'made':
      return `${slot}: edition ${report.edition} with ${report.stories} stories, ${report.sent ? 'approved, being sent' : `waiting for approval (npx mujaz approve ${report.edition})`}.`;
    case 'too-little':
      return `${slot}: no edition, ${report.stories} new stories are fewer than the digest's least.`;
    case 'missed':
    case 'failed':
      return `${slot}: ${report.state}: ${report.note}`;
  }
}
