/** The command line: arguments to use cases, faults to one line and an exit code. */
import { Command, CommanderError } from 'commander';
import { addApproveCommand } from './commands/approve.ts';
import { addBouncesCommand } from './commands/bounces.ts';
import { addCancelCommand } from './commands/cancel.ts';
import { addDigestCommand } from './commands/digest.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEditionsCommand } from './commands/editions.ts';
import { addEditorCommand } from './commands/editor.ts';
import { addEmbedCommand } from './commands/embed.ts';
import { addIngestCommand } from './commands/ingest.ts';
import { addInspectCommand } from './commands/inspect.ts';
import { addKeysCommand } from './commands/keys.ts';
import { addPauseCommand } from './commands/pause.ts';
import { addResumeCommand } from './commands/resume.ts';
import { addRunCommand } from './commands/run.ts';
import { addScheduleCommand } from './commands/schedule.ts';
import { addSendCommand } from './commands/send.ts';
import { addShowCommand } from './commands/show.ts';
import { addStartCommand } from './commands/start.ts';
import { addSubscribersCommand } from './commands/subscribers.ts';
import { addTestSendCommand } from './commands/test-send.ts';
import { EXIT, tellFault } from './exit-codes.ts';

const VERSION = '0.1.0';

const ABOUT = `Mujaz (موجز) reads Arabic news pages, groups them by theme and makes right-to-left e-mail digests
in which every figure shows its source.`;

const AFTER_HELP = `
Examples:
  $ npx mujaz start                         make today's edition from corpus/ and show it in the browser
  $ npx mujaz digest --date 2025-11-13      make an edition without serving it
  $ npx mujaz approve                       make the newest edition public
  $ npx mujaz send                          mail it to its readers: counts, one question, a report
  $ npx mujaz subscribers import list.csv --consent "form on our old site"   take in a list of readers
  $ npx mujaz inspect page.txt              show what was understood of a page, and why
  $ npx mujaz doctor                        check everything and say what to do

Exit codes: 0 done, 1 a fault of the program or the machine, 2 bad input (arguments, configuration, pages).`;

/** Runs one command and gives its exit code; prints refusals and faults as one line on standard error. */
export async function main(argv: readonly string[]): Promise<number> {
  const outcome = { code: EXIT.done as number };
  try {
    await buildProgram(outcome).parseAsync(argv, { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    const { line, code } = tellFault(error);
    console.error(line);
    return code;
  }
}

/** Commands that end without a fault may still set an exit code, for pages that could not be read. */
export type Outcome = { code: number };

function buildProgram(outcome: Outcome): Command {
  const program = new Command('mujaz')
    .description(ABOUT)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .option('--config <dir>', 'folder of mujaz.yaml, sources.yaml and themes.yaml (default: config)')
    .addHelpText('after', AFTER_HELP)
    .showHelpAfterError('(see mujaz --help)')
    .exitOverride();
  for (const add of [
    addStartCommand,
    addRunCommand,
    addScheduleCommand,
    addIngestCommand,
    addDigestCommand,
    addApproveCommand,
    addSendCommand,
    addTestSendCommand,
    addPauseCommand,
    addResumeCommand,
    addCancelCommand,
    addEditionsCommand,
    addShowCommand,
    addEmbedCommand,
    addEditorCommand,
    addSubscribersCommand,
    addBouncesCommand,
    addKeysCommand,
    addInspectCommand,
    addDoctorCommand,
  ]) {
    add(program, outcome);
  }
  return program;
}
