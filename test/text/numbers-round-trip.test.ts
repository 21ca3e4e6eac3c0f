import { describe, expect, test } from 'vitest';
import { readNumbers, readWords } from '../../src/text/index.ts';
import { type WritingStyle, writeNumber } from './numbers-writer.ts';

const STYLES: readonly WritingStyle[] = (['masculine', 'feminine'] as const).flatMap((gender) =>
  (['nominative', 'oblique'] as const).flatMap((wordCase) =>
    (['مئة', 'مائة'] as const).flatMap((hundred) =>
      [false, true].flatMap((apart) =>
        [false, true].map((construct) => ({ gender, case: wordCase, hundred, apart, construct })),
      ),
    ),
  ),
);

/** A small generator of its own (mulberry32), so that the numbers are the same in every run. */
function randomIntegers(count: number, below: number): number[] {
  let state = 20_240_517;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // numbers of all lengths, not only of the longest
  return Array.from({ length: count }, () => Math.max(1, Math.floor(next() * 10 ** (next() * Math.log10(below)))));
}

/** Numbers that were not read back, with what was read instead. */
function misread(numbers: readonly number[], style: WritingStyle): string[] {
  const wrong: string[] = [];
  for (const number of numbers) {
    const written = writeNumber(number, style);
    // in the construct form a noun follows, which is no part of the number
    const text = style.construct ? `${written} ${number % 100 > 2 && number % 100 < 11 ? 'رجال' : 'رجل'}` : written;
    const readings = readNumbers(readWords(text));
    const [reading] = readings;
    const whole = reading !== undefined && text.slice(reading.span.start, reading.span.end) === written;
    if (readings.length !== 1 || !whole || reading.value !== number) {
      wrong.push(`${number} «${text}» -> ${readings.map((r) => `${r.value} (${r.kind})`).join(', ')}`);
    }
  }
  return wrong;
}

describe('a number written in words is read back', () => {
  const firstOnes = Array.from({ length: process.env['MUJAZ_SOAK'] ? 10_000 : 3000 }, (_, index) => index + 1);
  const random = randomIntegers(process.env['MUJAZ_SOAK'] ? 20_000 : 4000, 1e12);

  test.each(STYLES)(
    'every integer from 1 on: $gender, $case, $hundred, apart $apart, construct $construct',
    (style) => {
      expect(misread(firstOnes, style)).toEqual([]);
    },
  );

  test.each(STYLES)(
    'thousands of random integers below 10^12: $gender, $case, $hundred, apart $apart, construct $construct',
    (style) => {
      expect(misread(random, style)).toEqual([]);
    },
  );

  test('zero is no count', () => {
    expect(readNumbers(readWords('صفر'))).toEqual([]);
  });
});
