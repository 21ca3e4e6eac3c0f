/** The envelope's sender of each mail (VERP): what comes back to it says by itself whose mail it was. */
import type { Config } from '../../config/index.ts';
import type { ReturnPath, Vault } from '../../vault/index.ts';

type Settings = { readonly bounces: Pick<Config['bounces'], 'address'> };

/** RFC 5321, 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64;
/** With the +. */
const TOKEN_LENGTH = 41;

/** `bounces+<40 letters and digits>@example.org`: the same each time. */
export function returnAddress({ bounces }: Settings, vault: Pick<Vault, 'returnPath'>, to: ReturnPath): string {
  const at = bounces.address.lastIndexOf('@');
  return `${bounces.address.slice(0, at)}+${vault.returnPath(to)}${bounces.address.slice(at)}`;
}

/** The token at the end of a local part, behind a sign that keeps it apart. */
const TOKEN = /[^a-z0-9]([a-z0-9]{40})$/iu;

/**
 * Whose mail comes back to an address, written in letters of any case; null for one without a token of ours. Only the token
 * counts, for it is signed: forwarders put their own signs around the address (SRS, BATV), and an operator may move it.
 */
export function readReturnAddress(vault: Pick<Vault, 'readReturnPath'>, address: string): ReturnPath | null {
  const token = TOKEN.exec(address.slice(0, Math.max(0, address.lastIndexOf('@'))))?.[1];
  return token === undefined ? null : vault.readReturnPath(token);
}

/** Whether the local part of an address leaves room for what is added to it. */
export function hasRoomForToken(address: string): boolean {
  return Buffer.byteLength(address.slice(0, address.lastIndexOf('@'))) + TOKEN_LENGTH <= LONGEST_LOCAL_PART;
}
