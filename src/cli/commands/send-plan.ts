/** What `mujaz send` says before anything is sent. */
import { relative } from 'node:path';
import type { SendingPlan } from '../../app/index.ts';
import { grouped, more, people, row, STATES, timeIn, withReason } from './send-words.ts';

/** What of the options and the configuration changes what is said. */
export type PlanView = {
  readonly timeZone: string;
  /** Uncertain ones are tried again. */
  readonly retries: boolean;
  /** One subscriber alone. */
  readonly one: boolean;
  /** How many who were refused are tried again. */
  readonly resent: number;
};

/** Who gets it, which way, and what stands against it. */
export function describePlan(plan: SendingPlan, view: PlanView): string {
  const { edition, date, subject, state, reason, counts } = plan;
  const lines = [
    arabicLine(plan),
    `Mujaz: edition ${edition} of ${date}: ${summary(plan)}`,
    row('subject', subject),
    row('state', withReason(STATES[state].en, reason)),
    view.one ? row('only to', 'one subscriber (--to); the others stay as they are') : '',
    ...byThemes(plan),
    row('goes to', wayOf(plan)),
    plan.quietUntil === null
      ? ''
      : row('quiet hours', `until ${timeIn(view.timeZone, plan.quietUntil)}; nothing leaves before`),
    laterLine(plan, view),
    counts.failed > 0 ? row('failed', failedWords(counts.failed, view.resent)) : '',
    plan.sendAt === null ? '' : row('begins', `${timeIn(view.timeZone, plan.sendAt)}, by itself; this begins it now`),
    counts.excluded > 0 ? row('left out', `${grouped(counts.excluded)}, not to be mailed after all`) : '',
    counts.sending > 0
      ? row('claimed', `${grouped(counts.sending)}, by a program that sends now or has ended without an answer`)
      : '',
    ...uncertainLines(plan, view.retries),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function arabicLine({ edition, date, counts, suppressed, paused }: SendingPlan): string {
  return [
    `موجز: العدد ${edition} (${date})`,
    `للإرسال: ${grouped(counts.queued)}`,
    `أُرسل من قبل: ${grouped(counts.sent)}`,
    `ممنوع الإرسال إليهم: ${grouped(suppressed)}`,
    `أوقفوا البريد مؤقتاً: ${grouped(paused)}`,
  ].join(' · ');
}

function summary({ counts, suppressed, paused, state }: SendingPlan): string {
  const now = state === 'draft' ? `${people(counts.queued)} would get it` : `${grouped(counts.queued)} to send`;
  const have = counts.sent === 1 ? 'has' : 'have';
  return `${now}, ${grouped(counts.sent)} already ${have} it, ${grouped(suppressed)} suppressed, ${grouped(paused)} paused`;
}

function byThemes({ byThemes }: SendingPlan): readonly string[] {
  const width = Math.max(0, ...byThemes.map((each) => grouped(each.people).length));
  return byThemes.map(({ themes, people: count }, at) => {
    const what = `${grouped(count).padStart(width)}  ${themes === '*' ? 'all themes' : themes.replaceAll(',', ', ')}`;
    return at === 0 ? row('by themes', what) : more(what);
  });
}

function wayOf({ way }: SendingPlan): string {
  if ('relays' in way) return way.relays.join(', ');
  return `files in ${relative('.', way.outbox) || '.'}: no mail server is set (SMTP_URL), so nobody gets mail`;
}

/** Of those who were refused. */
function failedWords(failed: number, resent: number): string {
  if (resent === 0) return `${grouped(failed)}, not tried again`;
  return `${grouped(failed)}, of whom ${grouped(resent)} are tried again; the suppressed and those who left are not`;
}

/** When all that is left waits for another try. */
function laterLine({ nextDueAt, counts }: SendingPlan, { timeZone }: PlanView): string {
  if (nextDueAt === null || nextDueAt <= Date.now() || counts.queued === 0) return '';
  return row('waiting', `${grouped(counts.queued)}, put off; the next try is at ${timeIn(timeZone, nextDueAt)}`);
}

function uncertainLines({ counts }: SendingPlan, retries: boolean): readonly string[] {
  if (counts.uncertain === 0) return [];
  const what = `${grouped(counts.uncertain)} may have got it: they were handed over, and no answer came`;
  return retries
    ? [row('uncertain', what), more('they are tried again with the same Message-ID, and may get it twice')]
    : [
        row('uncertain', what),
        more('they stay as they are; --retry-uncertain tries them again with the same Message-ID:'),
        more('those who have got it then get it twice'),
      ];
}
