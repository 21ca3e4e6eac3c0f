/**
 * What stands behind the + of the address that a mail comes back to (VERP): who got it and of which edition, signed, so
 * that nobody can make up a bounce of somebody else. In base32, because mail servers may change the case of letters.
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { LinkKeys } from './links.ts';

/** To whom a mail went, and which edition it was. */
export type ReturnPath = { readonly id: string; readonly edition: number };

/** RFC 4648, 6, in small letters: digits that look like letters are not in it. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((sign, value) => [sign, value]));

const EDITION_BYTES = 4;
const ID_BYTES = 8;
const MAC_BYTES = 12;
const HEAD_BYTES = 1 + EDITION_BYTES + ID_BYTES;
const BYTES = HEAD_BYTES + MAC_BYTES;
/** 25 bytes: no sign is left over. */
const SIGNS = (BYTES * 8) / 5;
const MARKS = 256;
/** The keys sign links, too: a token of one kind is never one of the other. */
const ABOUT = 'return path\0';

/** 40 letters and digits, the same ones each time. */
export function writeReturnPath(keys: LinkKeys, { id, edition }: ReturnPath): string {
  const newest = Math.max(...keys.keys());
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUInt8(newest % MARKS, 0);
  bytes.writeUInt32BE(edition, 1);
  Buffer.from(id, 'base64url').copy(bytes, 1 + EDITION_BYTES, 0, ID_BYTES);
  macOf(keys.get(newest) as KeyObject, bytes).copy(bytes, HEAD_BYTES);
  return toBase32(bytes);
}

/** In letters of any case, signed with any key there ever was; null for a token that we did not make. */
export function readReturnPath(keys: LinkKeys, token: string): ReturnPath | null {
  const bytes = token.length === SIGNS ? fromBase32(token.toLowerCase()) : null;
  if (bytes === null || !isSigned(keys, bytes)) return null;
  return { id: bytes.subarray(1 + EDITION_BYTES, HEAD_BYTES).toString('base64url'), edition: bytes.readUInt32BE(1) };
}

function isSigned(keys: LinkKeys, bytes: Buffer): boolean {
  for (const [version, key] of keys) {
    if (version % MARKS === bytes[0] && timingSafeEqual(macOf(key, bytes), bytes.subarray(HEAD_BYTES))) return true;
  }
  return false;
}

/** HMAC-SHA256 cut to 96 bits (RFC 2104, 5). */
function macOf(key: KeyObject, bytes: Buffer): Buffer {
  const mac = createHmac('sha256', key).update(ABOUT).update(bytes.subarray(0, HEAD_BYTES)).digest();
  return mac.subarray(0, MAC_BYTES);
}

function toBase32(bytes: Buffer): string {
  let text = '';
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >>> (bits - 5)) & 31];
    held &= 31;
  }
  return text;
}

function fromBase32(text: string): Buffer | null {
  const bytes = Buffer.alloc(BYTES);
  let [at, held, bits] = [0, 0, 0];
  for (const sign of text) {
    const value = VALUES.get(sign);
    if (value === undefined) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >>> bits) & 0xff;
  }
  return bytes;
}
