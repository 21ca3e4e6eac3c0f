/** Signing mails, so that a receiver knows who answers for them (RFC 6376). */
import { createHash, type KeyObject, sign as signBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { DkimFault } from './dkim-fault.ts';
import { readKey } from './key.ts';
import { PROBE } from './probe-message.ts';
import { relaxedEnd, relaxedFields } from './relaxed.ts';
import { emptyField, fullField, relaxedSignature } from './signature-field.ts';
import { type Covered, coverFields } from './signed-names.ts';
import { faultOfSignature } from './verify.ts';

/** Whose key it is, and under which name its public half is published. */
export type DkimOptions = { readonly domain: string; readonly selector: string; readonly keyPem: string };

/** Signs. No signature is given out before the probe has passed; what cannot be signed is thrown as a `DkimFault`. */
export type DkimSigner = {
  /** In ASCII. */
  readonly domain: string;
  readonly selector: string;
  readonly bits: number;
  /** What receivers may dislike, one line each. */
  readonly warnings: readonly string[];
  /** The TXT record that receivers look up, and the key in it (base64). */
  readonly record: { readonly name: string; readonly text: string; readonly publicKey: string };
  /** Signs a small message with all list headers and checks it with the public key. */
  probe(): Promise<void>;
  /** The message with its signature in front and its line ends as CRLF. */
  sign(message: Buffer): Promise<Buffer>;
  /** The signature field, with its line end, of canonical header fields and the hash of a canonical body (base64). */
  signatureOf(covered: Covered, bodyHash: string): Promise<string>;
  /** Throws where a message is not signed by this key as it should be. */
  check(signed: Buffer): void;
};

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'iu');
/** `domainToASCII` would leave out some of it in silence. */
const NO_NAME = /[^\p{L}\p{M}\p{N}.-]/u;
const NEW_KEY = 'make another one with: openssl genrsa -out dkim.pem 2048';

/** Opens a key for signing; throws `DkimFault` for one that receivers would not take. */
export function openDkim({ domain, selector, keyPem }: DkimOptions): DkimSigner {
  const ascii = domainToASCII(domain);
  if (NO_NAME.test(domain) || !HOST_NAME.test(ascii))
    throw new DkimFault('the DKIM domain is no domain name', 'set dkim.domain');
  if (!HOST_NAME.test(selector))
    throw new DkimFault('the DKIM selector is no DNS name', 'set it to one such as mujaz1');
  const { secret, open, bits, warnings } = readKey(keyPem);
  const publicKey = open.export({ type: 'spki', format: 'der' }).toString('base64');
  const record = { name: `${selector}._domainkey.${ascii}`, text: `v=DKIM1; k=rsa; p=${publicKey}`, publicKey };

  async function signField({ names, text }: Covered, bodyHash: string): Promise<string> {
    const field = emptyField({ domain: ascii, selector, names, bodyHash });
    return fullField(field, await signText(text + relaxedSignature(field), secret));
  }
  async function signWhole(message: Buffer): Promise<Buffer> {
    const text = message.toString('latin1').replace(/\r\n|\r|\n/gu, '\r\n');
    return Buffer.from((await signField(...partsOf(text))) + text, 'latin1');
  }
  function check(signed: Buffer): void {
    const fault = faultOfSignature(signed, open);
    if (fault !== null) throw new DkimFault(`what the DKIM key signs does not verify: ${fault}`, NEW_KEY);
  }
  let proof: Promise<void> | null = null;
  function probe(): Promise<void> {
    proof ??= signWhole(PROBE).then(check);
    return proof;
  }
  return {
    ...{ domain: ascii, selector, bits, warnings, record, check, probe },
    async sign(message) {
      await probe();
      return await signWhole(message);
    },
    async signatureOf(covered, bodyHash) {
      await probe();
      return await signField(covered, bodyHash);
    },
  };
}

/** What of a message is signed. */
function partsOf(text: string): [Covered, string] {
  const border = text.indexOf('\r\n\r\n');
  const [header, body] = border < 0 ? [text, ''] : [text.slice(0, border), text.slice(border + 4)];
  const hash = createHash('sha256').update(relaxedEnd(body, true), 'latin1').digest('base64');
  return [coverFields(relaxedFields(header)), hash];
}

/** Signs on the thread pool: this thread goes on, and several signatures are made at once. Gives base64. */
function signText(text: string, secret: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    signBytes('sha256', Buffer.from(text, 'latin1'), secret, (error, signature) => {
      if (error) reject(new DkimFault('the DKIM key does not sign', NEW_KEY));
      else resolve(signature.toString('base64'));
    });
  });
}
