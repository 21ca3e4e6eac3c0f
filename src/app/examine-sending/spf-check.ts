/** What an SPF record says of an address (RFC 7208, 4 and 5), and what it costs those who ask. */
import { BlockList, isIPv4 } from 'node:net';
import type { DnsResolver } from './dns.ts';
import { isSpf, readSpf, type SpfQualifier, type SpfRecord, type SpfTerm } from './spf-record.ts';

/** `unknown`: the name system did not answer, or the record depends on more than the address. */
export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'unknown';

/** RFC 7208, 4.6.4: terms that ask the name system, in all records together. */
export const MOST_LOOKUPS = 10;
const MOST_EXCHANGERS = 10;
const COSTLY: ReadonlySet<SpfTerm['kind']> = new Set(['include', 'a', 'mx', 'ptr', 'exists']);
const RESULTS: Readonly<Record<SpfQualifier, SpfResult>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
};

/** A domain's record, or why there is none to go by. */
export type FoundSpf =
  | { readonly text: string; readonly record: SpfRecord }
  | { readonly missing: 'unasked' | 'none' | 'several' }
  | { readonly missing: 'wrong'; readonly text: string; readonly wrong: string };

/** Looks a record up. */
export async function findSpf(domain: string, dns: DnsResolver): Promise<FoundSpf> {
  const answer = await dns.txt(domain);
  if (answer === null) return { missing: 'unasked' };
  const [text, ...more] = answer.filter(isSpf);
  if (text === undefined) return { missing: 'none' };
  if (more.length > 0) return { missing: 'several' };
  const record = readSpf(text);
  return 'wrong' in record ? { missing: 'wrong', text, wrong: record.wrong } : { text, record };
}

/** All that a record and those it refers to make a receiver ask. */
export type SpfSurvey = {
  /** At most one more than is allowed. */
  readonly lookups: number;
  /** The first record it refers to that makes receivers give up, and why. */
  readonly broken: string | null;
  /** Some of it could not be asked. */
  readonly isPartial: boolean;
  /** What the record says of all others; null where it says nothing. */
  readonly rest: SpfQualifier | null;
};

/** Follows every `include` and `redirect`, each level side by side. */
export async function surveySpf(record: SpfRecord, dns: DnsResolver): Promise<SpfSurvey> {
  const seen = { lookups: 0, broken: null as string | null, isPartial: false };
  const rest = await walk(record);
  return { ...seen, rest };

  async function walk({ terms, redirect }: SpfRecord): Promise<SpfQualifier | null> {
    const all = terms.findIndex(({ kind }) => kind === 'all');
    const counted = all < 0 ? terms : terms.slice(0, all);
    await Promise.all(
      counted.map(async ({ kind, domain }) => {
        if (COSTLY.has(kind)) count();
        if (kind === 'include' && domain) await follow(domain, `include:${domain}`);
      }),
    );
    if (all >= 0) return terms[all]?.qualifier ?? null;
    if (redirect === null) return null;
    count();
    return follow(redirect, `redirect=${redirect}`);
  }

  async function follow(domain: string, term: string): Promise<SpfQualifier | null> {
    if (domain.includes('%')) seen.isPartial = true;
    if (domain.includes('%') || seen.lookups > MOST_LOOKUPS) return null;
    const found = await findSpf(domain, dns);
    if ('record' in found) return walk(found.record);
    if (found.missing === 'unasked') seen.isPartial = true;
    else seen.broken ??= `${term} leads to ${WHY_BROKEN[found.missing]}`;
    return null;
  }

  function count(): void {
    seen.lookups = Math.min(seen.lookups + 1, MOST_LOOKUPS + 1);
  }
}

const WHY_BROKEN = { none: 'no SPF record', several: 'several SPF records', wrong: 'an SPF record with a mistake' };

/** What the record of a domain says of mail from an address. */
export async function checkSpf(address: string, domain: string, dns: DnsResolver): Promise<SpfResult> {
  let left = MOST_LOOKUPS;
  return checkHost(domain);

  async function checkHost(name: string): Promise<SpfResult> {
    const found = await findSpf(name, dns);
    if ('missing' in found) {
      if (found.missing === 'unasked') return 'unknown';
      return found.missing === 'none' ? 'none' : 'permerror';
    }
    let doubt = false;
    for (const term of found.record.terms) {
      if (COSTLY.has(term.kind) && --left < 0) return 'permerror';
      const match = await matches(term, name);
      if (match === 'permerror') return 'permerror';
      if (match === true) return doubt && term.qualifier !== '+' ? 'unknown' : RESULTS[term.qualifier];
      if (match === null && term.qualifier !== '+') return 'unknown';
      doubt ||= match === null;
    }
    if (found.record.redirect === null) return doubt ? 'unknown' : 'neutral';
    const end = await redirected(found.record.redirect);
    return doubt && end !== 'pass' ? 'unknown' : end;
  }

  async function redirected(name: string): Promise<SpfResult> {
    if (name.includes('%')) return 'unknown';
    if (--left < 0) return 'permerror';
    const result = await checkHost(name);
    return result === 'none' ? 'permerror' : result;
  }

  /** null: cannot be told. */
  async function matches(term: SpfTerm, own: string): Promise<boolean | null | 'permerror'> {
    const name = term.domain ?? own;
    if (term.kind === 'all') return true;
    if (term.kind === 'ip4' || term.kind === 'ip6') return contains(term, term.network ?? '', address);
    if (name.includes('%') || term.kind === 'ptr' || term.kind === 'exists') return null;
    if (term.kind === 'include') return included(name);
    return term.kind === 'a' ? holds(term, [name]) : exchangers(term, name);
  }

  async function included(name: string): Promise<boolean | null | 'permerror'> {
    const result = await checkHost(name);
    if (result === 'none' || result === 'permerror') return 'permerror';
    return result === 'unknown' ? null : result === 'pass';
  }

  async function exchangers(term: SpfTerm, name: string): Promise<boolean | null | 'permerror'> {
    const found = await dns.mx(name);
    if (found === null) return null;
    if (found.length > MOST_EXCHANGERS) return 'permerror';
    return holds(
      term,
      found.map(({ exchange }) => exchange).filter((exchange) => exchange !== ''),
    );
  }

  async function holds(term: SpfTerm, names: readonly string[]): Promise<boolean | null> {
    const found = await Promise.all(names.map((name) => dns.addresses(name)));
    if (found.some((answer) => answer?.some((known) => contains(term, known, address)))) return true;
    return found.includes(null) ? null : false;
  }
}

/** Whether `address` lies in the network that `base` and the term's prefix length make. */
function contains({ bits4, bits6 }: SpfTerm, base: string, address: string): boolean {
  const family = isIPv4(base) ? 'ipv4' : 'ipv6';
  if (isIPv4(address) !== (family === 'ipv4')) return false;
  const network = new BlockList();
  network.addSubnet(base, family === 'ipv4' ? bits4 : bits6, family);
  return network.check(address, family);
}
