/** E-mail addresses as people type them: read, compared, suggested when mistyped, shown in part. */
import { domainToASCII, domainToUnicode } from 'node:url';
import spelling from '@zootools/email-spell-checker';
import validator from 'validator';
import { KNOWN_DOMAINS, SUGGESTED_DOMAINS } from './address-providers.ts';
import type { AddressRefusal } from './members/contract.ts';

/** `address` is mailed to, as it was spelled, its domain in ASCII; equal `canonical`s are one mailbox. */
export type ReadAddress = { readonly address: string; readonly canonical: string };

/** RFC 5321, 4.5.3.1, with the brackets of a path taken off. */
const MAX_OCTETS = 254;
const MAX_LOCAL_OCTETS = 64;

/** Signs that are not seen and come along when an address is copied out of a right-to-left text. */
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
/** `＠` and `﹫` of other keyboards. */
const OTHER_AT = /[\uff20\ufe6b]/gu;
/** What stands for a dot by a slip: commas (also the Arabic one) and full stops of other scripts: «gmail،com». */
const DOT_SLIPS = /[,،٫。．｡]/gu;
/** What may follow an address at the end of a sentence: «salma@example.org،». */
const ENDING_SIGNS = /[\s,،;؛.]+$/u;
/** Blanks of all kinds and signs that are not seen: nobody could tell such an address from another. */
const NEVER_LOCAL = /[\p{C}\p{Z}]/u;
/** No mailbox can be there: RFC 6761 (`invalid`, `localhost`), RFC 6762 (`local`), RFC 7686 (`onion`). */
const SPECIAL_USE = new Set(['invalid', 'localhost', 'local', 'onion']);

/**
 * Reads an address by the rules of RFC 5321 and 6531; display names and quoted local parts (which RFC 5321, 4.1.2 tells
 * hosts to avoid) are refused.
 */
export function readAddress(text: string): ReadAddress | { readonly refused: AddressRefusal } {
  // What is pasted in by mistake is not searched to its end.
  if (text.trim().length > 4 * MAX_OCTETS) return { refused: 'too-long' };
  const typed = clean(text.trim());
  if (typed === '') return { refused: 'empty' };
  const at = typed.lastIndexOf('@');
  if (at < 0) return { refused: 'no-at' };
  const local = typed.slice(0, at).trimEnd().normalize('NFC');
  const written = typed
    .slice(at + 1)
    .normalize('NFKC')
    .replace(DOT_SLIPS, '.')
    .toLowerCase()
    .trim();
  const refused = written === '' ? 'no-domain' : refusalOf(local, written);
  if (refused) return { refused };
  const domain = domainToASCII(written);
  if (octets(`${local}@${domain}`) > MAX_OCTETS) return { refused: 'too-long' };
  // Twice: domainToASCII cuts off what it takes for a path, and makes "" of what is no domain.
  if (!isEmail(`${local}@${written}`) || !isEmail(`${local}@${domain}`)) return { refused: 'malformed' };
  return { address: `${local}@${domain}`, canonical: `${local.toLowerCase().normalize('NFC')}@${domain}` };
}

function clean(text: string): string {
  const typed = text.replace(UNSEEN, '').replace(OTHER_AT, '@').trim();
  const link = /^mailto:/iu.test(typed) ? (typed.slice('mailto:'.length).split('?')[0] ?? '') : typed;
  const bare = link.startsWith('<') && link.endsWith('>') ? link.slice(1, -1) : link;
  return bare.replace(ENDING_SIGNS, '').trim();
}

function refusalOf(local: string, domain: string): AddressRefusal | null {
  if (octets(local) > MAX_LOCAL_OCTETS || octets(domain) > MAX_OCTETS) return 'too-long';
  if (SPECIAL_USE.has(domain.slice(domain.lastIndexOf('.') + 1))) return 'special-use';
  if (!domain.includes('.')) return 'no-domain';
  return local === '' || local.startsWith('"') || NEVER_LOCAL.test(local) ? 'malformed' : null;
}

function isEmail(address: string): boolean {
  return validator.isEmail(address, { allow_utf8_local_part: true });
}

function octets(text: string): number {
  return Buffer.byteLength(text);
}

const KNOWN = new Set([...SUGGESTED_DOMAINS, ...KNOWN_DOMAINS, ...spelling.POPULAR_DOMAINS]);

/** The address with the provider's domain that was probably meant; null where the domain may well be right. */
export function suggestAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (KNOWN.has(domain)) return null;
  // Only the domain is handed over, and only whole domains are compared: by its endings «sana.sy» would be «sana.se».
  const found = spelling.run({
    email: `x@${domain}`,
    domains: [...SUGGESTED_DOMAINS],
    secondLevelDomains: [],
    topLevelDomains: [],
  });
  return found ? `${address.slice(0, at)}@${found.domain}` : null;
}

/** Domains of one provider whose mailboxes are the same with and without dots (support.google.com/mail/answer/7436150). */
const DOTLESS: ReadonlyMap<string, string> = new Map([
  ['gmail.com', 'gmail.com'],
  ['googlemail.com', 'gmail.com'],
]);

/**
 * The mailbox that letters to a canonical address are counted for: `a+1@…`, `a+2@…` are one (RFC 5233), and so are
 * `a.b@gmail.com` and `ab@googlemail.com`. For counting only: elsewhere these may be different people, who are mailed and
 * found by the canonical form.
 */
export function countingForm(canonical: string): string {
  const at = canonical.lastIndexOf('@');
  const domain = canonical.slice(at + 1);
  const provider = DOTLESS.get(domain);
  const mailbox = withoutTag(canonical.slice(0, at));
  return provider ? `${mailbox.replaceAll('.', '')}@${provider}` : `${mailbox}@${domain}`;
}

/** A local part that begins with its only `+` is a name of its own. */
function withoutTag(local: string): string {
  const plus = local.indexOf('+', 1);
  return plus < 0 ? local : local.slice(0, plus);
}

/** «s•••@example.org»: enough for its owner to know it again. A local part of one letter is not shown at all. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = '', ...rest] = address.slice(0, at);
  return `${rest.length > 0 ? first : ''}•••@${domainToUnicode(address.slice(at + 1))}`;
}
