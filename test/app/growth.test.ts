import { describe, expect, test } from 'vitest';
import { BounceCount } from '../../src/app/charts/bounced-domains.ts';
import { GrowthCount, monthsBetween } from '../../src/app/charts/growth.ts';
import { keep } from '../../src/app/charts/kept.ts';
import type { Sealed } from '../../src/model.ts';
import type { PersonStep } from '../../src/store/index.ts';

const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);
const in2025 = (month: number) => Date.UTC(2025, month - 1, 10);
const step = (kind: PersonStep['kind'], month: number, more: Partial<PersonStep> = {}): PersonStep => ({
  subscriber: 1,
  kind,
  at: in2025(month),
  themes: null,
  now: { themes: 'all', status: 'active', leftAt: null },
  ...more,
});

function grown(...people: PersonStep[][]) {
  const count = new GrowthCount(['a', 'b'], monthOf);
  for (const steps of people) count.add(steps);
  const { months, total, themes } = count.until(in2025(6));
  return { months, total, a: themes[0]?.counts, b: themes[1]?.counts };
}

describe('subscribers over time', () => {
  test('begin with the confirmation, and change with the choice', () => {
    const steps = [step('confirmed', 4, { themes: 'all' }), step('choice-changed', 5, { themes: ['b'] })];
    expect(grown(steps)).toEqual({
      months: ['2025-04', '2025-05', '2025-06'],
      total: [1, 1, 1],
      a: [1, 0, 0],
      b: [1, 1, 1],
    });
  });

  test('end when people leave, and begin again when they come back with what they had', () => {
    const steps = [step('confirmed', 3, { themes: ['a'] }), step('left', 4), step('came-back', 6)];
    expect(grown(steps)).toMatchObject({ total: [1, 0, 0, 1], a: [1, 0, 0, 1], b: [0, 0, 0, 0] });
  });

  test('count who was imported, but not who was imported as one who left', () => {
    const now = { themes: ['b'], status: 'left', leftAt: in2025(1) } as const;
    expect(grown([step('imported', 5)], [step('imported', 5, { now })])).toMatchObject({ total: [1, 1], b: [1, 1] });
  });

  test('are no months when nobody ever subscribed, and never less than nobody', () => {
    expect(grown().months).toEqual([]);
    expect(grown([step('left', 4)], [step('choice-changed', 4)]).months).toEqual([]);
    expect(grown([step('confirmed', 4), step('confirmed', 5), step('left', 6)])).toMatchObject({ total: [1, 1, 0] });
  });

  test('have every month between the first and the last', () => {
    expect(monthsBetween('2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
  });
});

describe('mails that came back', () => {
  const mail = (subscriber: number, domain: string | null) => ({
    hash: `${subscriber}${domain}`,
    subscriber,
    kind: 'hard' as const,
    status: '5.1.1',
    address: domain === null ? null : (`reader@${domain}` as Sealed),
  });
  const counted = (...mails: ReturnType<typeof mail>[]) => {
    const count = new BounceCount({ open: (_kind, sealed) => sealed });
    for (const each of mails) count.add(each);
    return count.result();
  };

  test('name a domain of three people, and none of fewer, however many mails', () => {
    const { domains, others, total } = counted(
      ...[1, 2, 3].map((person) => mail(person, 'mail.example')),
      ...[4, 4, 4, 4].map((person) => mail(person, 'own.example')),
      mail(9, null),
    );
    expect(domains).toEqual([{ name: 'mail.example', kinds: { hard: 3, soft: 0, complaint: 0 } }]);
    expect(others.hard).toBe(5);
    expect(total).toBe(8);
  });
});

describe('what is kept', () => {
  test('is counted once for all who ask, and again when it is old', async () => {
    let [now, counts] = [0, 0];
    const ask = keep(
      100,
      () => now,
      async () => ++counts,
    );
    expect((await ask())?.answer).toBe(1);
    expect(await ask()).toEqual({ answer: 1, at: 0 });
    now = 200;
    expect((await ask())?.answer).toBe(2);
  });

  test('is not waited for, and a fault is told to the next who asks', async () => {
    const { promise, reject } = Promise.withResolvers<number>();
    const ask = keep(100, Date.now, () => promise);
    expect(await ask()).toBeNull();
    expect(await ask()).toBeNull();
    reject(new Error('the disk is gone'));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(ask()).rejects.toThrow('the disk is gone');
  });
});
