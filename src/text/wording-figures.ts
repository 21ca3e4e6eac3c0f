/** The fixed words beside figures: how exact a number is, what happened, whether it is asserted. They state nothing. */
import type { Assertion, FigureEvent, Qualifier, ShownFigure } from '../model.ts';

/** What is shown of something whose outlet nobody names. */
export const UNKNOWN_SOURCE = 'مصدر غير مذكور';

/**
 * The words above or before a number. They stand behind «مقتل» too, so each is a noun phrase («ما لا يقل عن» and not
 * «لا يقل عن»). `exactly` and `vague` have none: the number says it itself («83», «عشرات»).
 */
export const QUALIFIER_WORDS: Readonly<Record<Qualifier, string>> = {
  exactly: '',
  about: 'نحو',
  more_than: 'أكثر من',
  at_least: 'ما لا يقل عن',
  less_than: 'أقل من',
  up_to: 'ما يصل إلى',
  between: 'بين',
  vague: '',
};

/** How a figure that is not simply asserted is marked beside its number. */
export const ASSERTION_WORDS: Readonly<Record<Assertion, string>> = {
  asserted: '',
  planned: 'مخطط له',
  denied: 'جرى نفيه',
  alleged: 'وفق ادعاء',
  contrasted: 'للمقارنة',
  hypothetical: 'افتراضي',
};

/** What happened to the things counted, where the number alone would not say it; `said` finds labels that do. */
const DEEDS: Readonly<Partial<Record<FigureEvent, { readonly words: string; readonly said: RegExp }>>> = {
  /** «مقتل 5 من عناصر التنظيم», but «7 جنود قُتلوا». */
  killed: { words: 'مقتل', said: /ق\u064f?تل|قتيل|مصرع/u },
  /** «إصابة 12 من الحراس», but «12 جريحاً». */
  wounded: { words: 'إصابة', said: /جر[حي]|صاب|صيب/u },
  /** «أسر 19 من عناصر التنظيم», but «19 أسيراً». */
  captured: { words: 'أسر', said: /[أا]س[ري]/u },
  /** «احتجاز 430 شخصاً», but «430 محتجزاً». */
  detained: { words: 'احتجاز', said: /حتجز|عتق[لا]|موقوف/u },
  /** «الإفراج عن 8 أشخاص», but «8 أُفرج عنهم». */
  released: { words: 'الإفراج عن', said: /[أا]\u064f?فرج|إفراج|[أا]\u064f?طلق/u },
  /** «عودة 8 ملايين شخص», but «8 ملايين عائد». */
  returned: { words: 'عودة', said: /عاد|عود|عائد|رجع/u },
  /** «نزوح 70 ألف شخص», but «70 ألف نازح». */
  displaced: { words: 'نزوح', said: /نزح|نازح/u },
  /** «فقدان 3 بحارة», but «3 مفقودين». */
  missing: { words: 'فقدان', said: /فقد|مفقود/u },
};

/** What was counted, by what happened to it or is said of it: «قتلى», «أعضاء». */
export const EVENT_NAMES: Readonly<Record<FigureEvent, string>> = {
  killed: 'قتلى',
  wounded: 'جرحى',
  casualties: 'قتلى وجرحى',
  captured: 'أسرى',
  detained: 'محتجزون',
  missing: 'مفقودون',
  tried: 'أمام القضاء',
  released: 'مفرج عنهم',
  returned: 'عائدون',
  removed: 'أُخرجوا',
  displaced: 'نازحون',
  operations: 'عمليات',
  attacks: 'هجمات',
  strikes: 'ضربات',
  seized: 'مصادرات',
  destroyed: 'مدمَّر',
  population: 'عدد السكان',
  members: 'أعضاء',
  participants: 'مشاركون',
  deployed: 'قوات منتشرة',
  funding: 'تمويل',
  aid: 'مساعدات',
  share: 'نسبة',
  other: '',
};

/** A figure as it is read: fixed words, then the number and its noun in the page's own words and order. */
export type FigureWords = {
  /** «مقتل ما لا يقل عن»; '' when the number stands alone. */
  readonly opening: string;
  /** The number; with its noun where that stands before it («العضو التسعين»), as Arabic orders ordinals. */
  readonly number: string;
  /** How large the number can be set: long ones must not burst their card. */
  readonly size: 'large' | 'medium' | 'tiny';
  /** What is counted and said of it, behind the number; '' when the page has no words for it. */
  readonly label: string;
};

/** The words of a figure, in reading order; `noun` is what to say behind the number instead of its label. */
export function figureWords(figure: ShownFigure, noun?: string): FigureWords {
  const phrase = nounBefore(figure);
  const number = phrase ?? numberOf(figure);
  const label = phrase === null ? labelOf(figure, noun) : '';
  const size = sizeOf(number, figure.correction !== undefined && figure.correction.max !== null);
  return { opening: openingOf(figure, `${number} ${label}`), number, size, label };
}

/** For cards a third of 584 px or half of 320 px wide. */
function sizeOf({ length }: string, isRange: boolean): FigureWords['size'] {
  if (length <= 8) return 'large';
  // A range in digits has no place to break but its dash.
  return length <= 14 && !isRange ? 'medium' : 'tiny';
}

/** A dual is number and noun in one («عمليتان»): only what is said of it follows, but for a number put right. */
function labelOf({ label, kind, unit, place, correction }: ShownFigure, noun: string | undefined): string {
  if (kind === 'dual' && correction) return noun ?? [unit, label?.text ?? ''].filter((part) => part !== '').join(' ');
  if (kind === 'dual') return noun === undefined ? (label?.text ?? '') : '';
  if (noun !== undefined) return noun;
  const said = label?.text ?? unit;
  return place === undefined ? said : `${said} · ${place.text}`;
}

/** Signs and words that say «per cent». */
const PERCENT = /[%٪]|مئة|مائة|المية/u;

/** The number as written or put right; a percent sign that the page sets behind it stays with it. */
function numberOf({ number, label, kind, correction }: ShownFigure): string {
  const shown = correction?.number ?? number.text;
  return kind === 'percent' && !PERCENT.test(`${shown} ${label?.text ?? ''}`) ? `${shown}%` : shown;
}

/** «مقتل ما لا يقل عن»: what happened, where the figure's own words do not say it, and the qualifier. */
function openingOf(figure: ShownFigure, own: string): string {
  const deed = DEEDS[figure.event];
  const said = deed === undefined || deed.said.test(own) ? '' : deed.words;
  return [said, qualifierOf(figure)].filter((words) => words !== '').join(' ');
}

/** The source's, also of a number put right; but a range that became a number, or became one, is not «بين» any more. */
function qualifierOf({ qualifier, correction }: ShownFigure): string {
  return correction && (qualifier === 'between' || correction.max !== null) ? '' : QUALIFIER_WORDS[qualifier];
}

/** Noun and number as the sentence has them when the noun stands right before it («العضو الـ90»); else null. */
function nounBefore({ label, number, sentence, correction }: ShownFigure): string | null {
  if (!label || label.page !== number.page || label.span.end > number.span.start) return null;
  const [from, to] = [label.span.start - sentence.span.start, number.span.end - sentence.span.start];
  const phrase = from < 0 ? '' : sentence.text.slice(from, to);
  const between = phrase.slice(label.text.length, phrase.length - number.text.length);
  const isWhole = phrase.startsWith(label.text) && phrase.endsWith(number.text);
  if (!isWhole || !/^\s*(?:الـ?)?$/u.test(between)) return null;
  return correction ? `${label.text} ${correction.number}` : phrase;
}
