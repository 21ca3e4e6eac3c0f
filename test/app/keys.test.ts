import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { examine } from '../../src/app/index.ts';
import { openVaultOf } from '../../src/app/open-vault.ts';
import { makeKey, rotateKeysOf } from '../../src/app/rotate-keys.ts';
import type { Config } from '../../src/config/index.ts';
import type { Store, StoreLocation } from '../../src/store/index.ts';
import type { Vault } from '../../src/vault/index.ts';
import { describeOnBothDatabases, sqliteDatabases } from '../setup/stores.ts';
import { configIn, NOW } from './lists.ts';

/** `npm run soak:keys` does it more often. */
const KILLS = Number(process.env['MUJAZ_KILLS'] ?? 2);

const CHILD = fileURLToPath(new URL('keys-process.ts', import.meta.url));
const folder = () => mkdtempSync(join(tmpdir(), 'mujaz-keys-'));
const quiet = () => undefined;

/** One text of every kind that is sealed, and a few hundred addresses more. */
async function fill(store: Store, vault: Vault, people: number): Promise<void> {
  await store.arrivals.add(
    'all',
    Array.from({ length: people }, (_, at) => ({
      line: at + 1,
      id: `id${String(at).padStart(9, '0')}`,
      addressHash: vault.hashAddress(`r${at}@example.org`),
      address: vault.seal('address', `r${at}@example.org`),
      status: 'active' as const,
      choice: { digest: 'coalition', themes: 'all' as const },
      signedUpAt: NOW,
      confirmedAt: NOW,
      leftAt: null,
      detail: {},
    })),
  );
  await store.arrivals.land('all', people, NOW);
  await store.post.queueSignUp({ id: 'one', at: NOW, request: vault.seal('request', 'r') });
  await store.changeMembers(async (members) => {
    const ip = vault.seal('ip', '192.0.2.1');
    await members.addConsent(1, { kind: 'confirmed', at: NOW, textVersion: '1', ip, ipUntil: NOW, detail: {} });
    const content = vault.seal('letter', 'l');
    await members.queueLetter({ id: 'one', kind: 'confirm', subscriber: 1, content, at: NOW });
    const newAddress = { hash: vault.hashAddress('n@example.org'), address: vault.seal('address', 'n@example.org') };
    await members.addTicket({
      hash: 't',
      purpose: 'new-address',
      subscriber: 1,
      newAddress,
      expiresAt: NOW,
      usedAt: null,
    });
  });
}

/** Opens every sealed text; gives how many there are and how many the newest key has sealed. */
async function openAll(store: Store, vault: Vault): Promise<{ readonly all: number; readonly current: number }> {
  let [all, current] = [0, 0];
  for (const place of store.sealed.places()) {
    for (const { sealed } of await store.sealed.page(place, null, 100_000)) {
      expect(vault.open(place.kind, sealed)).not.toBe('');
      all++;
      if (vault.isCurrent(sealed)) current++;
    }
  }
  return { all, current };
}

async function opens(config: Config, store: Store): Promise<Vault | null> {
  return await openVaultOf(config, store).then(
    ({ vault }) => vault,
    () => null,
  );
}

