import { expect, test } from 'vitest';
import type { AddressHash, Consent, Sealed, Subscriber } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';

const NOW = Date.UTC(2025, 10, 22);
const hash = (name: string) => `hash of ${name}` as AddressHash;
const sealed = (text: string) => `1.${text}` as Sealed;

function invent(name: string, changes: Partial<Subscriber> = {}): Omit<Subscriber, 'number'> {
  return {
    id: `id of ${name}`,
    addressHash: hash(name),
    address: sealed(name),
    status: 'active',
    choice: { digest: 'daily', themes: 'all' },
    pausedUntil: null,
    linkVersion: 1,
    signedUpAt: NOW,
    confirmedAt: NOW,
    leftAt: null,
    ...changes,
  };
}

const entry = (kind: Consent['kind'], ip: string | null = null): Consent => ({
  kind,
  at: NOW,
  textVersion: '1',
  ip: ip === null ? null : sealed(ip),
  ipUntil: ip === null ? null : NOW + 1,
  detail: { themes: ['camps'] },
});

async function addPeople(store: Store, names: readonly string[]): Promise<void> {
  await store.changeMembers(async (members) => {
    for (const name of names)
      await members.addConsent((await members.add(invent(name))).number, entry('confirmed', name));
  });
}

describeOnBothDatabases('members', ({ open }) => {
  test('someone comes back as they were added, by hash, id and number', async () => {
    const store = await open();
    const choice = { digest: 'daily', themes: ['camps', 'operations'] };
    const added = await store.changeMembers((members) => members.add(invent('a', { choice, pausedUntil: NOW })));
    expect(added).toEqual({ number: 1, ...invent('a', { choice, pausedUntil: NOW }) });
    expect(await store.members.byHash(hash('a'))).toEqual(added);
    expect(await store.members.byId('id of a')).toEqual(added);
    expect(await store.members.byNumber(1)).toEqual(added);
    expect(await store.members.byHash(hash('b'))).toBeNull();
  });

  test('a change that fails half-way leaves everything as it was', async () => {
    const store = await open();
    const failing = store.changeMembers(async (members) => {
      await members.add(invent('a'));
      await members.suppress(hash('a'), 'left', NOW);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await store.members.byHash(hash('a'))).toBeNull();
    expect(await store.members.suppression(hash('a'))).toBeNull();
  });

  test('whoever is removed takes the record along', async () => {
    const store = await open();
    await addPeople(store, ['a', 'b']);
    await store.changeMembers((members) => members.remove(1));
    expect(await store.members.consents(1)).toEqual([]);
    expect((await store.memberList.page(0, 10)).map(({ subscriber }) => subscriber.number)).toEqual([2]);
  });

  test('internet addresses are forgotten when their term ends, and the entries stay', async () => {
    const store = await open();
    await addPeople(store, ['a']);
    expect(await store.post.forgetExpired(NOW, NOW)).toMatchObject({ ips: 0 });
    expect(await store.post.forgetExpired(NOW + 1, NOW)).toMatchObject({ ips: 1 });
    expect(await store.members.consents(1)).toEqual([entry('confirmed')]);
  });

  test('pages of members hold each once, with their own records and why they get no mail', async () => {
    const store = await open();
    const names = Array.from({ length: 25 }, (_, at) => `r${at}`);
    await addPeople(store, names);
    await store.changeMembers((members) => members.suppress(hash('r3'), 'bounced', NOW));
    const seen: string[] = [];
    for (let after = 0; ; ) {
      const page = await store.memberList.page(after, 10);
      for (const { subscriber, suppression, consents } of page) {
        seen.push(subscriber.address);
        expect(consents).toEqual([entry('confirmed', subscriber.address.slice(2))]);
        expect(suppression).toBe(subscriber.address === '1.r3' ? 'bounced' : null);
      }
      if (page.length < 10) break;
      after = page.at(-1)?.subscriber.number as number;
    }
    expect(seen).toEqual(names.map(sealed));
    expect(await store.memberList.count()).toEqual({
      members: [{ digest: 'daily', status: 'active', count: 25 }],
      suppressions: [{ reason: 'bounced', count: 1 }],
    });
  });

  test('a sealed text is replaced only where it still is the one that was seen', async () => {
    const store = await open();
    await addPeople(store, ['a', 'b']);
    const place = store.sealed.places().find(({ kind }) => kind === 'ip') as ReturnType<
      Store['sealed']['places']
    >[number];
    const texts = await store.sealed.page(place, null, 10);
    expect(texts).toEqual([
      { key: [1, 1], sealed: '1.a' },
      { key: [2, 1], sealed: '1.b' },
    ]);
    expect(await store.sealed.page(place, [1, 1], 10)).toEqual(texts.slice(1));
    const other = { key: [2, 1], sealed: sealed('x'), resealed: sealed('y') };
    await store.sealed.replace(place, [{ key: [1, 1], sealed: sealed('a'), resealed: '2.a' as Sealed }, other]);
    expect((await store.sealed.page(place, null, 10)).map((text) => text.sealed)).toEqual(['2.a', '1.b']);
    expect(await store.sealed.count(place)).toBe(2);
  });
});
