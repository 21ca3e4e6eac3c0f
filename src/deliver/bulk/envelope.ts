/** The commands in front of a message, and the messages for which there are none. */
import { domainToASCII } from 'node:url';
import type { Capabilities } from './connect.ts';
import type { BulkMessage, BulkOutcome } from './contract.ts';

/** The commands of one message, without line ends. */
export type Envelope = { readonly mail: string; readonly rcpt: string };

/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, brackets included. */
const LONGEST_PATH = 254;
/** Spaces belong into quoted local parts only, which nobody can sign up with. */
const NO_ADDRESS = /[\s\p{Cc}<>]/u;
const NON_ASCII = /[^\p{ASCII}]/u;

/**
 * The commands for a message, or what becomes of it where the server cannot be asked to take it. `measure` gives its
 * bytes; it is called for a good address only.
 */
export function writeEnvelope(
  { from, to }: BulkMessage,
  { size, smtpUtf8, eightBitMime }: Capabilities,
  measure: () => number,
): Envelope | BulkOutcome {
  const [sender, recipient] = [from === '' ? '' : pathOf(from), pathOf(to)];
  if (sender === null) throw new Error('a sender that is no address');
  if (recipient === null) return refused('not an address', true);
  const isForeign = NON_ASCII.test(sender + recipient);
  if (isForeign && !smtpUtf8) return refused('the server takes only ASCII in front of the @ (no SMTPUTF8)', false);
  const bytes = measure();
  if (size > 0 && bytes > size) return refused(`larger than the ${size} bytes that the server takes`, false);
  const asked = isForeign ? ` SMTPUTF8${eightBitMime ? ' BODY=8BITMIME' : ''}` : '';
  return { mail: `MAIL FROM:<${sender}>${size > 0 ? ` SIZE=${bytes}` : ''}${asked}`, rcpt: `RCPT TO:<${recipient}>` };
}

/** An address as it stands between brackets: the domain in ASCII where the local part is; null for none. */
function pathOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (at < 1 || domain === '' || NO_ADDRESS.test(address)) return null;
  const path = NON_ASCII.test(domain) && !NON_ASCII.test(local) ? `${local}@${domainToASCII(domain)}` : address;
  return path.endsWith('@') || Buffer.byteLength(path) > LONGEST_PATH ? null : path;
}

function refused(reply: string, noSuchAddress: boolean): BulkOutcome {
  return { outcome: 'failed', reply, noSuchAddress };
}
