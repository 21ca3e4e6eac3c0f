/** A key for tests, and an independent verifier that looks it up in the place of DNS. */
import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { type DkimSigner, openDkim } from '../../src/deliver/index.ts';

/** A new RSA key of so many bits, in PEM. */
export function newKey(bits: number): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A signer of `mujaz.example` with a new key. */
export function newSigner(bits = 2048): DkimSigner {
  return openDkim({ domain: 'mujaz.example', selector: 'mujaz1', keyPem: newKey(bits) });
}

/** What mailauth says of a message: `pass` or what is wrong, and the names of the signed fields. */
export async function verdictOn(
  message: Buffer | string,
  { record }: Pick<DkimSigner, 'record'>,
): Promise<{ readonly result: string; readonly signed: readonly string[] }> {
  const resolver = async (name: string, type: string): Promise<string[][]> => {
    if (name !== record.name || type !== 'TXT') throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
    // A text of DNS has at most 255 characters.
    return [record.text.match(/.{1,255}/gu) ?? []];
  };
  const { results } = await dkimVerify(Buffer.from(message as string), { resolver });
  const [first] = results;
  if (!first) return { result: 'unsigned', signed: [] };
  const { status, signingHeaders } = first;
  const comment = status.result === 'pass' ? '' : ` ${status.comment ?? ''}`;
  return { result: status.result + comment, signed: signingHeaders?.keys.toLowerCase().split(/:\s*/u) ?? [] };
}
