import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorRightToLeft, balanceBidi, isolate, latinRuns } from '../../src/text/index.ts';

const [RLE, PDF, RLO, RLI, FSI, PDI, RLM] = ['\u202b', '\u202c', '\u202e', '\u2067', '\u2068', '\u2069', '\u200f'];

describe('bidi controls of a page, at display', () => {
  test('text without explicit controls stays as it is', () => {
    expect(balanceBidi('قال (CJTF-OIR) إن 12\u200f شخصاً')).toBe('قال (CJTF-OIR) إن 12\u200f شخصاً');
  });

  test('what is left open is closed', () => {
    expect(balanceBidi(`${RLI}نص ${RLE}آخر`)).toBe(`${RLI}نص ${RLE}آخر${PDF}${PDI}`);
  });

  test('what closes nothing is left out', () => {
    expect(balanceBidi(`${PDI}نص${PDF}`)).toBe('نص');
  });

  test('an override cannot turn a number around', () => {
    expect(balanceBidi(`بلغ ${RLO}12${PDF} شخصاً`)).toBe('بلغ 12 شخصاً');
  });

  test('a new line closes what the line before left open', () => {
    expect(balanceBidi(`${RLE}أول\nثان`)).toBe(`${RLE}أول${PDF}\nثان`);
  });

  test('the result is balanced, keeps every letter, and balancing it again changes nothing', () => {
    const controls = fc.constantFrom(RLE, PDF, RLO, RLI, FSI, PDI, 'ا', 'a', '1', ' ', '\n');
    fc.assert(
      fc.property(fc.string({ unit: controls, maxLength: 60 }), (text) => {
        const shown = balanceBidi(text);
        const bare = (value: string) => value.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
        expect(bare(shown)).toBe(bare(text));
        expect(balanceBidi(shown)).toBe(shown);
        expect(shown).not.toContain(RLO);
        for (const line of shown.split('\n')) {
          expect(line.split(PDI).length).toBe(line.split(/[\u2066-\u2068]/).length);
        }
      }),
    );
  });

  test('an isolated piece is one pair of isolates around balanced text', () => {
    expect(isolate(`SY24${PDI}`)).toBe(`${FSI}SY24${PDI}`);
  });

  test('ten megabytes of controls take linear time', () => {
    const start = performance.now();
    balanceBidi(RLE.repeat(5_000_000));
    balanceBidi(`${RLI}${PDF}`.repeat(2_500_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('lines of plain text', () => {
  test('an Arabic line that starts with a Latin name is anchored to the right', () => {
    expect(anchorRightToLeft('SY24 قال')).toBe(`${RLM}SY24 قال`);
  });

  test('lines that already run their way are left alone', () => {
    for (const line of ['قال SY24', '12 شخصاً', 'https://example.org/a', '', `${RLM}SY24 قال`]) {
      expect(anchorRightToLeft(line)).toBe(line);
    }
  });
});

describe('Latin phrases inside Arabic', () => {
  const runs = (text: string) => latinRuns(text).map(({ start, end }) => text.slice(start, end));

  test.each([
    ['قال موقع SY24 12 قتيلاً', ['SY24']],
    ['قوة (CJTF-OIR) و U.S. Army في', ['CJTF-OIR', 'U.S. Army']],
    ['قوة Joint Task Force – Inherent Resolve هنا', ['Joint Task Force – Inherent Resolve']],
    ['القرار Resolution 2254 of 2015', ['Resolution 2254 of']],
    ['Foo (bar) ثم (Foo) bar', ['Foo (bar)', '(Foo) bar']],
    ['SY24، BBC', ['SY24', 'BBC']],
    ['F-16 3 طائرات', ['F-16']],
    ['لا شيء لاتيني 12', []],
  ])('of «%s» are %j', (text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  test('ten megabytes on one line take linear time', () => {
    const start = performance.now();
    for (const unit of ['a', 'a.', 'a ', 'a1', 'a((', '1']) latinRuns(unit.repeat(10_000_000 / unit.length));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
