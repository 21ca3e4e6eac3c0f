/** Subscribers and consents as rows, and back. */
import type { Choice, Consent, Subscriber } from '../model.ts';
import type { ConsentRow, SubscriberRow } from './schema.ts';

const ALL = '*';

/** Equal choices are equal texts. */
export function themesText(themes: Choice['themes']): string {
  return themes === 'all' ? ALL : [...new Set(themes)].sort().join(',');
}

export function themesOf(text: string): Choice['themes'] {
  if (text === ALL) return 'all';
  return text === '' ? [] : text.split(',');
}

export function subscriberRow(subscriber: Subscriber): SubscriberRow {
  return {
    number: subscriber.number,
    id: subscriber.id,
    address_hash: subscriber.addressHash,
    address: subscriber.address,
    status: subscriber.status,
    digest: subscriber.choice.digest,
    themes: themesText(subscriber.choice.themes),
    paused_until: subscriber.pausedUntil,
    link_version: subscriber.linkVersion,
    signed_up_at: subscriber.signedUpAt,
    confirmed_at: subscriber.confirmedAt,
    left_at: subscriber.leftAt,
  };
}

export function subscriberOf(row: SubscriberRow): Subscriber {
  return {
    number: row.number,
    id: row.id,
    addressHash: row.address_hash,
    address: row.address,
    status: row.status,
    choice: { digest: row.digest, themes: themesOf(row.themes) },
    pausedUntil: row.paused_until,
    linkVersion: row.link_version,
    signedUpAt: row.signed_up_at,
    confirmedAt: row.confirmed_at,
    leftAt: row.left_at,
  };
}

export function consentOf(row: ConsentRow): Consent {
  return {
    kind: row.kind,
    at: row.at,
    textVersion: row.text_version,
    ip: row.ip,
    ipUntil: row.ip_until,
    detail: JSON.parse(row.detail),
  };
}
