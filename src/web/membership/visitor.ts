/** Where a request comes from. */
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Visitor } from '../../app/index.ts';

/** The size of the networks that are given to one household or server (RFC 6177). */
const HOUSEHOLD_BITS = 64;

/** The visitor's address in its usual form: an IPv4 address in IPv6 clothes is an IPv4 address. */
export function visitorOf({ ip }: FastifyRequest): Visitor {
  return { ip: ipaddr.isValid(ip) ? ipaddr.process(ip).toString() : 'unknown' };
}

/** What is counted as one host: an IPv4 address, or an IPv6 network of 64 bits. */
export function networkOf({ ip }: Visitor): string {
  if (!ipaddr.IPv6.isValid(ip)) return ip;
  // Without the zone of a link-local address (`%eth0`).
  const address = ip.replace(/%.*$/u, '');
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/${HOUSEHOLD_BITS}`).toString();
}
