/** What `mujaz send --json` prints: one object, with times in ISO 8601. */
import type { SendingPlan, SendingReport } from '../../app/index.ts';

/** How the command ended. */
export type SendEnd = SendingReport['end'] | 'dry-run' | 'declined';

/** The plan as it was before, and the report where something was done. */
export function jsonOf(plan: SendingPlan, report: SendingReport | null, end: SendEnd | null): string {
  const told = {
    edition: plan.edition,
    end: report?.end ?? end,
    plan: { ...plan, nextDueAt: isoOf(plan.nextDueAt), sendAt: isoOf(plan.sendAt), quietUntil: isoOf(plan.quietUntil) },
    report: report && { ...report, nextDueAt: isoOf(report.nextDueAt) },
  };
  return JSON.stringify(told, null, 2);
}

/** Epoch milliseconds as ISO 8601. */
export function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
