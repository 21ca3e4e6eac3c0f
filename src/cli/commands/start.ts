/** `mujaz start`: make today's edition and show it in the browser until told to stop. */
import type { Command } from 'commander';
import { tellAddresses, tellKept, tellMade, tellRefusals } from '../report.ts';
import { settingsOf } from '../settings.ts';
import { makeEditionWithProgress, withFolders } from './digest.ts';
import { type Addresses, serveUntilStopped } from './serving.ts';

const EXAMPLES = `
Examples:
  $ npm start                              on http://localhost:8080
  $ PORT=9000 npx mujaz start              on another port
  $ npx mujaz start --corpus saved-pages   from your own pages

Stop it with Ctrl+C or SIGTERM: open requests are finished, exit code 0.`;

type Options = { corpus?: string; date?: string; digest?: string };

/** Adds the command to the program. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description("make today's edition, write it to digests/, and serve the archive")
    .option('--corpus <dir>', 'folder of pages to read')
    .option('--date <YYYY-MM-DD>', 'the day of the edition (default: today in the configured time zone)')
    .option('--digest <id>', 'which digest of config/mujaz.yaml (default: the first)')
    .addHelpText('after', EXAMPLES)
    .action((options: Options, command: Command) => start(options, command));
}

async function start(options: Options, command: Command): Promise<void> {
  const config = withFolders(settingsOf(command), options);
  const { openStore } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const made = await makeEditionWithProgress(config, store, options);
    tellMade(made);
    tellKept(made);
    tellRefusals(made.refusals);
    const { name, number } = made.edition;
    const onListening = (addresses: Addresses) => tellAddresses(addresses, number);
    await serveUntilStopped(config, store, { name, news: false, onListening });
  } finally {
    await store.close();
  }
}
