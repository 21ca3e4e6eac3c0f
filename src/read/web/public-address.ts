/** Which addresses may be connected to: public ones at the ports of the web, and those that are allowed by name. */
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

/** All public IPv6 there is (IANA, global unicast); so `::127.0.0.1`, fec0::, 64:ff9b:1:: and the like stay outside. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is meant. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** In public space, and yet the platform's own service beside each machine: Azure. */
const PLATFORM_SERVICES: ReadonlySet<string> = new Set(['168.63.129.16']);

/** What an address is, by the ranges of ipaddr.js; others are called «no public address». */
const RANGE_WORDS: Readonly<Record<string, string>> = {
  loopback: 'this machine itself',
  unspecified: 'this machine itself',
  private: 'inside a private network',
  carrierGradeNat: 'inside a private network',
  linkLocal: 'inside a private network',
  uniqueLocal: 'inside a private network',
  deprecatedSiteLocal: 'inside a private network',
};

/** Who may be connected to. */
export type Gate = {
  /** Why this address must not be connected to at this port, to be read after «which is»; null when it may. */
  fault(address: string, port: number): string | null;
  /** True when the port is one of the web, or of an allowed server. */
  knowsPort(port: number): boolean;
  /** True when an allowed server has this port. */
  isAllowedPort(port: number): boolean;
};

/** A gate that lets through public addresses, and `allow` (`127.0.0.1:8099`, `[::1]:8080`) exactly as written. */
export function openGate(allow: readonly string[]): Gate {
  const allowed = new Set(allow.map(readAllowed));
  const ports = new Set([...allowed].map((entry) => Number(entry.slice(entry.lastIndexOf(' ') + 1))));
  return {
    fault(address, port) {
      if (!ipaddr.isValid(address)) return 'no address at all';
      const meant = unwrap(ipaddr.parse(address));
      if (allowed.has(`${meant} ${port}`)) return null;
      if (!isPublic(meant)) return RANGE_WORDS[meant.range()] ?? 'no public address';
      return WEB_PORTS.has(port) ? null : `not read at port ${port}`;
    },
    knowsPort: (port) => WEB_PORTS.has(port) || ports.has(port),
    isAllowedPort: (port) => ports.has(port),
  };
}

function readAllowed(written: string): string {
  const colon = written.lastIndexOf(':');
  const address = written.slice(0, colon).replace(/^\[|\]$/g, '');
  return `${unwrap(ipaddr.parse(address))} ${Number(written.slice(colon + 1))}`;
}

/** The IPv4 address inside an IPv4-mapped or NAT64 one; other tunnels are not unwrapped, because none is public. */
function unwrap(address: Address): Address {
  if (!isIPv6(address)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : address;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || PLATFORM_SERVICES.has(address.toString())) return false;
  return !isIPv6(address) || address.match(GLOBAL_UNICAST);
}

function isIPv6(address: Address): address is ipaddr.IPv6 {
  return address.kind() === 'ipv6';
}
