/**
 * Connections that lead only where the gate lets them. Names are looked up here, and only addresses that were looked at are
 * connected to, so that a name which changes its answer (DNS rebinding) wins nothing; then the address at the other end of
 * the socket is looked at once more.
 */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { Gate } from './public-address.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** What the system resolves, `/etc/hosts` included. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/** The name leads to an address that must not be connected to. */
export class AddressRefused extends Error {
  /** To be read after «it leads to». */
  readonly what: string;
  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

/** For undici. The signal ends an attempt whose look-up hangs, which undici alone would let go on. */
export function guardedConnect(
  gate: Gate,
  resolve: Resolve,
  timeoutMs: number,
  signal: AbortSignal,
): buildConnector.connector {
  return (options, callback) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    const connect = buildConnector({
      allowH2: false,
      maxCachedSessions: 0,
      timeout: timeoutMs,
      signal,
      lookup: guardedLookup(gate, port, resolve),
    });
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const address = socket.remoteAddress ?? '';
      const fault = gate.fault(address, port);
      if (fault === null) return callback(null, socket);
      socket.destroy();
      callback(new AddressRefused(refusedWords(options.hostname, address, fault)), null);
    });
  };
}

function guardedLookup(gate: Gate, port: number, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    const answered = (found: readonly LookupAddress[]) => {
      const good = found.filter(({ address }) => gate.fault(address, port) === null);
      const [first] = good;
      if (first === undefined) return callback(noneGood(gate, port, hostname, found), '');
      if (options.all === true) return callback(null, good);
      callback(null, first.address, first.family);
    };
    resolve(hostname).then(answered, (error: NodeJS.ErrnoException) => callback(error, ''));
  };
}

function noneGood(gate: Gate, port: number, hostname: string, found: readonly LookupAddress[]): Error {
  const [first] = found;
  if (first === undefined) return Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  return new AddressRefused(refusedWords(hostname, first.address, gate.fault(first.address, port) ?? 'no address'));
}

function refusedWords(hostname: string, address: string, fault: string): string {
  return hostname === address ? `${address}, which is ${fault}` : `${hostname} (${address}), which is ${fault}`;
}
