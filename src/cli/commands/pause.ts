/** `mujaz pause`: a sending stops until it is resumed. */
import type { Command } from 'commander';
import { withStore } from './send-records.ts';
import { editionNumber, grouped, haveIt } from './send-words.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz pause 12     nothing of edition 12 leaves any more, whichever program sends it

Messages that are under way are finished. To go on: npx mujaz resume 12`;

/** Adds the command to the program. */
export function addPauseCommand(program: Command): void {
  program
    .command('pause')
    .description('stop the sending of an edition until it is resumed')
    .argument('<number>', 'which edition')
    .addHelpText('after', EXAMPLES)
    .action((number: string, _options: object, command: Command) => pause(editionNumber('pause', number), command));
}

function pause(number: number, command: Command): Promise<void> {
  return withStore(command, async ({ config, store }) => {
    const { pauseSending, planSending } = await import('../../app/index.ts');
    const at = new Date();
    await pauseSending(store, number, at);
    const { counts } = await planSending(config, store, number, at);
    const waiting = counts.queued + counts.sending;
    console.log(
      `موجز: أُوقف مؤقتاً إرسال العدد ${number} · أُرسل: ${grouped(counts.sent)} · في الانتظار: ${grouped(waiting)}`,
    );
    console.log(
      `Mujaz: edition ${number} is paused: ${haveIt(counts.sent)}, ${grouped(waiting)} wait; messages under way are finished. To go on: npx mujaz resume ${number}`,
    );
  });
}
