/** Words that the commands on sendings share: numbers, times, states, and the number of an edition. */
import type { SendingPlan } from '../../app/index.ts';
import { UsageFault } from '../exit-codes.ts';

const GROUPED = new Intl.NumberFormat('en-US');

/** `1204` -> `1,204`. */
export function grouped(count: number): string {
  return GROUPED.format(count);
}

/** `1` -> `1 person`, `1204` -> `1,204 people`. */
export function people(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'person' : 'people'}`;
}

/** `1` -> `1 person has it`, `1204` -> `1,204 people have it`. */
export function haveIt(count: number): string {
  return `${people(count)} ${count === 1 ? 'has' : 'have'} it`;
}

/** `2026-11-22 07:00 (Asia/Damascus)`. */
export function timeIn(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(at);
  return `${parts.replace(',', '')} (${timeZone})`;
}

/** `75.2` -> `1 min 15 s`, `4.25` -> `4.3 s`, `4` -> `4 s`. */
export function lengthOf(seconds: number): string {
  if (seconds < 9.95) return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${grouped(hours)} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** `28.44` -> `28`, `0.2` -> `0.2`: messages a second. */
export function rateOf(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond));
}

/** `mail:` and what is said of it, in two columns. */
export function row(label: string, value: string): string {
  return `  ${`${label}:`.padEnd(13)} ${value}`;
}

/** A further line under a row. */
export function more(value: string): string {
  return `${' '.repeat(16)}${value}`;
}

/** An edition may be approved without being on a list: it was approved before there were sendings. */
export type ShownState = SendingPlan['state'] | 'approved';

/** States, for the newsroom and for the logs. */
export const STATES: Readonly<Record<ShownState, { readonly ar: string; readonly en: string }>> = {
  draft: { ar: 'مسودة', en: 'draft' },
  approved: { ar: 'معتمد', en: 'approved' },
  ready: { ar: 'معتمد ولم يبدأ إرساله', en: 'approved, not started' },
  sending: { ar: 'قيد الإرسال', en: 'being sent' },
  paused: { ar: 'إرساله متوقف مؤقتاً', en: 'paused' },
  cancelled: { ar: 'أُلغي إرساله', en: 'cancelled' },
  done: { ar: 'اكتمل إرساله', en: 'done' },
};

/** `is paused` and why; a reason that says so itself stands alone. */
export function withReason(words: string, reason: string | null): string {
  if (reason === null) return words;
  const last = words.slice(words.lastIndexOf(' ') + 1);
  return reason.startsWith(last) ? `${words.slice(0, -last.length)}${reason}` : `${words}: ${reason}`;
}

/** False for what an editor has decided. */
export function isFault(reason: string | null): boolean {
  return reason !== null && !reason.endsWith(' by an editor');
}

/** The number of an edition as it was typed; null when none was. @throws UsageFault for what is none */
export function editionNumber(command: string, text: string): number;
export function editionNumber(command: string, text: string | undefined): number | null;
export function editionNumber(command: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^0*[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw new UsageFault(`${command} ${text}: this is no number of an edition.`, 'Name one such as 12.');
}
