import { expect, test } from 'vitest';
import type { DeliveryResult } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import {
  addPeople,
  hashOf,
  NOW,
  putOff,
  refused,
  sent,
  start,
  turnOf,
  uncertain,
  withLedgers,
} from './ledger-people.ts';

describeOnBothDatabases('what becomes of deliveries', (databases) => {
  const both = withLedgers(databases);

  test('results count only from the sender that has the row', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 2);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 1 }));
      await ledger.turn(turnOf({ sender: 's2', results: [sent(1), sent(2)] }));
      expect(await ledger.counts(1)).toMatchObject({ queued: 1, sending: 1, sent: 0 });
      await ledger.turn(turnOf({ results: [sent(1), sent(2)] }));
      await ledger.turn(turnOf({ results: [refused(1)] }));
      expect(await ledger.counts(1)).toMatchObject({ queued: 1, sent: 1, failed: 0 });
    });
  });

  /** As addPeople makes them. */
  const ending = (position: number) => ({ position, linkVersion: 1 });

  test('of a dead sender only what may have ended is uncertain, and a renewed lease or a late result changes that', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 4);
      await start(store, ledger);
      await ledger.hold({ id: 's1', place: 'here', leaseUntil: NOW });
      await ledger.turn(turnOf({ want: 2 }));
      await ledger.turn(turnOf({ sender: 's2', want: 1 }));
      expect(await ledger.turn(turnOf({ finishing: [ending(1), ending(3)] }))).toMatchObject({ permitted: [1] });
      await ledger.hold({ id: 's1', place: 'here', leaseUntil: NOW + 1 });
      expect(await ledger.dismiss({ id: 's1', leaseUntil: NOW }, 'uncertain', NOW)).toEqual([]);
      expect(await ledger.senders()).toEqual([{ id: 's1', place: 'here', leaseUntil: NOW + 1 }]);
      expect(await ledger.dismiss({ id: 's1', leaseUntil: NOW + 1 }, 'uncertain', NOW)).toEqual([
        { edition: 1, rows: 1 },
      ]);
      expect(await ledger.senders()).toEqual([]);
      expect(await ledger.counts(1)).toMatchObject({ queued: 2, sending: 1, uncertain: 1 });
      expect(await ledger.list(1, 'uncertain', 0, 9)).toMatchObject([{ position: 1, doubts: 1 }]);
      // It lives after all: what was not permitted to end must not.
      expect(await ledger.turn(turnOf({ finishing: [ending(1), ending(2)] }))).toMatchObject({ permitted: [] });
      expect(await ledger.doubtful(1, 0, 9)).toEqual([]);
      await ledger.turn(turnOf({ results: [sent(1)] }));
      expect(await ledger.list(1, 'sent', 0, 9)).toMatchObject([{ position: 1, doubts: 0 }]);
      expect(await ledger.counts(1)).toMatchObject({ queued: 2, sent: 1, uncertain: 0 });
    });
  });

  test('a message may end only while its reader is still to be mailed, at the address it was claimed with', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 4);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 4 }));
      await store.changeMembers(async (members) => {
        const [first, second, third] = await Promise.all([1, 2, 3].map((number) => members.byNumber(number)));
        if (!first || !second || !third) throw new Error('nobody there');
        await members.update({ ...first, status: 'left', leftAt: NOW });
        await members.update({ ...second, linkVersion: 2 });
        await members.suppress(third.addressHash, 'complained', NOW);
      });
      const finishing = [1, 2, 3, 4].map(ending);
      expect(await ledger.turn(turnOf({ finishing }))).toMatchObject({ permitted: [4] });
    });
  });

  test('uncertain rows are tried again by choice, also of an edition that was done, and are then doubtful', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 2);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 2 }));
      expect(await ledger.finish(1, NOW)).toBe(false);
      await ledger.turn(turnOf({ results: [sent(1), uncertain(2)] }));
      expect(await ledger.finish(1, NOW)).toBe(true);
      expect(await ledger.finish(1, NOW)).toBe(true);
      expect(await ledger.retryUncertain(1, NOW + 9)).toBe(1);
      expect(await ledger.sending(1)).toMatchObject({ state: 'sending' });
      const { claimed } = await ledger.turn(turnOf({ want: 1, at: NOW + 9 }));
      expect(claimed).toMatchObject([{ position: 2, doubts: 1 }]);
      expect(await ledger.doubtful(1, 0, 9)).toMatchObject([{ position: 2, state: 'sending' }]);
      await ledger.turn(turnOf({ results: [sent(2)] }));
      expect(await ledger.doubtful(1, 0, 9)).toMatchObject([{ position: 2, state: 'sent', doubts: 1 }]);
      expect(await ledger.retryUncertain(1, NOW)).toBe(0);
    });
  });

  test('a sender that ends well puts its claims back as they were', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 2);
      await start(store, ledger);
      await ledger.hold({ id: 's1', place: 'here', leaseUntil: NOW });
      await ledger.turn(turnOf({ want: 2 }));
      expect(await ledger.dismiss({ id: 's1', leaseUntil: NOW }, 'queued', NOW)).toEqual([{ edition: 1, rows: 2 }]);
      expect(await ledger.turn(turnOf({ sender: 's2', want: 2 }))).toMatchObject({
        claimed: [{ position: 1, doubts: 0 }, { position: 2 }],
      });
    });
  });

  test('of a cancelled edition nothing is queued any more, whatever comes back', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 6);
      await start(store, ledger);
      await ledger.hold({ id: 's1', place: 'here', leaseUntil: NOW });
      await ledger.turn(turnOf({ want: 4 }));
      await ledger.turn(turnOf({ results: [refused(4)] }));
      await ledger.setState(1, ['sending', 'paused'], 'cancelled', { at: NOW, reason: null });
      expect(await ledger.counts(1)).toMatchObject({ queued: 0, sending: 3, excluded: 2, failed: 1 });
      await ledger.turn(turnOf({ results: [putOff(1), uncertain(2)] }));
      // Those of a living sender are its own to decide on.
      await ledger.settleRefusals(1, 'all', 'requeue', NOW);
      expect(await ledger.counts(1)).toMatchObject({ failed: 1 });
      await ledger.settleRefusals(1, [4], 'requeue', NOW);
      expect(await ledger.retryUncertain(1, NOW)).toBe(0);
      await ledger.dismiss({ id: 's1', leaseUntil: NOW }, 'queued', NOW);
      expect(await ledger.counts(1)).toEqual({ queued: 0, sending: 0, sent: 0, failed: 0, excluded: 5, uncertain: 1 });
      const reasons = (await ledger.list(1, 'excluded', 0, 9)).map(({ exclusion }) => exclusion);
      expect(reasons).toEqual(Array(5).fill('cancelled'));
    });
  });

  test('refusals that stand suppress dead addresses once, with an entry in the record', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 4);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 4 }));
      await ledger.turn(turnOf({ results: [refused(1), refused(2), refused(3, false), refused(4)] }));
      await store.changeMembers((members) => members.suppress(hashOf('r2'), 'complained', NOW));
      expect(await store.members.suppression(hashOf('r1'))).toBeNull();
      await ledger.settleRefusals(1, [1, 2, 3], 'stand', NOW + 1);
      await ledger.settleRefusals(1, [1, 2, 3], 'stand', NOW + 2);
      expect(await store.members.suppression(hashOf('r1'))).toEqual({ reason: 'bounced', at: NOW + 1 });
      expect(await store.members.suppression(hashOf('r2'))).toMatchObject({ reason: 'complained' });
      expect(await store.members.suppression(hashOf('r3'))).toBeNull();
      expect(await store.members.suppression(hashOf('r4'))).toBeNull();
      const detail = { reason: 'bounced', by: 'delivery', edition: 1 };
      expect(await store.members.consents(1)).toMatchObject([{ kind: 'suppressed', at: NOW + 1, detail }]);
      expect(await store.members.consents(2)).toEqual([]);
      await store.changeMembers((members) => members.unsuppress(hashOf('r1')));
      await ledger.settleRefusals(1, 'all', 'stand', NOW + 3);
      expect(await store.members.suppression(hashOf('r1'))).toBeNull();
      expect(await store.members.suppression(hashOf('r4'))).toMatchObject({ reason: 'bounced' });
    });
  });

  test('a dead address of a row is not suppressed when the person has another one by now', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 1);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 1 }));
      await ledger.turn(turnOf({ results: [refused(1)] }));
      const entry = {
        kind: 'address-changed',
        at: NOW + 1,
        textVersion: null,
        ip: null,
        ipUntil: null,
        detail: {},
      } as const;
      await store.changeMembers((members) => members.addConsent(1, entry));
      await ledger.settleRefusals(1, 'all', 'stand', NOW + 2);
      expect(await store.members.suppression(hashOf('r1'))).toBeNull();
    });
  });

  test('a refusal that stands from the beginning suppresses at once', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 2);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 2 }));
      await ledger.turn(turnOf({ results: [refused(1, true, false), refused(2, false, false)] }));
      expect(await store.members.suppression(hashOf('r1'))).toMatchObject({ reason: 'bounced' });
      expect(await store.members.suppression(hashOf('r2'))).toBeNull();
    });
  });

  test('refusals that were the fault of the server are queued again, due at once', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 3);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 3 }));
      await ledger.turn(turnOf({ results: [refused(1), refused(2, true, false), refused(3)] }));
      expect(await ledger.finish(1, NOW)).toBe(true);
      await ledger.settleRefusals(1, 'all', 'requeue', NOW + 1);
      expect(await ledger.sending(1)).toMatchObject({ state: 'sending' });
      expect(await ledger.counts(1)).toMatchObject({ queued: 2, failed: 1 });
      const { claimed } = await ledger.turn(turnOf({ want: 9, at: NOW + 1 }));
      expect(claimed.map(({ position }) => position)).toEqual([1, 3]);
    });
  });

  test('replies are told by how many got them', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 5);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 5 }));
      const odd: DeliveryResult = { ...refused(3), reply: '552 5.2.2 full' } as DeliveryResult;
      await ledger.turn(turnOf({ results: [refused(1), refused(2), odd, putOff(4), sent(5)] }));
      expect(await ledger.replies(1, 'failed')).toEqual([
        { reply: '550 5.1.1 no such user', rows: 2 },
        { reply: '552 5.2.2 full', rows: 1 },
      ]);
      expect(await ledger.replies(1, 'queued')).toEqual([{ reply: '450 4.2.0 try later', rows: 1 }]);
    });
  });

  test('whoever is erased leaves rows without a name, and the next one with that number has no part in them', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 3);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 1, only: 3 }));
      await ledger.turn(turnOf({ results: [sent(3)] }));
      await ledger.turn(turnOf({ want: 1, only: 2 }));
      expect(await ledger.ofSubscriber(3)).toMatchObject([{ edition: 1, position: 3, subscriber: 'id of r3' }]);
      await store.changeMembers(async (members) => {
        for (const number of [1, 2, 3]) await members.remove(number);
      });
      expect(await ledger.counts(1)).toMatchObject({ queued: 0, sending: 1, sent: 1, excluded: 1 });
      const [newcomer] = await addPeople(store, 1);
      expect(newcomer?.number).toBe(1);
      expect(await ledger.ofSubscriber(1)).toEqual([]);
      expect(await ledger.list(1, 'sent', 0, 9)).toMatchObject([{ subscriber: null, reply: null }]);
      await ledger.turn(turnOf({ results: [putOff(2, NOW)] }));
      expect(await ledger.turn(turnOf({ want: 1 }))).toMatchObject({ claimed: [], excluded: 1, nextDueAt: null });
      const erased = await ledger.list(1, 'excluded', 0, 9);
      expect(erased).toMatchObject([{ exclusion: 'erased' }, { exclusion: 'erased', reply: null }]);
    });
  });

  test('what was sent to a subscriber is told newest first', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 2);
      await start(store, ledger);
      await start(store, ledger, { number: 2 });
      expect((await ledger.ofSubscriber(2)).map(({ edition }) => edition)).toEqual([2, 1]);
      expect((await ledger.sendings({ limit: 1 })).map(({ edition }) => edition)).toEqual([2]);
    });
  });
});
