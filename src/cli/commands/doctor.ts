/** `mujaz doctor`: check everything and say what to do. */
import type { Command } from 'commander';
import type { Check } from '../../app/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz doctor           is everything in order?
  $ npx mujaz doctor --json    for scripts

Exit code 1 when something is at fault; warnings do not count.`;

const SIGNS: Readonly<Record<Check['state'], string>> = { ok: '✓', warning: '!', fault: '✗' };

/** Adds the command to the program. */
export function addDoctorCommand(program: Command, outcome: Outcome): void {
  program
    .command('doctor')
    .description(
      'check Node, corpus, folders, database, keys, templates, port, site, mail and sender, and say what to do',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { json?: true }, command: Command) => {
      const { examine } = await import('../../app/index.ts');
      const checks = await examine(settingsOf(command));
      if (options.json) console.log(JSON.stringify({ checks }, null, 2));
      else for (const check of checks) console.log(describe(check));
      if (checks.some((check) => check.state === 'fault')) outcome.code = EXIT.fault;
    });
}

function describe({ name, state, found, next }: Check): string {
  const line = `${SIGNS[state]} ${name.padEnd(10)} ${found}`;
  return next === '' ? line : `${line}\n  ${' '.repeat(10)} -> ${next}`;
}
