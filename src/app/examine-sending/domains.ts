/** Domain names of senders, and how they relate. */
import { domainToASCII } from 'node:url';

/** What stands behind the @, as it stands in the domain name system. */
export function domainOf(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domainToASCII(domain) || domain;
}

/**
 * How a domain relates to the one in the From line. `same`, or `related` where one lies below the other: DMARC's relaxed
 * alignment. `siblings` are aligned only where the name they share belongs to the same owner: «a.co.uk» and «b.co.uk» look
 * like that too.
 */
export type Kinship = 'same' | 'related' | 'siblings' | 'strangers';

/** Compares two domains label by label from the end. */
export function kinship(one: string, other: string): Kinship {
  const [a, b] = [one.toLowerCase().split('.').reverse(), other.toLowerCase().split('.').reverse()];
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared++;
  if (shared === a.length && shared === b.length) return 'same';
  if (shared < 2) return 'strangers';
  return shared === a.length || shared === b.length ? 'related' : 'siblings';
}

/** RFC 2606 and 6761: nobody can be found there. `.test` is left to those who test with a name server of their own. */
const RESERVED = /(?:^|\.)(?:example|invalid|localhost|example\.(?:com|net|org))$/u;

/** Whether a name is set aside for examples. */
export function isReserved(domain: string): boolean {
  return RESERVED.test(domain);
}

/** Mailbox providers for everybody: their policies refuse mails in their name that their own servers did not send. */
const FREEMAIL: ReadonlySet<string> = new Set([
  ...['gmail.com', 'googlemail.com', 'yahoo.com', 'ymail.com', 'rocketmail.com', 'maktoob.com', 'aol.com'],
  ...['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'windowslive.com', 'outlook.sa', 'outlook.ae'],
  ...['icloud.com', 'me.com', 'mac.com', 'proton.me', 'protonmail.com', 'pm.me', 'zoho.com', 'fastmail.com'],
  ...['gmx.de', 'gmx.net', 'gmx.com', 'web.de', 'mail.com', 'mail.ru', 'inbox.ru', 'bk.ru', 'list.ru'],
  ...['yandex.com', 'yandex.ru', 'ya.ru', 'rambler.ru', 'tutanota.com', 'tuta.com', 'tuta.io', 'hey.com'],
]);

/** «yahoo.co.uk», «hotmail.fr», «outlook.com.tr» */
const FREEMAIL_ABROAD = /^(?:yahoo|hotmail|outlook|live|gmx|yandex)\.(?:com?\.)?[a-z]{2}$/u;

/** Whether anybody can have an address there. */
export function isFreemail(domain: string): boolean {
  return FREEMAIL.has(domain) || FREEMAIL_ABROAD.test(domain);
}

const LONGEST_SHOWN = 80;

/** A text from outside as it may stand in a line of ours. */
export function shown(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return clean.length > LONGEST_SHOWN ? `${clean.slice(0, LONGEST_SHOWN)}...` : clean;
}
