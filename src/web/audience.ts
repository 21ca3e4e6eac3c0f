/** Who asks: somebody at this machine, or anybody. As long as there are no accounts, the desk is this machine's alone. */
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

export type Audience = 'desk' | 'public';

/**
 * What a browser here has in its address bar. Any other name may be one that a foreign page made lead to this machine
 * (DNS rebinding).
 */
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/iu;

/** What proxies add (RFC 7239, RFC 9110 7.6.3, and the usual ones): `x-forwarded-for`, `true-client-ip`, `cf-ray`. */
const FORWARDING = /^(?:forwarded|via|x-forwarded.*|x-real-ip|.*client-ip|cf-.*|cdn-loop|x-envoy-.*)$/u;

/** The desk is whoever asks from this machine, by its own name, and through no proxy. */
export function audienceOf(request: FastifyRequest): Audience {
  // The socket's address: `request.ip` may be what a proxy says.
  const { remoteAddress } = request.raw.socket;
  return isLoopback(remoteAddress) && LOCAL_HOST.test(request.headers.host ?? '') && !isForwarded(request)
    ? 'desk'
    : 'public';
}

/**
 * Whether somebody asks from one of these addresses or networks (`10.0.0.0/8`), and through no proxy: behind one, everybody
 * would have its address.
 */
export function asksFrom(request: FastifyRequest, networks: readonly string[]): boolean {
  const { remoteAddress } = request.raw.socket;
  if (remoteAddress === undefined || !ipaddr.isValid(remoteAddress) || isForwarded(request)) return false;
  const address = ipaddr.process(remoteAddress);
  return networks.some((network) => isWithin(address, network));
}

type Address = ReturnType<typeof ipaddr.process>;

function isWithin(address: Address, network: string): boolean {
  if (network === 'loopback') return address.range() === 'loopback';
  const [text = '', bits] = network.split('/');
  const base = ipaddr.process(text);
  if (base.kind() !== address.kind()) return false;
  return address.match(base, bits === undefined ? base.toByteArray().length * 8 : Number(bits));
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

/** HTTP/1.0 is what nginx speaks to the server behind it unless it is told otherwise, and no browser does. */
function isForwarded({ raw, headers }: FastifyRequest): boolean {
  return raw.httpVersion === '1.0' || Object.keys(headers).some((name) => FORWARDING.test(name));
}
