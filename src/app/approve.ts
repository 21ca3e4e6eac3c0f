/** Approving: from then on an edition is public, and is not changed any more. */
import type { Store } from '../store/index.ts';
import { AppFault } from './app-fault.ts';

/** What was approved. */
export type Approved = { readonly number: number; readonly subject: string; readonly wasApprovedBefore: boolean };

/**
 * Approves an edition as it stands; the newest one when no number is named.
 * @throws AppFault when there is no such edition
 */
export async function approve(store: Store, number: number | null, at: Date): Promise<Approved> {
  const [newest] = await store.editions({ limit: 1 });
  const chosen = number ?? newest?.number ?? 0;
  const [edition, state] = [await store.edition(chosen), await store.editionState(chosen)];
  if (!edition || !state) {
    const known = newest ? `The newest is ${newest.number}.` : 'Make one with: npx mujaz digest.';
    throw new AppFault(`there is no edition ${number ?? 'yet'}.`, known, true);
  }
  const answer = await store.approveEdition(chosen, state.hash, at);
  if ('refused' in answer) {
    throw new AppFault(`edition ${chosen} was made again at this moment.`, 'Look at it and approve it again.', false);
  }
  return { number: chosen, subject: edition.subject, wasApprovedBefore: state.approvedAt !== null };
}
