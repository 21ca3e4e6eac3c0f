/** `mujaz approve`: an edition becomes public, and is not changed any more. */
import type { Command } from 'commander';
import { UsageFault } from '../exit-codes.ts';
import { settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz approve        the newest edition
  $ npx mujaz approve 12     edition 12

Look at it first: npm start shows every edition on this machine. An approved edition stands in the public archive and
the feeds, and making the digest of that day again does not change it.`;

/** Adds the command to the program. */
export function addApproveCommand(program: Command): void {
  program
    .command('approve')
    .description('approve an edition: it becomes public and is not changed any more')
    .argument('[number]', 'which edition (default: the newest)')
    .addHelpText('after', EXAMPLES)
    .action((number: string | undefined, _options: object, command: Command) => approveNumber(number, command));
}

async function approveNumber(text: string | undefined, command: Command): Promise<void> {
  const number = text === undefined ? null : Number(text);
  if (text !== undefined && !/^0*[1-9]\d{0,8}$/u.test(text)) {
    throw new UsageFault(
      `approve ${text}: this is no number of an edition.`,
      'Name one such as 12, or none for the newest.',
    );
  }
  const config = settingsOf(command);
  const { approve, openStore } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const approved = await approve(config, store, number, new Date());
    const again = approved.wasApprovedBefore ? ' (it was approved before)' : '';
    console.log(`موجز: اعتُمد العدد ${approved.number}: ${approved.subject}`);
    console.log(
      `Mujaz: edition ${approved.number} is approved${again}: ${config.site.url}/editions/${approved.number}`,
    );
  } finally {
    await store.close();
  }
}
