/**
 * The keys that seal, hash and sign. They are stored wrapped by the master key (envelope encryption, NIST SP 800-57), so
 * that the master key can be changed without hashing every address again: those of the erased are not there any more.
 */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { MasterKey } from './master-key.ts';
import { openBytes, sealBytes } from './sealing.ts';
import { VaultFault } from './vault-fault.ts';

/**
 * What a key is for. `texts`, `links` and `forms` are renewed at a rotation: texts and links say which version made them.
 * `lookup` never is: of the erased only hashes are left, which nobody can make again with another key.
 */
export type KeyPurpose = 'texts' | 'lookup' | 'links' | 'forms' | 'hosts';

const PURPOSES: readonly KeyPurpose[] = ['texts', 'lookup', 'links', 'forms', 'hosts'];

/** A key as it is stored. */
export type WrappedKey = { readonly purpose: KeyPurpose; readonly version: number; readonly wrapped: string };

/** Where the wrapped keys are kept. */
export type KeyShelf = {
  /** All of them. */
  load(): Promise<readonly WrappedKey[]>;
  /**
   * In one transaction: puts these in the place of those that `seen` names, or does nothing and answers false when they
   * have changed meanwhile.
   */
  replace(seen: readonly WrappedKey[], keys: readonly WrappedKey[]): Promise<boolean>;
};

/** An unwrapped key. */
export type DataKey = { readonly purpose: KeyPurpose; readonly version: number; readonly key: Buffer };

/** Opens all keys of a shelf. @throws VaultFault when another master key wrapped them */
export function unwrapKeys(master: MasterKey, keys: readonly WrappedKey[]): DataKey[] {
  return keys.map(({ purpose, version, wrapped }) => {
    const key = openBytes(master, wrapped, aboutKey(purpose, version));
    if (key) return { purpose, version, key };
    throw new VaultFault(
      'MUJAZ_KEY: the addresses in this database were sealed with another key.',
      'Set the key they were sealed with (the file var/mujaz.key if none was set then); without it nobody can read them.',
    );
  });
}

/** Wraps keys for the shelf. */
export function wrapKeys(master: MasterKey, keys: readonly DataKey[]): WrappedKey[] {
  return keys.map(({ purpose, version, key }) => ({
    purpose,
    version,
    wrapped: sealBytes(master, key, aboutKey(purpose, version)),
  }));
}

/** The keys of an empty shelf. */
export function firstKeys(): DataKey[] {
  return PURPOSES.map((purpose) => freshKey(purpose, 1));
}

/**
 * The keys after a rotation. Older keys for texts stay until no text needs them, older ones for links because leaving
 * links never end; a form that was shown before is simply shown again.
 */
export function renewedKeys(keys: readonly DataKey[]): DataKey[] {
  const renewed = (['texts', 'links', 'forms'] as const).map((purpose) => freshKey(purpose, 1 + newest(keys, purpose)));
  return [...keys.filter(({ purpose }) => purpose !== 'forms'), ...renewed];
}

/** The keys for one purpose by their versions. */
export function keysOf(keys: readonly DataKey[], purpose: KeyPurpose): ReadonlyMap<number, KeyObject> {
  const found = keys.filter((key) => key.purpose === purpose);
  if (found.length === 0) {
    throw new VaultFault(`the records hold no key for ${purpose}.`, 'Restore the table "keys" from a backup.');
  }
  // As a KeyObject a key is prepared once, not for each text: five times as fast.
  return new Map(found.map(({ version, key }) => [version, createSecretKey(key)]));
}

function newest(keys: readonly DataKey[], purpose: KeyPurpose): number {
  return Math.max(...keysOf(keys, purpose).keys());
}

function freshKey(purpose: KeyPurpose, version: number): DataKey {
  return { purpose, version, key: randomBytes(32) };
}

function aboutKey(purpose: KeyPurpose, version: number): string {
  return `key ${purpose} ${version}`;
}
