/** What can be done to a sending now, and by whom. */
import { randomUUID } from 'node:crypto';
import type { SendingStatus, TestAnswer } from '../../app/index.ts';
import { LATEST_BEGIN_MS } from '../../app/index.ts';
import { inDigits } from '../../text/index.ts';
import type { DeskSession } from '../desk-session.ts';
import { draftPage } from '../draft/places.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { grouped } from './count-words.ts';
import { actPath, type SendingAct } from './paths.ts';
import { NOT_DONE, NOT_TESTED, OWN_REASONS } from './words.ts';

/** What somebody typed, and what is wrong with it. */
export type Typed = {
  readonly time?: { readonly date: string; readonly clock: string; readonly why: 'unreadable' | 'past' | 'far' };
  readonly test?: { readonly text: string; readonly answer: TestAnswer };
};

/** Null: nobody who may act. */
export function viewForms(status: SendingStatus, session: DeskSession | null, words: MomentWords, typed: Typed) {
  const { plan, changedAt } = status;
  const { edition, state, counts, sendAt, reason } = plan;
  const path = (act: SendingAct) => actPath(edition, act);
  const mayAct = session?.editor.role === 'publisher';
  const isFault = reason !== null && !Object.hasOwn(OWN_REASONS, reason);
  const isMissed = sendAt !== null && status.at > sendAt + LATEST_BEGIN_MS;
  return {
    csrf: session?.csrf ?? '',
    mayAct,
    isReader: session !== null && !mayAct,
    hash: plan.hash,
    seen: changedAt ?? 0,
    blocks: viewBlocks(status, words, isMissed),
    start: state === 'ready' ? path('start') : null,
    time: state === 'ready' ? viewTime(status, typed) : null,
    dropTime: state === 'ready' && sendAt !== null ? path('drop-time') : null,
    pause: state === 'sending' ? path('pause') : null,
    resume: state === 'paused' ? path('resume') : null,
    acceptRefusals: state === 'paused' && isFault,
    cancel: state === 'ready' || state === 'sending' || state === 'paused' ? path('cancel') : null,
    resend: status.resendable > 0 ? path('resend-failed') : null,
    retry: state !== 'draft' && state !== 'cancelled' && counts.uncertain > 0 ? path('retry-uncertain') : null,
    test: viewTest(status, words, typed),
    approve: state === 'draft' ? draftPage(edition) : null,
  };
}

function viewTime({ plan }: SendingStatus, { time }: Typed) {
  return {
    action: actPath(plan.edition, 'start'),
    date: time?.date ?? '',
    clock: time?.clock ?? '',
    error: time ? NOT_DONE[time.why] : null,
  };
}

/** What stands against it, or should be known before. */
function viewBlocks({ plan, followedBy }: SendingStatus, words: MomentWords, isMissed: boolean): readonly string[] {
  const { digits } = words;
  const { state, quietUntil, way, sendAt } = plan;
  if (state === 'done' || state === 'cancelled') return [];
  const blocks: string[] = [];
  if (followedBy !== null) {
    const later = inDigits(String(followedBy), digits);
    blocks.push(`فات وقت هذا العدد: تلاه العدد ${later} من النشرة نفسها، وهو يروي قصصه. يُعتمد ذاك.`);
  }
  if (isMissed && sendAt !== null)
    blocks.push(`فات موعد الإرسال (${momentWords(sendAt, words)}) ولم يكن البرنامج يعمل. يُرسل الآن، أو يُحدد موعد آخر.`);
  if (quietUntil !== null)
    blocks.push(`هذه ساعات هدوء: لا تخرج رسالة قبل ${momentWords(quietUntil, words)}، ثم تخرج من نفسها.`);
  if ('outbox' in way) blocks.push('لا خادم بريد: تُكتب الرسائل في ملفات، ولا تصل إلى أحد.');
  return blocks;
}

function viewTest({ plan }: SendingStatus, { digits }: MomentWords, { test }: Typed) {
  const answer = test?.answer;
  const isSent = answer !== undefined && 'sent' in answer;
  return {
    action: actPath(plan.edition, 'test'),
    once: randomUUID(),
    typed: isSent ? '' : (test?.text ?? ''),
    error: answer && 'refused' in answer ? testFault(answer, digits) : null,
    sent: isSent ? answer.sent.map(({ address, reply, isAccepted }) => ({ address, reply, isAccepted })) : [],
  };
}

function testFault(answer: Extract<TestAnswer, { readonly refused: string }>, digits: MomentWords['digits']): string {
  return answer.refused === 'address'
    ? NOT_TESTED.address(grouped(answer.line + 1, digits))
    : NOT_TESTED[answer.refused];
}
