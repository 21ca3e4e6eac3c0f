/** DMARC (RFC 9989, before that RFC 7489): what the domain of the From line asks receivers to do with forgeries. */
import type { Config } from '../../config/index.ts';
import type { Finding } from '../examine-mail.ts';
import type { Answer, DnsResolver } from './dns.ts';
import { domainOf, kinship, shown } from './domains.ts';
import { fault, ok, txtRecord, unasked, warning } from './findings.ts';
import { readTags } from './tags.ts';

/** RFC 9989, 4.10: no more than eight names are asked, the longest first, then those of seven labels and less. */
const MOST_LABELS = 7;
const IS_DMARC = /^v\s*=\s*DMARC1\s*(?:;|$)/u;

type Policy = { readonly at: string; readonly tags: ReadonlyMap<string, string> };

/** Looks the policy up, at the domain or above it. */
export async function checkDmarc(
  { sender, dkim, bounces }: Pick<Config, 'sender' | 'dkim' | 'bounces'>,
  dns: DnsResolver,
): Promise<Finding> {
  const from = domainOf(sender.address);
  const names = namesAbove(from);
  const answers = await Promise.all(names.map((name) => dns.txt(`_dmarc.${name}`)));
  const policy = policyOf(names, answers);
  const publish = `Publish: ${txtRecord(`_dmarc.${from}`, `v=DMARC1; p=none; rua=mailto:${sender.address}`)}`;
  if (policy === 'unasked') return unasked(`DMARC of ${from}`);
  if (policy === 'none')
    return warning(`${from} has no DMARC policy; Gmail and Yahoo ask bulk senders (5,000 a day) for one`, publish);
  if (policy === 'several') return fault(`_dmarc.${from} has several policies: receivers then take none`, publish);
  const wrong = strictness(policy, from, dkim && domainOf(dkim.domain), domainOf(bounces.address));
  return wrong ?? judge(policy, from, publish, dns);
}

/** The domain and what is above it, without the last label. */
export function namesAbove(domain: string): readonly string[] {
  const labels = domain.split('.');
  const names = labels.map((_, at) => labels.slice(at)).filter((name, at) => at === 0 || name.length <= MOST_LABELS);
  return names.filter((name) => name.length >= 2 || labels.length < 2).map((name) => name.join('.'));
}

/** The domain's own policy, else that of the highest name that has one: the organization's (RFC 9989, 4.10.2). */
function policyOf(
  names: readonly string[],
  answers: readonly Answer<string>[],
): Policy | 'none' | 'several' | 'unasked' {
  const records = answers.map((answer) => answer?.filter((text) => IS_DMARC.test(text)) ?? null);
  const [own, ...above] = records;
  if (own === null || own === undefined) return 'unasked';
  if (own.length > 1) return 'several';
  if (own[0] !== undefined) return { at: names[0] ?? '', tags: readTags(own[0]) };
  if (above.includes(null)) return 'unasked';
  let found: Policy | 'none' = 'none';
  for (const [at, texts] of above.entries()) {
    if (texts?.length !== 1) continue;
    const tags = readTags(texts[0] ?? '');
    // A registry's own policy is nobody's who registers there.
    if (tags.get('psd') === 'y') break;
    found = { at: names[at + 1] ?? '', tags };
    if (tags.get('psd') === 'n') break;
  }
  return found;
}

/** Where the owner asks for the very same domain, a related one does not help. */
function strictness({ at, tags }: Policy, from: string, signed: string | null, returned: string): Finding | null {
  const passes = (domain: string | null, tag: string) => {
    if (domain === null) return false;
    const kin = kinship(from, domain);
    return kin === 'same' || (kin !== 'strangers' && tags.get(tag)?.toLowerCase() !== 's');
  };
  if (passes(signed, 'adkim') || passes(returned, 'aspf')) return null;
  if (kinship(from, returned) === 'strangers' && (signed === null || kinship(from, signed) === 'strangers'))
    return null;
  return fault(
    `_dmarc.${at} asks for the very same domain (adkim=s, aspf=s), and ours is only related`,
    `Set dkim.domain: ${from} in config/mujaz.yaml, or take adkim=s and aspf=s out of the record.`,
  );
}

async function judge({ at, tags }: Policy, from: string, publish: string, dns: DnsResolver): Promise<Finding> {
  const asked = (at === from ? tags.get('p') : (tags.get('sp') ?? tags.get('p')))?.toLowerCase();
  if (asked === undefined) return warning(`_dmarc.${at} names no policy (p=): older receivers pass it over`, publish);
  if (!['none', 'quarantine', 'reject'].includes(asked))
    return fault(`_dmarc.${at}: «p=${shown(asked)}» is no policy`, publish);
  const told = `_dmarc.${at}: p=${asked}${at === from ? '' : ` (holds for ${from} too)`}`;
  const reports = (tags.get('rua') ?? '')
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '');
  if (reports.length === 0)
    return warning(`${told}; nobody is told who forges or fails (rua=)`, `Add rua=mailto:... to it. ${publish}`);
  const refused = await refusedReports(at, reports, dns);
  if (refused !== null)
    return warning(
      `${told}; ${refused} does not say that it takes reports for ${at}`,
      `Let its owner publish: ${txtRecord(`${at}._report._dmarc.${refused}`, 'v=DMARC1')} or name an address at ${at} in rua=.`,
    );
  return ok(`${told}, reports to ${reports.length === 1 ? 'one address' : `${reports.length} addresses`}`);
}

/** RFC 7489, 7.1: whoever is to get reports on others says that they want them. */
async function refusedReports(at: string, reports: readonly string[], dns: DnsResolver): Promise<string | null> {
  const domains = reports
    .map((uri) => /^mailto:[^@]+@([^!?]+)/iu.exec(uri)?.[1])
    .filter((domain) => domain !== undefined)
    .map((domain) => domainOf(`@${domain}`))
    .filter((domain) => kinship(at, domain) === 'strangers');
  for (const domain of domains.slice(0, 3)) {
    const answer = await dns.txt(`${at}._report._dmarc.${domain}`);
    if (answer !== null && !answer.some((text) => IS_DMARC.test(text))) return domain;
  }
  return null;
}
