/** A certificate (X.509) made on the spot, so that no private key has to lie here. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export type TestCertificate = { readonly pem: string; readonly privateKey: KeyObject };

/** RSA, signed by itself, good from one day to another. */
export function makeCertificate(from: Date, to: Date): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = sequence(set(sequence(objectId('550403'), der(0x0c, Buffer.from('an invented signer')))));
  const signer = sequence(objectId('2a864886f70d01010b'), der(0x05, Buffer.alloc(0)));
  const body = sequence(
    der(0x02, Buffer.from([1])),
    signer,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('RSA-SHA256', body, privateKey)]);
  const text = sequence(body, signer, der(0x03, signature))
    .toString('base64')
    .replace(/(.{64})/gu, '$1\n');
  return { pem: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`, privateKey };
}

function der(tag: number, content: Buffer): Buffer {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, Buffer.concat(parts));
const set = (...parts: readonly Buffer[]) => der(0x31, Buffer.concat(parts));
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

/** UTCTime: years from 1950 to 2049. */
function time(at: Date): Buffer {
  return der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/gu, '').slice(2, 14)}Z`));
}
