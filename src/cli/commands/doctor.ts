/** `mujaz doctor`: check everything and say what to do. */
import type { Command } from 'commander';
import type { Check } from '../../app/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz doctor           is everything in order?
  $ npx mujaz doctor --send    would digests arrive? (SPF, DKIM, DMARC, mail servers, bounces; nothing is sent)
  $ npx mujaz doctor --json    for scripts

Exit code 1 when something is at fault; warnings do not count.`;

const SIGNS: Readonly<Record<Check['state'], string>> = { ok: '✓', warning: '!', fault: '✗' };

/** Names are short, but for those of mail servers. */
const NAME_WIDTH = 10;

/** Adds the command to the program. */
export function addDoctorCommand(program: Command, outcome: Outcome): void {
  program
    .command('doctor')
    .description(
      'check Node, corpus, folders, database, keys, templates, port, site, mail and sender, and say what to do',
    )
    .option('--send', 'also check what decides whether digests arrive, without sending anything')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { send?: true; json?: true }, command: Command) => {
      const { examine, examineSending } = await import('../../app/index.ts');
      const config = settingsOf(command);
      const groups = await Promise.all([examine(config), options.send ? examineSending(config) : []]);
      const checks = groups.flat();
      const width = Math.max(NAME_WIDTH, ...checks.map(({ name }) => name.length));
      if (options.json) console.log(JSON.stringify({ checks }, null, 2));
      else for (const check of checks) console.log(describe(check, width));
      if (checks.some((check) => check.state === 'fault')) outcome.code = EXIT.fault;
    });
}

function describe({ name, state, found, next }: Check, width: number): string {
  const line = `${SIGNS[state]} ${name.padEnd(width)} ${found}`;
  return next === '' ? line : `${line}\n  ${' '.repeat(width)} -> ${next}`;
}
