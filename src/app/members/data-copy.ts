/** Everything that is held about a person, in plain words and values. */
import type { Consent, Subscriber } from '../../model.ts';
import type { Office } from './office.ts';

/** A JSON object for the person: GDPR articles 15 and 20. */
export function dataOf(
  office: Pick<Office, 'vault'>,
  subscriber: Subscriber,
  consents: readonly Consent[],
): Record<string, unknown> {
  // Where the one before the present address was online is not told to whoever has this one.
  const moved = consents.findLastIndex(({ kind }) => kind === 'address-changed');
  return {
    id: subscriber.id,
    address: office.vault.open('address', subscriber.address),
    status: subscriber.status,
    digest: subscriber.choice.digest,
    themes: subscriber.choice.themes,
    pausedUntil: time(subscriber.pausedUntil),
    signedUpAt: time(subscriber.signedUpAt),
    confirmedAt: time(subscriber.confirmedAt),
    leftAt: time(subscriber.leftAt),
    record: consents.map((consent, at) => ({
      what: consent.kind,
      at: time(consent.at),
      ...(consent.textVersion === null ? {} : { consentVersion: consent.textVersion }),
      ...(at < moved ? {} : ipOf(office, consent)),
      ...consent.detail,
    })),
  };
}

function ipOf({ vault }: Pick<Office, 'vault'>, { ip, ipUntil }: Consent): Record<string, unknown> {
  return ip === null ? {} : { ip: vault.open('ip', ip), ipKeptUntil: time(ipUntil) };
}

function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
