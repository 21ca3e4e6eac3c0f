/** `mujaz cancel`: a sending ends, and is not taken up again. */
import type { Command } from 'commander';
import { UsageFault } from '../exit-codes.ts';
import { isAnyoneThere, typesNumber } from './send-ask.ts';
import { withStore } from './send-records.ts';
import { editionNumber, grouped, haveIt } from './send-words.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz cancel 12          says what went out and what did not, asks once, and ends it for good
  $ npx mujaz cancel 12 --yes    does not ask

What has left cannot be called back. To stop it for a while only: npx mujaz pause 12`;

type Options = { readonly yes?: true };

/** Adds the command to the program. */
export function addCancelCommand(program: Command): void {
  program
    .command('cancel')
    .description('end the sending of an edition for good')
    .argument('<number>', 'which edition')
    .option('--yes', 'do not ask')
    .addHelpText('after', EXAMPLES)
    .action((number: string, options: Options, command: Command) =>
      cancel(editionNumber('cancel', number), options, command),
    );
}

function cancel(number: number, options: Options, command: Command): Promise<void> {
  return withStore(command, async ({ config, store }) => {
    const { cancelSending, planSending } = await import('../../app/index.ts');
    const { counts } = await planSending(config, store, number, new Date());
    if (!(await mayEnd(number, counts, options))) {
      console.log('موجز: لم يُلغ شيء · Mujaz: nothing was cancelled.');
      return;
    }
    await cancelSending(store, number, new Date());
    const after = (await planSending(config, store, number, new Date())).counts;
    console.log(
      `موجز: أُلغي إرسال العدد ${number} · أُرسل: ${grouped(after.sent)} · لم يُرسل: ${grouped(after.excluded)}`,
    );
    console.log(
      `Mujaz: the sending of edition ${number} is cancelled: ${haveIt(after.sent)}, ${grouped(after.excluded)} do not get it${doubt(after)}.`,
    );
  });
}

type Counts = { readonly sent: number; readonly uncertain: number; readonly queued: number; readonly sending: number };

function doubt({ uncertain, sending }: Pick<Counts, 'uncertain' | 'sending'>): string {
  const parts = [];
  if (uncertain > 0) parts.push(`, ${grouped(uncertain)} may have got it`);
  if (sending > 0) parts.push(`, ${grouped(sending)} are under way and are finished`);
  return parts.join('');
}

async function mayEnd(number: number, counts: Counts, { yes }: Options): Promise<boolean> {
  if (yes) return true;
  if (!isAnyoneThere()) {
    throw new UsageFault('nothing was cancelled: there is nobody to ask.', 'To cancel without being asked, add --yes.');
  }
  const waiting = counts.queued + counts.sending;
  return await typesNumber(
    `موجز: لإلغاء إرسال العدد ${number} يُكتب رقمه.
Mujaz: edition ${number}: ${haveIt(counts.sent)}${doubt(counts)}; ${grouped(waiting)} would not get it, and it cannot be taken up again.
Type the number ${number} to cancel:`,
    number,
  );
}
