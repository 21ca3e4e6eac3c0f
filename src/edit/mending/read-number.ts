/** A number as an editor types it, in either system of digits or in words; shown in digits afterwards. */
import type { Correction } from '../../model.ts';
import { readNumbers, readWords } from '../../text/index.ts';

/** What is read of it. */
export type TypedNumber = Pick<Correction, 'number' | 'value' | 'max'>;

/** Longer than any number that is worth a correction. */
const MOST_LETTERS = 60;
const KINDS: ReadonlySet<string> = new Set(['cardinal', 'percent', 'range']);
/** «بين 20 و22», «من 20 إلى 22»: these open a range and are no part of it. */
const OPENING = /^(?:بين|من)$/u;

/** «22», «٢٢», «20-22», «22 ألفاً», «50%»; null for everything that is not one number or range and nothing else. */
export function readTypedNumber(typed: string): TypedNumber | null {
  const text = typed.trim();
  if (text === '' || text.length > MOST_LETTERS) return null;
  const [reading, ...others] = readNumbers(readWords(text));
  if (!reading || others.length > 0 || reading.value === null || !KINDS.has(reading.kind)) return null;
  const before = text.slice(0, reading.span.start).trim();
  const behind = text.slice(reading.span.end).trim();
  if (behind !== '' || !(before === '' || (reading.max !== null && OPENING.test(before)))) return null;
  const sign = reading.kind === 'percent' ? '%' : '';
  const number = [reading.value, reading.max].filter((end) => end !== null).map(inGroups);
  return { number: number.join('-') + sign, value: reading.value, max: reading.max };
}

/** 30000 -> 30,000; without the grouping of a locale, which may change between versions of the engine. */
function inGroups(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
