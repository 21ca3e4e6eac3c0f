import { describe, expect, test } from 'vitest';
import { drawLines } from '../../src/web/charts/lines.ts';
import { drawPoints } from '../../src/web/charts/points.ts';
import { evenly, longNumber, scaleOf, shortNumber } from '../../src/web/charts/scale.ts';
import { drawStacks } from '../../src/web/charts/stacks.ts';

describe('a scale', () => {
  test.each([
    [[], [0, 1]],
    [
      [0, 0],
      [0, 1],
    ],
    [[1], [0, 1]],
    [[3], [0, 1, 2, 3]],
    [[0.4], [0, 0.1, 0.2, 0.3, 0.4]],
    [
      [7, 7, 7],
      [0, 2, 4, 6, 8],
    ],
    [[83], [0, 20, 40, 60, 80, 100]],
    [[100_000], [0, 20_000, 40_000, 60_000, 80_000, 100_000]],
    [
      [Number.NaN, Number.POSITIVE_INFINITY, 5],
      [0, 1, 2, 3, 4, 5],
    ],
  ])('of %j is marked at %j', (values, marks) => {
    expect(scaleOf(values).marks).toEqual(marks);
  });

  test('of a huge value has few marks and reaches it', () => {
    const { top, marks } = scaleOf([9_007_199_254_740_991, 1]);
    expect(top).toBeGreaterThanOrEqual(9_007_199_254_740_991);
    expect(marks.length).toBeLessThan(8);
  });

  test('tells large numbers in words', () => {
    expect(shortNumber(25_000, 'latn')).toBe('25 ألف');
    expect(shortNumber(1_500_000, 'arab')).toBe('١.٥ مليون');
    expect(shortNumber(0.1 + 0.2, 'latn')).toBe('0.3');
    expect(longNumber(100_000, 'latn')).toBe('100,000');
  });

  test('chooses evenly and always the last', () => {
    expect(evenly([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(evenly([], 3)).toEqual([]);
  });
});

const line = (values: (number | null)[]) => ({ name: 'خط مختلق', colour: 'neutral', values });

describe('lines', () => {
  test('run from right to left, and higher values stand higher', () => {
    const { lines } = drawLines(['a', 'b', 'c'], [line([0, 5, 10])], 'latn');
    expect(lines[0]?.path).toBe('M98 88L50 48L2 8');
  });

  test('have a gap where nothing is known, and a mark for a value that stands alone', () => {
    const { lines } = drawLines(['a', 'b', 'c', 'd', 'e'], [line([1, null, 1, null, null])], 'latn');
    expect(lines[0]?.path).toBe('');
    expect(lines[0]?.marks).toHaveLength(2);
  });

  test('of one column stand in the middle', () => {
    const { lines, ticks } = drawLines(['a'], [line([7])], 'latn');
    expect(lines[0]?.marks).toEqual([{ x: 50, y: 18 }]);
    expect(ticks).toHaveLength(1);
  });

  test('that are equal differ in stroke and shape', () => {
    const { lines } = drawLines(['a', 'b'], [line([1, 1]), line([1, 1])], 'latn');
    expect(new Set(lines.map(({ shape, stroke }) => `${shape} ${stroke}`)).size).toBe(2);
  });

  test('of no column are an empty picture', () => {
    expect(drawLines([], [line([])], 'latn').lines[0]).toMatchObject({ path: '', marks: [] });
  });

  test('of many columns have few words under them', () => {
    const months = Array.from({ length: 120 }, (_, at) => String(at));
    const { ticks, lines } = drawLines(months, [line(months.map(Number))], 'latn');
    expect(ticks.length).toBeLessThanOrEqual(4);
    expect(lines[0]?.marks.length).toBeLessThanOrEqual(12);
  });
});

describe('stacked bars', () => {
  test('begin where the part below ends, the first bar at the right', () => {
    const parts = [
      { kind: 'sent', value: 6 },
      { kind: 'failed', value: 4 },
    ] as const;
    const { bars } = drawStacks(
      [
        { words: '1', parts },
        { words: '2', parts: [] },
      ],
      'latn',
    );
    expect(bars).toEqual([
      { kind: 'sent', x: 65, y: 40, width: 20, height: 48 },
      { kind: 'failed', x: 65, y: 8, width: 20, height: 32 },
    ]);
  });

  test('of nothing are no bars', () => {
    expect(drawStacks([], 'latn').bars).toEqual([]);
    expect(drawStacks([{ words: '1', parts: [{ kind: 'sent', value: 0 }] }], 'latn').bars).toEqual([]);
  });
});

describe('points over time', () => {
  const dot = (from: number, value: number, more = {}) => ({ from, to: from, value, max: null, group: 0, ...more });

  test('stand by their days, and ranges reach up to their end', () => {
    const { dots, base } = drawPoints([dot(0, 10), dot(100, 5, { max: 10, group: 1 })], [], 'latn');
    expect(base).toBe(88);
    expect(dots[0]).toMatchObject({ x: 98, y: 8, top: 8, shape: 'circle' });
    expect(dots[1]).toMatchObject({ x: 2, y: 48, top: 8, shape: 'square' });
  });

  test('of one day stand in the middle', () => {
    expect(drawPoints([dot(9, 3)], [{ day: 9, words: '2025' }], 'latn').dots[0]?.x).toBe(50);
  });

  test('stay finite whatever comes', () => {
    const chart = drawPoints([dot(0, 0), dot(0, 0), dot(1, 1e15)], [], 'latn');
    expect(JSON.stringify(chart)).not.toMatch(/null|NaN/u);
  });
});
