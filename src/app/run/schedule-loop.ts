/** The schedule while the program runs: node-cron wakes it, the rows of the slots decide. */
import type { Config } from '../../config/index.ts';
import { openBeat } from '../../queue/index.ts';
import type { Store } from '../../store/index.ts';
import { MINUTE_MS } from '../durations.ts';
import { makeIssueOf } from '../issue/make-issue.ts';
import { faultLine } from '../post-office/fault-line.ts';
import { openTeller } from '../post-office/teller.ts';
import type { SlotReport } from '../schedule/contract.ts';
import type { OpenSlot } from '../schedule/open-slots.ts';
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
  /** Ends when the sources were read for the first time: what is due waits for it, though not for long. */
  readonly firstNews?: Promise<void>;
};

/** The longest wait for the first news; shorter where a slot can be caught up for less than that. */
const MOST_WAIT_MS = 10 * MINUTE_MS;

/** Every ten seconds: a look at what is due is a query or two, and a minute late is late. */
const BEAT = '*/10 * * * * *';

/** Opens the loop and looks at once. */
export function openScheduleLoop(
  config: Config,
  store: Store,
  { onLine, clock, owner, onSending, firstNews }: ScheduleLoopOptions,
): ScheduleLoop {
  const stop = new AbortController();
  const make = makeIssueOf(config, store, onLine);
  const tell = openTeller({ onFault: onLine, clock });
  const waits = openWait(clock, firstNews);
  let running: Promise<void> | null = null;
  let lastRoundAt = clock();
  const beat = openBeat(BEAT, wake);
  wake();
  void firstNews?.then(wake);
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
      await runDueSlots(config, store, { now: clock, owner, make, onReport, waits, stop: stop.signal });
      lastRoundAt = clock();
    } catch (error) {
      tell(faultLine('schedule', error));
    }
  }

  function onReport(report: SlotReport): void {
    onLine(slotLine(report));
    if (report.state === 'made' && report.sent) onSending();
  }
}

/** Whether a slot is to wait for the first news. The wait is measured by a clock that nobody sets. */
function openWait(clock: () => number, firstNews: Promise<void> | undefined): (open: OpenSlot) => boolean {
  const begunAt = performance.now();
  let isOver = firstNews === undefined;
  void firstNews?.then(() => {
    isOver = true;
  });
  return ({ deadline }) => !isOver && performance.now() - begunAt < MOST_WAIT_MS && clock() < deadline - MINUTE_MS;
}

/** What became of a slot, for the log. */
export function slotLine(report: SlotReport): string {
  const slot = `schedule: ${report.digest} of ${report.date} ${report.time}`;
  switch (report.state) {
    case 'made':
      return report.note ? `${slot}: ${report.note}` : `${slot}: ${madeLine(report)}`;
    case 'too-little':
      return `${slot}: no edition, ${report.stories} new stories are fewer than the digest's least${report.retryAt === undefined ? '' : '; more may come in: tried again later'}.`;
    case 'missed':
    case 'failed':
      return `${slot}: ${report.state}: ${report.note}`;
  }
}

function madeLine({ edition, stories, sent }: SlotReport & { readonly state: 'made' }): string {
  const fate = sent ? 'approved, being sent' : `waiting for approval (npx mujaz approve ${edition})`;
  return `edition ${edition} with ${stories} stories, ${fate}.`;
}
