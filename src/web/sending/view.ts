/** An edition's sending as a page. */
import type { Replies, SendingStatus } from '../../app/index.ts';
import { type Digits, inDigits, longDay } from '../../text/index.ts';
import { OUTBOX, previewPage, sendingPage } from '../addresses.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { amount, reachWords } from './count-words.ts';
import { isOver, stampOf } from './events.ts';
import { eventsPath } from './paths.ts';
import { messages, viewProgress } from './progress-view.ts';
import {
  ADVICE,
  COUNTED,
  EXCLUSION_WORDS,
  OWN_REASONS,
  RETRY,
  STATE_NOTES,
  STATE_WORDS,
  WITHOUT_LIST,
  WRITTEN,
} from './words.ts';

type Plan = SendingStatus['plan'];
type Way = { readonly relays: string | null; readonly outbox: string | null };

/** The view model of the page, but for its forms. */
export function viewSending(status: SendingStatus, words: MomentWords) {
  const { plan, uncertain, doubtful, exclusions } = status;
  const { digits } = words;
  const isDraft = plan.state === 'draft';
  const told =
    isDraft && status.isApproved ? WITHOUT_LIST : { words: STATE_WORDS[plan.state], note: STATE_NOTES[plan.state] };
  return {
    number: inDigits(String(plan.edition), digits),
    edition: previewPage(plan.edition),
    subject: plan.subject,
    date: longDay(plan.date, digits),
    day: plan.date,
    state: plan.state,
    stateWords: told.words,
    stateNote: told.note,
    reach: plan.state === 'sending' || plan.state === 'paused' ? null : reachOf(status, digits),
    reason: viewReason(plan),
    times: viewTimes(status, words),
    way: viewWay(plan),
    candidates: amount(plan.candidates, 'recipient', 'nominative', digits),
    isDraft,
    others: viewOthers(status, digits),
    counts: isDraft ? [] : viewCounts(plan, digits),
    progress: viewProgress({ ...plan, state: plan.state === 'draft' ? 'ready' : plan.state, rate: null }, digits),
    live: viewLive(status),
    failures: viewReplies(status.failures, digits),
    delays: viewReplies(status.delays, digits),
    exclusions: exclusions.reasons.map(({ reason, rows }) => ({
      words: EXCLUSION_WORDS[reason],
      rows: amount(rows, 'recipient', 'nominative', digits),
    })),
    exclusionsOf: exclusions.isCut ? amount(exclusions.counted, 'recipient', 'genitive', digits) : null,
    uncertain: plan.counts.uncertain > 0 ? { ...uncertain, total: messages(plan.counts.uncertain, digits) } : null,
    doubtful: doubtful.ids.length > 0 ? doubtful : null,
    retry: plan.state === 'cancelled' ? null : { command: RETRY.command(plan.edition), words: RETRY.words },
    advice: ADVICE[plan.state].map(({ command, words: said }) => ({ command: command(plan.edition), words: said })),
  };
}

/** Who gets it, by whoever is to be mailed at this moment. */
export function reachOf({ plan, reach }: SendingStatus, digits: Digits): string {
  const { counts, suppressed } = plan;
  return reachWords({ now: reach?.now ?? counts.queued + counts.sending, before: counts.sent, suppressed }, digits);
}

/** Null where nothing moves any more. */
function viewLive({ plan, changedAt }: SendingStatus) {
  const { state, counts, sendAt, edition } = plan;
  if (state === 'draft' || isOver({ state, counts })) return null;
  return {
    page: sendingPage(edition),
    events: eventsPath(edition),
    stamp: stampOf({ state, changedAt: changedAt ?? 0, sendAt }),
  };
}

/** A fault is told as it was said, and beside it what to do. */
function viewReason({ reason, state, edition }: Plan) {
  if (reason === null) return null;
  const own = OWN_REASONS[reason] ?? null;
  return { own, said: own === null ? reason : null, resume: state === 'paused' ? `npx mujaz resume ${edition}` : null };
}

function viewTimes({ at, plan, startedAt, changedAt }: SendingStatus, words: MomentWords) {
  const { nextDueAt, quietUntil, state, sendAt } = plan;
  const next = state === 'sending' || state === 'ready' || state === 'paused' ? nextDueAt : null;
  const told = [
    { name: 'موعد الإرسال', at: sendAt },
    { name: 'بدأ الإرسال', at: startedAt },
    { name: 'آخر تغيّر في الحالة', at: changedAt },
    { name: 'موعد المحاولة التالية', at: sendAt === null ? next : null, isDue: next !== null && next <= at },
    { name: 'ساعات الهدوء حتى', at: state === 'done' || state === 'cancelled' ? null : quietUntil },
  ];
  return told.flatMap((each) => {
    if (each.at === null) return [];
    return [
      {
        name: each.name,
        time: new Date(each.at).toISOString(),
        when: each.isDue ? dueWords(state) : momentWords(each.at, words),
      },
    ];
  });
}

function dueWords(state: Plan['state']): string {
  return state === 'sending' ? 'الآن' : 'حين يُرسل العدد';
}

function viewWay({ way }: Plan): Way {
  return 'outbox' in way ? { relays: null, outbox: OUTBOX } : { relays: way.relays.join(', '), outbox: null };
}

/** Who would not get it: subscribers who are on no list, and those on the list who are not to be mailed any more. */
function viewOthers({ plan, reach }: SendingStatus, digits: Digits) {
  const told = (count: number, words: string) =>
    count > 0 ? [`${amount(count, 'recipient', 'nominative', digits)}: ${words}`] : [];
  if (plan.state !== 'draft' && !reach) return [];
  return [
    ...told(plan.paused, 'أوقفوا الإرسال إليهم مؤقتاً'),
    ...told(plan.suppressed, 'عناوين لا يُرسل إليها'),
    ...told(reach?.left ?? 0, 'ألغوا اشتراكهم، أو غيّروا نشرتهم، بعد الاعتماد'),
  ];
}

/** All of them, so that the page can go on by itself; what there is none of is hidden, but for what matters to everybody. */
function viewCounts({ counts, way }: Plan, digits: Digits) {
  return COUNTED.map(({ state, words, note }) => {
    const count = counts[state];
    const said = state === 'sent' && 'outbox' in way ? WRITTEN : { words, note };
    const isNone = count === 0;
    const isHidden = isNone && state !== 'sent' && state !== 'queued';
    return { state, ...said, count: messages(count, digits), isNone, isHidden };
  });
}

function viewReplies(replies: Replies, digits: Digits) {
  return replies.map(({ reply, rows }) => ({ reply, rows: messages(rows, digits) }));
}
