/** Numbers of a sending in words. */
import { type CountedNoun, counted, type Digits, type GrammaticalCase, inDigits } from '../../text/index.ts';

const GROUPED = new Intl.NumberFormat('en-US');

/** `1204` -> «1,204», in the digits of the site. */
export function grouped(count: number, digits: Digits): string {
  return inDigits(GROUPED.format(count), digits);
}

/** As `counted`, with the thousands set off: «1,204 رسائل». */
export function amount(count: number, noun: CountedNoun, grammaticalCase: GrammaticalCase, digits: Digits): string {
  const words = counted(count, noun, grammaticalCase, digits);
  return count < 1000 ? words : `${grouped(count, digits)} ${words.slice(words.indexOf(' ') + 1)}`;
}

/** «يصل الآن إلى 1,204، ووصل من قبل إلى 37، و12 محجوبون»: who gets an edition, who has it, who must not. */
export function reachWords(
  { now, before, suppressed }: { readonly now: number; readonly before: number; readonly suppressed: number },
  digits: Digits,
): string {
  return [
    now === 0 ? 'لا يصل الآن إلى أحد' : `يصل الآن إلى ${people(now, digits)}`,
    before === 0 ? 'ولم يصل من قبل إلى أحد' : `ووصل من قبل إلى ${people(before, digits)}`,
    suppressedWords(suppressed, digits),
  ].join('، ');
}

/** «أُرسل إلى 340، وينتظر 864»: of one that is under way. */
export function gotWords(sent: number, waiting: number, digits: Digits): string {
  const got = sent === 0 ? 'لم يُرسل إلى أحد بعد' : `أُرسل إلى ${people(sent, digits)}`;
  return waiting === 0 ? `${got}، ولا ينتظر أحد` : `${got}، وينتظر ${waitingWords(waiting, digits)}`;
}

function waitingWords(count: number, digits: Digits): string {
  return count < 3 ? counted(count, 'recipient', 'nominative', digits) : grouped(count, digits);
}

/** Nobody says «1» or «2» of people. */
function people(count: number, digits: Digits): string {
  return count < 3 ? counted(count, 'recipient', 'genitive', digits) : grouped(count, digits);
}

function suppressedWords(count: number, digits: Digits): string {
  if (count === 0) return 'ولا محجوب';
  if (count < 3) return count === 1 ? 'ومحجوب واحد' : 'ومحجوبان';
  return `و${grouped(count, digits)} محجوبون`;
}

/** «28 رسالة في الثانية»; '' where nothing moves. */
export function rateWords(perSecond: number | null, digits: Digits): string {
  if (perSecond === null || perSecond <= 0) return '';
  if (perSecond < 1) return 'أقل من رسالة في الثانية';
  const whole = Math.round(perSecond);
  const messages = whole < 11 ? counted(whole, 'message', 'nominative', digits) : `${grouped(whole, digits)} رسالة`;
  return `${messages} في الثانية`;
}

const HOURS = { one: 'ساعة', two: 'ساعتين', few: 'ساعات', many: 'ساعة' } as const;
const RULES = new Intl.PluralRules('ar');

/** «نحو ساعتين و5 دقائق». */
export function leftWords(seconds: number, digits: Digits): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return 'أقل من دقيقة';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const told = [
    hours > 0 ? hourWords(hours, digits) : '',
    rest > 0 ? counted(rest, 'minute', 'genitive', digits) : '',
  ].filter((part) => part !== '');
  return `نحو ${told.join(' و')}`;
}

function hourWords(hours: number, digits: Digits): string {
  const rule = RULES.select(hours);
  if (rule === 'one' || rule === 'two') return HOURS[rule];
  return `${grouped(hours, digits)} ${rule === 'few' ? HOURS.few : HOURS.many}`;
}
