/**
 * Approving: from then on an edition is public and is not changed any more; who gets it, and what exactly, is written down
 * in the same transaction.
 */
import type { Config } from '../config/index.ts';
import type { Edition } from '../model.ts';
import type { FreezeAnswer, Store } from '../store/index.ts';
import { AppFault } from './app-fault.ts';
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
 * @throws AppFault when there is no such edition, or a later one has taken its place
 */
export async function approve(config: Config, store: Store, number: number | null, at: Date): Promise<Approved> {
  const [newest] = await store.editions({ limit: 1 });
  const chosen = number ?? newest?.number ?? 0;
  const [edition, state] = [await store.edition(chosen), await store.editionState(chosen)];
  if (!edition || !state) {
    const known = newest ? `The newest is ${newest.number}.` : 'Make one with: npx mujaz digest.';
    throw new AppFault(`there is no edition ${number ?? 'yet'}.`, known, true);
  }
  if (state.approvedAt === null) await refuseFollowed(store, chosen);
  const answer = await freeze(config, store, edition, state.hash, at.getTime());
  if ('refused' in answer) {
    throw new AppFault(`edition ${chosen} was changed at this moment.`, 'Look at it and approve it again.', false);
  }
  const { isNew, candidates: recipients } = answer;
  return {
    number: chosen,
    subject: edition.subject,
    wasApprovedBefore: state.approvedAt !== null || !isNew,
    recipients,
  };
}

/** The edition that the schedule made after it tells its stories again: readers would get them twice. */
async function refuseFollowed(store: Store, number: number): Promise<void> {
  const next = await store.slots.followedBy(number);
  if (next === null) return;
  throw new AppFault(
    `edition ${number} was not approved in time: edition ${next} of the same digest tells its stories again.`,
    `Approve that one: npx mujaz approve ${next}`,
    true,
  );
}

async function freeze(config: Config, store: Store, edition: Edition, hash: string, at: number): Promise<FreezeAnswer> {
  const { ledger } = store;
  const known = await ledger.sending(edition.number);
  // Its variants are what was approved: they are not made again.
  const isFrozen = known !== null;
  for (let tries = 1; ; tries++) {
    const { byThemes } = await ledger.recipients(edition.digest, at);
    const themeSets = new Set(['*', ...byThemes.map(({ themes }) => themes)]);
    const variants = isFrozen ? [] : await freezeVariants(config, edition, [...themeSets]);
    const answer = await ledger.freeze({ edition: edition.number, hash, at, variants });
    if (!('refused' in answer) || answer.refused !== 'themes-missing' || tries === TRIES) return answer;
  }
}
