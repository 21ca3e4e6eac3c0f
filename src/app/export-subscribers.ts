/** All subscribers with their records, as a list for people and spreadsheets, or one of them. */
import type { Consent } from '../model.ts';
import type { ListedMember, MemberCounts, Store } from '../store/index.ts';
import type { Vault } from '../vault/index.ts';
import { readAddress } from './address.ts';
import { AppFault } from './app-fault.ts';
import { EXPORT_HEADER } from './members/csv-columns.ts';
import { csvText, openCsv } from './members/csv-report.ts';

/** Members in memory at a time. */
const PAGE = 50;

/** Where rows go. */
type Output = { write(rows: readonly (readonly (string | number)[])[]): Promise<void> };

/**
 * Writes all subscribers, also those who left, to a file that only this user can read.
 * @returns how many there are
 */
export async function exportSubscribers(
  store: Store,
  vault: Vault,
  file: string,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const output = await openCsv(file, EXPORT_HEADER);
  try {
    const count = await writeAll(store, vault, output, onProgress);
    await output.finish();
    return count;
  } finally {
    await output.discard();
  }
}

/** The same as pieces of text, for standard output. */
export async function printSubscribers(
  store: Store,
  vault: Vault,
  write: (text: string) => Promise<void>,
): Promise<number> {
  await write(csvText([EXPORT_HEADER]));
  const output: Output = { write: (rows) => write(csvText(rows)) };
  return await writeAll(store, vault, output, () => undefined);
}

async function writeAll(
  store: Store,
  vault: Vault,
  output: Output,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const total = (await store.memberList.count()).members.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  for (let after = 0; ; ) {
    const members = await store.memberList.page(after, PAGE);
    const last = members.at(-1);
    if (!last) return done;
    await output.write(members.map((member) => cellsOf(vault, member)));
    after = last.subscriber.number;
    done += members.length;
    onProgress(done, Math.max(done, total));
  }
}

/** In the order of `EXPORT_HEADER`. */
function cellsOf(vault: Vault, member: ListedMember): string[] {
  const { subscriber } = member;
  const { digest, themes } = subscriber.choice;
  return [
    vault.open('address', subscriber.address),
    statusOf(member),
    digest,
    themes === 'all' ? 'all' : themes.join(' '),
    ...[subscriber.signedUpAt, subscriber.confirmedAt, subscriber.leftAt, subscriber.pausedUntil].map(timeText),
    JSON.stringify(member.consents.map((consent) => consentText(vault, consent))),
  ];
}

/** Why someone gets no mail says more than that they get none. */
function statusOf({ subscriber, suppression }: ListedMember): string {
  if (suppression === null) return subscriber.status;
  return suppression === 'editor' ? 'suppressed' : suppression;
}

/** A record's entry as it is shown and exported: readable times, the internet address while it is kept. */
export type ShownConsent = {
  readonly kind: Consent['kind'];
  readonly at: string;
  readonly textVersion: string | null;
  readonly ip: string | null;
  readonly ipUntil: string | null;
  readonly detail: Consent['detail'];
};

function consentText(vault: Vault, { kind, at, textVersion, ip, ipUntil, detail }: Consent): ShownConsent {
  return {
    kind,
    at: timeText(at),
    textVersion,
    ip: ip && vault.open('ip', ip),
    ipUntil: ipUntil === null ? null : timeText(ipUntil),
    detail,
  };
}

function timeText(time: number | null): string {
  return time === null ? '' : new Date(time).toISOString();
}

/** One person as the editor sees them. */
export type ShownSubscriber = {
  readonly address: string;
  readonly number: number;
  readonly status: string;
  readonly digest: string;
  readonly themes: readonly string[] | 'all';
  readonly signedUpAt: string;
  readonly confirmedAt: string;
  readonly leftAt: string;
  readonly pausedUntil: string;
  readonly consents: readonly ShownConsent[];
};

/** What is known of an address: the whole record, or only that it must not be mailed, or nothing. */
export type FoundAddress =
  | { readonly found: 'subscriber'; readonly subscriber: ShownSubscriber }
  | { readonly found: 'suppression'; readonly reason: string; readonly at: string }
  | { readonly found: 'nothing' };

/** Finds one person. @throws AppFault for what is no address */
export async function showSubscriber(store: Store, vault: Vault, text: string): Promise<FoundAddress> {
  const read = readAddress(text);
  if ('refused' in read) throw new AppFault('this is no valid address.', 'Write it as reader@example.org.', true);
  const hash = vault.hashAddress(read.canonical);
  const suppression = await store.members.suppression(hash);
  const subscriber = await store.members.byHash(hash);
  if (subscriber) {
    const consents = await store.members.consents(subscriber.number);
    const member = { subscriber, suppression: suppression?.reason ?? null, consents };
    return { found: 'subscriber', subscriber: shown(vault, member) };
  }
  if (!suppression) return { found: 'nothing' };
  return { found: 'suppression', reason: suppression.reason, at: timeText(suppression.at) };
}

function shown(vault: Vault, member: ListedMember): ShownSubscriber {
  const { subscriber, consents } = member;
  return {
    address: vault.open('address', subscriber.address),
    number: subscriber.number,
    status: statusOf(member),
    ...subscriber.choice,
    signedUpAt: timeText(subscriber.signedUpAt),
    confirmedAt: timeText(subscriber.confirmedAt),
    leftAt: timeText(subscriber.leftAt),
    pausedUntil: timeText(subscriber.pausedUntil),
    consents: consents.map((consent) => consentText(vault, consent)),
  };
}

/** How many there are, by digest and status. */
export function countSubscribers(store: Store): Promise<MemberCounts> {
  return store.memberList.count();
}
