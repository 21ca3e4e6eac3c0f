import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDomainPace } from '../../../src/app/sending/domain-pace.ts';

const NOW = Date.UTC(2026, 10, 22, 6);

function slots(perSecond: number, messages: number): number[] {
  const pace = openDomainPace([{ domain: 'example.org', perSecond }]);
  return Array.from({ length: messages }, () => pace.reserve('example.org', NOW) - NOW);
}

describe('the pace per domain', () => {
  test('a domain without a limit never waits', () => {
    const pace = openDomainPace([{ domain: 'example.org', perSecond: 0.001 }]);
    for (let i = 0; i < 100; i++) expect(pace.reserve('example.net', NOW)).toBe(NOW);
  });

  test("one second's worth goes at once, and then one message after another", () => {
    expect(slots(4, 8)).toEqual([0, 0, 0, 0, 250, 500, 750, 1000]);
    expect(slots(0.5, 3)).toEqual([0, 2000, 4000]);
  });

  test('subdomains are other domains', () => {
    const pace = openDomainPace([{ domain: 'example.org', perSecond: 1 }]);
    pace.reserve('example.org', NOW);
    expect(pace.reserve('mail.example.org', NOW)).toBe(NOW);
    expect(pace.reserve('badexample.org', NOW)).toBe(NOW);
    expect(pace.reserve('example.org', NOW)).toBe(NOW + 1000);
  });

  test('a limit may be written in any script and case', () => {
    const pace = openDomainPace([
      { domain: 'بريد.مثال', perSecond: 1 },
      { domain: 'EXAMPLE.org', perSecond: 1 },
    ]);
    for (const domain of ['xn--ngbof4h.xn--mgbh0fb', 'example.org']) {
      pace.reserve(domain, NOW);
      expect(pace.reserve(domain, NOW)).toBe(NOW + 1000);
    }
  });

  test('a place that was given back goes to the next message', () => {
    const pace = openDomainPace([{ domain: 'example.org', perSecond: 1 }]);
    pace.reserve('example.org', NOW);
    expect(pace.reserve('example.org', NOW)).toBe(NOW + 1000);
    pace.giveBack('example.org');
    pace.giveBack('example.net');
    expect(pace.reserve('example.org', NOW)).toBe(NOW + 1000);
  });

  test('a clock that was set back does not stop the domain for the lost time', () => {
    const pace = openDomainPace([{ domain: 'example.org', perSecond: 1 }]);
    pace.reserve('example.org', NOW);
    expect(pace.reserve('example.org', NOW - 3_600_000)).toBe(NOW - 3_600_000 + 1000);
  });

  test('in no stretch of time is there more than its worth and that of one second', () => {
    const scenario = fc.record({
      perSecond: fc.double({ min: 0.01, max: 200, noNaN: true }),
      steps: fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 80 }),
    });
    fc.assert(
      fc.property(scenario, ({ perSecond, steps }) => {
        const pace = openDomainPace([{ domain: 'example.org', perSecond }]);
        let now = NOW;
        const begun = steps.map((step) => {
          now += step;
          const slot = pace.reserve('example.org', now);
          expect(slot).toBeGreaterThanOrEqual(now);
          return slot;
        });
        const isTooMuch = (from: number, to: number, messages: number) =>
          messages > Math.max(1, perSecond) + ((to - from + 1) / 1000) * perSecond + 1e-6;
        const wrong = begun.filter((from, i) => begun.slice(i).some((to, more) => isTooMuch(from, to, more + 1)));
        expect(wrong).toEqual([]);
      }),
    );
  });
});
