/** Authenticated encryption of short texts: AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce each time. */
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals bytes under a key of 32 bytes: nonce, cipher text and tag in base64url.
 * @param about what it belongs to; the same must be given to open it, so that sealed texts cannot trade places
 */
export function sealBytes(key: Buffer | KeyObject, bytes: Buffer, about: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Opens what `sealBytes` sealed; null with another key, another `about` or changed text. */
export function openBytes(key: Buffer | KeyObject, sealed: string, about: string): Buffer | null {
  const all = Buffer.from(sealed, 'base64url');
  if (all.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, all.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about)).setAuthTag(all.subarray(all.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(all.subarray(NONCE_BYTES, all.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
