/** `mujaz send`: an approved edition to its readers, with counts before, a bar during and a report after. */
import type { Command } from 'commander';
import type { SendingPlan, SendingReport } from '../../app/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { showWordedProgress } from '../progress.ts';
import { sendAt } from './send-at.ts';
import { begin } from './send-begin.ts';
import { jsonOf } from './send-json.ts';
import { describePlan } from './send-plan.ts';
import { type OpenRecords, vaultOf, withStore } from './send-records.ts';
import { describeReport, progressWords } from './send-report.ts';
import { watchSilence } from './send-silence.ts';
import { mayStart, type StartOptions, willAsk } from './send-start.ts';
import { outliveReaders, stopOnSignal } from './send-stop.ts';
import { editionNumber, isFault, people } from './send-words.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz send --dry-run                    who would get the newest approved edition, and which way; sends nothing
  $ npx mujaz send 12                           shows that, asks once, and sends
  $ npx mujaz send 12 --yes --json              for scripts: does not ask, prints one JSON object
  $ npx mujaz send 12 --to reader@example.org   only to this subscriber
  $ npx mujaz send 12 --retry-uncertain         also to those who may have got it already
  $ npx mujaz send 12 --resend-failed           also to those whom a mail server refused; never to the suppressed
  $ npx mujaz send 12 --at "2026-11-23 07:30"   begins then by itself, while npm start or npx mujaz run goes on
  $ npx mujaz send 12 --at never                takes that time back

Nobody is mailed twice by it: whenever it was stopped it goes on when run again, and two at once share the work. Ctrl+C or
SIGTERM stops it: open messages are finished within 30 s; a second time ends it at once, and then open ones are uncertain.

What a mail server puts off is tried again after 5, 15 and 30 minutes, 1, 2, 4 hours and so on, for 24 hours: by npm start,
by this command run later, or by one that stays, with --wait. "Accepted" means that the mail server has taken a message,
which is not yet delivered. Where nobody can be asked, as in scripts, nothing is sent without --yes.

A time is of the clock of timeZone in config/mujaz.yaml. It goes with the approval, when the edition is mended, and with a
pause; one that came while no program ran is missed after 6 hours, and nothing is sent by it.

Exit codes: 0 sent, stopped, or waiting for a later time; 1 paused by a fault, or no mail server answers; 2 bad input.`;

type Options = StartOptions & {
  readonly retryUncertain?: true;
  readonly resendFailed?: true;
  readonly at?: string;
  readonly json?: true;
};

/** Adds the command to the program. */
export function addSendCommand(program: Command, outcome: Outcome): void {
  program
    .command('send')
    .description('send an approved edition to its readers')
    .argument('[number]', 'which edition (default: the newest that is approved and not done)')
    .option('--dry-run', 'show who would get it and which way; send nothing')
    .option('--to <address>', 'only to the subscriber with this address')
    .option('--yes', 'do not ask before sending')
    .option('--retry-uncertain', 'try those again who may have got it already')
    .option('--resend-failed', 'try those again whom a mail server refused')
    .option('--at <time>', 'begin by itself then: "YYYY-MM-DD HH:MM" in local time; never: take that back')
    .option('--wait', 'stay for later tries and the end of quiet hours')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action((text: string | undefined, options: Options, command: Command) => {
      const number = editionNumber('send', text);
      return withStore(command, (records) => send(records, number, options, outcome));
    });
}

async function send(records: OpenRecords, number: number | null, options: Options, outcome: Outcome): Promise<void> {
  const { config, store } = records;
  const { planSending } = await import('../../app/index.ts');
  const plan = await planSending(config, store, number, new Date());
  if (options.at !== undefined) return await sendAt(records, plan, options.at, options);
  const resent = options.resendFailed ? await store.ledger.resendable(plan.edition) : 0;
  const retries = options.retryUncertain ?? config.sending.uncertain === 'retry';
  const view = { timeZone: config.timeZone, retries, one: options.to !== undefined, resent };
  if (!options.json) console.log(describePlan(plan, view));
  else if (willAsk(options)) console.error(describePlan(plan, view));

  const obstacle = await mayStart(plan, options, view);
  const report = obstacle ? null : await run(records, plan, options);
  if (options.json) console.log(jsonOf(plan, report, obstacle?.end ?? null));
  else console.log(report ? describeReport(report, plan, view) : obstacle?.line);
  if (report ? isMendable(report) : obstacle?.isFault) outcome.code = EXIT.fault;
}

async function run(records: OpenRecords, plan: SendingPlan, options: Options): Promise<SendingReport> {
  const { runSending } = await import('../../app/index.ts');
  const vault = await vaultOf(records);
  await begin(records, plan, options);
  const bar = showWordedProgress();
  const stop = stopOnSignal(() =>
    bar.note('mujaz: stopping: open messages are finished, for at most 30 s; a second time ends it at once.'),
  );
  // With --wait it is silent for hours, and rightly so.
  const silence = options.wait ? null : watchSilence(bar.note);
  const unheard = outliveReaders();
  if (!process.stderr.isTTY) console.error(`mujaz: sending edition ${plan.edition} to ${whom(plan, options)}`);
  try {
    return await runSending(records.config, records.store, vault, {
      edition: plan.edition,
      stop: stop.signal,
      ...(options.to === undefined ? {} : { to: options.to }),
      ...(options.retryUncertain ? { retryUncertain: true } : {}),
      ...(options.wait ? { wait: true } : {}),
      onProgress(progress) {
        const { counts, candidates } = progress;
        const done = candidates - counts.queued - counts.sending;
        bar.step(done, candidates, progressWords(progress));
        silence?.heard(done);
      },
      onFault: (line) => bar.note(`mujaz: ${line}`),
    });
  } finally {
    silence?.end();
    bar.done();
    stop.release();
    unheard();
  }
}

function whom({ counts }: SendingPlan, { to }: Options): string {
  return to === undefined ? people(counts.queued) : 'one subscriber';
}

/** Somebody has to do something about it. */
function isMendable({ end, reason }: SendingReport): boolean {
  return end === 'unreachable' || (end === 'paused' && isFault(reason));
}
