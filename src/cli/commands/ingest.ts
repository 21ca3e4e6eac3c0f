/** `mujaz ingest`: reads the sources that are due, once. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { IngestReport, IngestRequest, Store } from '../../app/index.ts';
import type { Config } from '../../config/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { showWordedProgress } from '../progress.ts';
import { tellRefusals } from '../report.ts';
import { settingsOf } from '../settings.ts';
import { ingestJson, tellIngest } from './ingest-report.ts';
import { stopOnSignal } from './send-stop.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz ingest                   the sources that are due
  $ npx mujaz ingest levant            this one, due or not
  $ npx mujaz ingest --all --json      all of them; for scripts: one JSON object on standard output

Sources are the corpus folder (_corpus) and what config/sources.yaml names under read:. npx mujaz run does the same by
itself. Ctrl+C stops it; what was read is kept. Exit code 0 when a source could be read or none was due, 1 when all failed.`;

type Options = { all?: true; json?: true };

/** Adds the command to the program. */
export function addIngestCommand(program: Command, outcome: Outcome): void {
  program
    .command('ingest')
    .description('read the sources once: folders, feeds, lists and pages')
    .argument('[source]', 'its id in config/sources.yaml (default: all that are due)')
    .option('--all', 'also those that are not due yet')
    .option('--json', 'print what came in as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (source: string | undefined, options: Options, command: Command) => {
      const config = settingsOf(command);
      const { openStore } = await import('../../app/index.ts');
      const store = await openStore(config.database);
      try {
        const request = { ...(source === undefined ? {} : { only: source }), all: options.all === true };
        const report = await ingestWithProgress(config, store, request);
        const states = await store.intake.states();
        if (options.json) console.log(JSON.stringify(ingestJson(report, states), null, 2));
        else await tellIngest(report, { states, inlets: config.inlets, timeZone: config.timeZone });
        tellRefusals(report.outcomes.flatMap(({ refusals }) => refusals));
        outcome.code = exitCodeOf(report);
      } finally {
        await store.close();
      }
    });
}

/** Stops at the first signal, in good order. */
async function ingestWithProgress(config: Config, store: Store, request: IngestRequest): Promise<IngestReport> {
  const { ingest, openReaderOf } = await import('../../app/index.ts');
  const progress = showWordedProgress();
  const stop = stopOnSignal(() => progress.note('mujaz: stopping; what was read is kept.'));
  const reader = openReaderOf(config);
  const total = request.only === undefined ? config.inlets.length : 1;
  let done = 0;
  try {
    const onLine = (line: string) => progress.note(`mujaz: ${line}`);
    const tools = { reader, clock: Date.now, owner: randomUUID(), onLine };
    const onSource: IngestRequest['onSource'] = ({ source }) => progress.step(++done, total, source.id);
    return await ingest(config, store, tools, { ...request, stop: stop.signal, onSource });
  } finally {
    progress.done();
    stop.release();
    await reader.close();
  }
}

function exitCodeOf({ outcomes }: IngestReport): number {
  const failed = outcomes.filter(({ state }) => state === 'failed' || state === 'waiting');
  return failed.length > 0 && failed.length === outcomes.length ? EXIT.fault : EXIT.done;
}
