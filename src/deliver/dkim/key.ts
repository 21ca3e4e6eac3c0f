/** The key that mails are signed with, and what receivers will think of it (RFC 6376, 3.3; RFC 8301). */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { DkimFault } from './dkim-fault.ts';

/** A key that can sign; `warnings` are one line each. */
export type DkimKey = {
  readonly secret: KeyObject;
  readonly open: KeyObject;
  readonly bits: number;
  readonly warnings: readonly string[];
};

/** RFC 8301, 3.2: shorter ones are taken by nobody; verifiers need not take longer ones than the last. */
const [SHORTEST, SAFE, LONGEST] = [1024, 2048, 4096];
const MAKE_ONE = 'make one with: openssl genrsa -out dkim.pem 2048';

/** Reads a private key; throws `DkimFault` for one that receivers would not take. */
export function readKey(pem: string): DkimKey {
  const secret = parse(pem);
  if (secret.asymmetricKeyType !== 'rsa')
    throw new DkimFault(`the DKIM key is of type ${secret.asymmetricKeyType}, not rsa`, MAKE_ONE);
  const bits = secret.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < SHORTEST) throw new DkimFault(`the DKIM key has ${bits} bits, fewer than ${SHORTEST}`, MAKE_ONE);
  return { secret, open: createPublicKey(secret), bits, warnings: warningsAbout(bits) };
}

function parse(pem: string): KeyObject {
  try {
    return createPrivateKey({ key: pem.trim(), format: 'pem' });
  } catch {
    if (pem.includes('ENCRYPTED'))
      throw new DkimFault(
        'the DKIM key is locked with a passphrase',
        'unlock it with: openssl rsa -in KEY -out dkim.pem',
      );
    throw new DkimFault('the DKIM key cannot be read as a private key in PEM', `name the right file, or ${MAKE_ONE}`);
  }
}

function warningsAbout(bits: number): readonly string[] {
  if (bits < SAFE) return [`the DKIM key has ${bits} bits; large receivers want ${SAFE}: ${MAKE_ONE}`];
  if (bits > LONGEST) return [`the DKIM key has ${bits} bits; receivers need not check more than ${LONGEST}`];
  return [];
}
