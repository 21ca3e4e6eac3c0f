/** The words of sendings, as tables. */
import type { ActRefusal, SendingPlan } from '../../app/index.ts';
import type { DeliveryState, ExclusionReason } from '../../model.ts';

type State = SendingPlan['state'];

export const STATE_WORDS: Readonly<Record<State, string>> = {
  draft: 'لم يُعتمد بعد',
  ready: 'جاهز للإرسال',
  sending: 'قيد الإرسال',
  paused: 'متوقف مؤقتاً',
  cancelled: 'أُلغي',
  done: 'اكتمل',
};

/** What a state means, under its name. */
export const STATE_NOTES: Readonly<Record<State, string>> = {
  draft: 'لا يُرسل عدد قبل اعتماده، وعند اعتماده تُكتب قائمة مستلميه ونص رسائله كما هما في تلك اللحظة.',
  ready: 'اعتُمد العدد وكُتبت قائمة مستلميه، ولم يبدأ إرساله.',
  sending: 'تخرج الرسائل ما دام البرنامج يعمل، وما لم يخرج منها ينتظر موعده.',
  paused: 'لا تخرج رسالة حتى يُستأنف الإرسال. من لم تصله لم يفته شيء.',
  cancelled: 'انتهى الإرسال قبل تمامه، ولا يُستأنف. ما خرج قبل الإلغاء لا يُسترد.',
  done: 'لم يبق في الانتظار أحد.',
};

/** An edition that was approved before recipients were written down. */
export const WITHOUT_LIST = {
  words: 'معتمد، بلا قائمة مستلمين',
  note: 'اعتُمد العدد قبل أن تُكتب قوائم المستلمين. باعتماده من جديد تُكتب قائمته، ولا يتغير نصه.',
} as const;

/** Reasons that are an editor's own doing; every other one is a fault, told as the server or the program said it. */
export const OWN_REASONS: Readonly<Record<string, string>> = {
  'paused by an editor': 'أوقفه محرر.',
  'cancelled by an editor': 'ألغاه محرر.',
};

/** Messages by what became of them, in the order they are told. */
export const COUNTED: readonly { readonly state: DeliveryState; readonly words: string; readonly note: string }[] = [
  { state: 'sent', words: 'قبلها خادم البريد', note: 'القبول ليس وصولاً: قد ترتد رسالة بعده.' },
  { state: 'queued', words: 'في الانتظار', note: '' },
  { state: 'sending', words: 'قيد التسليم', note: 'بيد برنامج يسلّمها الآن.' },
  { state: 'uncertain', words: 'لا يُعرف مصيرها', note: 'سُلّمت أو كادت، ولم يأت رد.' },
  { state: 'failed', words: 'رفضها الخادم', note: 'رفض نهائي، أو تأجيل دام أطول مما يُنتظر.' },
  { state: 'excluded', words: 'استُبعدت', note: 'لم تُسلّم، ولا تُسلّم.' },
];

/** Where no mail server is set. */
export const WRITTEN = { words: 'كُتبت في ملفات', note: 'لم تصل إلى أحد: لا خادم بريد.' } as const;

export const EXCLUSION_WORDS: Readonly<Record<ExclusionReason, string>> = {
  left: 'ألغوا اشتراكهم بعد الاعتماد',
  paused: 'أوقفوا الإرسال إليهم مؤقتاً',
  suppressed: 'عناوين لا يُرسل إليها',
  erased: 'مُحيت بياناتهم',
  moved: 'انتقلوا إلى نشرة أخرى',
  'nothing-on-themes': 'لا شيء في العدد من أبوابهم',
  cancelled: 'أُلغي الإرسال قبل دورهم',
};

type Advice = { readonly command: (edition: number) => string; readonly words: string };

const SEND: Advice = { command: (n) => `npx mujaz send ${n}`, words: 'يعرض المستلمين، ويسأل، ثم يرسل.' };
const PAUSE: Advice = { command: (n) => `npx mujaz pause ${n}`, words: 'يوقف الإرسال مؤقتاً، وتُكمل الرسائل الجارية.' };
const CANCEL: Advice = { command: (n) => `npx mujaz cancel ${n}`, words: 'ينهي الإرسال ولا يُستأنف بعده.' };
const RESUME: Advice = { command: (n) => `npx mujaz resume ${n}`, words: 'يستأنف الإرسال.' };
const SHOW: Advice = { command: (n) => `npx mujaz show ${n}`, words: 'يعرض ما يُعرف عن العدد في الطرفية.' };

