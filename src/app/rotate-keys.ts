/** Changing the key: the old one opens nothing any more, and every sealed text is sealed again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/index.ts';
import type { ResealedText, SealedPlace, Store } from '../store/index.ts';
import {
  type MasterKey,
  makeMasterKey,
  openVault,
  readMasterKey,
  rotateKeys,
  type Vault,
  VaultFault,
} from '../vault/index.ts';
import { AppFault } from './app-fault.ts';
import { makeKeyFile, nextKeyFile, readKeyFile, takeNextKey } from './key-file.ts';
import { LOOK_EVERY_MS } from './live-vault.ts';
import { fits, openVaultOf, shelfOf } from './open-vault.ts';

/** A key as MUJAZ_KEY takes it. */
export function makeKey(): string {
  return makeMasterKey();
}

/** What was done. `resumed`: the key had been changed before, and only texts were left to be sealed again. */
export type Rotation = {
  readonly resealed: number;
  readonly resumed: boolean;
  /** Older keys that some text still needs: a program that was running has sealed it meanwhile. */
  readonly keysInUse: number;
  /** Where the new key is now: an operator must set it, or it has been put in its file. */
  readonly newKey: 'to-be-set' | 'in-file';
  readonly file: string;
};

/** Texts in one transaction. */
const BATCH = 500;
/** By then a program that runs on has noticed that the keys are others, and seals nothing with an older one. */
const SETTLE_MS = 3 * LOOK_EVERY_MS;

/**
 * Changes the key. It may be stopped at any moment and run again: the keys of the records are wrapped by the new key in
 * one transaction, and until their turn comes texts stay sealed with a key that is kept among these. Keys for texts that
 * nothing is sealed with any more are dropped at the end.
 * @param newKey MUJAZ_NEW_KEY; null: a new key is made in the key file, where that is in use
 */
export async function rotateKeysOf(
  config: Config,
  store: Store,
  newKey: string | null,
  onProgress: (done: number, total: number) => void,
  settleMs = SETTLE_MS,
): Promise<Rotation> {
  const { file, text } = config.key;
  const finish = (vault: Vault) => sealAgain(store, vault, onProgress, settleMs);
  if (newKey !== null) {
    const fresh = readMasterKey(newKey, 'MUJAZ_NEW_KEY');
    const { vault, resumed } = await changeTo(fresh, store, () => currentKey(config));
    return { ...(await finish(vault)), resumed, newKey: 'to-be-set', file };
  }
  if (text !== null) {
    throw new AppFault(
      'MUJAZ_NEW_KEY is not set.',
      'Make a key with: npx mujaz keys new; then run MUJAZ_NEW_KEY=... npx mujaz keys rotate.',
      true,
    );
  }
  return { ...(await finish(await changeFile(config, store))), resumed: false, newKey: 'in-file', file };
}

/** Twice: what a running program seals with an older key until it notices is found the second time. */
async function sealAgain(
  store: Store,
  vault: Vault,
  onProgress: (done: number, total: number) => void,
  settleMs: number,
): Promise<Pick<Rotation, 'resealed' | 'keysInUse'>> {
  const resealed = await resealAll(store, vault, onProgress);
  await sleep(settleMs);
  const late = await resealAll(store, vault, () => undefined);
  return { resealed: resealed + late, keysInUse: await store.keys.dropIdle('texts') };
}

async function changeTo(
  fresh: MasterKey,
  store: Store,
  current: () => Promise<MasterKey>,
): Promise<{ readonly vault: Vault; readonly resumed: boolean }> {
  const shelf = shelfOf(store);
  if (await fits(fresh, shelf)) return { vault: await openVault(fresh, shelf), resumed: true };
  return { vault: await rotateKeys(await current(), fresh, shelf), resumed: false };
}

async function currentKey({ key }: Config): Promise<MasterKey> {
  if (key.text !== null) return readMasterKey(key.text, 'MUJAZ_KEY');
  const master = await readKeyFile(key.file);
  if (master) return master;
  throw new VaultFault('there is no key yet: nothing has been sealed.', 'Set MUJAZ_KEY to the new key and start.');
}

/** The new key is on the disk before the records depend on it, and takes its place once they do. */
async function changeFile(config: Config, store: Store): Promise<Vault> {
  const { file } = config.key;
  const shelf = shelfOf(store);
  await openVaultOf(config, store);
  const waiting = await readKeyFile(nextKeyFile(file));
  // An earlier change was stopped before its last step.
  if (waiting && (await fits(waiting, shelf))) await takeNextKey(file);
  const fresh = await makeKeyFile(nextKeyFile(file));
  const vault = await rotateKeys(await currentKey(config), fresh, shelf);
  await takeNextKey(file);
  return vault;
}

/** Seals again what an older key has sealed. */
async function resealAll(
  store: Store,
  vault: Vault,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const places = store.sealed.places();
  const counts = await Promise.all(places.map((place) => store.sealed.count(place)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  let resealed = 0;
  for (const place of places) {
    for await (const step of resealPlace(store, vault, place)) {
      seen += step.seen;
      resealed += step.resealed;
      onProgress(seen, Math.max(seen, total));
    }
  }
  return resealed;
}

async function* resealPlace(
  store: Store,
  vault: Vault,
  place: SealedPlace,
): AsyncGenerator<{ readonly seen: number; readonly resealed: number }> {
  for (let after: ResealedText['key'] | null = null; ; ) {
    const texts = await store.sealed.page(place, after, BATCH);
    const last = texts.at(-1);
    if (!last) return;
    const old = texts.filter(({ sealed }) => !vault.isCurrent(sealed));
    const fresh = old.map((text) => ({
      ...text,
      resealed: vault.seal(place.kind, vault.open(place.kind, text.sealed)),
    }));
    if (fresh.length > 0) await store.sealed.replace(place, fresh);
    yield { seen: texts.length, resealed: fresh.length };
    after = last.key;
  }
}
