/** Signatures of Amazon SNS (their developer guide, "Verifying the signatures of Amazon SNS messages"). */
import { verify, X509Certificate } from 'node:crypto';
import { HOUR_MS } from '../../durations.ts';
import type { HookWorld } from './contract.ts';
import { type Json, textOf } from './reading.ts';

/** SHA-1 is what topics sign with unless they are set to version 2. */
const HASHES: Readonly<Record<string, string>> = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' };

/** What is signed, in this order, each name and value on a line of its own; `Subject` only where there is one. */
const SIGNED: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

const SNS_HOST = /^sns\.[a-z]{2}(?:-[a-z]+)+-\d{1,2}\.amazonaws\.com(?:\.cn)?$/u;
/** Whoever sends others' addresses of certificates makes us ask for them: not more often than that. */
const MOST_FETCHES = 20;

/** Whether an address leads to SNS itself, and nowhere else. */
export function isSnsUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === 'https:' && SNS_HOST.test(hostname) && `${port}${username}${password}` === '';
}

/** `unknown`: the certificate cannot be had now. */
export type SnsSignature = 'good' | 'forged' | 'unknown';

/** Checks messages against certificates that are fetched once each. */
export function openSnsSignatures({ clock, fetchText, tell }: HookWorld): {
  check(message: Json): Promise<SnsSignature>;
} {
  const certificates = new Map<string, Promise<X509Certificate | null>>();
  let fetches: number[] = [];

  return {
    async check(message) {
      const hash = HASHES[textOf(message['SignatureVersion'])];
      const text = signedText(message);
      const url = textOf(message['SigningCertURL']);
      if (!hash || text === null || !isSnsUrl(url) || !new URL(url).pathname.endsWith('.pem')) return 'forged';
      const certificate = await certificateAt(url);
      if (!certificate) return 'unknown';
      const signature = Buffer.from(textOf(message['Signature']), 'base64');
      const isGood =
        isCurrent(certificate, clock()) && verify(hash, Buffer.from(text), certificate.publicKey, signature);
      return isGood ? 'good' : 'forged';
    },
  };

  async function certificateAt(url: string): Promise<X509Certificate | null> {
    const known = certificates.get(url);
    if (known !== undefined) return await known;
    const now = clock();
    fetches = fetches.filter((at) => now - at < HOUR_MS);
    if (fetches.length >= MOST_FETCHES) return null;
    fetches.push(now);
    const asked = fetchCertificate(url);
    certificates.set(url, asked);
    const certificate = await asked;
    // What could not be had now may be had later.
    if (!certificate) certificates.delete(url);
    return certificate;
  }

  async function fetchCertificate(url: string): Promise<X509Certificate | null> {
    try {
      return new X509Certificate(await fetchText(url));
    } catch {
      tell('Amazon SNS: its certificate could not be had; what comes to /bounces/ses has to come again.');
      return null;
    }
  }
}

function isCurrent({ validFromDate, validToDate }: X509Certificate, now: number): boolean {
  return validFromDate.getTime() <= now && now <= validToDate.getTime();
}

/** Null for a message without something that must be there. */
function signedText(message: Json): string | null {
  const type = textOf(message['Type']);
  const names = (Object.hasOwn(SIGNED, type) ? SIGNED[type] : undefined) ?? [];
  const present = names.filter((name) => name !== 'Subject' || message[name] !== undefined);
  if (present.length === 0 || present.some((name) => typeof message[name] !== 'string')) return null;
  return present.map((name) => `${name}\n${message[name]}\n`).join('');
}