/** What an editor can do next, at the terminal. */
export const ADVICE: Readonly<Record<State, readonly Advice[]>> = {
  draft: [
    { command: (n) => `npx mujaz approve ${n}`, words: 'يعتمد العدد ويكتب قائمة مستلميه.' },
    { command: (n) => `npx mujaz send ${n} --dry-run`, words: 'يعرض من سيصله، ولا يرسل شيئاً.' },
  ],
  ready: [
    { command: (n) => `npx mujaz send ${n} --dry-run`, words: 'يعرض من سيصله وأي طريق يسلك، ولا يرسل شيئاً.' },
    SEND,
    CANCEL,
  ],
  sending: [{ ...SEND, words: 'يرسل ما حان موعده إن لم يكن برنامج آخر يرسله.' }, PAUSE, CANCEL],
  paused: [
    RESUME,
    {
      command: (n) => `npx mujaz resume ${n} --accept-refusals`,
      words: 'يستأنف ولو كثر الرفض: كل رفض يُحسب ولا يوقف الإرسال.',
    },
    CANCEL,
  ],
  cancelled: [SHOW],
  done: [SHOW],
};

/** For those of whom nobody knows whether they have it. */
export const RETRY: Advice = {
  command: (n) => `npx mujaz send ${n} --retry-uncertain`,
  words: 'يعيد تسليمها بالمعرّف نفسه (Message-ID). قد تصل بعضها مرتين.',
};

/** What came of a form, by the name that the page's address then has. */
export const SAID = {
  started: 'بدأ الإرسال.',
  'started-before': 'كان الإرسال قد بدأ، ولم يبدأ مرة ثانية.',
  'time-set': 'حُدد الموعد. يبدأ الإرسال فيه ما دام البرنامج يعمل.',
  'time-dropped': 'أُلغي الموعد. لا يُرسل العدد حتى يُطلب ذلك.',
  paused: 'توقف الإرسال مؤقتاً. تُكمل الرسائل الجارية.',
  resumed: 'استؤنف الإرسال.',
  cancelled: 'أُلغي الإرسال.',
  resent: 'أُعيد من رُفضت رسائلهم إلى قائمة الانتظار.',
  retried: 'أُعيد من لا يُعرف مصير رسائلهم إلى قائمة الانتظار.',
} as const;

/** Why a form did nothing. */
export const NOT_DONE: Readonly<Record<ActRefusal, string>> = {
  unknown: 'لا عدد بهذا الرقم.',
  unapproved: 'لم يتغير شيء: العدد غير معتمد. ربما عُدّل بعد اعتماده، فيُعتمد من جديد.',
  changed: 'لم يتغير شيء: تغيّر العدد منذ عُرضت الصفحة. يُنظر فيه من جديد ثم يُرسل.',
  ready: 'لم يتغير شيء: الإرسال لم يبدأ.',
  sending: 'لم يتغير شيء: بدأ الإرسال قبل ذلك.',
  paused: 'لم يتغير شيء: الإرسال متوقف مؤقتاً، ويُستأنف أولاً.',
  cancelled: 'لم يتغير شيء: أُلغي الإرسال قبل ذلك.',
  done: 'لم يتغير شيء: اكتمل الإرسال قبل ذلك.',
  'not-now': 'لم يتغير شيء: حال الإرسال الآن لا تسمح بذلك.',
  stale: 'لم يتغير شيء: تغيّرت حال الإرسال منذ عُرضت الصفحة، أو سبق غيرك إلى ذلك.',
  unreadable: 'يُكتب اليوم والساعة، مثل 2026-11-23 و07:30.',
  past: 'هذا الموعد مضى.',
  far: 'هذا الموعد بعد أكثر من سنة.',
};

export type SaidName = keyof typeof SAID | ActRefusal;

/** Null for a name that says nothing. */
export function readSaid(name: unknown): { readonly words: string; readonly isDone: boolean } | null {
  if (typeof name !== 'string') return null;
  if (Object.hasOwn(SAID, name)) return { words: SAID[name as keyof typeof SAID], isDone: true };
  return Object.hasOwn(NOT_DONE, name) ? { words: NOT_DONE[name as ActRefusal], isDone: false } : null;
}

/** Why a test did not leave. */
export const NOT_TESTED = {
  none: 'يُكتب عنوان واحد على الأقل.',
  'too-many': 'تُرسل التجربة إلى 20 عنواناً على الأكثر.',
  unknown: 'لا عدد بهذا الرقم.',
  address: (line: string) => `السطر ${line} ليس عنوان بريد.`,
} as const;
