/** The words of signing in and of accounts, as tables. */
import type { NameRefusal, PasswordRefusal } from '../../app/index.ts';
import { counted, type Digits, inDigits } from '../../text/index.ts';

export const TITLES = {
  signIn: 'الدخول إلى مكتب التحرير',
  code: 'رمز التحقق',
  welcome: 'أول حساب في المكتب',
  account: 'حسابي',
  audit: 'سجل الأعمال',
} as const;

/** Why somebody is not signed in. */
export const NOT_SIGNED_IN = {
  wrong: 'الاسم أو كلمة المرور غير صحيح.',
  code: 'هذا الرمز غير صحيح، أو استُعمل من قبل. انتظر الرمز التالي ثم اكتبه.',
  gone: 'مضت المدة، فيلزم الدخول من البداية.',
} as const;

export const REFUSED_PASSWORD: Readonly<Record<PasswordRefusal | 'unequal', string>> = {
  short: 'كلمة المرور أقصر من 12 حرفاً. تكفي بضع كلمات لا يجمعها أحد غيرك.',
  long: 'كلمة المرور أطول من 1024 حرفاً.',
  name: 'كلمة المرور هي الاسم نفسه.',
  unequal: 'الكلمتان غير متطابقتين.',
};

export const REFUSED_NAME: Readonly<Record<NameRefusal, string>> = {
  unfit: 'الاسم من حرفين إلى 40 حرفاً: حروف وأرقام ومسافات ونقطة وشرطة.',
  taken: 'هذا الاسم لحساب آخر.',
};

/** What was done, on the account's page. */
export const DONE = {
  password: 'تغيّرت كلمة المرور، وانتهت الجلسات الأخرى.',
  on: 'صار الدخول بكلمة المرور وبرمز من الهاتف.',
  off: 'صار الدخول بكلمة المرور وحدها.',
} as const;

export const NOT_DONE = {
  password: 'كلمة المرور الحالية غير صحيحة.',
  code: 'هذا الرمز غير صحيح. انتظر الرمز التالي ثم اكتبه.',
} as const;

export const UNKNOWN_BROWSER = 'متصفح غير معروف';
export const ROLES = { editor: 'محرر: يُعدّ ويعتمد', publisher: 'ناشر: يُعدّ ويعتمد ويرسل' } as const;

/** «محاولات كثيرة ... بعد 4 ثوانٍ». */
export function waitWords(seconds: number, digits: Digits): string {
  return `محاولات كثيرة لم تنجح. أعد المحاولة بعد ${timeWords(seconds, digits)}.`;
}

function timeWords(seconds: number, digits: Digits): string {
  if (seconds >= 60) return counted(Math.ceil(seconds / 60), 'minute', 'genitive', digits);
  if (seconds === 1) return 'ثانية واحدة';
  if (seconds === 2) return 'ثانيتين';
  return `${inDigits(String(seconds), digits)} ${seconds <= 10 ? 'ثوانٍ' : 'ثانية'}`;
}
