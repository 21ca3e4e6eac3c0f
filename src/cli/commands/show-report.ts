/** What `mujaz show` tells of an edition. */
import { isoOf } from './send-json.ts';
import { replyLines } from './send-report.ts';
import { grouped, more, row, STATES, timeIn, withReason } from './send-words.ts';
import type { ShownEdition } from './show.ts';

type Delivery = NonNullable<ShownEdition['delivery']>;

/** For people. */
export function describeEdition(shown: ShownEdition, timeZone: string): string {
  const { edition, state, approvedAt, changes, delivery } = shown;
  const { number, date, name, subject, counts } = edition;
  const reason = delivery?.sending.reason ?? null;
  const lines = [
    `موجز: العدد ${number} (${date}) من «${name}» · ${STATES[state].ar} · القصص: ${counts.stories}`,
    `Mujaz: edition ${number} of ${date}: ${withReason(STATES[state].en, reason)}`,
    row('subject', subject),
    row('stories', `${counts.stories}, from ${counts.articles} articles of ${counts.sources} sources`),
    ...(changes.count > 0 ? [row('changes', changeWords(changes))] : []),
    approvedAt === null
      ? row('to approve', `npx mujaz approve ${number}`)
      : row('approved', timeIn(timeZone, approvedAt.getTime())),
    ...(delivery ? deliveryLines(delivery, timeZone) : []),
  ];
  return lines.join('\n');
}

/** «3 changes by 2 editors». */
function changeWords({ count, editors }: ShownEdition['changes']): string {
  const named = (of: number, noun: string) => `${grouped(of)} ${noun}${of === 1 ? '' : 's'}`;
  return `${named(count, 'change')} by ${named(editors, 'editor')}`;
}

function deliveryLines(delivery: Delivery, timeZone: string): readonly string[] {
  const { sending, counts, nextDueAt, failures, delays, uncertain, doubtful } = delivery;
  const due = nextDueAt !== null && nextDueAt > Date.now() ? `the next try is at ${timeIn(timeZone, nextDueAt)}` : '';
  return [
    ...(sending.sendAt === null ? [] : [row('begins', beginWords(sending.sendAt, timeZone))]),
    ...(sending.startedAt === null ? [] : [row('started', timeIn(timeZone, sending.startedAt))]),
    row('recipients', grouped(sending.candidates)),
    amount('accepted', counts.sent, 'the mail server has taken them, which is not yet delivered'),
    amount('failed', counts.failed, 'not tried again'),
    ...replyLines(failures),
    amount('waiting', counts.queued, due),
    ...replyLines(delays),
    ...(counts.sending > 0 ? [amount('claimed', counts.sending, 'by a program that sends or has ended')] : []),
    amount('left out', counts.excluded, 'not to be mailed after all'),
    amount('uncertain', counts.uncertain, 'they may have got it: no answer came'),
    ...idLines(uncertain, counts.uncertain),
    ...(doubtful.length > 0
      ? [row('twice', 'tried again after no answer had come; they may have got it twice'), ...idLines(doubtful)]
      : []),
  ];
}

/** A time that came while no program ran may be too long ago. */
function beginWords(sendAt: number, timeZone: string): string {
  const when = timeIn(timeZone, sendAt);
  return sendAt > Date.now() ? when : `${when}, which has been; after 6 hours nothing begins by it any more`;
}

/** What there is none of needs no words. */
function amount(label: string, count: number, meaning: string): string {
  return row(label, count === 0 || meaning === '' ? grouped(count) : `${grouped(count)}, ${meaning}`);
}

/** Subscribers by their ids; `of` where there may be more than are listed. */
function idLines(rows: Delivery['uncertain'], of = rows.length): readonly string[] {
  const lines = rows.map(({ subscriber, reply }) => {
    return more(`${subscriber ?? '(erased)'}${reply ? `  ${reply}` : ''}`);
  });
  return of > rows.length ? [...lines, more(`and ${grouped(of - rows.length)} more`)] : lines;
}

/** For scripts. */
export function jsonOfEdition({ edition, state, approvedAt, changes, delivery }: ShownEdition): string {
  const { number, digest, date, name, subject, counts } = edition;
  const told = {
    number,
    digest,
    date,
    name,
    subject,
    ...counts,
    state,
    approvedAt: approvedAt?.toISOString() ?? null,
    changes,
    sending: delivery && {
      candidates: delivery.sending.candidates,
      reason: delivery.sending.reason,
      startedAt: isoOf(delivery.sending.startedAt),
      sendAt: isoOf(delivery.sending.sendAt),
      counts: delivery.counts,
      nextDueAt: isoOf(delivery.nextDueAt),
      failures: delivery.failures,
      delays: delivery.delays,
      uncertain: delivery.uncertain.map(listed),
      doubtful: delivery.doubtful.map(listed),
    },
  };
  return JSON.stringify(told, null, 2);
}

function listed({ subscriber, attempts, doubts, reply }: Delivery['uncertain'][number]): object {
  return { subscriber, attempts, doubts, reply };
}
