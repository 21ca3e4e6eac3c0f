/** Scales of charts: which values are marked, and how they are told in little room. */
import { type Digits, inDigits } from '../../text/index.ts';

/** Marks from 0 to at least the largest value, at steps of 1, 2 or 5 times a power of ten. */
export type Scale = { readonly top: number; readonly marks: readonly number[] };

const MOST_STEPS = 5;
const STEPS = [1, 2, 5, 10];

/** Whole counts have whole marks. Without any value, or with nothing above 0, the scale goes to 1. */
export function scaleOf(values: readonly number[]): Scale {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, value) : most), 0);
  if (largest <= 0) return { top: 1, marks: [0, 1] };
  const isWhole = values.every((value) => !Number.isFinite(value) || Number.isInteger(value));
  const rough = largest / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = (STEPS.find((step) => step * power >= rough) ?? 10) * power;
  const step = isWhole ? Math.max(1, nice) : nice;
  const count = Math.ceil(largest / step - 1e-9);
  const marks = Array.from({ length: count + 1 }, (_, at) => tidy(at * step));
  return { top: marks.at(-1) ?? 1, marks };
}

/** Without the noise of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

const WORDS: readonly (readonly [number, string])[] = [
  [1e12, 'تريليون'],
  [1e9, 'مليار'],
  [1e6, 'مليون'],
  [1e3, 'ألف'],
];

/** «25 ألف», «1.5 مليون», «83»: for the marks of an axis. */
export function shortNumber(value: number, digits: Digits): string {
  const found = WORDS.find(([size]) => Math.abs(value) >= size);
  if (!found) return inDigits(String(tidy(value)), digits);
  const [size, word] = found;
  const amount = value / size;
  return `${inDigits(String(Number(amount.toPrecision(3))), digits)} ${word}`;
}

/** «100,000»: for tables. */
export function longNumber(value: number, digits: Digits): string {
  return inDigits(new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value), digits);
}

/** At most `most` of a list, evenly chosen, the last among them. */
export function evenly<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(list.length / most);
  return list.filter((_, at) => (list.length - 1 - at) % step === 0);
}
