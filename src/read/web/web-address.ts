/** Addresses are looked at before anything is looked up. */
import ipaddr from 'ipaddr.js';
import { printable } from '../refusal.ts';
import type { Gate } from './public-address.ts';

/** `what` is read after «it leads to» or «it redirects to». */
export type AddressFault = { readonly what: string; readonly next: string };

const LONGEST = 2000;

/** Endings that no public name has: RFC 6761, 6762, 7686, 8375, 9476, and .internal by ICANN's decision of 2024. */
const NEVER_PUBLIC = ['localhost', 'local', 'internal', 'home.arpa', 'onion', 'alt', 'test', 'example', 'invalid'];

/** What to do about an address inside a private network. */
export const MAY_ALLOW =
  'Check the address; a server of your own may be named under fetching.allow in config/mujaz.yaml.';
const CHECK = 'Check the address; it must be one that a browser opens from anywhere.';

/** The address as it is asked for, without its fragment; or why it never is. */
export function checkAddress(written: string, base: URL | undefined, gate: Gate): URL | AddressFault {
  const url = written.length > LONGEST ? null : URL.parse(written, base?.href);
  if (url === null && written.length <= LONGEST) {
    return { what: `"${clip(written)}", which is no web address`, next: CHECK };
  }
  if (url === null || url.href.length > LONGEST) {
    return { what: `an address of more than ${LONGEST} characters`, next: CHECK };
  }
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { what: `a ${clip(url.protocol)} address, and only http and https are read`, next: CHECK };
  }
  if (url.username !== '' || url.password !== '') {
    return { what: 'an address with a user name or password in it', next: CHECK };
  }
  return hostFault(url, gate) ?? url;
}

/** The port that is connected to. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** A stranger's words as they may be shown: printable, and not many. */
export function clip(text: string): string {
  const shown = printable(text);
  return shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
}

function hostFault(url: URL, gate: Gate): AddressFault | null {
  const port = portOf(url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!gate.knowsPort(port)) {
    return { what: `port ${port} of ${clip(host)}, and only 80 and 443 are read`, next: MAY_ALLOW };
  }
  if (ipaddr.isValid(host)) {
    const fault = gate.fault(host, port);
    return fault === null ? null : { what: `${host}, which is ${fault}`, next: MAY_ALLOW };
  }
  // A name may stand for an allowed server: its address decides then.
  if (gate.isAllowedPort(port) || isPublicName(host)) return null;
  return { what: `${clip(host)}, a name that is never public`, next: MAY_ALLOW };
}

function isPublicName(host: string): boolean {
  const name = host.replace(/\.$/, '');
  return name.includes('.') && !NEVER_PUBLIC.some((ending) => name.endsWith(`.${ending}`));
}
