/** The text of an SPF record taken apart (RFC 7208, 4.6 and 12). */
import { isIPv4, isIPv6 } from 'node:net';

/** What a match means: pass, fail, softfail, neutral. */
export type SpfQualifier = '+' | '-' | '~' | '?';

/** One mechanism. `domain`: null where the record's own is meant. */
export type SpfTerm = {
  readonly kind: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';
  readonly qualifier: SpfQualifier;
  readonly domain: string | null;
  /** Of `ip4` and `ip6`. */
  readonly network: string | null;
  readonly bits4: number;
  readonly bits6: number;
};

/** `redirect`: whose record counts where nothing matches and there is no `all`. */
export type SpfRecord = { readonly terms: readonly SpfTerm[]; readonly redirect: string | null };

const MECHANISM = /^([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?=[:/]|$)(.*)$/iu;
const MODIFIER = /^([a-z][a-z0-9_.-]*)=(.*)$/iu;
const PREFIXES = /^(.*?)(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/u;

/** Whether a TXT record claims to be SPF. */
export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/iu.test(text);
}

/** Reads a record; where it is wrong, gives the first term that cannot be understood. */
export function readSpf(text: string): SpfRecord | { readonly wrong: string } {
  const terms: SpfTerm[] = [];
  const modifiers = new Map<string, string>();
  for (const word of text.split(' ').slice(1)) {
    if (word === '') continue;
    const [, name = '', value = ''] = MODIFIER.exec(word) ?? [];
    const key = name.toLowerCase();
    if (name === '') {
      const term = readTerm(word);
      if (!term) return { wrong: word };
      terms.push(term);
    } else if (key === 'redirect' || key === 'exp') {
      if (modifiers.has(key) || value === '') return { wrong: word };
      modifiers.set(key, value);
    }
  }
  return { terms, redirect: modifiers.get('redirect') ?? null };
}

function readTerm(word: string): SpfTerm | null {
  const match = MECHANISM.exec(word);
  if (!match) return null;
  const [, qualifier = '', name = '', rest = ''] = match;
  const kind = name.toLowerCase() as SpfTerm['kind'];
  const term = { kind, qualifier: (qualifier || '+') as SpfQualifier, network: null, bits4: 32, bits6: 128 };
  switch (kind) {
    case 'all':
      return rest === '' ? { ...term, domain: null } : null;
    case 'ip4':
    case 'ip6':
      return withNetwork({ ...term, domain: null }, rest);
    case 'include':
    case 'exists':
      return rest.length > 1 && rest.startsWith(':') ? { ...term, domain: rest.slice(1) } : null;
    case 'ptr':
      return rest === '' || rest.length > 1 ? { ...term, domain: rest.slice(1) || null } : null;
    default:
      return withPrefixes(term, rest);
  }
}

function withNetwork(term: SpfTerm, rest: string): SpfTerm | null {
  const [network = '', bits, ...more] = rest.slice(1).split('/');
  const [isAddress, most] = term.kind === 'ip4' ? [isIPv4, 32] : [isIPv6, 128];
  const length = bits === undefined ? most : prefixOf(bits, most);
  if (!rest.startsWith(':') || !isAddress(network) || length === null || more.length > 0) return null;
  return { ...term, network, bits4: length, bits6: length };
}

function withPrefixes(term: Omit<SpfTerm, 'domain'>, rest: string): SpfTerm | null {
  const [, name = '', four, six] = PREFIXES.exec(rest) ?? [];
  const bits4 = four === undefined ? 32 : prefixOf(four, 32);
  const bits6 = six === undefined ? 128 : prefixOf(six, 128);
  if (bits4 === null || bits6 === null || (name !== '' && !/^:[^/]/u.test(name))) return null;
  return { ...term, domain: name.slice(1) || null, bits4, bits6 };
}

function prefixOf(text: string, most: number): number | null {
  return /^\d{1,3}$/u.test(text) && Number(text) <= most ? Number(text) : null;
}
