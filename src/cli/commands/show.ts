/** `mujaz show`: one edition: what it is, how far it is, and what mail servers said. */
import type { Command } from 'commander';
import type { Store } from '../../app/index.ts';
import type { DeliveryState, Edition, SendingState } from '../../model.ts';
import { UsageFault } from '../exit-codes.ts';
import { withStore } from './send-records.ts';
import { editionNumber, type ShownState } from './send-words.ts';
import { describeEdition, jsonOfEdition } from './show-report.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz show 12           its state, its counts, what mail servers said, and who may have got it twice
  $ npx mujaz show 12 --json    for scripts

People are named by their number as subscribers, never by their address.`;

/** More than anyone reads on a terminal; the counts are of all. */
const SHOWN_PEOPLE = 50;

type Sending = Awaited<ReturnType<Store['ledger']['sending']>>;
type Replies = Awaited<ReturnType<Store['ledger']['replies']>>;
type People = Awaited<ReturnType<Store['ledger']['list']>>;

/** What is known of an edition and its sending. */
export type ShownEdition = {
  readonly edition: Edition;
  readonly state: ShownState;
  readonly approvedAt: Date | null;
  /** What editors changed, and how many of them; undone changes are not counted. */
  readonly changes: { readonly count: number; readonly editors: number };
  /** Null where no recipients are written down. */
  readonly delivery: {
    readonly sending: NonNullable<Sending> & { readonly state: SendingState };
    readonly counts: Readonly<Record<DeliveryState, number>>;
    readonly nextDueAt: number | null;
    readonly failures: Replies;
    readonly delays: Replies;
    readonly uncertain: People;
    readonly doubtful: People;
  } | null;
};

/** Adds the command to the program. */
export function addShowCommand(program: Command): void {
  program
    .command('show')
    .description('show one edition: its state, its counts, what mail servers said')
    .argument('<number>', 'which edition')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action((number: string, options: { json?: true }, command: Command) =>
      withStore(command, async ({ config, store }) => {
        const shown = await lookUp(store, editionNumber('show', number));
        console.log(options.json ? jsonOfEdition(shown) : describeEdition(shown, config.timeZone));
      }),
    );
}

async function lookUp(store: Store, number: number): Promise<ShownEdition> {
  const [edition, state, sending] = [
    await store.edition(number),
    await store.editionState(number),
    await store.ledger.sending(number),
  ];
  if (!edition || !state) throw new UsageFault(`there is no edition ${number}.`, 'npx mujaz editions lists them.');
  return {
    edition,
    state: sending?.state ?? (state.approvedAt === null ? 'draft' : 'approved'),
    approvedAt: state.approvedAt,
    changes: await countChanges(store, number),
    delivery: sending && {
      sending,
      counts: await store.ledger.counts(number),
      nextDueAt: await store.ledger.nextDueAt(number),
      failures: await store.ledger.replies(number, 'failed'),
      delays: await store.ledger.replies(number, 'queued'),
      uncertain: await store.ledger.list(number, 'uncertain', 0, SHOWN_PEOPLE),
      doubtful: await store.ledger.doubtful(number, 0, SHOWN_PEOPLE),
    },
  };
}

async function countChanges(store: Store, number: number): Promise<ShownEdition['changes']> {
  const counting = (await store.drafts.mends(number)).filter(({ undone }) => undone === null);
  return { count: counting.length, editors: new Set(counting.map(({ editor }) => editor.id)).size };
}
