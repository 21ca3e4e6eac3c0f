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

/** Why an edition is not approved; `followed`: the edition `next` tells its stories again, and readers would get them twice. */
export type ApprovalRefusal =
  | { readonly refused: 'unknown' | 'changed' }
  | { readonly refused: 'followed'; readonly next: number };

/**
 * Approves an edition as it stands, whatever warnings there are; the newest one when no number is named.
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
  const chosen = await chosenEdition(store, number);
  const answer = await approveStanding(config, store, chosen, null, at, approvals);
  if (!('refused' in answer)) return answer;
  throw refusalFault(chosen, answer);
}

/**
 * The edition that was named, or the newest.
 * @throws AppFault when there is none
 */
export async function chosenEdition(store: Store, number: number | null): Promise<number> {
  const [newest] = await store.editions({ limit: 1 });
  const chosen = number ?? newest?.number ?? 0;
  if (newest && (await store.editionState(chosen))) return chosen;
  const known = newest ? `The newest is ${newest.number}.` : 'Make one with: npx mujaz digest.';
  throw new AppFault(`there is no edition ${number ?? 'yet'}.`, known, true);
}

/**
 * Approves exactly the edition with this hash; null: as it stands. Content and hash are of one moment: what is rendered is
 * what is approved, whatever an editor does meanwhile.
 * @throws ToldChanged as `approve`
 */
export async function approveStanding(
  config: Config,
  store: Store,
  number: number,
  hash: string | null,
  at: Date,
  approvals?: number,
): Promise<Approved | ApprovalRefusal> {
  const whole = await store.wholeEdition(number);
  if (!whole) return { refused: 'unknown' };
  if (hash !== null && hash !== whole.hash) return { refused: 'changed' };
  const answer = await freeze(config, store, whole, at.getTime(), approvals);
  if ('refused' in answer) return refusalOf(number, answer);
  const { isNew, candidates: recipients } = answer;
  const wasApprovedBefore = whole.approvedAt !== null || !isNew;
  return { number, subject: whole.edition.subject, wasApprovedBefore, recipients };
}

function refusalOf(number: number, answer: Extract<FreezeAnswer, { readonly refused: string }>): ApprovalRefusal {
  switch (answer.refused) {
    case 'followed':
      return { refused: 'followed', next: answer.by };
    case 'told-changed':
      throw new ToldChanged(number);
    case 'unknown':
      return { refused: 'unknown' };
    case 'changed':
    case 'themes-missing':
      return { refused: 'changed' };
  }
}

/** For the terminal. */
export function refusalFault(number: number, refusal: ApprovalRefusal): AppFault {
  if (refusal.refused !== 'followed') {
    return new AppFault(`edition ${number} was changed at this moment.`, 'Look at it and approve it again.', false);
  }
  return new AppFault(
    `edition ${number} was not approved in time: edition ${refusal.next} of the same digest tells its stories again.`,
    `Approve that one: npx mujaz approve ${refusal.next}`,
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
