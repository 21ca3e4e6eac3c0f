/** `mujaz test-send`: an edition for looking at, marked as a test and in no record. */
import type { Command } from 'commander';
import { EXIT, UsageFault } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { withStore } from './send-records.ts';
import { editionNumber } from './send-words.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz test-send --to editor@example.org                             the newest edition
  $ npx mujaz test-send 12 --to editor@example.org --to reader@example.org  edition 12, to two

Drafts can be tested as well. The subject says that it is a test; the links for leaving and for the preferences lead
nowhere, and nothing is written down: whoever is a subscriber gets the edition itself all the same.

Exit code 1 when a mail server did not accept one of them.`;

type Options = { readonly to?: readonly string[] };

/** Adds the command to the program. */
export function addTestSendCommand(program: Command, outcome: Outcome): void {
  program
    .command('test-send')
    .description('send an edition as a test, to addresses of your own')
    .argument('[number]', 'which edition (default: the newest)')
    .option('--to <address>', 'where to; may be given many times', addTo)
    .addHelpText('after', EXAMPLES)
    .action((number: string | undefined, options: Options, command: Command) =>
      testSend(editionNumber('test-send', number), options, command, outcome),
    );
}

function addTo(address: string, addresses: readonly string[] = []): readonly string[] {
  return [...addresses, address];
}

function testSend(number: number | null, { to = [] }: Options, command: Command, outcome: Outcome): Promise<void> {
  if (to.length === 0) {
    throw new UsageFault('test-send: there is no address.', 'Name one or more: --to editor@example.org.');
  }
  return withStore(command, async ({ config, store }) => {
    const { testSend: send } = await import('../../app/index.ts');
    const { edition, sent } = await send(config, store, number, to);
    const accepted = sent.filter(({ isAccepted }) => isAccepted).length;
    console.log(`موجز: تجربة العدد ${edition} · قبلها خادم البريد: ${accepted} · لم يقبلها: ${sent.length - accepted}`);
    console.log(`Mujaz: a test of edition ${edition}, in no record: ${accepted} of ${sent.length} accepted`);
    for (const { address, reply, isAccepted } of sent) {
      console.log(
        `  ${isAccepted ? '✓' : '✗'} ${masked(address)}  ${isAccepted ? 'accepted' : 'not accepted'}: ${reply}`,
      );
    }
    if (accepted < sent.length) outcome.code = EXIT.fault;
  });
}

/** Enough to know it again; what is on a screen may be in a log. */
function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return `${at > 1 ? address.slice(0, 1) : ''}•••${address.slice(Math.max(0, at))}`;
}
