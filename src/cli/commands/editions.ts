/** `mujaz editions`: the newest ones, and how far each is. */
import type { Command } from 'commander';
import type { SendingPlan, Store } from '../../app/index.ts';
import { isoOf } from './send-json.ts';
import { withStore } from './send-records.ts';
import { grouped, type ShownState, STATES, timeIn } from './send-words.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz editions           the newest 20 with their state, and how many have got each
  $ npx mujaz editions --json    for scripts

One of them at length: npx mujaz show 12`;

const SHOWN = 20;

/** One line of the list; without `counts` where no recipients are written down. */
export type ListedEdition = {
  readonly number: number;
  readonly digest: string;
  readonly date: string;
  readonly subject: string;
  readonly state: ShownState;
  readonly reason: string | null;
  /** When it begins by itself (ISO 8601). */
  readonly sendAt: string | null;
  readonly candidates: number;
  readonly counts: SendingPlan['counts'] | null;
};

/** Adds the command to the program. */
export function addEditionsCommand(program: Command): void {
  program
    .command('editions')
    .description('list the newest editions with their state and counts')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: { json?: true }, command: Command) =>
      withStore(command, async ({ config, store }) => {
        const editions = await listEditions(store);
        if (options.json) console.log(JSON.stringify({ editions }, null, 2));
        else console.log(describeEditions(editions, config.timeZone));
      }),
    );
}

async function listEditions(store: Store): Promise<readonly ListedEdition[]> {
  const editions = await store.editions({ limit: SHOWN });
  return await Promise.all(
    editions.map(async ({ number, digest, date, subject, approvedAt }) => {
      const sending = await store.ledger.sending(number);
      return {
        number,
        digest,
        date,
        subject,
        state: sending?.state ?? (approvedAt === null ? 'draft' : 'approved'),
        reason: sending?.reason ?? null,
        sendAt: isoOf(sending?.sendAt ?? null),
        candidates: sending?.candidates ?? 0,
        counts: sending && (await store.ledger.counts(number)),
      };
    }),
  );
}

function describeEditions(editions: readonly ListedEdition[], timeZone: string): string {
  if (editions.length === 0) return 'موجز: لا أعداد بعد · Mujaz: no editions yet. To make one: npx mujaz digest';
  const planned = editions.filter(({ sendAt }) => sendAt !== null).sort((a, b) => a.number - b.number);
  const begins = planned.map(({ number, sendAt }) => {
    return `  edition ${number} begins by itself at ${timeIn(timeZone, Date.parse(sendAt ?? ''))}`;
  });
  return ['موجز: أحدث الأعداد', 'Mujaz: the newest editions', HEAD, ...editions.map(lineOf), ...begins].join('\n');
}

const HEAD = columns(['edition', 'date', 'state', 'accepted', 'failed', 'waiting', 'uncertain', 'of', 'subject']);

function lineOf({ number, date, state, counts, candidates, subject }: ListedEdition): string {
  const numbers = counts && [counts.sent, counts.failed, counts.queued + counts.sending, counts.uncertain, candidates];
  const shown = numbers ? numbers.map(grouped) : ['', '', '', '', ''];
  return columns([String(number), date, STATES[state].en, ...shown, subject]);
}

/** The subject is last: in Arabic its width on a terminal cannot be known. */
function columns(cells: readonly string[]): string {
  const [number = '', date = '', state = '', ...rest] = cells;
  const numbers = rest.slice(0, -1).map((cell) => cell.padStart(10));
  return `  ${number.padStart(7)}  ${date.padEnd(10)}  ${state.padEnd(22)}${numbers.join('')}  ${rest.at(-1) ?? ''}`.trimEnd();
}
