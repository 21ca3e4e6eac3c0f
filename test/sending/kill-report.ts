/** What the promises are, and whether a run of kills has kept them. */
import type { KillPlan, KillReport, Life } from './kill-run.ts';
import type { Duplicate } from './tally.ts';

/** The figures of a run; `broken` names each promise that was not kept. */
export type KillSummary = {
  readonly kills: number;
  readonly byMoment: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly recipients: number;
  readonly messages: number;
  readonly lost: number;
  readonly strangers: number;
  readonly duplicates: { readonly unanswered: number; readonly inWindow: number; readonly outside: number };
  readonly inWindowPerKill: number;
  readonly mostInOneKill: number;
  readonly nextEnvelopeBegun: number;
  readonly otherMessageIds: number;
  readonly uncertainPrinted: readonly number[];
  readonly finalCounts: Life['ledger']['counts'];
  readonly broken: readonly string[];
};

type Figures = Omit<KillSummary, 'broken'>;

/** On average over all kills, of which there must be enough to speak of one. */
const MOST_PER_KILL = 1;
const ENOUGH_KILLS = 50;

/** Counts and judges. */
export function summarise(report: KillReport, plan: KillPlan, recipients: number): KillSummary {
  const figures = figuresOf(report, recipients);
  const broken = promises(report, figures, plan).filter(([, isKept]) => !isKept);
  return { ...figures, broken: broken.map(([promise]) => promise) };
}

function figuresOf({ lives, tally, seconds }: KillReport, recipients: number): Figures {
  const count = (isCounted: (duplicate: Duplicate) => boolean) => tally.duplicates.filter(isCounted).length;
  const kills = tally.kills.length;
  const inWindow = count((duplicate) => duplicate.class === 'inWindow');
  const byMoment: Record<string, number> = {};
  for (const { when } of tally.kills) byMoment[when] = (byMoment[when] ?? 0) + 1;
  return {
    kills,
    byMoment,
    seconds,
    recipients,
    messages: tally.messages,
    lost: tally.lost.length,
    strangers: tally.strangers.length,
    duplicates: {
      unanswered: count((duplicate) => duplicate.class === 'unanswered'),
      inWindow,
      outside: count((duplicate) => duplicate.class === 'outside'),
    },
    inWindowPerKill: inWindow / Math.max(kills, 1),
    mostInOneKill: Math.max(0, ...tally.kills.map(({ duplicates }) => duplicates)),
    nextEnvelopeBegun: count(({ hadBegunNext }) => hadBegunNext),
    otherMessageIds: count(({ hasSameId }) => !hasSameId),
    uncertainPrinted: lives.slice(1).map(({ printed }) => printedUncertain(printed)),
    finalCounts: lives.at(-1)?.ledger.counts ?? {},
  };
}

function promises({ lives, tally }: KillReport, figures: Figures, plan: KillPlan): [string, boolean][] {
  const { recipients, duplicates } = figures;
  const { sent = 0, ...others } = figures.finalCounts;
  return [
    [`${plan.kills} kills`, figures.kills >= plan.kills],
    ['it ends with 0', lives.at(-1)?.code === 0],
    ['nobody is lost', figures.lost === 0],
    ['nobody else gets it', figures.strangers === 0 && tally.sharedLinks === 0],
    ['no double outside the window', duplicates.outside === 0 && duplicates.unanswered === 0],
    ['at most one for each open connection', tally.kills.every((kill) => kill.duplicates <= kill.open)],
    [
      `at most ${MOST_PER_KILL} for each kill on average`,
      figures.kills < ENOUGH_KILLS || figures.inWindowPerKill <= MOST_PER_KILL,
    ],
    ['the same Message-ID', figures.otherMessageIds === 0],
    ['candidates = sum after every kill', lives.every(({ ledger }) => isWhole(ledger, recipients))],
    ['each restart tells how many are uncertain', lives.every((life, at) => tellsUncertain(life, lives[at - 1]))],
    ['all are sent in the end', sent === recipients && Object.values(others).every((people) => people === 0)],
  ];
}

function isWhole({ candidates, sum }: Life['ledger'], recipients: number): boolean {
  return candidates === recipients && sum === recipients;
}

/** What the ledger held when it began, and what it says of that. */
function tellsUncertain({ printed, killedAt }: Life, before: Life | undefined): boolean {
  const { sending = 0, uncertain = 0 } = before?.ledger.counts ?? {};
  const told = printedUncertain(printed);
  // Killed before it could say anything.
  return told === sending + uncertain || (killedAt !== null && printed === '');
}

/** Rows that a program left behind, and those known to be uncertain. */
function printedUncertain(printed: string): number {
  const figure = (label: string) =>
    Number(new RegExp(`^ *${label}: +([\\d,]+)`, 'mu').exec(printed)?.[1]?.replaceAll(',', '') ?? 0);
  return figure('claimed') + figure('uncertain');
}
