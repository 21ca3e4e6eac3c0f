import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../setup/stores.ts';
import {
  addPeople,
  hashOf,
  inventVariant,
  NOW,
  refused,
  saveDraft,
  sent,
  turnOf,
  withLedgers,
} from './ledger-people.ts';

const HOUR = 3_600_000;

describeOnBothDatabases('beginning a sending', (databases) => {
  const both = withLedgers(databases);

  test('is once for all who ask, of exactly the edition that they saw', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 2);
      expect(await ledger.begin({ edition: 1, hash: 'x', at: NOW })).toEqual({ refused: 'unknown' });
      const hash = await saveDraft(store);
      expect(await ledger.begin({ edition: 1, hash, at: NOW })).toEqual({ refused: 'unapproved' });
      await ledger.freeze({ edition: 1, hash, at: NOW, variants: [inventVariant('*')] });
      expect(await ledger.begin({ edition: 1, hash: 'another', at: NOW })).toEqual({ refused: 'changed' });
      const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.begin({ edition: 1, hash, at: NOW })));
      expect(answers.filter((answer) => 'begun' in answer && answer.isNew)).toHaveLength(1);
      expect(answers.every((answer) => 'begun' in answer)).toBe(true);
      await ledger.setState(1, ['sending'], 'paused', { at: NOW + 1, reason: null });
      expect(await ledger.begin({ edition: 1, hash, at: NOW })).toEqual({ refused: 'paused' });
      expect(await ledger.setState(1, ['paused'], 'sending', { at: NOW, reason: null, seen: NOW })).toBe(false);
      expect(await ledger.setState(1, ['paused'], 'sending', { at: NOW, reason: null, seen: NOW + 1 })).toBe(true);
    });
  });

  test('at a time happens when it has come, not long after it, and not after a pause', async () => {
    await both(async (store, ledger) => {
      const hash = await saveDraft(store);
      await ledger.freeze({ edition: 1, hash, at: NOW, variants: [inventVariant('*')] });
      const due = (at: number) => ledger.beginDue(at, at - HOUR);
      expect(await ledger.setSendAt({ edition: 1, hash: 'another', sendAt: NOW })).toEqual({ refused: 'changed' });
      expect(await ledger.setSendAt({ edition: 1, hash, sendAt: NOW + HOUR })).toEqual({ set: true, isNew: true });
      expect(await ledger.setSendAt({ edition: 1, hash, sendAt: NOW + HOUR })).toEqual({ set: true, isNew: false });
      expect(await due(NOW + HOUR - 1)).toEqual([]);
      expect(await due(NOW + 2 * HOUR + 1)).toEqual([]);
      expect(await ledger.sending(1)).toMatchObject({ state: 'ready', sendAt: NOW + HOUR });
      expect(await due(NOW + HOUR)).toEqual([1]);
      expect(await due(NOW + HOUR)).toEqual([]);
      expect(await ledger.sending(1)).toMatchObject({ state: 'sending', sendAt: null, startedAt: NOW + HOUR });
      expect(await ledger.setSendAt({ edition: 1, hash, sendAt: NOW })).toEqual({ refused: 'sending' });
    });
  });

  test('a pause takes the time back', async () => {
    await both(async (store, ledger) => {
      const hash = await saveDraft(store);
      await ledger.freeze({ edition: 1, hash, at: NOW, variants: [inventVariant('*')] });
      await ledger.setSendAt({ edition: 1, hash, sendAt: NOW + HOUR });
      await ledger.setState(1, ['ready'], 'paused', { at: NOW, reason: null });
      await ledger.setState(1, ['paused'], 'ready', { at: NOW, reason: null });
      expect(await ledger.sending(1)).toMatchObject({ state: 'ready', sendAt: null });
      expect(await ledger.beginDue(NOW + HOUR, NOW)).toEqual([]);
    });
  });

  test('its reach is told by the rule of the claims', async () => {
    await both(async (store, ledger) => {
      const people = await addPeople(store, 6);
      const hash = await saveDraft(store);
      await ledger.freeze({ edition: 1, hash, at: NOW, variants: [inventVariant('*')] });
      await store.changeMembers(async (members) => {
        const [, left, paused, suppressed, moved] = people;
        if (!left || !paused || !suppressed || !moved) throw new Error('too few');
        await members.update({ ...left, status: 'left' });
        await members.update({ ...paused, pausedUntil: NOW + HOUR });
        await members.suppress(suppressed.addressHash, 'complained', NOW);
        await members.update({ ...moved, choice: { digest: 'weekly', themes: 'all' } });
      });
      expect(await ledger.reach(1, NOW)).toEqual({ now: 2, left: 2, suppressed: 1, paused: 1 });
      await ledger.begin({ edition: 1, hash, at: NOW });
      const { claimed } = await ledger.turn(turnOf({ want: 10 }));
      expect(claimed).toHaveLength(2);
      expect(await ledger.progress([1, 2])).toMatchObject([{ edition: 1, counts: { sending: 2, excluded: 4 } }]);
    });
  });

  test('those who were refused are tried again once for all who ask, and never the suppressed', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 4);
      const hash = await saveDraft(store);
      await ledger.freeze({ edition: 1, hash, at: NOW, variants: [inventVariant('*')] });
      expect(await ledger.resendFailed(1, NOW)).toBe(0);
      await ledger.begin({ edition: 1, hash, at: NOW });
      await ledger.turn(turnOf({ want: 4 }));
      await ledger.turn(
        turnOf({ results: [sent(1), refused(2, false, false), refused(3, true, false), refused(4, false, true)] }),
      );
      await ledger.settleRefusals(1, [4], 'stand', NOW);
      await ledger.finish(1, NOW + 1);
      expect(await ledger.resendable(1)).toBe(2);
      expect(await ledger.resendFailed(1, NOW + 2, NOW)).toBe(0);
      const seen = (await ledger.sending(1))?.changedAt;
      const answers = [await ledger.resendFailed(1, NOW + 2, seen), await ledger.resendFailed(1, NOW + 2, seen)];
      expect(answers).toEqual([2, 0]);
      expect(await ledger.sending(1)).toMatchObject({ state: 'sending' });
      expect(await ledger.counts(1)).toMatchObject({ sent: 1, queued: 2, failed: 1 });
      const { claimed } = await ledger.turn(turnOf({ at: NOW + 2, want: 4 }));
      expect(claimed.map(({ position, attempts }) => [position, attempts])).toEqual([
        [2, 0],
        [4, 0],
      ]);
      expect(await store.members.suppression(hashOf('r3'))).not.toBeNull();
    });
  });
});
