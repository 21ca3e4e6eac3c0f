/** `mujaz subscribers`: take lists in, give them out, look people up, let them in again, count them. */
import { createInterface } from 'node:readline/promises';
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import type { OpenedVault, Store } from '../../app/index.ts';
import type { Config } from '../../config/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { showProgress } from '../progress.ts';
import { settingsOf } from '../settings.ts';
import {
  describeFindings,
  describeOne,
  type ImportOptions,
  tellImport,
  tellLifted,
  toldRows,
} from './subscribers-report.ts';

const IMPORT_EXAMPLES = `
Examples:
  $ npx mujaz subscribers import readers.csv --consent "sign-up form of our old site, 2021-2024"
  $ npx mujaz subscribers import readers.csv --dry-run              what would happen; changes nothing
  $ npx mujaz subscribers import readers.csv --skip-bad-rows --report bad-rows.csv --yes

The file: CSV with the names of the columns in the first line, in English or Arabic:
  email (البريد الإلكتروني)      must be there
  status (الحالة)                active, left, bounced, complained, suppressed, erased; empty: active
  digest, themes                 ids or names; empty: --digest or the first one, all themes
  signed_up_at, confirmed_at, left_at   2025-11-13 or 2025-11-13T08:00:00Z (UTC where no zone is given)
Other columns are ignored. Commas, semicolons, tabs or | between the columns, UTF-8, UTF-16 with its mark, or
windows-1256 are found out.

All or nothing: with one bad row nothing is imported, unless --skip-bad-rows. Who never confirmed is a bad row. Who left
or must not be mailed stays out, whatever the file says. Members stay as they are, but a file may end their mail: with the
status bounced, complained, suppressed or erased, or left with a left_at behind the day they confirmed. On a terminal you are asked before anything is
imported (--yes: not asked); in scripts there is nobody to ask. Import large lists at quiet hours: others wait while
1,000,000 people are taken in at the end.

Exit code 2 when rows were bad.`;

const EXPORT_EXAMPLES = `
Examples:
  $ npx mujaz subscribers export readers.csv      all of them, also those who left, with their records of consent
  $ npx mujaz subscribers export | wc -l          to standard output

The file holds addresses that can be read by whoever gets it: only you can open it (mode 0600); delete it after use.
The import reads it again. Erased people are in no export: of them only a keyed hash is left.`;

const SHOW_EXAMPLES = `
Examples:
  $ npx mujaz subscribers show reader@example.org          the whole record: choice, times, consents
  $ npx mujaz subscribers show reader@example.org --json   for scripts

Exit code 2 when there is no such subscriber.`;

const ALLOW_EXAMPLES = `
Examples:
  $ npx mujaz subscribers allow reader@example.org    this person asked to get in again and cannot

For people who were erased, whose mails bounced, who complained, or who were suppressed by the desk; also counts the
letters to them from zero. Nobody becomes a member by it: they sign up and confirm themselves, as anyone does.`;

const COUNT_EXAMPLES = `
Examples:
  $ npx mujaz subscribers count           how many there are, by digest and status
  $ npx mujaz subscribers count --json    for scripts`;

/** Adds the commands to the program. */
export function addSubscribersCommand(program: Command, outcome: Outcome): void {
  const subscribers = program.command('subscribers').description('import, export, show, allow and count subscribers');
  subscribers
    .command('import')
    .description('take in a list (CSV): all of it or nothing')
    .argument('<file>', 'the list')
    .option('--digest <id>', 'which digest people get whose row names none (default: the first)')
    .option('--consent <text>', 'where their consent came from; needed unless the list has a column confirmed_at')
    .option('--dry-run', 'read and check everything, import nothing')
    .option('--skip-bad-rows', 'import the others when rows are bad')
    .option('--report <file>', 'write all bad rows to a CSV file')
    .option('--yes', 'do not ask before importing')
    .addHelpText('after', IMPORT_EXAMPLES)
    .action((file: string, options: ImportOptions, command: Command) => importList(file, options, command, outcome));
  subscribers
    .command('export')
    .description('write all subscribers with their records as CSV')
    .argument('[file]', 'where to (default: standard output)')
    .addHelpText('after', EXPORT_EXAMPLES)
    .action((file: string | undefined, _options: object, command: Command) => exportList(file, command));
  subscribers
    .command('show')
    .description('print what is known of one address')
    .argument('<address>', 'the address')
    .option('--json', 'print JSON')
    .addHelpText('after', SHOW_EXAMPLES)
    .action((address: string, options: { json?: true }, command: Command) =>
      showOne(address, options, command, outcome),
    );
  subscribers
    .command('allow')
    .description('let an address that is suppressed sign up again')
    .argument('<address>', 'the address')
    .addHelpText('after', ALLOW_EXAMPLES)
    .action((address: string, _options: object, command: Command) => allowOne(address, command));
  subscribers
    .command('count')
    .description('print how many there are')
    .option('--json', 'print JSON')
    .addHelpText('after', COUNT_EXAMPLES)
    .action((options: { json?: true }, command: Command) => countThem(options, command));
}

