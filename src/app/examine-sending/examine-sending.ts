/** What decides whether digests arrive: servers, signatures, the name system, and what waits for a person. */
import { type Config, POSTAL_ADDRESS_PLACEHOLDER } from '../../config/index.ts';
import type { Check } from '../doctor.ts';
import type { Finding } from '../examine-mail.ts';
import { openStore } from '../open-store.ts';
import { checkBounces } from './bounces-check.ts';
import { checkSignature } from './dkim-check.ts';
import { checkDmarc } from './dmarc-check.ts';
import { type DnsResolver, openDns, patientDns } from './dns.ts';
import { domainOf, isReserved } from './domains.ts';
import { fault, ok, warning } from './findings.ts';
import { checkFrom } from './from-check.ts';
import { checkLedger } from './ledger-check.ts';
import { findOutlets } from './outlets.ts';
import { isSitePublic } from './public-site.ts';
import { checkRelay } from './relay-check.ts';
import { checkReturnPath } from './return-path-check.ts';
import { checkReverseNames } from './reverse-check.ts';
import { checkSenderPolicy } from './spf-finding.ts';

/** Longest waits in milliseconds: one question to the name system, all of them, and a server. */
export type Patience = { readonly question: number; readonly questions: number; readonly server: number };

const PATIENCE: Patience = { question: 5000, questions: 14_000, server: 10_000 };

/**
 * Examines everything side by side, within 15 seconds. Nothing is sent; the database is opened as by every command.
 * @param dns the resolver of this machine when left out
 */
export async function examineSending(
  config: Config,
  dns?: DnsResolver,
  patience: Patience = PATIENCE,
): Promise<readonly Check[]> {
  const own = dns === undefined ? openDns(patience.question) : null;
  const asked = patientDns(dns ?? (own as DnsResolver), patience.question, patience.questions);
  try {
    const checks = await Promise.all([
      ...checksOfRelays(config, patience.server),
      ...checksOfNames(config, asked),
      check('bounces', () => checkBounces(config, patience.server)),
      check('one-click', async () => checkOneClick(config)),
      check('imprint', async () => checkImprint(config)),
      check('sendings', () => checkSendings(config)),
    ]);
    return checks.filter((found) => found !== null);
  } finally {
    own?.cancel();
  }
}

function checksOfRelays(config: Config, ms: number): Promise<Check | null>[] {
  const { relays } = config.sending;
  if (relays.length > 0)
    return relays.map((relay) => check(`relay ${relay.name}`, () => checkRelay(relay, config, ms)));
  const none = warning('no mail server is set: digests become files', 'See what is said about mail above.');
  return [check('relay', async () => none)];
}

function checksOfNames(config: Config, dns: DnsResolver): Promise<Check | null>[] {
  const [from, returned] = [domainOf(config.sender.address), domainOf(config.bounces.address)];
  if (isReserved(from) || isReserved(returned)) {
    const example = isReserved(from) ? `sender.address (${from})` : `bounces.address (${returned})`;
    const found = `${example} is an example: its SPF, DKIM and DMARC records cannot be looked up`;
    const next = 'Set it in config/mujaz.yaml to an address at a domain of your own.';
    return [check('from', async () => warning(found, next))];
  }
  const outlets = findOutlets(config.sending.relays, dns);
  return [
    check('from', async () => checkFrom(config)),
    check('spf', async () => checkSenderPolicy(returned, await outlets, dns)),
    check('dkim', () => checkSignature(config, dns)),
    check('dmarc', () => checkDmarc(config, dns)),
    check('mx', () => checkReturnPath(config.bounces.address, dns)),
    check('reverse', async () => checkReverseNames(await outlets, dns)),
  ];
}

/** RFC 8058; what is wrong with the site's address is said by the check of the site. */
function checkOneClick(config: Config): Finding {
  if (isSitePublic(config)) return ok('List-Unsubscribe names an https address (RFC 8058)');
  return warning(
    'Gmail and Yahoo cannot offer one-click unsubscribing, which they ask bulk senders for',
    'See what is said about site above.',
  );
}

function checkImprint({ sender, postalAddress }: Config): Finding {
  if (sender.name.includes('@')) {
    return warning(
      'sender.name holds an @: filters take that for an attempt to hide the real address',
      'Set sender.name in config/mujaz.yaml to a name.',
    );
  }
  if (postalAddress === POSTAL_ADDRESS_PLACEHOLDER) {
    return warning(
      `${sender.name}, without a postal address`,
      'Set postalAddress in config/mujaz.yaml: many countries ask for it in every mail.',
    );
  }
  return ok(`${sender.name}, with a postal address`);
}

async function checkSendings(config: Config): Promise<Finding> {
  const store = await openStore(config.database);
  try {
    return await checkLedger(store.ledger);
  } finally {
    await store.close();
  }
}

/** Null: there is nothing to check. */
async function check(name: string, examineIt: () => Promise<Finding | null>): Promise<Check | null> {
  try {
    const finding = await examineIt();
    return finding && { name, ...finding };
  } catch (error) {
    const { message, next } = error as Error & { next?: string };
    return { name, ...fault(message, next ?? 'Mend what the message names and run mujaz doctor --send again.') };
  }
}