describeOnBothDatabases('changing the key', ({ empty, open }) => {
  test('every text is sealed again, and the old key opens nothing any more', async () => {
    const store = await open();
    const [here, old, fresh] = [folder(), makeKey(), makeKey()];
    const { vault } = await openVaultOf(configIn(here, old), store);
    await fill(store, vault, 1200);
    const rotation = await rotateKeysOf(configIn(here, old), store, fresh, quiet, 0);
    expect(rotation).toMatchObject({ resealed: 1204, resumed: false, newKey: 'to-be-set' });
    expect(await opens(configIn(here, old), store)).toBeNull();
    const after = await openVaultOf(configIn(here, fresh), store);
    expect(await openAll(store, after.vault)).toEqual({ all: 1204, current: 1204 });
    expect(await store.members.byHash(after.vault.hashAddress('r7@example.org'))).not.toBeNull();
    const again = await rotateKeysOf(configIn(here, old), store, fresh, quiet, 0);
    expect(again).toMatchObject({ resealed: 0, resumed: true });
  });

  test('a key that does not fit, or a missing new one, changes nothing', async () => {
    const store = await open();
    const [here, old] = [folder(), makeKey()];
    await fill(store, (await openVaultOf(configIn(here, old), store)).vault, 3);
    await expect(rotateKeysOf(configIn(here, makeKey()), store, makeKey(), quiet, 0)).rejects.toMatchObject({
      name: 'VaultFault',
    });
    await expect(rotateKeysOf(configIn(here, old), store, null, quiet, 0)).rejects.toMatchObject({ badInput: true });
    await expect(rotateKeysOf(configIn(here, old), store, 'short', quiet, 0)).rejects.toMatchObject({
      name: 'VaultFault',
    });
    expect(await opens(configIn(here, old), store)).not.toBeNull();
  });

  test('killed at any moment, either the old key or the new one opens everything, and a second run ends it', async () => {
    const location = await empty();
    const store = await open(location);
    const [here, keys] = [folder(), [makeKey(), makeKey()] as [string, string]];
    await fill(store, (await openVaultOf(configIn(here, keys[0]), store)).vault, 1500);
    for (let round = 0; round < KILLS; round++) {
      await killedRotation(location, here, Math.round((round * 126) / KILLS), keys);
      const vaults = await Promise.all(keys.map((key) => opens(configIn(here, key), store)));
      expect(vaults.filter((vault) => vault !== null)).toHaveLength(1);
      expect((await openAll(store, (vaults[0] ?? vaults[1]) as Vault)).all).toBe(1504);
      await rotateKeysOf(configIn(here, keys[0]), store, keys[1], quiet, 0);
      const done = (await opens(configIn(here, keys[1]), store)) as Vault;
      expect(await openAll(store, done)).toEqual({ all: 1504, current: 1504 });
      keys.push(makeKey());
      keys.shift();
    }
  }, 600_000);

  test('killed while the key in the file is changed, everything can still be opened', async () => {
    const location = await empty();
    const store = await open(location);
    const here = folder();
    await fill(store, (await openVaultOf(configIn(here), store)).vault, 1500);
    for (let round = 0; round < KILLS; round++) {
      await killedRotation(location, here, Math.round((round * 81) / KILLS));
      expect((await openAll(store, (await openVaultOf(configIn(here), store)).vault)).all).toBe(1504);
    }
    await rotateKeysOf(configIn(here), store, null, quiet, 0);
    const { vault } = await openVaultOf(configIn(here), store);
    expect(await openAll(store, vault)).toEqual({ all: 1504, current: 1504 });
    expect(readdirSync(join(here, 'var')).filter((name) => name.endsWith('.new'))).toEqual([]);
  }, 600_000);
});

/** Starts a rotation in another process and kills it some milliseconds after it has begun. */
async function killedRotation(
  location: StoreLocation,
  here: string,
  delay: number,
  keys: readonly string[] = [],
): Promise<void> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(location), here, ...keys], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await sleep(delay + Math.random() * 10);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}

const sqlite = sqliteDatabases();

test('a development key is made once, for this user alone, also by several at the same time', async () => {
  const here = folder();
  const location = await sqlite.empty();
  const stores = await Promise.all(Array.from({ length: 4 }, () => sqlite.open(location)));
  const opened = await Promise.all(stores.map((store) => openVaultOf(configIn(here), store)));
  const sealed = opened[0]?.vault.seal('ip', '192.0.2.1') as never;
  for (const { vault, isDevelopmentKey } of opened) {
    expect([vault.open('ip', sealed), isDevelopmentKey]).toEqual(['192.0.2.1', true]);
  }
  expect(readdirSync(join(here, 'var'))).toEqual(['mujaz.key']);
  if (process.platform !== 'win32') expect(statSync(join(here, 'var/mujaz.key')).mode & 0o777).toBe(0o600);
});

test('when the key file is gone, no other one is made in its place', async () => {
  const store = await sqlite.open();
  const config = configIn(folder());
  await openVaultOf(config, store);
  rmSync(config.key.file);
  await expect(openVaultOf(config, store)).rejects.toMatchObject({ name: 'VaultFault' });
  expect(existsSync(config.key.file)).toBe(false);
});

test('doctor warns of a development key, is content with one that is set, and names one that does not fit', async () => {
  const here = folder();
  const location = (await sqlite.empty()) as { readonly file: string };
  const keyOf = async (config: Config) =>
    (await examine({ ...config, database: location, out: join(here, 'out'), corpus: join(here, 'none') })).find(
      ({ name }) => name === 'key',
    );
  expect(await keyOf(configIn(here))).toMatchObject({ state: 'warning', next: expect.stringContaining('keys new') });
  expect(existsSync(join(here, 'var'))).toBe(false);
  const key = makeKey();
  await openVaultOf(configIn(here, key), await sqlite.open(location));
  expect(await keyOf(configIn(here, key))).toMatchObject({ state: 'ok' });
  expect(await keyOf(configIn(here, makeKey()))).toMatchObject({ state: 'fault' });
  expect(await keyOf(configIn(here))).toMatchObject({ state: 'fault' });
});
