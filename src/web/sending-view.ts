/** An edition's sending as a page. */
import type { Replies, SendingStatus } from '../app/index.ts';
import { counted, type Digits, inDigits, longDay } from '../text/index.ts';
import { OUTBOX, previewPage } from './addresses.ts';
import { type MomentWords, momentWords } from './moments.ts';
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
} from './sending-words.ts';

type Plan = SendingStatus['plan'];
type Way = { readonly relays: string | null; readonly outbox: string | null };

/** The view model of the page. */
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
    reason: viewReason(plan),
    times: viewTimes(status, words),
    way: viewWay(plan),
    candidates: counted(plan.candidates, 'recipient', 'nominative', digits),
    isDraft,
    others: isDraft ? viewOthers(plan, digits) : [],
    counts: isDraft ? [] : viewCounts(plan, digits),
    bars: isDraft ? [] : viewBars(plan),
    failures: viewReplies(status.failures, digits),
    delays: viewReplies(status.delays, digits),
    exclusions: exclusions.reasons.map(({ reason, rows }) => ({
      words: EXCLUSION_WORDS[reason],
      rows: counted(rows, 'recipient', 'nominative', digits),
    })),
    exclusionsOf: exclusions.isCut ? counted(exclusions.counted, 'recipient', 'genitive', digits) : null,
    uncertain: plan.counts.uncertain > 0 ? { ...uncertain, total: messages(plan.counts.uncertain, digits) } : null,
    doubtful: doubtful.ids.length > 0 ? doubtful : null,
    retry: plan.state === 'cancelled' ? null : { command: RETRY.command(plan.edition), words: RETRY.words },
    advice: ADVICE[plan.state].map(({ command, words: said }) => ({ command: command(plan.edition), words: said })),
  };
}

function messages(count: number, digits: Digits): string {
  return counted(count, 'message', 'nominative', digits);
}

/** A fault is told as it was said, and beside it what to do. */
function viewReason({ reason, state, edition }: Plan) {
  if (reason === null) return null;
  const own = OWN_REASONS[reason] ?? null;
  return { own, said: own === null ? reason : null, resume: state === 'paused' ? `npx mujaz resume ${edition}` : null };
}

function viewTimes({ at, plan, startedAt, changedAt }: SendingStatus, words: MomentWords) {
  const { nextDueAt, quietUntil, state } = plan;
  const next = state === 'sending' || state === 'ready' || state === 'paused' ? nextDueAt : null;
  const told = [
    { name: 'بدأ الإرسال', at: startedAt },
    { name: 'آخر تغيّر في الحالة', at: changedAt },
    { name: 'موعد المحاولة التالية', at: next },
    { name: 'ساعات الهدوء حتى', at: state === 'done' || state === 'cancelled' ? null : quietUntil },
  ];
  return told.flatMap((each) => {
    if (each.at === null) return [];
    const isDue = each.at === next && next <= at;
    return [
      {
        name: each.name,
        time: new Date(each.at).toISOString(),
        when: isDue ? dueWords(state) : momentWords(each.at, words),
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

/** Who would not get it, though they are subscribed. */
function viewOthers({ paused, suppressed }: Plan, digits: Digits) {
  const told = (count: number, words: string) =>
    count > 0 ? [`${counted(count, 'recipient', 'nominative', digits)}: ${words}`] : [];
  return [...told(paused, 'أوقفوا الإرسال إليهم مؤقتاً'), ...told(suppressed, 'عناوين لا يُرسل إليها')];
}

/** Always those that matter to everybody, and the others where there are any. */
function viewCounts({ counts, way }: Plan, digits: Digits) {
  return COUNTED.flatMap(({ state, words, note }) => {
    const count = counts[state];
    if (count === 0 && state !== 'sent' && state !== 'queued') return [];
    const said = state === 'sent' && 'outbox' in way ? WRITTEN : { words, note };
    return [{ state, ...said, count: messages(count, digits), isNone: count === 0 }];
  });
}

/** Parts of a bar that begins at the right; what there is can always be seen. */
function viewBars({ counts, candidates }: Plan) {
  let rest = 100;
  return COUNTED.flatMap(({ state }) => {
    if (counts[state] === 0 || candidates === 0) return [];
    const width = Math.min(rest, Math.max(0.5, (100 * counts[state]) / candidates));
    rest -= width;
    return [{ state, x: rest.toFixed(2), width: width.toFixed(2) }];
  });
}

function viewReplies(replies: Replies, digits: Digits) {
  return replies.map(({ reply, rows }) => ({ reply, rows: messages(rows, digits) }));
}
