import { expect, test } from 'vitest';
import { type Ledger, openLedger, type StoreLocation } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { addPeople, NOW, start, turnOf } from './ledger-people.ts';

const PEOPLE = 400;

describeOnBothDatabases('several senders of one edition', ({ empty, open }) => {
  /** Claims and settles until nothing is due; gives every position that it had. */
  async function drain(location: StoreLocation, sender: string, meanwhile: () => Promise<void>): Promise<number[]> {
    const ledger: Ledger = await openLedger(location);
    const seen: number[] = [];
    try {
      let mine: readonly number[] = [];
      do {
        const results = mine.map((position) => ({ position, state: 'sent', reply: 'ok' }) as const);
        const { claimed } = await ledger.turn(turnOf({ sender, results, want: 1 + (seen.length % 7) }));
        mine = claimed.map(({ position }) => position);
        seen.push(...mine);
        await meanwhile();
      } while (mine.length > 0);
      return seen;
    } finally {
      await ledger.close();
    }
  }

  test('never have the same row, and whoever leaves before the claim is in nobody’s hands', async () => {
    const location = await empty();
    const store = await open(location);
    const people = await addPeople(store, PEOPLE);
    await start(store, store.ledger);
    const left: number[] = [];
    const leave = async () => {
      const number = PEOPLE - left.length * 3;
      const person = people[number - 1];
      if (!person || number < PEOPLE / 2) return;
      await store.changeMembers((members) => members.update({ ...person, status: 'left', leftAt: NOW }));
      left.push(number);
    };
    const nothing = async () => undefined;
    const hands = await Promise.all([
      drain(location, 's1', leave),
      drain(location, 's2', nothing),
      drain(location, 's3', nothing),
    ]);
    const all = hands.flat();
    expect(new Set(all).size).toBe(all.length);
    const excluded = (await store.ledger.list(1, 'excluded', 0, PEOPLE)).map(({ position }) => position);
    expect([...all, ...excluded].sort((a, b) => a - b)).toEqual(people.map(({ number }) => number));
    expect(excluded.every((position) => left.includes(position))).toBe(true);
    expect(excluded.length).toBeGreaterThan(0);
    expect(await store.ledger.counts(1)).toMatchObject({ queued: 0, sending: 0, sent: all.length });
  });
});
