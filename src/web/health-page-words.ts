/** The words of the page of settings, as tables. */
import type { HealthDesk, SettingName } from '../app/index.ts';
import { DESK } from './addresses.ts';

type Check = NonNullable<ReturnType<HealthDesk['state']>['last']>['checks'][number];

export const SETTINGS = `${DESK}/settings`;
export const EXAMINE = `${SETTINGS}/examine`;
export const HEALTH_TITLE = 'الضبط والفحص';

export const STATE_WORDS: Readonly<Record<Check['state'], string>> = { ok: 'سليم', warning: 'تنبيه', fault: 'خلل' };

type Words = { readonly title: string; readonly about: string };

/** By the names that `doctor` gives its checks. */
const CHECKS: Readonly<Record<string, Words>> = {
  node: { title: 'نسخة Node.js', about: 'البرنامج الذي يعمل به موجز.' },
  corpus: { title: 'مجلد الصفحات', about: 'الصفحات المحفوظة التي تُقرأ منها الأخبار.' },
  out: { title: 'مجلد الأعداد', about: 'حيث تُكتب ملفات كل عدد.' },
  database: { title: 'قاعدة البيانات', about: 'السجلات كلها: الأخبار والأعداد والمشتركون.' },
  key: { title: 'المفتاح', about: 'ما تُشفر به عناوين المشتركين.' },
  templates: { title: 'القوالب', about: 'ملفات شكل الرسالة والموقع.' },
  site: { title: 'عنوان الموقع', about: 'العنوان الذي تقود إليه روابط الرسائل.' },
  mail: { title: 'البريد', about: 'خادم الرسائل المفردة، كرسائل التأكيد.' },
  sender: { title: 'المرسِل', about: 'الاسم والعنوان اللذان يراهما القارئ.' },
  relay: { title: 'خوادم الإرسال', about: 'الخوادم التي تسلّم إليها الأعداد.' },
  from: { title: 'عنوان المرسِل', about: 'نطاق العنوان الذي تُرسل منه الأعداد.' },
  spf: { title: 'سجل SPF', about: 'من يحق له أن يرسل باسم النطاق.' },
  dkim: { title: 'توقيع DKIM', about: 'التوقيع الذي يثبت أن الرسالة لم تُغيّر.' },
  dmarc: { title: 'سياسة DMARC', about: 'ما يُفعل برسالة لا يثبت مصدرها.' },
  mx: { title: 'طريق الارتداد', about: 'الخادم الذي تعود إليه الرسائل المرتدة.' },
  reverse: { title: 'الاسم العكسي', about: 'اسم عنوان الإنترنت الذي تخرج منه الرسائل.' },
  bounces: { title: 'صندوق الارتداد', about: 'حيث تُقرأ الرسائل المرتدة.' },
  'one-click': { title: 'الإلغاء بضغطة', about: 'زر إلغاء الاشتراك في برامج البريد.' },
  imprint: { title: 'بيانات الناشر', about: 'الاسم والعنوان البريدي أسفل كل رسالة.' },
  sendings: { title: 'الإرسالات', about: 'ما ينتظر محرراً من إرسالات متوقفة أو غير معروفة المصير.' },
};

/** Those of mail servers carry the server's name: `relay SMTP_URL`. */
export function checkWords(name: string): Words {
  return CHECKS[name] ?? CHECKS[name.split(' ')[0] ?? ''] ?? { title: name, about: '' };
}

type SettingWords = { readonly title: string; readonly note: string };
const plain = (title: string, note = ''): SettingWords => ({ title, note });

export const SETTING_WORDS: Readonly<Record<SettingName, SettingWords>> = {
  address: plain('عنوان الموقع'),
  timeZone: plain('المنطقة الزمنية', 'أي يوم هو «اليوم».'),
  digits: plain('الأرقام في كلماتنا', 'latn: 22، arab: ٢٢. المقتطفات تبقى كما كُتبت.'),
  digests: plain('النشرات'),
  schedules: plain('مواعيد النشرات', 'خمسة حقول كما في cron. شرطة: يُصنع العدد بأمر.'),
  themes: plain('عدد الأبواب وكلماتها'),
  sources: plain('عدد المصادر'),
  sender: plain('المرسِل'),
  postalAddress: plain('العنوان البريدي للناشر'),
  mailServers: plain('خوادم البريد'),
  outbox: plain('صندوق الصادر', 'تُكتب فيه الرسائل ملفات ما دام لا خادم بريد.'),
  dkim: plain('توقيع DKIM'),
  bounces: plain('عنوان الارتداد'),
  quietHours: plain('ساعات بلا إرسال'),
  refusals: plain('متى يوقف الرفض الإرسال', 'نسبة من كم رد.'),
  consent: plain('نسخة نص الموافقة', 'يُغيّر النص ونسخته معاً.'),
  confirmDays: plain('أيام صلاحية رابط التأكيد'),
  ipDays: plain('أيام حفظ عنوان الإنترنت للموافقة'),
  editors: plain('كم محرراً يُراسل عند تعثر مصدر'),
  corpus: plain('مجلد الصفحات المحفوظة'),
  out: plain('مجلد الأعداد'),
  database: plain('قاعدة البيانات'),
  key: plain('مفتاح التشفير'),
};
