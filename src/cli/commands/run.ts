/** `mujaz run`: the one process of a newsroom that goes by itself. */
import type { Command } from 'commander';
import { tellRunning } from '../report.ts';
import { settingsOf } from '../settings.ts';
import { nextLines } from './schedule-report.ts';
import { serveUntilStopped } from './serving.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz run                     as config/ says
  $ npx mujaz --config /etc/mujaz run with another folder of settings
  $ PORT=9000 npx mujaz run           on another port

It reads the sources of config/sources.yaml and the corpus folder, makes the editions of the schedule in
config/mujaz.yaml, mails what is approved, reads returned mails and serves the site. Two of them on one database
share the work. Stop it with Ctrl+C or SIGTERM: what is under way is finished, exit code 0.`;

/** Adds the command to the program. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('the one process: read the sources, make the editions of the schedule, send, and serve the site')
    .addHelpText('after', EXAMPLES)
    .action((_options: object, command: Command) => run(command));
}

/** So many of the next editions are told at the start. */
const NEXT = 3;

async function run(command: Command): Promise<void> {
  const config = settingsOf(command);
  const { openStore, upcoming } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    await serveUntilStopped(config, store, {
      name: config.digests[0].name,
      news: true,
      onListening: (addresses) => tellRunning(addresses, nextLines(config, upcoming(config, new Date(), NEXT))),
    });
  } finally {
    await store.close();
  }
}
