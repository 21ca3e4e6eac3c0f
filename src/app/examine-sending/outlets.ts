/** Which addresses of the internet our mails leave from, as far as this machine can tell. */
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Relay } from '../../config/index.ts';
import { relayPlace } from '../../deliver/index.ts';
import type { DnsResolver } from './dns.ts';
import type { Outlet } from './spf-finding.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/iu;

/** RFC 6890: networks that nobody outside sees mail from; the last rows are for examples in documents. */
const PRIVATE = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/3', '::/127', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
  ...['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
];

const hidden = new BlockList();
for (const network of PRIVATE) {
  const [base = '', bits] = network.split('/');
  hidden.addSubnet(base, Number(bits), base.includes(':') ? 'ipv6' : 'ipv4');
}

/** One for each mail server; those on this machine are one together. */
export async function findOutlets(relays: readonly Relay[], dns: DnsResolver): Promise<readonly Outlet[]> {
  const hosts = [...new Set(relays.map(({ url }) => relayPlace(url).host.toLowerCase()))];
  const isHere = hosts.some((host) => LOOPBACK.test(host));
  const away = hosts.filter((host) => !LOOPBACK.test(host));
  const found = await Promise.all(away.map((host) => outletOf(host, dns)));
  return isHere ? [{ name: 'this machine', host: null, addresses: ownAddresses() }, ...found] : found;
}

async function outletOf(host: string, dns: DnsResolver): Promise<Outlet> {
  const addresses = isIP(host) > 0 ? [host] : ((await dns.addresses(host)) ?? []);
  return { name: host, host, addresses: addresses.filter(isPublic) };
}

function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.map(({ address }) => address).filter(isPublic);
}

/** Whether an address can be seen from outside. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  return version > 0 && !hidden.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
