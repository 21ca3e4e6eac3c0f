/**
 * Approving: from then on an edition is public and is not changed any more; who gets it, and what exactly, is written down
 * in the same transaction.
 */
import type { Config } from '../config/index.ts';
import type { FreezeAnswer, Store, WholeEdition } from '../store/index.ts';
import { AppFault } from './app-fault.ts';
import { ToldChanged } from './schedule/told-changed.ts';
import { freezeVariants } from './sending/frozen-variants.ts';

/** What was approved, and how many people it waits for. */
export type Approved = {
  readonly number: number;
  readonly subject: string;
  readonly wasApprovedBefore: boolean;
  readonly recipients: number;
};

/** So often somebody may choose themes that nobody had before, while they are being rendered. */
const TRIES = 5;

/**
 * Approves an edition as it stands; the newest one when no number is named.
 * @param approvals of an edition that the schedule approves: how many of its digest there were before its news were read
 * @throws AppFault when there is no such edition, or a later one has taken its place; ToldChanged when the approvals are others
 */
export async function approve(
  config: Config,
  store: Store,
  number: number | null,
  at: Date,
  approvals?: number,
): Promise<Approved> {
  const [newest] = await store.editions({ limit: 1 });
  const chosen = number ?? newest?.number ?? 0;
  const whole = await store.wholeEdition(chosen);
  if (!whole) {
    const known = newest ? `The newest is ${newest.number}.` : 'Make one with: npx mujaz digest.';
    throw new AppFault(`there is no edition ${number ?? 'yet'}.`, known, true);
  }
  const answer = await freeze(config, store, whole, at.getTime(), approvals);
  if ('refused' in answer) throw refusalOf(chosen, answer);
  const { isNew, candidates: recipients } = answer;
  return {
    number: chosen,
    subject: whole.edition.subject,
    wasApprovedBefore: whole.approvedAt !== null || !isNew,
    recipients,
  };
}

function refusalOf(number: number, answer: Extract<FreezeAnswer, { readonly refused: string }>): AppFault {
  switch (answer.refused) {
    case 'followed':
      return followed(number, answer.by);
    case 'told-changed':
      return new ToldChanged(number);
    default:
      return new AppFault(`edition ${number} was changed at this moment.`, 'Look at it and approve it again.', false);
  }
}

/** The edition that the schedule made after it tells its stories again: readers would get them twice. */
function followed(number: number, next: number): AppFault {
  return new AppFault(
    `edition ${number} was not approved in time: edition ${next} of the same digest tells its stories again.`,
    `Approve that one: npx mujaz approve ${next}`,
    true,
  );
}

async function freeze(
  config: Config,
  { ledger }: Store,
  { edition, hash }: WholeEdition,
  at: number,
  approvals: number | undefined,
): Promise<FreezeAnswer> {
  const known = await ledger.sending(edition.number);
  // Its variants are what was approved: they are not made again.
  const isFrozen = known !== null;
  for (let tries = 1; ; tries++) {
    const { byThemes } = await ledger.recipients(edition.digest, at);
    const themeSets = new Set(['*', ...byThemes.map(({ themes }) => themes)]);
    const variants = isFrozen ? [] : await freezeVariants(config, edition, [...themeSets]);
    const answer = await ledger.freeze({ edition: edition.number, hash, at, variants, approvals });
    if (!('refused' in answer) || answer.refused !== 'themes-missing' || tries === TRIES) return answer;
  }
}
