/** What `mujaz show` tells of an edition. */
import { isoOf } from './send-json.ts';
import { replyLines } from './send-report.ts';
import { grouped, more, row, STATES, timeIn, withReason } from './send-words.ts';
import type { ShownEdition } from './show.ts';

type Delivery = NonNullable<ShownEdition['delivery']>;

/** For people. */
export function describeEdition({ edition, state, approvedAt, delivery }: ShownEdition, timeZone: string): string {
  const { number, date, name, subject, counts } = edition;
  const reason = delivery?.sending.reason ?? null;
  const lines = [
    `موجز: العدد ${number} (${date}) من «${name}» · ${STATES[state].ar} · القصص: ${counts.stories}`,
    `Mujaz: edition ${number} of ${date}: ${withReason(STATES[state].en, reason)}`,
    row('subject', subject),
    row('stories', `${counts.stories}, from ${counts.articles} articles of ${counts.sources} sources`),
    approvedAt === null
      ? row('to approve', `npx mujaz approve ${number}`)
      : row('approved', timeIn(timeZone, approvedAt.getTime())),
    ...(delivery ? deliveryLines(delivery, timeZone) : []),
  ];
  return lines.join('\n');
}

function deliveryLines(delivery: Delivery, timeZone: string): readonly string[] {
  const { sending, counts, nextDueAt, failures, delays, uncertain, doubtful } = delivery;
  const due = nextDueAt !== null && nextDueAt > Date.now() ? `the next try is at ${timeIn(timeZone, nextDueAt)}` : '';
  return [
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
export function jsonOfEdition({ edition, state, approvedAt, delivery }: ShownEdition): string {
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
    sending: delivery && {
      candidates: delivery.sending.candidates,
      reason: delivery.sending.reason,
      startedAt: isoOf(delivery.sending.startedAt),
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
