/** Questions to the domain name system, whose answers may be missing but never late. */
import { Resolver } from 'node:dns/promises';

/** Empty: there is no such name or record; null: nobody could be asked. */
export type Answer<T> = readonly T[] | null;

/** A mail exchanger; an empty `exchange` says that the domain takes no mail (RFC 7505). */
export type Mx = { readonly exchange: string; readonly priority: number };

/** What is asked. Aliases are followed. */
export type DnsResolver = {
  /** The strings of each record joined. */
  txt(name: string): Promise<Answer<string>>;
  mx(name: string): Promise<Answer<Mx>>;
  /** A and AAAA. */
  addresses(name: string): Promise<Answer<string>>;
  /** PTR: the names of an address. */
  names(address: string): Promise<Answer<string>>;
};

const NOTHING: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND', 'EBADNAME']);
const TRIES = 2;

/** The resolver of this machine; `cancel` gives up what is still being asked. */
export function openDns(patienceMs: number): DnsResolver & { cancel(): void } {
  const resolver = new Resolver({ timeout: patienceMs / TRIES, tries: TRIES });
  return {
    txt: (name) => answered(async () => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
    mx: (name) => answered(() => resolver.resolveMx(name)),
    async addresses(name) {
      const [four, six] = await Promise.all([
        answered(() => resolver.resolve4(name)),
        answered(() => resolver.resolve6(name)),
      ]);
      const found = [...(four ?? []), ...(six ?? [])];
      return found.length === 0 && (four === null || six === null) ? null : found;
    },
    names: (address) => answered(() => resolver.reverse(address)),
    cancel: () => resolver.cancel(),
  };
}

async function answered<T>(question: () => Promise<readonly T[]>): Promise<Answer<T>> {
  try {
    return await question();
  } catch (error) {
    return NOTHING.has((error as NodeJS.ErrnoException).code ?? '') ? [] : null;
  }
}

/** Asks each question once, waits `eachMs` for it at most, and for nothing any more once `allMs` are over. */
export function patientDns(dns: DnsResolver, eachMs: number, allMs: number): DnsResolver {
  const end = performance.now() + allMs;
  const asked = new Map<string, Promise<Answer<unknown>>>();
  const once = <T>(kind: string, name: string, ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
    const question = `${kind} ${name.toLowerCase()}`;
    const known = asked.get(question) ?? inTime(ask, Math.min(eachMs, end - performance.now()));
    asked.set(question, known);
    return known as Promise<Answer<T>>;
  };
  return {
    txt: (name) => once('txt', name, () => dns.txt(name)),
    mx: (name) => once('mx', name, () => dns.mx(name)),
    addresses: (name) => once('addresses', name, () => dns.addresses(name)),
    names: (address) => once('names', address, () => dns.names(address)),
  };
}

async function inTime<T>(ask: () => Promise<Answer<T>>, ms: number): Promise<Answer<T>> {
  if (ms <= 0) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return Promise.race([ask().catch(() => null), late]).finally(() => clearTimeout(timer));
}
