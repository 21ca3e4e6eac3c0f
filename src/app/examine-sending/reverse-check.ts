/** Whether the addresses that mails leave from have names: Gmail refuses mails from those that have none. */
import type { Finding } from '../examine-mail.ts';
import type { DnsResolver } from './dns.ts';
import { shown } from './domains.ts';
import { ok, unasked, warning } from './findings.ts';
import type { Outlet } from './spf-finding.ts';

/**
 * Looks for a name that leads back to the address (forward-confirmed reverse DNS). Only what leaves from this machine itself
 * is asked about: a mail server elsewhere has an owner who sees to it. Null: there is nothing to ask about.
 */
export async function checkReverseNames(outlets: readonly Outlet[], dns: DnsResolver): Promise<Finding | null> {
  const addresses = outlets.filter(({ host }) => host === null).flatMap((outlet) => outlet.addresses);
  if (addresses.length === 0) return null;
  const named = await Promise.all(addresses.map((address) => nameOf(address, dns)));
  const nameless = addresses.filter((_, at) => named[at] === 'none');
  if (nameless.length > 0) {
    return warning(
      `${nameless.join(', ')} has no name that leads back to it: Gmail and others refuse mails from there`,
      `Ask whoever gave you the address to publish its PTR record (the name of this mail server), and publish that name's A or AAAA record: ${nameless.join(', ')}.`,
    );
  }
  if (named.includes('unasked')) return unasked(`name of ${addresses.join(', ')}`);
  return ok(named.map((name, at) => `${addresses[at]} is ${shown(name)}`).join(', '));
}

async function nameOf(address: string, dns: DnsResolver): Promise<string | 'none' | 'unasked'> {
  const names = await dns.names(address);
  if (names === null) return 'unasked';
  const answers = await Promise.all(names.slice(0, 5).map((name) => dns.addresses(name)));
  const at = answers.findIndex((answer) => answer?.some((known) => sameAddress(known, address)));
  if (at >= 0) return names[at] ?? 'none';
  return answers.includes(null) ? 'unasked' : 'none';
}

/** IPv6 addresses may be written in several ways. */
function sameAddress(one: string, other: string): boolean {
  const canonical = (address: string) => (address.includes(':') ? new URL(`http://[${address}]`).hostname : address);
  return canonical(one) === canonical(other);
}
