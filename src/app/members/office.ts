/** What the use cases of a subscription work with. */
import type { Config } from '../../config/index.ts';
import type { Choice, Consent, ConsentKind, Sealed, Subscriber } from '../../model.ts';
import type { MemberWriter, Store } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { readAddress } from '../address.ts';
import { DAY_MS } from '../durations.ts';
import type { Visitor } from './contract.ts';

export type Office = {
  readonly config: Config;
  readonly store: Store;
  readonly vault: Vault;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Told that something waits to be mailed. */
  readonly wake: () => void;
};

/** Adds an entry to someone's record; the internet address is kept for its term only. */
export async function record(
  office: Office,
  members: MemberWriter,
  subscriber: number,
  entry: {
    readonly kind: ConsentKind;
    readonly at: number;
    readonly visitor?: Visitor | null;
    readonly textVersion?: string | null;
    readonly detail?: Consent['detail'];
  },
): Promise<void> {
  const days = office.config.subscription.ipDays;
  const ip = entry.visitor && days > 0 ? office.vault.seal('ip', entry.visitor.ip) : null;
  await members.addConsent(subscriber, {
    kind: entry.kind,
    at: entry.at,
    textVersion: entry.textVersion ?? null,
    ip,
    ipUntil: ip && entry.at + days * DAY_MS,
    detail: entry.detail ?? {},
  });
}

/** What a choice may be: a digest there is, and some of its themes; all of them are `all`. Null for no theme at all. */
export function readChoice(
  { digests }: Config,
  asked: { readonly digest: string | null; readonly themes: readonly string[] },
): Choice | null {
  const digest = asked.digest === null ? digests[0] : digests.find(({ id }) => id === asked.digest);
  if (!digest) return null;
  const themes = digest.themes.map(({ id }) => id).filter((id) => asked.themes.includes(id));
  if (themes.length === 0) return null;
  return { digest: digest.id, themes: themes.length === digest.themes.length ? 'all' : themes };
}

/** The form in which a sealed address is compared. */
export function canonicalOf({ vault }: Pick<Office, 'vault'>, sealed: Sealed): string {
  const address = vault.open('address', sealed);
  const read = readAddress(address);
  // It was read when it came in; the rules may have become stricter since.
  return 'refused' in read ? address.toLowerCase() : read.canonical;
}

/** The path that a person's preferences are at. */
export function preferencesPath({ vault }: Office, { id, linkVersion }: Subscriber): string {
  return `/preferences/${vault.link({ purpose: 'preferences', id, version: linkVersion })}`;
}

/** The path that a person leaves at. It always stays good for leaving; for coming back only until the address changes. */
export function leavingPath({ vault }: Office, { id, linkVersion }: Subscriber): string {
  return `/leave/${vault.link({ purpose: 'leave', id, version: linkVersion })}`;
}
