import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openLiveVault } from '../../src/app/live-vault.ts';
import { leavingPath, preferencesPath } from '../../src/app/members/office.ts';
import { openMembership } from '../../src/app/membership.ts';
import { openVaultOf } from '../../src/app/open-vault.ts';
import { makeKey, rotateKeysOf } from '../../src/app/rotate-keys.ts';
import type { Sealed, Subscriber } from '../../src/model.ts';
import { makeSubscriberId, type Vault } from '../../src/vault/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { configIn, NOW } from './lists.ts';
import { OFFICE_KEY, openOffice, VISITOR } from './office.ts';

const quiet = () => undefined;
const folder = () => mkdtempSync(join(tmpdir(), 'mujaz-live-'));
const request = (vault: Vault, id: string) => ({ id, at: NOW, request: vault.seal('request', 'r') });

describeOnBothDatabases('keys that are changed under a running program', ({ empty, open }) => {
  test('a new key in the file is followed: what was sealed anew is opened, and the newest key seals', async () => {
    const location = await empty();
    const [store, others] = [await open(location), await open(location)];
    const config = configIn(folder());
    const faults: string[] = [];
    const live = await openLiveVault(config, store, (line) => faults.push(line));
    await store.post.queueSignUp(request(live.vault, 'one'));
    await rotateKeysOf(config, others, null, quiet, 0);
    await live.look();
    const { vault } = await openVaultOf(config, others);
    const [waiting] = await store.post.waitingSignUps(1);
    expect(live.vault.open('request', waiting?.request as Sealed)).toBe('r');
    expect(vault.isCurrent(live.vault.seal('ip', 'x'))).toBe(true);
    expect(
      vault.readLink(live.vault.link({ purpose: 'preferences', id: makeSubscriberId(), version: 1 })),
    ).toMatchObject({
      version: 1,
    });
    expect(faults).toEqual([]);
    live.close();
  });

  test('with the old key in MUJAZ_KEY nothing is sealed any more, one line says why, and links for leaving are read', async () => {
    const location = await empty();
    const [store, others] = [await open(location), await open(location)];
    const [here, old, fresh] = [folder(), makeKey(), makeKey()];
    const faults: string[] = [];
    const live = await openLiveVault(configIn(here, old), store, (line) => faults.push(line));
    const id = makeSubscriberId();
    const link = live.vault.link({ purpose: 'leave', id, version: 1 });
    await rotateKeysOf(configIn(here, old), others, fresh, quiet, 0);
    await live.look();
    await live.look();
    expect(faults).toEqual([expect.stringMatching(/the key was changed .* Start it again with the new MUJAZ_KEY\.$/u)]);
    expect(() => live.vault.seal('request', 'r')).toThrow(/the key was changed/u);
    expect(live.vault.readLink(link)).toMatchObject({ purpose: 'leave', id });
    live.close();
  });

  test('what is sealed with the old key before anybody notices is sealed again too', async () => {
    const store = await open();
    const [here, old, fresh] = [folder(), makeKey(), makeKey()];
    const { vault } = await openVaultOf(configIn(here, old), store);
    await store.post.queueSignUp(request(vault, 'before'));
    const rotating = rotateKeysOf(configIn(here, old), store, fresh, quiet, 1500);
    const isSealedAgain = async () => !vault.isCurrent((await store.post.waitingSignUps(1))[0]?.request as Sealed);
    await vi.waitUntil(isSealedAgain, { timeout: 5000, interval: 10 });
    await store.post.queueSignUp(request(vault, 'late'));
    expect(await rotating).toMatchObject({ resealed: 2, keysInUse: 0 });
    const after = (await openVaultOf(configIn(here, fresh), store)).vault;
    const waiting = await store.post.waitingSignUps(10);
    expect(waiting.map((each) => after.open('request', each.request))).toEqual(['r', 'r']);
    expect((await store.keys.load<string>()).filter(({ purpose }) => purpose === 'texts')).toHaveLength(1);
  });

  test('an older key stays as long as a list on its way in needs it, and goes afterwards', async () => {
    const store = await open();
    const [here, old, fresh] = [folder(), makeKey(), makeKey()];
    const { vault } = await openVaultOf(configIn(here, old), store);
    const address = vault.seal('address', 'a@example.org');
    await store.arrivals.add('one', [
      {
        line: 2,
        id: makeSubscriberId(),
        addressHash: vault.hashAddress('a@example.org'),
        address,
        status: 'active',
        choice: { digest: 'coalition', themes: 'all' },
        signedUpAt: NOW,
        confirmedAt: null,
        leftAt: null,
        detail: {},
      },
    ]);
    expect(await rotateKeysOf(configIn(here, old), store, fresh, quiet, 0)).toMatchObject({ keysInUse: 1 });
    const opened = async () => (await openVaultOf(configIn(here, fresh), store)).vault.open('address', address);
    expect(await opened()).toBe('a@example.org');
    await store.arrivals.clear();
    expect(await rotateKeysOf(configIn(here, old), store, fresh, quiet, 0)).toMatchObject({ keysInUse: 0 });
    await expect(opened()).rejects.toMatchObject({ name: 'VaultFault' });
  });

  test('links of mails sent before a rotation are good for leaving alone, neither for preferences nor for coming back', async () => {
    const store = await open();
    const { office, enrol } = await openOffice(store);
    const preferences = await enrol('salma@example.org');
    const member = await store.members.byHash(office.vault.hashAddress('salma@example.org'));
    const leaving = leavingPath(office, member as Subscriber).replace('/leave/', '');
    const [here, fresh] = [folder(), makeKey()];
    await rotateKeysOf(configIn(here, OFFICE_KEY), store, fresh, quiet, 0);
    const { vault } = await openVaultOf(configIn(here, fresh), store);
    const membership = openMembership({ ...office, vault });
    expect(await membership.preferences(preferences)).toEqual({ refused: 'old' });
    expect(await membership.erase(preferences)).toEqual({ refused: 'old' });
    expect(await membership.leave(leaving, { by: 'one-click' })).toEqual({ left: true });
    expect(await membership.comeBack(leaving, VISITOR)).toEqual({ refused: 'old' });
    const after = preferencesPath({ ...office, vault }, member as Subscriber).replace('/preferences/', '');
    expect(await membership.preferences(after)).toMatchObject({ status: 'left' });
  });
});
