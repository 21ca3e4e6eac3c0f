/** Beginning what was looked at, before anything is sent: whoever else begins it at this moment, it is one sending. */
import type { SendingPlan } from '../../app/index.ts';
import { UsageFault } from '../exit-codes.ts';
import type { OpenRecords } from './send-records.ts';

/** What of the options it depends on. */
export type BeginOptions = { readonly to?: string; readonly resendFailed?: true };

/** @throws UsageFault when it has changed since it was looked at */
export async function begin(records: OpenRecords, plan: SendingPlan, options: BeginOptions): Promise<void> {
  const { openSendingActs } = await import('../../app/index.ts');
  const { config, store } = records;
  const acts = openSendingActs(config, store, { audit: store.audit });
  if (options.resendFailed) {
    const seen = (await store.ledger.sending(plan.edition))?.changedAt ?? 0;
    await acts.resendFailed(plan.edition, seen, null);
  }
  // One person can be mailed without the others.
  if (options.to !== undefined || plan.state !== 'ready') return;
  const answer = await acts.start(plan.edition, plan.hash, null);
  if (!('refused' in answer)) return;
  throw new UsageFault(
    `nothing was sent: edition ${plan.edition} was changed at this moment (${answer.refused}).`,
    `Look at it: npx mujaz show ${plan.edition}`,
  );
}
