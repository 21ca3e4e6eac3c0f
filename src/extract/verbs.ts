/** Finite verbs of the news: what makes a line a sentence rather than a name, a caption or a heading. */
import { buildLexicon, foldedWord, WordKind, type Words } from '../text/index.ts';
import { buildWordFilter } from './word-filter.ts';

/**
 * Verbs of saying, as third person perfect and imperfect. `of`: what follows is the speaker («قال الناطق»); `to`: the
 * speaker is followed by whom or what it is said of («دعت الوزارة الدول»), so only its definite words can be told apart.
 */
const SPEECH_VERBS: readonly (readonly [takes: SpeechVerb, pairs: string])[] = [
  [
    'of',
    'قال يقول|صرح يصرح|أعلن يعلن|أكد يؤكد|أضاف يضيف|أشار يشير|أوضح يوضح|ذكر يذكر|لفت يلفت|نوه ينوه|تابع يتابع|شدد يشدد|كشف يكشف|نفى ينفي|جدد يجدد|' +
      'أردف يردف|استطرد يستطرد|ختم يختم|أفاد يفيد|روى يروي|كتب يكتب|غرد يغرد|زعم يزعم|ادعى يدعي|تعهد يتعهد|رد يرد|علق يعلق|أقر يقر|أشاد يشيد|' +
      'أعرب يعرب|رحب يرحب|توعد يتوعد|توقع يتوقع|رأى يرى|بينت يبين',
  ],
  [
    'to',
    'حذر يحذر|دعا يدعو|طالب يطالب|وصف يصف|اعتبر يعتبر|ناشد يناشد|حض يحض|حث يحث|استنكر يستنكر|أدان يدين|هدد يهدد|اتهم يتهم|أبلغ أبلغ',
  ],
];

/** How a verb of saying stands to the words behind it. */
export type SpeechVerb = 'of' | 'to';

/** Other frequent perfects whose shape does not give them away (masculine, no ending). */
const PERFECTS =
  'كان تحدث قتل أصيب جرح توفي لقي وصل عاد دخل خرج نفذ شن قصف استهدف استعاد سيطر انضم انسحب اعتقل أوقف احتجز أفرج أطلق فجر انفجر سقط ' +
  'ارتفع انخفض تراجع زاد بلغ شهد بدأ انتهى استمر واصل عقد اجتمع التقى بحث ناقش وقع وافق رفض قرر أصدر حكم قضى منع سمح فتح أغلق أقام ' +
  'افتتح نظم شارك حضر زار غادر استقبل سلم تسلم نقل عثر ضبط صادر دمر تضرر هاجم تصدى أحبط فاز خسر سجل حقق حسم احتاج خاض قدم أرسل نشر ' +
  'أظهر أثار تسبب أدى أسفر حصل فقد ضرب هز حظر ألغى عين أقال استقال صوت انتخب تولى كلف هدم أحرق نزح لجأ هرب فر اختفى غرق أنقذ وزع ' +
  'قتلت أسر تكبد اندلع حاصر حرر خطف نعى فرض رفع خفض دعم مول درب طرد رحل جند تبنى ينوي لم لن ليس ليست';

const ENTRIES: readonly (readonly [form: string, takes: SpeechVerb | 'other'])[] = [
  ...SPEECH_VERBS.flatMap(([takes, pairs]) =>
    pairs.split('|').flatMap((pair) => speechForms(pair).map((form) => [form, takes] as const)),
  ),
  ...PERFECTS.split(' ').flatMap((perfect) => withConjunctions([perfect]).map((form) => [form, 'other'] as const)),
];

const FORMS = buildLexicon<SpeechVerb | 'other'>(ENTRIES, false);
const mayBeForm = buildWordFilter(ENTRIES.map(([form]) => form));

/** «أعلن», «أعلنت», «يعلن», «تعلن», with و, ف and س. */
function speechForms(pair: string): readonly string[] {
  const [perfect = '', imperfect = ''] = pair.split(' ');
  const feminine = /[ىا]$/.test(perfect) ? `${perfect.slice(0, -1)}ت` : `${perfect}ت`;
  return withConjunctions([perfect, feminine, imperfect, `ت${imperfect.slice(1)}`]);
}

function withConjunctions(forms: readonly string[]): readonly string[] {
  return forms.flatMap((form) => [form, `و${form}`, `ف${form}`, `س${form}`]);
}

/** Words in ي... and ...ت that are no verbs. */
const NOUNS = new Set(
  (
    'يوم يوما يومي يومين يومان يوميا يناير يونيو يوليو يهود يهودي يهوديه يمين يميني يسار يساري يد يدين يزيدي يزيدين يونان يابان ياباني ' +
    'يونيسف يورو يخت يتيم يقين يوتيوب ياسين يوسف يحيي يعقوب يونس يزن ' +
    'بيت وقت صوت موت تحت بيروت كويت توقيت انترنت زيت حوت توت سبت بنت اخت بعت ثابت نفت تابوت ياقوت عنكبوت سكوت سكت كبريت تثبيت ' +
    'تشتيت ملكوت لفت نحت صمت مقت مؤقت موقت تويت سوكيت ريت كريت اسمنت اسفلت بخت تخت فلت هفوت باوت الت'
  ).split(' '),
);

/** What kind of verb of saying word `index` is, in any of its usual forms; null when it is none. */
export function speechVerbAt(words: Words, index: number): SpeechVerb | null {
  const form = mayBeForm(words, index) ? FORMS.find(words, index)?.value : undefined;
  return form === undefined || form === 'other' ? null : form;
}

/** True when one of the words is most likely a finite verb. Meant for short lines: it looks at every letter. */
export function hasVerb(words: Words, first: number, last: number): boolean {
  for (let i = first; i < last; i++) {
    if (
      words.kind[i] === WordKind.arabic &&
      (FORMS.find(words, i) !== undefined || hasVerbShape(foldedWord(words, i)))
    ) {
      return true;
    }
  }
  return false;
}

function hasVerbShape(word: string): boolean {
  const bare = word.length > 4 && (word[0] === 'و' || word[0] === 'ف') ? word.slice(1) : word;
  const plain = bare[0] === 'س' && bare[1] === 'ي' && bare.length > 4 ? bare.slice(1) : bare;
  if (plain.length < 4 || NOUNS.has(plain)) return false;
  if (plain[0] === 'ي') return !plain.endsWith('ه') || plain.length > 5;
  return plain.endsWith('ت') && !plain.endsWith('ات') && !plain.startsWith('ال');
}

/** True when word `index` is most likely a finite verb: the shape of a lead («أعلنت ...»). */
export function startsWithVerb(words: Words, index: number): boolean {
  return hasVerb(words, index, index + 1);
}
