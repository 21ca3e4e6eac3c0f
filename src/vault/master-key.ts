/** The one key that an operator holds: it is never stored beside the records, it only wraps the keys that are. */
import { randomBytes } from 'node:crypto';
import { VaultFault } from './vault-fault.ts';

/** 32 bytes. */
export type MasterKey = Buffer & { readonly masterKey: unique symbol };

const BYTES = 32;
const HEX = /^[0-9a-f]{64}$/iu;
const BASE64 = /^[\w+/-]{43}=?$/u;

/** A fresh key, in base64url, as `MUJAZ_KEY` takes it. */
export function makeMasterKey(): string {
  return randomBytes(BYTES).toString('base64url');
}

/**
 * Reads a key of 32 bytes in base64, base64url or hexadecimal.
 * @param where for the message: the variable or file it stands in
 * @throws VaultFault when it is anything else; the key itself is not in the message
 */
export function readMasterKey(text: string, where: string): MasterKey {
  const trimmed = text.trim();
  const bytes = HEX.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : BASE64.test(trimmed)
      ? Buffer.from(trimmed, 'base64url')
      : null;
  if (bytes?.length === BYTES) return bytes as MasterKey;
  throw new VaultFault(
    `${where}: this is no key of 32 bytes in base64 or hexadecimal.`,
    'Make one with: npx mujaz keys new.',
  );
}
