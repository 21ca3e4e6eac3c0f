/** What enhanced status codes (RFC 3463, and the IANA registry that RFC 5248 opened) say about an address. */

/** `hard`: nobody is there, and that will not change. `soft`: not now, or not this mail. */
export type Verdict = 'hard' | 'soft';

/**
 * Permanent failures of the address itself. What is not in here may pass: a full mailbox (5.2.2), a name server of ours
 * that is wrong (5.4.4), a rule about senders (5.7.x).
 */
const HARD: ReadonlySet<string> = new Set([
  '5.1.0', // something about the address that no other code says
  '5.1.1', // no such mailbox
  '5.1.2', // no such domain
  '5.1.3', // what is written there is no address
  '5.1.4', // several mailboxes answer to it
  '5.1.6', // moved, and nobody knows where
  '5.1.10', // the domain takes no mail (RFC 7505)
  '5.2.1', // switched off
]);

/** About the sender or the mail, and not about the address: whoever it went to is not to blame, however often. */
const ABOUT_US: readonly RegExp[] = [
  /^[45]\.1\.[78]$/u, // our own address
  /^[45]\.2\.3$/u, // longer than this mailbox takes
  /^[45]\.3\.4$/u, // larger than this server takes
  /^[45]\.[56]\.\d+$/u, // commands, and the format of the mail
  /^[45]\.7\.\d+$/u, // rules: reputation, authentication
];

const CODE = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/u;

/** The first code of a text, without leading zeros: `5.1.1` of «smtp; 550 5.1.1 <...>: unknown»; '' without one. */
export function findStatus(text: string): string {
  const found = CODE.exec(text);
  return found ? `${found[1]}.${Number(found[2])}.${Number(found[3])}` : '';
}

/** Says nothing but the class. */
export function isVague(status: string): boolean {
  return status === '' || /^\d\.0\.0$/u.test(status);
}

/** How a failed delivery with this status is taken. */
export function verdictOf(status: string): Verdict {
  return HARD.has(status) ? 'hard' : 'soft';
}

/** Whether a soft failure speaks against the address, so that several of them mean that it is dead. */
export function isAboutAddress(status: string): boolean {
  return !ABOUT_US.some((code) => code.test(status));
}

/**
 * Words of servers that refuse an unknown mailbox without an enhanced code, after one of the reply codes for it
 * (RFC 5321, 4.2.3: 550, 551, 553), or after 554, which some use for everything.
 */
const UNKNOWN_MAILBOX: readonly RegExp[] = [
  /\b(?:user|recipient|mailbox|address|account)\s+(?:is\s+)?unknown\b/iu, // «550 User unknown»
  /\bunknown\s+(?:user|recipient|mailbox|local part|address)\b/iu, // «550 Unknown user»
  /\bno\s+such\s+(?:user|recipient|mailbox|person|address|account)\b/iu, // «550 No such user here»
  /\b(?:user|recipient|mailbox|address|account)\s+(?:does\s+not|doesn't)\s+exist\b/iu, // «550 Mailbox does not exist»
  /\b(?:user|recipient|mailbox|address|account)\s+not\s+found\b/iu, // «550 Account not found»
  /\bno\s+mailbox\s+here\s+by\s+that\s+name\b/iu, // what qmail says
  /\buser\s+doesn't\s+have\s+an?\s+\S{1,60}\s+account\b/iu, // «554 delivery error: This user doesn't have a ... account»
];

const NO_MAILBOX_REPLY = /(?<!\d)55[0134](?!\d)/u;
/** As much as a reply of a server may be; searching it takes no time. */
const LONGEST_REPLY = 2000;

/** `5.1.1` where a reply without a code says in words that the mailbox does not exist; else ''. */
export function statusOfWords(reply: string): string {
  const words = reply.slice(0, LONGEST_REPLY);
  return NO_MAILBOX_REPLY.test(words) && UNKNOWN_MAILBOX.some((phrase) => phrase.test(words)) ? '5.1.1' : '';
}
