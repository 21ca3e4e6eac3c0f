/** Whether a sending goes on: what stands against it, and whether somebody has agreed. */
import type { SendingPlan } from '../../app/index.ts';
import { UsageFault } from '../exit-codes.ts';
import { isAnyoneThere, typesNumber } from './send-ask.ts';
import type { SendEnd } from './send-json.ts';
import type { PlanView } from './send-plan.ts';
import { grouped, isFault, people, timeIn } from './send-words.ts';

/** What of the options decides it. */
export type StartOptions = { readonly dryRun?: true; readonly to?: string; readonly yes?: true; readonly wait?: true };

/** Why nothing was sent. */
export type NotSent = { readonly end: SendEnd; readonly line: string; readonly isFault?: true };

const DECLINED: NotSent = { end: 'declined', line: 'موجز: لم يُرسل شيء · Mujaz: nothing was sent.' };

/** Whether the operator is to be asked. */
export function willAsk({ dryRun, yes }: StartOptions): boolean {
  return dryRun !== true && yes !== true && isAnyoneThere();
}

/**
 * Null when sending may begin, after asking where somebody is there.
 * @throws UsageFault where the request is to blame, or nobody is there to ask and nobody has said yes
 */
export async function mayStart(plan: SendingPlan, options: StartOptions, view: PlanView): Promise<NotSent | null> {
  if (options.dryRun) return dryRun(plan);
  if (plan.state === 'draft' || plan.state === 'cancelled') throw refusal(plan);
  if (plan.state === 'paused') return paused(plan);
  const rest = nothingToDo(plan, options, view);
  if (rest) return rest;
  if (options.yes) return null;
  if (isAnyoneThere()) return (await agrees(plan, view)) ? null : DECLINED;
  throw new UsageFault('nothing was sent: there is nobody to ask.', 'To send without being asked, add --yes.');
}

function dryRun({ state, edition }: SendingPlan): NotSent {
  const first = state === 'draft' ? ` Before it is sent it must be approved: npx mujaz approve ${edition}` : '';
  return { end: 'dry-run', line: `موجز: تجربة فقط، لم يُرسل شيء · Mujaz: a dry run, nothing was sent.${first}` };
}

function refusal({ edition, state }: SendingPlan): UsageFault {
  return state === 'draft'
    ? new UsageFault(
        `nothing was sent: edition ${edition} is a draft.`,
        `Look at it and approve it first: npx mujaz approve ${edition}`,
      )
    : new UsageFault(
        `nothing was sent: the sending of edition ${edition} was cancelled.`,
        'It stays so; npx mujaz editions lists the others.',
      );
}

function paused({ edition, reason }: SendingPlan): NotSent {
  const line = `موجز: الإرسال متوقف مؤقتاً، لم يُرسل شيء · Mujaz: it is paused, nothing was sent. To go on: npx mujaz resume ${edition}`;
  return { end: 'paused', line, ...(isFault(reason) ? { isFault: true } : {}) };
}

/** Where all of it is done, or waits for later; claims of others are always looked at. */
function nothingToDo(
  { state, counts, nextDueAt }: SendingPlan,
  { to, wait }: StartOptions,
  { retries, timeZone, resent }: PlanView,
): NotSent | null {
  if (counts.sending > 0 || resent > 0 || (retries && counts.uncertain > 0)) return null;
  if (state === 'done') return { end: 'done', line: 'موجز: لم يبق شيء للإرسال · Mujaz: nothing is left to send.' };
  if (to !== undefined || wait || counts.queued === 0 || nextDueAt === null || nextDueAt <= Date.now()) return null;
  return {
    end: 'later',
    line: `موجز: لا إرسال قبل المحاولة التالية · Mujaz: nothing is due before ${timeIn(timeZone, nextDueAt)}. npm start sends it then, or this command with --wait.`,
  };
}

async function agrees({ edition, counts }: SendingPlan, { retries, one, resent }: PlanView): Promise<boolean> {
  const again = retries ? counts.uncertain : 0;
  const whom = one ? 'one subscriber' : people(counts.queued + again + resent);
  const twice = again > 0 && !one ? `, ${grouped(again)} of them perhaps for the second time` : '';
  return await typesNumber(
    `موجز: لإرسال العدد ${edition} يُكتب رقمه.\nSend edition ${edition} to ${whom}${twice}? Type the number ${edition} to send:`,
    edition,
  );
}
