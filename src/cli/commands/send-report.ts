/** What `mujaz send` says of a run: while it lasts, and behind it. */
import { relative } from 'node:path';
import type { SendingPlan, SendingProgress, SendingReport } from '../../app/index.ts';
import type { PlanView } from './send-plan.ts';
import { grouped, lengthOf, more, people, rateOf, row, timeIn, withReason } from './send-words.ts';

/** The words behind the bar. */
export function progressWords({ counts, candidates, rate }: SendingProgress): string {
  const done = candidates - counts.queued - counts.sending;
  const parts = [`${grouped(done)}/${grouped(candidates)}`];
  if (rate > 0) parts.push(`${rateOf(rate)}/s`);
  if (counts.failed > 0) parts.push(`${grouped(counts.failed)} failed`);
  if (counts.uncertain > 0) parts.push(`${grouped(counts.uncertain)} uncertain`);
  if (rate > 0 && counts.queued > 0) parts.push(`${lengthOf(Math.max(1, Math.round(counts.queued / rate)))} left`);
  return parts.join(' · ');
}

const ENDS: Readonly<Record<SendingReport['end'], { readonly ar: string; readonly en: string }>> = {
  done: { ar: 'اكتمل إرسال العدد', en: 'is done' },
  later: { ar: 'أُرسل ما أمكن من العدد', en: 'is sent but for those that wait for another try' },
  paused: { ar: 'توقف مؤقتاً إرسال العدد', en: 'is paused' },
  cancelled: { ar: 'أُلغي إرسال العدد', en: 'was cancelled' },
  quiet: { ar: 'لا إرسال في ساعات الهدوء: العدد', en: 'waits for the end of the quiet hours' },
  unreachable: { ar: 'لا يُجيب أي خادم بريد: العدد', en: 'waits: no mail server answers' },
  stopped: { ar: 'أُوقف إرسال العدد', en: 'was stopped' },
};

/** What became of a run, and how it goes on. */
export function describeReport(report: SendingReport, plan: SendingPlan, view: PlanView): string {
  const { way } = plan;
  const { edition, end, reason, counts, failures } = report;
  const isOutbox = 'outbox' in way;
  const words = view.one && end === 'done' ? oneDone(report) : ENDS[end];
  const lines = [
    arabicLine(report, words.ar, isOutbox),
    `Mujaz: edition ${edition} ${withReason(words.en, reason)}`,
    row('this run', thisRun(report, isOutbox)),
    row(isOutbox ? 'written' : 'accepted', acceptedLine(report, way)),
    counts.failed > 0 ? row('failed', `${grouped(counts.failed)}, not tried again`) : '',
    ...replyLines(failures),
    counts.excluded > 0
      ? row(
          'left out',
          `${grouped(counts.excluded)}: they left, paused, or must not be mailed; npx mujaz show ${edition}`,
        )
      : '',
    ...uncertainLines(report),
    ...waitingLines(report, plan, view),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function arabicLine({ edition, counts }: SendingReport, words: string, isOutbox: boolean): string {
  return [
    `موجز: ${words} ${edition}`,
    `${isOutbox ? 'كُتبت في ملفات' : 'قبلها خادم البريد'}: ${grouped(counts.sent)}`,
    `رُفضت: ${grouped(counts.failed)}`,
    `غير مؤكدة: ${grouped(counts.uncertain)}`,
    `في الانتظار: ${grouped(counts.queued + counts.sending)}`,
  ].join(' · ');
}

function oneDone({ sentNow }: SendingReport): (typeof ENDS)['done'] {
  return sentNow > 0
    ? { ar: 'أُرسل إلى مشترك واحد العدد', en: 'is sent to this one subscriber' }
    : { ar: 'لا شيء يُرسل الآن إلى هذا المشترك من العدد', en: 'has nothing to send to this subscriber now' };
}

function thisRun({ sentNow, seconds }: SendingReport, isOutbox: boolean): string {
  const what = `${grouped(sentNow)} ${isOutbox ? 'written' : 'accepted'}`;
  return sentNow === 0 ? what : `${what} in ${lengthOf(seconds)}, ${rateOf(sentNow / seconds)} a second`;
}

function acceptedLine({ counts, candidates }: SendingReport, way: SendingPlan['way']): string {
  const of = `${grouped(counts.sent)} of ${people(candidates)}`;
  if (counts.sent === 0) return of;
  if ('outbox' in way) return `${of}: files in ${relative('.', way.outbox) || '.'}; nobody got mail`;
  return `${of}: the mail server has taken them, which is not yet delivered`;
}

/** What servers said, with how many heard it. */
export function replyLines(replies: SendingReport['failures']): readonly string[] {
  return replies.map(({ reply, rows }) => more(`${grouped(rows).padStart(5)}  ${reply}`));
}

function uncertainLines({ edition, counts, foundUncertain, retriedUncertain }: SendingReport): readonly string[] {
  const lines: string[] = [];
  if (foundUncertain > 0) {
    lines.push(
      row('found', `${grouped(foundUncertain)} were claimed by a program that ended without an answer: uncertain`),
    );
  }
  if (retriedUncertain > 0) {
    lines.push(row('tried again', `${grouped(retriedUncertain)} that were uncertain; they may get it twice`));
  }
  if (counts.uncertain > 0) {
    lines.push(
      row('uncertain', `${grouped(counts.uncertain)} may have got it: they were handed over, and no answer came`),
      more(`npx mujaz show ${edition} lists them; npx mujaz send ${edition} --retry-uncertain tries them again:`),
      more('those who have got it then get it twice'),
    );
  }
  return lines;
}

function waitingLines(
  { edition, end, counts, nextDueAt }: SendingReport,
  { quietUntil }: SendingPlan,
  { timeZone, one }: PlanView,
): readonly string[] {
  const waiting = counts.queued + counts.sending;
  if (waiting === 0) return [];
  const until = end === 'quiet' ? quietUntil : nextDueAt;
  const what = end === 'quiet' ? 'the quiet hours end at' : 'the next try is at';
  const due = until !== null && until > Date.now() ? `; ${what} ${timeIn(timeZone, until)}` : '';
  const safe = end === 'stopped' ? ' and nothing is lost' : '';
  return [
    row('waiting', `${grouped(waiting)}${safe}${due}`),
    row('to go on', end === 'paused' ? `npx mujaz resume ${edition}` : wayOn(edition, end, one)),
  ];
}

/** A sending to one person does not begin it for the others. */
function wayOn(edition: number, end: SendingReport['end'], one: boolean): string {
  if (one) return `npx mujaz send ${edition}`;
  const staying = end === 'later' ? ' (--wait: it stays until the last try)' : '';
  return `npm start does it by itself, or npx mujaz send ${edition}${staying}`;
}