type Opened = { readonly config: Config; readonly store: Store; readonly vault: OpenedVault['vault'] };

/**
 * Keeps the space for young objects as small as it begins: rows are garbage at once, and some 40 MB less are taken, for
 * some more time. V8 heeds this flag also while it runs, unlike the space's greatest size.
 */
function saveMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

async function withVault(command: Command, work: (opened: Opened) => Promise<void>): Promise<void> {
  const config = settingsOf(command);
  const { openStore, openVaultOf } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const { vault } = await openVaultOf(config, store);
    await work({ config, store, vault });
  } finally {
    await store.close();
  }
}

function importList(file: string, options: ImportOptions, command: Command, outcome: Outcome): Promise<void> {
  saveMemory();
  return withVault(command, async ({ config, store, vault }) => {
    const { importSubscribers } = await import('../../app/index.ts');
    const progress = showProgress('rows');
    const bad = toldRows();
    const request = {
      file,
      digest: options.digest ?? null,
      consent: options.consent?.trim() || null,
      dryRun: options.dryRun === true,
      skipBadRows: options.skipBadRows === true,
      report: options.report ?? null,
      now: Date.now(),
    };
    try {
      const done = await importSubscribers(config, store, vault, request, {
        onProgress: progress.step,
        onBadRow: bad.tell,
        onReady: async (found) => {
          progress.done();
          return options.yes === true || !isAnyoneThere() || (await agrees(describeFindings(found)));
        },
      });
      progress.done();
      tellImport(done, bad.untold(), options);
      if (done.bad > 0) outcome.code = EXIT.badInput;
    } finally {
      progress.done();
    }
  });
}

function isAnyoneThere(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

async function agrees(summary: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${summary}\nImport? [y/N] `);
    return /^(?:y|yes|نعم|ن)$/iu.test(answer.trim());
  } finally {
    terminal.close();
  }
}

function exportList(file: string | undefined, command: Command): Promise<void> {
  saveMemory();
  // Many small native objects come and go: the old ones are to be looked for early.
  setFlagsFromString('--optimize-for-size');
  return withVault(command, async ({ store, vault }) => {
    const { exportSubscribers, printSubscribers } = await import('../../app/index.ts');
    if (file === undefined) {
      await printAll((write) => printSubscribers(store, vault, write));
      return;
    }
    const progress = showProgress('subscribers');
    try {
      const count = await exportSubscribers(store, vault, file, progress.step);
      progress.done();
      console.log(`موجز: صُدّر ${count} من المشتركين إلى ${file}`);
      console.log(`Mujaz: ${count} subscribers written to ${file}, which only you can read. Delete it after use.`);
    } finally {
      progress.done();
    }
  });
}

/** Waits for whoever reads standard output. That they have had enough (`| head`) ends the export and is no fault. */
function printed(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

async function printAll(print: (write: typeof printed) => Promise<unknown>): Promise<void> {
  // Told through the callback of `write`; unheard, the event would end the process.
  const heard = () => undefined;
  process.stdout.on('error', heard);
  try {
    await print(printed);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  } finally {
    process.stdout.off('error', heard);
  }
}

function showOne(address: string, options: { json?: true }, command: Command, outcome: Outcome): Promise<void> {
  return withVault(command, async ({ store, vault }) => {
    const { showSubscriber } = await import('../../app/index.ts');
    const found = await showSubscriber(store, vault, address);
    console.log(options.json ? JSON.stringify(found, null, 2) : describeOne(found));
    if (found.found === 'nothing') outcome.code = EXIT.badInput;
  });
}

function allowOne(address: string, command: Command): Promise<void> {
  return withVault(command, async ({ config, store, vault }) => {
    const { allowSubscriber } = await import('../../app/index.ts');
    tellLifted(await allowSubscriber(config, store, vault, address, Date.now()));
  });
}

async function countThem(options: { json?: true }, command: Command): Promise<void> {
  const config = settingsOf(command);
  const { countSubscribers, openStore } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const counts = await countSubscribers(store);
    if (options.json) {
      console.log(JSON.stringify(counts, null, 2));
      return;
    }
    if (counts.members.length === 0) console.log('Mujaz: no subscribers yet.');
    for (const { digest, status, count } of counts.members) console.log(`${digest}  ${status.padEnd(12)} ${count}`);
    for (const { reason, count } of counts.suppressions) console.log(`not to be mailed: ${reason.padEnd(12)} ${count}`);
  } finally {
    await store.close();
  }
}
