/** Whether bounces find their way back: receivers refuse mails whose return path leads nowhere. */
import { hasRoomForToken } from '../bounces/return-address.ts';
import type { Finding } from '../examine-mail.ts';
import type { DnsResolver } from './dns.ts';
import { domainOf, shown } from './domains.ts';
import { fault, ok, unasked, warning } from './findings.ts';

/** Asks for the mail exchangers of the domain that mails come back to. */
export async function checkReturnPath(address: string, dns: DnsResolver): Promise<Finding> {
  const domain = domainOf(address);
  if (!hasRoomForToken(address)) {
    return fault(
      'bounces.address is too long in front of the @: each mail adds 41 signs there, and 64 are allowed',
      'Set bounces.address in config/mujaz.yaml to one with at most 23 signs in front of the @.',
    );
  }
  const exchangers = await dns.mx(domain);
  if (exchangers === null) return unasked(`MX of ${domain}`);
  if (exchangers.length === 0) return implicit(domain, dns);
  if (exchangers.every(({ exchange }) => exchange === '' || exchange === '.')) {
    return fault(
      `${domain} says that it takes no mail (an empty MX): mails from it are refused`,
      `Publish: ${domain}. MX 10 <your mail server>. instead, or set bounces.address in config/mujaz.yaml.`,
    );
  }
  const names = [...exchangers].sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
  const answers = await Promise.all(names.slice(0, 5).map((name) => dns.addresses(name)));
  if (answers.every((answer) => answer?.length === 0)) {
    return fault(
      `the MX of ${domain}, ${shown(names[0] ?? '')}, has no address`,
      'Publish its A or AAAA record, or name another mail server in the MX.',
    );
  }
  return ok(`${domain}: MX ${shown(names[0] ?? '')}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`);
}

async function implicit(domain: string, dns: DnsResolver): Promise<Finding> {
  const addresses = await dns.addresses(domain);
  if (addresses === null) return unasked(`address of ${domain}`);
  const publish = `Publish: ${domain}. MX 10 <your mail server>.`;
  return addresses.length > 0
    ? warning(`${domain} has no MX: bounces go to the host of that name`, publish)
    : fault(`${domain} has neither MX nor address: mails from it are refused, and none can come back`, publish);
}
