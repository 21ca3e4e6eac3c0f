/** Moments and sizes of files in words. */
import { dayIn } from '../app/index.ts';
import { type Digits, inDigits, longDay } from '../text/index.ts';

/** How moments are told. */
export type MomentWords = { readonly digits: Digits; readonly timeZone: string };

/** «الخميس 13 تشرين الثاني/نوفمبر 2025، 09:30»: epoch milliseconds, as clocks in the time zone show them. */
export function momentWords(at: number, { digits, timeZone }: MomentWords): string {
  const clock = clockOf(timeZone).format(at);
  return `${longDay(dayIn(timeZone, new Date(at)), digits)}، ${inDigits(clock, digits)}`;
}

/** Making one takes a hundred times as long as using it, and a page may tell hundreds of moments. */
const CLOCKS = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = CLOCKS.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  CLOCKS.set(timeZone, clock);
  return clock;
}

const KILO = 1000;

/** «52 كيلوبايت»; names of units do not change with the number. */
export function sizeWords(bytes: number, digits: Digits): string {
  if (bytes < KILO) return `${inDigits(String(bytes), digits)} بايت`;
  const [size, unit] = bytes < KILO * KILO ? [bytes / KILO, 'كيلوبايت'] : [bytes / KILO / KILO, 'ميغابايت'];
  return `${inDigits(String(Math.round(size)), digits)} ${unit}`;
}
