/**
 * The links of a person's mails: who and what for, signed (HMAC-SHA256 cut to 128 bits, RFC 2104 section 5). Nothing is
 * stored for them, and a stolen database cannot make one.
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What a link opens. `preferences` ends with the subscriber's link version, `leave` never does. */
export type LinkPurpose = 'preferences' | 'leave';

/**
 * What a link says. `version` is the subscriber's; it reads as 0, which no subscriber has, once the key that signed the
 * link was replaced: whoever stole that key can sign such links, so they are good for leaving alone.
 */
export type Link = { readonly purpose: LinkPurpose; readonly id: string; readonly version: number };

/** The keys for links by their versions: the highest one signs. */
export type LinkKeys = ReadonlyMap<number, KeyObject>;

const PURPOSES: readonly LinkPurpose[] = ['preferences', 'leave'];
const ID_BYTES = 8;
const VERSION_BYTES = 4;
const MAC_BYTES = 16;
const HEAD_BYTES = 1 + VERSION_BYTES + ID_BYTES;
const MARKS = 256 / PURPOSES.length;

/** The token of a link, in base64url: 39 characters for everyone. */
export function writeLink(keys: LinkKeys, { purpose, id, version }: Link): string {
  const newest = Math.max(...keys.keys());
  const bytes = Buffer.alloc(HEAD_BYTES + MAC_BYTES);
  bytes.writeUInt8(PURPOSES.indexOf(purpose) + PURPOSES.length * markOf(newest), 0);
  bytes.writeUInt32BE(version, 1);
  Buffer.from(id, 'base64url').copy(bytes, 1 + VERSION_BYTES, 0, ID_BYTES);
  macOf(keys.get(newest) as KeyObject, bytes).copy(bytes, HEAD_BYTES, 0, MAC_BYTES);
  return bytes.toString('base64url');
}

/** Null for a token that we did not make. */
export function readLink(keys: LinkKeys, token: string): Link | null {
  const bytes = Buffer.from(token, 'base64url');
  // The second condition refuses other spellings of the same bytes.
  if (bytes.length !== HEAD_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return null;
  const signedWith = signerOf(keys, bytes);
  const purpose = PURPOSES[bytes.readUInt8(0) % PURPOSES.length];
  if (signedWith === null || !purpose) return null;
  const id = bytes.subarray(1 + VERSION_BYTES, HEAD_BYTES).toString('base64url');
  return { purpose, id, version: signedWith === Math.max(...keys.keys()) ? bytes.readUInt32BE(1) : 0 };
}

/** The version of the key that signed a link; null for none of ours. */
function signerOf(keys: LinkKeys, bytes: Buffer): number | null {
  const mark = Math.floor(bytes.readUInt8(0) / PURPOSES.length);
  for (const [version, key] of keys) {
    if (markOf(version) === mark && timingSafeEqual(macOf(key, bytes), bytes.subarray(HEAD_BYTES))) return version;
  }
  return null;
}

/** What a token says of its key's version: there is room for 128 of them, after which they begin anew. */
function markOf(version: number): number {
  return (version - 1) % MARKS;
}

function macOf(key: KeyObject, bytes: Buffer): Buffer {
  return createHmac('sha256', key).update(bytes.subarray(0, HEAD_BYTES)).digest().subarray(0, MAC_BYTES);
}
