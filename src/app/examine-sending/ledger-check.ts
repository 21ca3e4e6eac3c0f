/** Which editions wait for a person. */
import type { Ledger } from '../../store/index.ts';
import type { Finding } from '../examine-mail.ts';
import { ok, sentence, warning } from './findings.ts';

/** Older ones are history. */
const LATEST = 20;

/** Paused sendings with their reason, and messages of which nobody knows whether they arrived. */
export async function checkLedger(ledger: Pick<Ledger, 'sendings' | 'counts'>): Promise<Finding> {
  const sendings = await ledger.sendings({ limit: LATEST });
  const told: string[] = [];
  const steps: string[] = [];
  for (const { edition, state, reason } of sendings) {
    const { queued, sending, uncertain } = await ledger.counts(edition);
    if (state === 'paused') {
      told.push(`edition ${edition} is paused with ${queued + sending} to go: ${reason ?? 'no reason was given'}`);
      steps.push(`mend that, then npx mujaz resume ${edition}`);
    }
    if (uncertain > 0 && state !== 'cancelled') {
      told.push(`edition ${edition} has ${uncertain} uncertain ${uncertain === 1 ? 'message' : 'messages'}`);
      steps.push(`npx mujaz send ${edition} --retry-uncertain tries them again (some may then arrive twice)`);
    }
  }
  if (told.length === 0) return ok(describeAll(sendings.map(({ state }) => state)));
  return warning(told.join('; '), sentence(steps.join('; ')));
}

function describeAll(states: readonly string[]): string {
  if (states.length === 0) return 'nothing has been sent yet';
  const open = states.filter((state) => state === 'sending' || state === 'ready').length;
  return open === 0 ? 'nothing waits for a decision' : `nothing waits for a decision; ${open} on the way`;
}
