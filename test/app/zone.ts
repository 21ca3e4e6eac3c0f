/** Invented domains of a test, and the name server that knows them. */
import type { DnsResolver, Mx } from '../../src/app/examine-sending/dns.ts';

/** What a name has; `silent`: questions about it are never answered, `refused`: nobody could be asked. */
export type Name = {
  readonly txt?: readonly string[];
  readonly mx?: readonly string[];
  readonly a?: readonly string[];
  readonly ptr?: readonly string[];
  readonly fails?: 'silent' | 'refused';
};

/** The names of a test. */
export type Zone = Readonly<Record<string, Name>>;

/** A name server that knows nothing else. */
export function zoneDns(zone: Zone): DnsResolver {
  async function ask<T>(name: string, read: (found: Name) => readonly T[] | undefined) {
    const found = zone[name.toLowerCase()];
    if (found?.fails === 'silent') await new Promise(() => undefined);
    return found?.fails === 'refused' ? null : ((found && read(found)) ?? []);
  }
  const exchangers = ({ mx }: Name) => mx?.map((exchange, at): Mx => ({ exchange, priority: 10 * (at + 1) }));
  return {
    txt: (name) => ask(name, ({ txt }) => txt),
    mx: (name) => ask(name, exchangers),
    addresses: (name) => ask(name, ({ a }) => a),
    names: (address) => ask(address, ({ ptr }) => ptr),
  };
}

/** The same zone for a program that asks as Node's `resolve` is asked. */
export function nodeResolver(zone: Zone) {
  const dns = zoneDns(zone);
  return async (name: string, type = 'A'): Promise<unknown[]> => {
    const found = await answers(name, type);
    if (found.length === 0) throw Object.assign(new Error(`no ${type} of ${name}`), { code: 'ENOTFOUND' });
    return found;
  };
  async function answers(name: string, type: string): Promise<unknown[]> {
    if (type === 'TXT') return ((await dns.txt(name)) ?? []).map((text) => [text]);
    if (type === 'MX') return [...((await dns.mx(name)) ?? [])];
    return ((await dns.addresses(name)) ?? []).filter((address) => address.includes(':') === (type === 'AAAA'));
  }
}
