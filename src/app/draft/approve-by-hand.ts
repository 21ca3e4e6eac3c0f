/** Approving on the command line: warnings are told first, and accepted only when somebody says so. */
import type { Config } from '../../config/index.ts';
import type { DraftWarning } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import { type Approved, approveStanding, chosenEdition, refusalFault } from '../approve.ts';
import { openDraftDesk } from './draft-desk.ts';

/** Approved, with how many open warnings were accepted; or the warnings that stand against it. */
export type ApprovedByHand =
  | (Approved & { readonly accepted: number })
  | { readonly number: number; readonly open: readonly DraftWarning[] };

/**
 * Approves an edition as it stands; the newest one when no number is named.
 * @throws AppFault when there is no such edition, or a later one has taken its place
 */
export async function approveByHand(
  config: Config,
  store: Store,
  number: number | null,
  { acceptWarnings, at }: { readonly acceptWarnings: boolean; readonly at: Date },
): Promise<ApprovedByHand> {
  const chosen = await chosenEdition(store, number);
  const draft = await openDraftDesk(config, store, store.audit, () => at.getTime()).draft(chosen);
  const open = draft?.state === 'draft' ? draft.warnings.filter(({ isSettled }) => !isSettled) : [];
  if (open.length > 0 && !acceptWarnings) return { number: chosen, open };
  const answer = await approveStanding(config, store, chosen, draft?.hash ?? null, at);
  if ('refused' in answer) throw refusalFault(chosen, answer);
  const { recipients, wasApprovedBefore } = answer;
  const detail = { hash: draft?.hash ?? null, recipients, wasApprovedBefore, acceptedWarnings: open.length };
  const entry = { at: at.getTime(), editor: null, act: 'edition.approve', subject: String(chosen), detail };
  await store.audit.add(entry);
  return { ...answer, accepted: open.length };
}
