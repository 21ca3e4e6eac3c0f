/** `mujaz send N --at TIME`: an approved edition begins by itself. */
import type { ActAnswer, SendingPlan } from '../../app/index.ts';
import { UsageFault } from '../exit-codes.ts';
import { isoOf } from './send-json.ts';
import type { OpenRecords } from './send-records.ts';
import { grouped, people, STATES, timeIn } from './send-words.ts';

/** Takes the time back. */
const NEVER = 'never';

/** What else was asked for. */
export type AtOptions = { readonly dryRun?: true; readonly to?: string; readonly json?: true };

/** Sets the time or takes it back, and says so. @throws UsageFault where that cannot be */
export async function sendAt(
  { config, store }: OpenRecords,
  plan: SendingPlan,
  text: string,
  { dryRun, to, json }: AtOptions,
): Promise<void> {
  if (to !== undefined || dryRun)
    throw new UsageFault(`--at does not go together with ${dryRun ? '--dry-run' : '--to'}.`, 'Use one of them.');
  const { openSendingActs } = await import('../../app/index.ts');
  const acts = openSendingActs(config, store, { audit: store.audit });
  const { edition, hash } = plan;
  const time = acts.readTime(text);
  const quiet = 'refused' in time ? null : time.quietUntil;
  const answer =
    text === NEVER ? await acts.dropTime(edition, hash, null) : await acts.startAt(edition, hash, text, null);
  if ('refused' in answer) throw refusal(plan, text, answer.refused);
  const at = (await store.ledger.sending(edition))?.sendAt ?? null;
  if (json) console.log(JSON.stringify({ edition, sendAt: isoOf(at) }, null, 2));
  else console.log(at === null ? takenBack(edition) : told(plan, at, config.timeZone, quiet));
}

function takenBack(edition: number): string {
  return `موجز: أُلغي موعد إرسال العدد ${edition} · Mujaz: edition ${edition} has no time any more; to send it: npx mujaz send ${edition}`;
}

function told({ edition, counts }: SendingPlan, at: number, timeZone: string, quiet: number | null): string {
  const when = timeIn(timeZone, at);
  return [
    `موجز: يبدأ إرسال العدد ${edition} في ${when} · المستلمون الآن: ${grouped(counts.queued)}`,
    `Mujaz: edition ${edition} begins at ${when}, by npm start or npx mujaz run: ${people(counts.queued)} by now. To take that back: npx mujaz send ${edition} --at ${NEVER}`,
    ...(quiet === null ? [] : [`Mujaz: these are quiet hours: the mails leave from ${timeIn(timeZone, quiet)} on.`]),
  ].join('\n');
}

const TIME = 'Write it as "2026-11-23 07:30", in the time zone of config/mujaz.yaml.';

function refusal(
  { edition }: SendingPlan,
  text: string,
  why: Extract<ActAnswer, { readonly refused: string }>['refused'],
): UsageFault {
  switch (why) {
    case 'unreadable':
      return new UsageFault(`--at ${text}: this is no time.`, TIME);
    case 'past':
      return new UsageFault(`--at ${text}: this time has been.`, TIME);
    case 'far':
      return new UsageFault(`--at ${text}: this is more than a year away.`, TIME);
    case 'unapproved':
      return new UsageFault(
        `edition ${edition} is not approved.`,
        `Look at it and approve it first: npx mujaz approve ${edition}`,
      );
    case 'changed':
      return new UsageFault(`edition ${edition} was changed at this moment.`, `Look at it: npx mujaz show ${edition}`);
    default: {
      const state = why in STATES ? STATES[why as keyof typeof STATES].en : why;
      return new UsageFault(
        `edition ${edition} cannot be given a time: it is ${state}.`,
        `npx mujaz show ${edition} tells what became of it.`,
      );
    }
  }
}
