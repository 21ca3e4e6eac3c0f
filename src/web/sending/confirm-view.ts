/** What is asked once more before it is done: the same numbers, and the same edition. */
import type { SendingStatus } from '../../app/index.ts';
import { inDigits } from '../../text/index.ts';
import { sendingPage } from '../addresses.ts';
import type { DeskSession } from '../desk-session.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { amount } from './count-words.ts';
import { actPath, type Confirmed } from './paths.ts';
import { messages } from './progress-view.ts';
import { reachOf } from './view.ts';

/** When it is to begin; null: at once. */
export type Planned = {
  readonly wall: string;
  readonly at: number;
  readonly isSkipped: boolean;
  readonly quietUntil: number | null;
} | null;

type Asked = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly button: string;
  readonly isGrave: boolean;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
};

/** The view model of the page that asks. */
export function viewConfirm(
  act: Confirmed,
  status: SendingStatus,
  { session, planned, words }: { session: DeskSession; planned: Planned; words: MomentWords },
) {
  const { plan } = status;
  const number = inDigits(String(plan.edition), words.digits);
  const asked = ASKED[act](status, words, number, planned);
  return {
    ...asked,
    number,
    subject: plan.subject,
    hash: plan.hash,
    isStart: act === 'start',
    way: 'outbox' in plan.way ? null : plan.way.relays.join(', '),
    action: actPath(plan.edition, act),
    back: sendingPage(plan.edition),
    csrf: session.csrf,
  };
}

const ASKED: Readonly<
  Record<Confirmed, (status: SendingStatus, words: MomentWords, number: string, planned: Planned) => Asked>
> = {
  start(status, words, number, planned) {
    const { plan } = status;
    const when = planned ? momentWords(planned.at, words) : null;
    const lines = [`${reachOf(status, words.digits)}.`];
    if (planned?.isSkipped) lines.push('لا تمر الساعة بهذا الوقت لأنها تُقدَّم فيه: يبدأ الإرسال في أول دقيقة بعده.');
    if (planned) lines.push('تُحسب القائمة من جديد في ذلك الوقت: من ألغى اشتراكه قبله لا يُرسل إليه.');
    const quietUntil = planned ? planned.quietUntil : plan.quietUntil;
    if (quietUntil !== null) lines.push(`تلك ساعات هدوء: تخرج الرسائل ابتداءً من ${momentWords(quietUntil, words)}.`);
    if ('outbox' in plan.way) lines.push('لا خادم بريد: تُكتب الرسائل في ملفات، ولا تصل إلى أحد.');
    lines.push(
      planned
        ? 'إن عُدّل العدد قبل ذلك سقط الاعتماد وسقط الموعد معه.'
        : 'ما يخرج لا يُسترد. يمكن إيقاف الإرسال مؤقتاً في أي وقت.',
    );
    return {
      title: planned ? `إرسال العدد ${number} في ${when}؟` : `إرسال العدد ${number} الآن؟`,
      lines,
      button: planned ? 'تحديد الموعد' : 'إرسال الآن',
      isGrave: false,
      fields: [
        { name: 'hash', value: plan.hash },
        { name: 'at', value: planned?.wall ?? '' },
      ],
    };
  },
  cancel({ plan: { counts } }, { digits }, number) {
    const waiting = counts.queued + counts.sending;
    return {
      title: `إلغاء إرسال العدد ${number}؟`,
      lines: [
        `خرج حتى الآن: ${messages(counts.sent, digits)}. لا يُسترد منها شيء.`,
        ...(counts.uncertain > 0 ? [`لا يُعرف مصيرها: ${messages(counts.uncertain, digits)}.`] : []),
        `لن يصل إلى ${amount(waiting, 'recipient', 'genitive', digits)}، ولا يُستأنف الإرسال بعد الإلغاء.`,
      ],
      button: 'إلغاء الإرسال نهائياً',
      isGrave: true,
      fields: [],
    };
  },
  'resend-failed'({ plan: { counts }, resendable, changedAt }, { digits }, number) {
    return {
      title: `إعادة إرسال العدد ${number} إلى من رُفضت رسائلهم؟`,
      lines: [
        `رفض الخادم ${messages(counts.failed, digits)}، ويُعاد منها ${messages(resendable, digits)}.`,
        'من حُجب عنوانه أو ألغى اشتراكه لا يُعاد إليه.',
      ],
      button: 'إعادة الإرسال إليهم',
      isGrave: false,
      fields: [{ name: 'seen', value: String(changedAt ?? 0) }],
    };
  },
  'retry-uncertain'({ plan: { counts } }, { digits }, number) {
    return {
      title: `إعادة تسليم ما لا يُعرف مصيره من العدد ${number}؟`,
      lines: [
        `${messages(counts.uncertain, digits)} سُلّمت أو كادت ولم يأت رد. قد يصل بعضها مرتين.`,
        'تُعاد بالمعرّف نفسه (Message-ID)، فتُظهر بعض برامج البريد نسخة واحدة.',
      ],
      button: 'إعادة تسليمها',
      isGrave: true,
      fields: [{ name: 'seen', value: String(counts.uncertain) }],
    };
  },
};
