/** SPF (RFC 7208): whether the return path's domain lets our mail servers send in its name. */
import type { Finding } from '../examine-mail.ts';
import type { DnsResolver } from './dns.ts';
import { shown } from './domains.ts';
import { fault, ok, txtRecord, unasked, warning } from './findings.ts';
import { checkSpf, findSpf, MOST_LOOKUPS, type SpfSurvey, surveySpf } from './spf-check.ts';
import type { SpfRecord } from './spf-record.ts';

/** Where our mails leave from, as far as can be told. */
export type Outlet = {
  /** As it is told: a host, or «this machine». */
  readonly name: string;
  /** To be named in a record; null for this machine. */
  readonly host: string | null;
  /** Public ones only. */
  readonly addresses: readonly string[];
};

const ENDING = /\s\+?all(?:\s.*)?$/iu;

/** Looks the record up, follows it, and asks it about our outlets. */
export async function checkSenderPolicy(
  domain: string,
  outlets: readonly Outlet[],
  dns: DnsResolver,
): Promise<Finding> {
  const found = await findSpf(domain, dns);
  const publish = `Publish: ${txtRecord(domain, suggestion(outlets))}`;
  if ('missing' in found) {
    switch (found.missing) {
      case 'unasked':
        return unasked(`SPF of ${domain}`);
      case 'none':
        return fault(`${domain} has no SPF record; Gmail and Yahoo ask for one`, `${publish}${providerHint(outlets)}`);
      case 'several':
        return fault(`${domain} has several SPF records: receivers then take none`, `Join them to one. ${publish}`);
      default:
        return fault(
          `the SPF record of ${domain} is wrong at «${shown(found.wrong)}»: receivers then take none`,
          `Mend it. ${publish}`,
        );
    }
  }
  const survey = await surveySpf(found.record, dns);
  return judge(domain, found.text, survey) ?? cover(domain, found.record, survey, outlets, dns);
}

/** What is wrong with the record itself; null for nothing. */
function judge(domain: string, text: string, { lookups, broken, rest }: SpfSurvey): Finding | null {
  if (broken !== null)
    return fault(`SPF of ${domain}: ${shown(broken)}: receivers then take none`, 'Mend or remove that term.');
  if (lookups > MOST_LOOKUPS) {
    return fault(
      `SPF of ${domain} makes receivers ask more than ${MOST_LOOKUPS} times: they then take none`,
      'Replace include:, a and mx by the ip4: and ip6: networks behind them, or drop those of services you left.',
    );
  }
  if (rest === '+') {
    return fault(
      `SPF of ${domain} ends with +all: everybody may send in its name`,
      ENDING.test(text)
        ? `Publish: ${txtRecord(domain, text.replace(ENDING, ' ~all'))}`
        : 'Let the record that redirect= names end with ~all.',
    );
  }
  return null;
}

async function cover(
  domain: string,
  record: SpfRecord,
  { lookups, isPartial, rest }: SpfSurvey,
  outlets: readonly Outlet[],
  dns: DnsResolver,
): Promise<Finding> {
  const told = `${domain}: ${lookups} of ${MOST_LOOKUPS} lookups, ${rest === null ? 'no all' : `${rest}all`}`;
  if (isPartial) return unasked(`${told}; part of the SPF record`);
  const coverage = await Promise.all(outlets.map((outlet) => coverageOf(outlet, domain, dns)));
  const left = outlets.filter((_, at) => coverage[at] === 'no');
  const isDelegating = record.redirect !== null || record.terms.some(({ kind }) => kind === 'include');
  // A provider often takes mails in at one address and sends them on from others, which the record then includes.
  const missed = left.filter(({ host }) => host === null || !isDelegating);
  if (missed.length > 0) {
    return warning(
      `${told}; does not cover ${missed.map(({ name, addresses }) => `${name} (${addresses.join(', ')})`).join(', ')}`,
      `Add ${missed.map(termFor).join(' ')} in front of its all${providerHint(missed)}`,
    );
  }
  if (rest === null || rest === '?') {
    return warning(
      `${told}: it says nothing about forgeries`,
      'Let it end with ~all (or -all, when every server is in it).',
    );
  }
  const unclear = outlets.filter((_, at) => coverage[at] !== 'yes').map(({ name }) => name);
  const covered = outlets.filter((_, at) => coverage[at] === 'yes').map(({ name }) => name);
  return ok(
    [
      told,
      covered.length > 0 ? `covers ${covered.join(', ')}` : '',
      unclear.length > 0 ? `cannot tell from where ${unclear.join(', ')} hands mails on` : '',
    ]
      .filter((part) => part !== '')
      .join('; '),
  );
}

/** Every address must be covered: which one is used cannot be told. */
async function coverageOf({ addresses }: Outlet, domain: string, dns: DnsResolver): Promise<'yes' | 'no' | 'unclear'> {
  if (addresses.length === 0) return 'unclear';
  const results = await Promise.all(addresses.map((address) => checkSpf(address, domain, dns)));
  if (results.every((result) => result === 'pass')) return 'yes';
  return results.includes('unknown') ? 'unclear' : 'no';
}

function suggestion(outlets: readonly Outlet[]): string {
  const terms = [...new Set(outlets.map(termFor))].join(' ');
  return `v=spf1 ${terms === '' ? 'mx' : terms} ~all`;
}

function termFor({ host, addresses }: Outlet): string {
  if (host !== null) return `a:${host}`;
  const networks = addresses.map((address) => (address.includes(':') ? `ip6:${address}` : `ip4:${address}`));
  return networks.length === 0 ? 'mx' : networks.join(' ');
}

function providerHint(outlets: readonly Outlet[]): string {
  return outlets.some(({ host }) => host !== null)
    ? ' (if the server belongs to a provider, take the include: that it names instead)'
    : '';
}
