/** One person's whole record in the order it happened: consents, deliveries, mails that came back, suppression. */
import type { Config } from '../../config/index.ts';
import type { Consent, Subscriber } from '../../model.ts';
import type { BounceRecord, Store } from '../../store/index.ts';
import type { Person, PersonEvent } from './contract.ts';
import { titlesOf } from './counts.ts';

type Desk = { readonly config: Pick<Config, 'themes'>; readonly store: Pick<Store, 'members' | 'ledger' | 'bounces'> };
type Delivery = Awaited<ReturnType<Store['ledger']['ofSubscriber']>>[number];

/** What the records hold about a subscriber, but for the address. */
export async function historyOf({ config, store }: Desk, subscriber: Subscriber): Promise<Person> {
  const { id, number, status, choice, pausedUntil, signedUpAt, addressHash } = subscriber;
  const suppression = await store.members.suppression(addressHash);
  const consents = await store.members.consents(number);
  const deliveries = await store.ledger.ofSubscriber(number);
  const bounces = await store.bounces.ofSubscriber(number);
  const events: PersonEvent[] = [
    ...consents.map((consent) => consentEvent(config, consent)),
    ...deliveries.map(deliveryEvent),
    ...bounces.map(bounceEvent),
    ...(suppression ? [{ what: 'suppression', at: suppression.at, reason: suppression.reason } as const] : []),
  ];
  return {
    id,
    number,
    status,
    digest: choice.digest,
    themes: titlesOf(config, choice.themes),
    pausedUntil,
    signedUpAt,
    suppression,
    events: events.sort((a, b) => a.at - b.at),
  };
}

/** Parts of a record that are told in words of their own, or not at all: hashes of addresses help nobody. */
const TOLD_APART: ReadonlySet<string> = new Set(['choice', 'consent', 'from', 'to']);
const LONGEST_NOTE = 300;

function consentEvent(config: Desk['config'], { kind, at, textVersion, detail }: Consent): PersonEvent {
  const { choice, consent } = detail as { choice?: { themes?: unknown }; consent?: unknown };
  return {
    what: 'consent',
    at,
    kind,
    textVersion,
    consentText: typeof consent === 'string' ? consent : null,
    themes: readTitles(config, choice?.themes),
    notes: Object.entries(detail).flatMap(([name, value]) => (TOLD_APART.has(name) ? [] : [noteOf(name, value)])),
  };
}

function readTitles(config: Desk['config'], themes: unknown): readonly string[] | 'all' | null {
  if (themes === 'all') return 'all';
  return Array.isArray(themes) ? titlesOf(config, themes.map(String)) : null;
}

/** Rows of files may hold anything: what looks like an address is taken out. */
function noteOf(name: string, value: unknown): readonly [string, string] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [name, withoutAddresses(text).slice(0, LONGEST_NOTE)];
}

/** Every run without blanks that holds an @ becomes `***`. */
export function withoutAddresses(text: string): string {
  return text
    .split(/(\s+)/u)
    .map((word) => (word.includes('@') ? '***' : word))
    .join('');
}

function deliveryEvent(delivery: Delivery): PersonEvent {
  const { edition, state, reply, exclusion, attempts, doubts, settledAt, nextTryAt } = delivery;
  return {
    what: 'delivery',
    at: settledAt ?? nextTryAt,
    edition,
    state,
    reply: reply && withoutAddresses(reply),
    exclusion,
    attempts,
    isDoubtful: doubts > 1 || (doubts > 0 && state !== 'uncertain'),
  };
}

function bounceEvent({ edition, kind, status, at }: BounceRecord): PersonEvent {
  return { what: 'bounce', at, edition, kind, status };
}
