import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openRefusalWatch, type RefusalVerdict } from '../../../src/app/sending/refusal-watch.ts';

const RULE = { percent: 5, of: 50 };
const GOES_ON = { pause: false, stand: [] };

/** Results as a string: `x` is a refusal; positions are 1, 2, ... */
function notes(results: string, rule = RULE) {
  const watch = openRefusalWatch(rule);
  const verdicts = [...results].map((result, i) => watch.note(i + 1, result === 'x'));
  return { verdicts, last: verdicts.at(-1), end: () => watch.end() };
}

describe('the watch over refusals', () => {
  test('pauses when more than 5 % of the last 50 are refused, and queues the provisional ones again', () => {
    const { verdicts, last } = notes(`${'.'.repeat(50)}x.x.x`);
    expect(verdicts.slice(0, -1).some(({ pause }) => pause)).toBe(false);
    expect(last).toEqual({ pause: true, requeue: [51, 53, 55], refused: 3, of: 50 });
  });

  test('lets few refusals stand, each when 50 results have come after it', () => {
    const { verdicts } = notes(`.x${'.'.repeat(49)}..x`);
    expect(verdicts.slice(0, 51)).toEqual(Array.from({ length: 51 }, () => GOES_ON));
    expect(verdicts.slice(51)).toEqual([{ pause: false, stand: [2] }, GOES_ON, GOES_ON]);
  });

  test('pauses a run that begins with ten refusals and nothing else', () => {
    expect(notes('x'.repeat(9)).last).toEqual(GOES_ON);
    expect(notes('x'.repeat(10)).last).toMatchObject({ pause: true, refused: 10, of: 10 });
    expect(notes(`.${'x'.repeat(12)}`).last).toEqual(GOES_ON);
  });

  test('at the end of a short run more than half of at least three is a pause; else all stand', () => {
    expect(notes('xx.').end()).toEqual({ pause: true, requeue: [1, 2], refused: 2, of: 3 });
    expect(notes('xx').end()).toEqual({ pause: false, stand: [1, 2] });
    expect(notes('xx..').end()).toEqual({ pause: false, stand: [1, 2] });
    expect(notes('').end()).toEqual(GOES_ON);
    expect(notes(`${'.'.repeat(50)}x`).end()).toEqual({ pause: false, stand: [51] });
  });

  test('is told after a pause of what was still on its way: it is queued again, and nothing stands', () => {
    const watch = openRefusalWatch(RULE);
    for (let i = 1; i <= 10; i++) watch.note(i, true);
    expect(watch.note(11, true)).toMatchObject({ pause: true, requeue: [11] });
    expect(watch.note(12, false)).toMatchObject({ pause: true, requeue: [] });
    expect(watch.end()).toMatchObject({ pause: true, requeue: [] });
  });

  test('begins anew after an end without a pause', () => {
    const watch = openRefusalWatch(RULE);
    for (let i = 1; i <= 9; i++) watch.note(i, i === 1);
    watch.end();
    expect(watch.note(10, true)).toEqual(GOES_ON);
    expect(watch.end()).toEqual({ pause: false, stand: [10] });
  });

  test('never pauses where 100 percent are accepted', () => {
    const all = notes('x'.repeat(200), { percent: 100, of: 50 });
    expect(all.verdicts.some(({ pause }) => pause)).toBe(false);
    expect(all.end()).toEqual({ pause: false, stand: Array.from({ length: 50 }, (_, i) => 151 + i) });
    expect(notes('xxx', { percent: 100, of: 50 }).end().pause).toBe(false);
  });

  test('each refusal is decided on exactly once, and none before its time', () => {
    const scenario = fc.record({
      results: fc.array(
        fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() }),
        {
          maxLength: 300,
        },
      ),
      percent: fc.integer({ min: 0, max: 100 }),
      of: fc.integer({ min: 10, max: 60 }),
    });
    fc.assert(
      fc.property(scenario, ({ results, percent, of }) => {
        const watch = openRefusalWatch({ percent, of });
        const decided: number[] = [];
        let hasPaused = false;
        const take = (verdict: RefusalVerdict, noted: number) => {
          if (hasPaused) expect(verdict.pause).toBe(true);
          hasPaused = verdict.pause;
          if (!verdict.pause && noted > 0) for (const position of verdict.stand) expect(position).toBe(noted - of);
          decided.push(...(verdict.pause ? verdict.requeue : verdict.stand));
        };
        results.forEach((isRefusal, i) => {
          take(watch.note(i + 1, isRefusal), i + 1);
          if (!hasPaused) expect(isTooMany(results.slice(0, i + 1), percent, of)).toBe(false);
        });
        const wasPaused = hasPaused;
        take(watch.end(), 0);
        expect(decided).toEqual(results.flatMap((isRefusal, i) => (isRefusal ? [i + 1] : [])));
        if (!wasPaused && results.length >= of) expect(hasPaused).toBe(false);
      }),
    );
  });
});

/** The rule, said once more the slow way. */
function isTooMany(results: readonly boolean[], percent: number, of: number): boolean {
  const last = results.slice(-of);
  const refused = last.filter(Boolean).length;
  if (results.length < of && (refused < results.length || results.length < 10)) return false;
  return refused > (percent / 100) * last.length;
}
