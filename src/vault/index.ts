/** The door of `vault/`: what only the holder of the key can do: seal, open, look up, sign. */
import { createHash, createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AddressHash, Sealed } from '../model.ts';
import { type DataKey, firstKeys, type KeyShelf, keysOf, renewedKeys, unwrapKeys, wrapKeys } from './data-keys.ts';
import { type Link, readLink, writeLink } from './links.ts';
import type { MasterKey } from './master-key.ts';
import { type ReturnPath, readReturnPath, writeReturnPath } from './return-path.ts';
import { openBytes, sealBytes } from './sealing.ts';
import { VaultFault } from './vault-fault.ts';

export type { KeyPurpose, KeyShelf, WrappedKey } from './data-keys.ts';
export type { Link, LinkPurpose } from './links.ts';
export { type MasterKey, makeMasterKey, readMasterKey } from './master-key.ts';
export { openPasswords, type Passwords } from './passwords.ts';
export type { ReturnPath } from './return-path.ts';
export { VaultFault } from './vault-fault.ts';

/** What a sealed text is; a text sealed as one cannot be opened as another. */
export type SealedKind = 'address' | 'ip' | 'request' | 'letter' | 'totp';

/** Everything that needs a key. */
export type Vault = {
  seal(kind: SealedKind, text: string): Sealed;
  /** @throws VaultFault for a text that these keys did not seal */
  open(kind: SealedKind, sealed: Sealed): string;
  /** Whether the newest key sealed it: after a rotation, older ones are sealed again. */
  isCurrent(sealed: Sealed): boolean;
  /** Of an address in its canonical form (`app/address.ts`). */
  hashAddress(canonical: string): AddressHash;
  /** Of an internet address or network: for counting, never for finding out. */
  hashHost(network: string): string;
  link(link: Link): string;
  /** Null for a token that was not made here. */
  readLink(token: string): Link | null;
  /** What stands behind the + of the address that a mail comes back to: 40 letters and digits, the same each time. */
  returnPath(to: ReturnPath): string;
  /** In letters of any case; null for a token that was not made here. */
  readReturnPath(token: string): ReturnPath | null;
  /** The time a form was shown, signed: `readStamp` gives it back. */
  stamp(at: number): string;
  /** Epoch milliseconds; null for a stamp that was not made here. */
  readStamp(stamp: string): number | null;
};

/** A ticket: a random secret for one mail, of which only the hash is stored (OWASP: single use, expiring). */
export type Ticket = { readonly token: string; readonly hash: string };

/** 192 random bits, or as many bytes of them as are asked for. */
export function makeTicket(bytes = 24): Ticket {
  const token = randomBytes(bytes).toString('base64url');
  return { token, hash: hashTicket(token) };
}

/** SHA-256; a random token needs no slow hash. */
export function hashTicket(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** 8 random bytes in base64url: names a subscriber in links and on the desk. */
export function makeSubscriberId(): string {
  return randomBytes(8).toString('base64url');
}

/** Opens the keys of a shelf, making them where there are none. @throws VaultFault with another master key */
export async function openVault(master: MasterKey, shelf: KeyShelf): Promise<Vault> {
  for (;;) {
    const stored = await shelf.load();
    if (stored.length > 0) return vaultOf(unwrapKeys(master, stored));
    // Two processes may start at once: one of them writes, the other finds its keys.
    await shelf.replace([], wrapKeys(master, firstKeys()));
  }
}

/**
 * Wraps all keys for a new master key and adds new ones for texts, links and forms; from then on the old master key opens
 * nothing. The texts must be sealed again afterwards (`isCurrent`).
 */
export async function rotateKeys(old: MasterKey, fresh: MasterKey, shelf: KeyShelf): Promise<Vault> {
  const stored = await shelf.load();
  const keys = renewedKeys(unwrapKeys(old, stored));
  if (await shelf.replace(stored, wrapKeys(fresh, keys))) return vaultOf(keys);
  throw new VaultFault('another process is changing the keys at this moment.', 'Wait until it is done and try again.');
}

function vaultOf(keys: readonly DataKey[]): Vault {
  const texts = keysOf(keys, 'texts');
  const links = keysOf(keys, 'links');
  const [current, sealing] = newestOf(texts);
  const [, lookup] = newestOf(keysOf(keys, 'lookup'));
  const [, hosts] = newestOf(keysOf(keys, 'hosts'));
  const [, forms] = newestOf(keysOf(keys, 'forms'));
  return {
    seal: (kind, text) => `${current}.${sealBytes(sealing, Buffer.from(text), kind)}` as Sealed,
    open: (kind, sealed) => openText(texts, kind, sealed),
    isCurrent: (sealed) => sealed.startsWith(`${current}.`),
    hashAddress: (canonical) => hmac(lookup, canonical).toString('base64url') as AddressHash,
    hashHost: (network) => hmac(hosts, network).toString('base64url'),
    link: (link) => writeLink(links, link),
    readLink: (token) => readLink(links, token),
    returnPath: (to) => writeReturnPath(links, to),
    readReturnPath: (token) => readReturnPath(links, token),
    stamp: (at) => stampOf(forms, at),
    readStamp: (stamp) => timeOf(forms, stamp),
  };
}

function newestOf(keys: ReadonlyMap<number, KeyObject>): readonly [version: number, key: KeyObject] {
  const version = Math.max(...keys.keys());
  return [version, keys.get(version) as KeyObject];
}

function openText(texts: ReadonlyMap<number, KeyObject>, kind: SealedKind, sealed: Sealed): string {
  const dot = sealed.indexOf('.');
  const key = texts.get(Number(sealed.slice(0, dot)));
  const opened = key && openBytes(key, sealed.slice(dot + 1), kind);
  if (opened) return opened.toString();
  throw new VaultFault(
    `a sealed ${kind} cannot be opened with the keys of this process.`,
    'If the key was changed meanwhile, start it again with the new MUJAZ_KEY; else restore the database from a backup.',
  );
}

function stampOf(key: KeyObject, at: number): string {
  const time = at.toString(36);
  return `${time}.${hmac(key, time).toString('base64url')}`;
}

function timeOf(key: KeyObject, stamp: string): number | null {
  const [time = '', mac = ''] = stamp.split('.');
  const given = Buffer.from(mac, 'base64url');
  const right = hmac(key, time);
  return given.length === right.length && timingSafeEqual(given, right) ? Number.parseInt(time, 36) : null;
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
