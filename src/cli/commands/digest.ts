/** `mujaz digest`: make an edition without serving it. */
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { MadeEdition, Store } from '../../app/index.ts';
import { type Config, digestOf } from '../../config/index.ts';
import { UsageFault } from '../exit-codes.ts';
import { showProgress } from '../progress.ts';
import { tellKept, tellMade, tellRefusals } from '../report.ts';
import { existingFolder, settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz digest                                    today's edition of the first digest, from corpus/
  $ npx mujaz digest --corpus saved --out made          other folders
  $ npx mujaz digest --date 2025-11-13 --json           for scripts: one JSON object on standard output

The same pages, date and configuration give the same files, byte for byte.`;

type Options = { corpus?: string; out?: string; date?: string; digest?: string; json?: true };

/** Adds the command to the program. */
export function addDigestCommand(program: Command): void {
  program
    .command('digest')
    .description('make an edition: read the corpus, write digests/NNNN/{index.html,text.txt,message.eml,edition.json}')
    .option('--corpus <dir>', 'folder of pages to read')
    .option('--out <dir>', 'folder to write editions to')
    .option('--date <YYYY-MM-DD>', 'the day of the edition (default: today in the configured time zone)')
    .option('--digest <id>', 'which digest of config/mujaz.yaml (default: the first)')
    .option('--json', 'print what was made as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options, command: Command) => {
      const config = withFolders(settingsOf(command), options);
      const { openStore } = await import('../../app/index.ts');
      const store = await openStore(config.database);
      try {
        const made = await makeEditionWithProgress(config, store, options);
        if (options.json) console.log(JSON.stringify(summary(made), null, 2));
        else tellMade(made);
        tellKept(made);
        tellRefusals(made.refusals);
      } finally {
        await store.close();
      }
    });
}

/** The configuration with the folders of the command line. */
export function withFolders(config: Config, options: Pick<Options, 'corpus' | 'out'>): Config {
  return {
    ...config,
    ...(options.corpus === undefined ? {} : { corpus: existingFolder('--corpus', options.corpus) }),
    ...(options.out === undefined ? {} : { out: resolve(options.out) }),
  };
}

/** Makes the edition that the options ask for, with a bar on a terminal. */
export async function makeEditionWithProgress(
  config: Config,
  store: Store,
  options: Pick<Options, 'date' | 'digest'>,
): Promise<MadeEdition> {
  const { isDay, makeDigest } = await import('../../app/index.ts');
  if (options.date !== undefined && !isDay(options.date)) {
    throw new UsageFault(`--date ${options.date}: this is no day.`, 'Write it as YYYY-MM-DD, for example 2025-11-13.');
  }
  const progress = showProgress('pages');
  try {
    const request = { digest: digestOf(config, options.digest), date: options.date, now: new Date() };
    return await makeDigest(config, store, request, progress.step);
  } finally {
    progress.done();
  }
}

function summary(made: MadeEdition): object {
  const { edition, folder, refusals, pages } = made;
  return {
    number: edition.number,
    digest: edition.digest,
    date: edition.date,
    subject: edition.subject,
    folder: relative('.', folder) || '.',
    pages,
    ...edition.counts,
    refused: refusals,
  };
}
