import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../setup/stores.ts';
import {
  addPeople,
  hashOf,
  inventPerson,
  inventVariant,
  NOW,
  putOff,
  saveDraft,
  sent,
  start,
  turnOf,
  withLedgers,
} from './ledger-people.ts';

describeOnBothDatabases('the ledger', (databases) => {
  const both = withLedgers(databases);

  test('an approval writes down what is sent and to whom, once', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 3);
      const hash = await saveDraft(store);
      const request = { edition: 1, hash, at: NOW, variants: [inventVariant('*')] };
      expect(await ledger.freeze({ ...request, edition: 2 })).toEqual({ refused: 'unknown' });
      expect(await ledger.freeze({ ...request, hash: 'another' })).toEqual({ refused: 'changed' });
      expect(await store.editionState(1)).toMatchObject({ approvedAt: null });
      expect(await ledger.freeze(request)).toEqual({ frozen: true, isNew: true, candidates: 3 });
      expect(await store.editionState(1)).toMatchObject({ approvedAt: new Date(NOW) });
      expect(await ledger.freeze({ ...request, at: NOW + 1, variants: [] })).toEqual({
        frozen: true,
        isNew: false,
        candidates: 3,
      });
      expect(await ledger.variant(1, '*')).toEqual(inventVariant('*'));
      expect(await ledger.variant(1, 'camps')).toBeNull();
      expect(await ledger.variantThemes(1)).toEqual(['*']);
      expect(await ledger.sending(1)).toEqual({
        edition: 1,
        digest: 'daily',
        state: 'ready',
        candidates: 3,
        frozenAt: NOW,
        startedAt: null,
        changedAt: NOW,
        reason: null,
        acceptsRefusals: false,
        sendAt: null,
      });
      expect(await ledger.counts(1)).toEqual({ queued: 3, sending: 0, sent: 0, failed: 0, excluded: 0, uncertain: 0 });
    });
  });

  test('an edition that was approved before there was a ledger is frozen when it is approved again', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 1);
      const hash = await saveDraft(store);
      await store.approveEdition(1, hash, new Date(NOW - 1));
      const answer = await ledger.freeze({ edition: 1, hash, at: NOW, variants: [inventVariant('*')] });
      expect(answer).toMatchObject({ isNew: true, candidates: 1 });
      expect(await store.editionState(1)).toMatchObject({ approvedAt: new Date(NOW - 1) });
    });
  });

  test('only active, unpaused, unsuppressed subscribers of the digest are candidates, as was told before', async () => {
    await both(async (store, ledger) => {
      await store.changeMembers(async (members) => {
        await members.add(inventPerson('a'));
        await members.add(inventPerson('left', { status: 'left' }));
        await members.add(inventPerson('waiting', { status: 'unconfirmed' }));
        await members.add(inventPerson('elsewhere', { choice: { digest: 'weekly', themes: 'all' } }));
        await members.add(inventPerson('paused', { pausedUntil: NOW + 1 }));
        await members.add(inventPerson('back', { pausedUntil: NOW, choice: { digest: 'daily', themes: ['camps'] } }));
        await members.add(inventPerson('suppressed', { pausedUntil: NOW + 1 }));
        await members.suppress(hashOf('suppressed'), 'editor', NOW);
        await members.add(inventPerson('none', { choice: { digest: 'daily', themes: ['sport', 'weather'] } }));
      });
      expect(await ledger.recipients('daily', NOW)).toEqual({
        byThemes: [
          { themes: '*', people: 1 },
          { themes: 'camps', people: 1 },
          { themes: 'sport,weather', people: 1 },
        ],
        paused: 1,
        suppressed: 1,
      });
      const variants = [inventVariant('*'), inventVariant('camps')];
      const hash = await saveDraft(store);
      expect(await ledger.freeze({ edition: 1, hash, at: NOW, variants })).toEqual({
        refused: 'themes-missing',
        themes: ['sport,weather'],
      });
      expect(await ledger.sending(1)).toBeNull();
      const all = [...variants, { themes: 'sport,weather', content: null }];
      expect(await ledger.freeze({ edition: 1, hash, at: NOW, variants: all })).toMatchObject({ candidates: 3 });
      expect(await ledger.counts(1)).toMatchObject({ queued: 2, excluded: 1 });
      expect(await ledger.list(1, 'excluded', 0, 9)).toMatchObject([
        { position: 3, subscriber: 'id of none', exclusion: 'nothing-on-themes', settledAt: NOW },
      ]);
    });
  });

  test('a turn writes results down and claims the next rows in their order', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 5);
      await start(store, ledger);
      const first = await ledger.turn(turnOf({ want: 2 }));
      expect(first).toEqual({
        state: 'sending',
        permitted: [],
        claimed: [1, 2].map((position) => ({
          position,
          id: `id of r${position}`,
          address: `1.r${position}`,
          linkVersion: 1,
          themes: '*',
          attempts: 0,
          breaks: 0,
          firstTriedAt: null,
          doubts: 0,
        })),
        excluded: 0,
        nextDueAt: null,
      });
      const second = await ledger.turn(turnOf({ results: [sent(1), putOff(2)], want: 5, at: NOW + 1 }));
      expect(second.claimed.map(({ position }) => position)).toEqual([3, 4, 5]);
      expect(second.nextDueAt).toBe(NOW + 300_000);
      expect(await ledger.nextDueAt(1)).toBe(NOW + 300_000);
      expect(await ledger.counts(1)).toMatchObject({ queued: 1, sending: 3, sent: 1 });
      const later = await ledger.turn(turnOf({ want: 1, at: NOW + 300_000 }));
      expect(later.claimed).toMatchObject([{ position: 2, attempts: 1, breaks: 0, firstTriedAt: NOW }]);
      expect(await ledger.list(1, 'sent', 0, 9)).toMatchObject([{ position: 1, reply: '250 ok', settledAt: NOW + 1 }]);
    });
  });

  test('nothing is claimed while an edition is not being sent, and results are written all the same', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 3);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 1 }));
      expect(await ledger.setState(1, ['sending'], 'paused', { at: NOW, reason: 'a fault' })).toBe(true);
      expect(await ledger.setState(1, ['sending'], 'paused', { at: NOW, reason: 'a fault' })).toBe(false);
      const answer = await ledger.turn(turnOf({ results: [sent(1)], want: 1 }));
      expect(answer).toEqual({ state: 'paused', permitted: [], claimed: [], excluded: 0, nextDueAt: NOW });
      expect(await ledger.counts(1)).toMatchObject({ queued: 2, sent: 1 });
      expect(await ledger.sendings({ states: ['paused'] })).toMatchObject([{ edition: 1, reason: 'a fault' }]);
      expect(await ledger.sendings({ states: ['sending', 'done'] })).toEqual([]);
    });
  });

  test('whoever left, paused, moved, was suppressed or erased before the claim is excluded with the reason', async () => {
    await both(async (store, ledger) => {
      const people = await addPeople(store, 7);
      await start(store, ledger);
      await store.changeMembers(async (members) => {
        const [left, paused, moved, suppressed, erased] = people as [(typeof people)[0], ...typeof people];
        await members.update({ ...left, status: 'left' });
        await members.update({ ...paused, pausedUntil: NOW + 1 } as typeof left);
        await members.update({ ...moved, choice: { digest: 'weekly', themes: 'all' } } as typeof left);
        await members.suppress((suppressed as typeof left).addressHash, 'complained', NOW);
        await members.remove((erased as typeof left).number);
      });
      const answer = await ledger.turn(turnOf({ want: 1 }));
      expect(answer.claimed).toMatchObject([{ position: 6 }]);
      expect(answer.excluded).toBe(4);
      const excluded = await ledger.list(1, 'excluded', 0, 9);
      expect(excluded.map(({ exclusion }) => exclusion)).toEqual(['left', 'paused', 'moved', 'suppressed', 'erased']);
      expect(excluded.at(-1)).toMatchObject({ subscriber: null });
    });
  });

  test('a turn whose people have all gone ends soon and says that more is due', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 1300);
      await start(store, ledger);
      await store.changeMembers(async (members) => {
        for (let number = 1; number <= 1300; number++) await members.suppress(hashOf(`r${number}`), 'editor', NOW);
      });
      expect(await ledger.turn(turnOf({ want: 3 }))).toMatchObject({ claimed: [], excluded: 1000, nextDueAt: NOW });
      expect(await ledger.turn(turnOf({ want: 3 }))).toMatchObject({ claimed: [], excluded: 300, nextDueAt: null });
      expect(await ledger.finish(1, NOW)).toBe(true);
    });
  });

  test('themes chosen since are sent where they were approved, else those chosen then', async () => {
    await both(async (store, ledger) => {
      const [first, second] = await addPeople(store, 2);
      await start(store, ledger, {
        variants: [inventVariant('*'), inventVariant('camps'), { themes: 'sport', content: null }],
      });
      await store.changeMembers(async (members) => {
        if (first) await members.update({ ...first, choice: { digest: 'daily', themes: ['camps'] }, linkVersion: 2 });
        if (second) await members.update({ ...second, choice: { digest: 'daily', themes: ['sport'] } });
      });
      const { claimed } = await ledger.turn(turnOf({ want: 2 }));
      expect(claimed).toMatchObject([{ themes: 'camps', linkVersion: 2 }, { themes: '*' }]);
    });
  });

  test('only one subscriber is claimed where that is asked for', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 3);
      await start(store, ledger);
      expect(await ledger.turn(turnOf({ want: 9, only: 2 }))).toMatchObject({
        claimed: [{ position: 2 }],
        nextDueAt: null,
      });
      await ledger.turn(turnOf({ results: [putOff(2, NOW + 5)] }));
      expect(await ledger.turn(turnOf({ want: 9, only: 2 }))).toMatchObject({ claimed: [], nextDueAt: NOW + 5 });
    });
  });

  test('one person can be mailed before the edition is started', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 2);
      await ledger.freeze({ edition: 1, hash: await saveDraft(store), at: NOW, variants: [inventVariant('*')] });
      expect(await ledger.turn(turnOf({ want: 9 }))).toMatchObject({ state: 'ready', claimed: [], nextDueAt: NOW });
      expect(await ledger.turn(turnOf({ want: 9, only: 2 }))).toMatchObject({ claimed: [{ position: 2 }] });
      await ledger.turn(turnOf({ results: [sent(2)] }));
      expect(await ledger.counts(1)).toMatchObject({ queued: 1, sent: 1 });
      expect(await ledger.finish(1, NOW)).toBe(false);
    });
  });

  test('a result without a reply leaves what the server said before', async () => {
    await both(async (store, ledger) => {
      await addPeople(store, 1);
      await start(store, ledger);
      await ledger.turn(turnOf({ want: 1 }));
      await ledger.turn(turnOf({ results: [putOff(1, NOW)], want: 1 }));
      await ledger.turn(turnOf({ results: [{ ...putOff(1, NOW), reply: null }] }));
      expect(await ledger.list(1, 'queued', 0, 9)).toMatchObject([{ reply: '450 4.2.0 try later' }]);
    });
  });
});
