/** `mujaz approve`: an edition becomes public, and is not changed any more. */
import type { Command } from 'commander';
import type { ApprovedByHand } from '../../app/index.ts';
import { UsageFault } from '../exit-codes.ts';
import { settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz approve                        the newest edition
  $ npx mujaz approve 12                     edition 12
  $ npx mujaz approve 12 --accept-warnings   also with warnings that nobody has settled

Look at it first: npm start shows every edition on this machine, and its desk settles warnings one by one. An approved edition stands in the public archive and
the feeds, and making the digest of that day again does not change it.`;

/** Adds the command to the program. */
export function addApproveCommand(program: Command): void {
  program
    .command('approve')
    .description('approve an edition: it becomes public and is not changed any more')
    .argument('[number]', 'which edition (default: the newest)')
    .option('--accept-warnings', 'approve it although warnings are open')
    .addHelpText('after', EXAMPLES)
    .action((number: string | undefined, { acceptWarnings }: { acceptWarnings?: true }, command: Command) =>
      approveNumber(number, acceptWarnings === true, command),
    );
}

async function approveNumber(text: string | undefined, acceptWarnings: boolean, command: Command): Promise<void> {
  const number = text === undefined ? null : Number(text);
  if (text !== undefined && !/^0*[1-9]\d{0,8}$/u.test(text)) {
    throw new UsageFault(
      `approve ${text}: this is no number of an edition.`,
      'Name one such as 12, or none for the newest.',
    );
  }
  const config = settingsOf(command);
  const { approveByHand, openStore } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const approved = await approveByHand(config, store, number, { acceptWarnings, at: new Date() });
    if ('open' in approved) throw openWarnings(approved);
    const again = approved.wasApprovedBefore ? ' (it was approved before)' : '';
    const accepted = approved.accepted > 0 ? `, with ${warnings(approved.accepted)} accepted` : '';
    console.log(`موجز: اعتُمد العدد ${approved.number}: ${approved.subject}`);
    console.log(
      `Mujaz: edition ${approved.number} is approved${again}${accepted}: ${config.site.url}/editions/${approved.number}`,
    );
  } finally {
    await store.close();
  }
}

type Open = Extract<ApprovedByHand, { readonly open: unknown }>;

/** What a warning says on a terminal; `subject` names a source or page. */
const WARNINGS: Readonly<Record<Open['open'][number]['kind'], string>> = {
  conflict: 'figures contradict each other',
  superseded: 'a highlighted figure has a newer value',
  undated: 'a story without a date',
  'unread-source': 'a source could not be read',
  'over-budget': 'the mail is too large and was shortened',
};

function openWarnings({ number, open }: Open): UsageFault {
  const lines = open.map(({ kind, subject, story }) => {
    const about = [subject, story === null ? null : `story ${story}`].filter((part) => part !== null).join(', ');
    return `  - ${WARNINGS[kind]}${about === '' ? '' : ` (${about})`}`;
  });
  console.error([`موجز: للعدد ${number} تنبيهات لم يُبتّ فيها`, ...lines].join('\n'));
  return new UsageFault(
    `edition ${number} has ${warnings(open.length)} that nobody has settled.`,
    `Settle them at the desk (npm start), or: npx mujaz approve ${number} --accept-warnings`,
  );
}

function warnings(count: number): string {
  return `${count} warning${count === 1 ? '' : 's'}`;
}
