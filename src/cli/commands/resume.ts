/** `mujaz resume`: a paused sending goes on. */
import type { Command } from 'commander';
import { withStore } from './send-records.ts';
import { editionNumber, grouped } from './send-words.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz resume 12                     edition 12 goes on, after what was wrong is mended
  $ npx mujaz resume 12 --accept-refusals   although mail servers refuse many: the refusals are right

Where more refuse than sending.refusals in config/mujaz.yaml allows, the sending pauses and nobody is marked as failed: it
may be the fault of the sender. With --accept-refusals each refusal counts against its address, and they pause the sending
no more. The mails leave by npm start, or by npx mujaz send 12.`;

type Options = { readonly acceptRefusals?: true };

/** Adds the command to the program. */
export function addResumeCommand(program: Command): void {
  program
    .command('resume')
    .description('let a paused sending go on')
    .argument('<number>', 'which edition')
    .option('--accept-refusals', 'however many are refused: each refusal counts, and the sending goes on')
    .addHelpText('after', EXAMPLES)
    .action((number: string, options: Options, command: Command) =>
      resume(editionNumber('resume', number), options, command),
    );
}

function resume(number: number, options: Options, command: Command): Promise<void> {
  return withStore(command, async ({ config, store }) => {
    const { planSending, resumeSending } = await import('../../app/index.ts');
    const at = new Date();
    const state = await resumeSending(store, number, { acceptsRefusals: options.acceptRefusals === true }, at);
    const { counts } = await planSending(config, store, number, at);
    const waiting = grouped(counts.queued + counts.sending);
    const how =
      state === 'ready'
        ? `it begins with: npx mujaz send ${number}`
        : `npm start sends by itself, or: npx mujaz send ${number}`;
    console.log(`موجز: استؤنف إرسال العدد ${number} · في الانتظار: ${waiting}`);
    console.log(`Mujaz: edition ${number} goes on, ${waiting} wait; ${how}`);
  });
}
