/** The `To` field of one recipient, as nodemailer writes it. */
import MimeNode from 'nodemailer/lib/mime-node';

/** An address that no header field can hold. */
export class AddressFault extends Error {}

/** Dot-atom and host name: nothing to quote, to encode or to translate (RFC 5322, 3.2.3). */
const PLAIN =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}$/u;
/** Lines are folded at 76 characters. */
const LONGEST_PLAIN = 75 - 'To: '.length;
const LINE_BREAK = /[\p{Cc}\u2028\u2029]/u;
const FIELD = /^To:.*\r\n(?:[ \t].*\r\n)*/mu;

/** One whole field, folded, with its line break; throws on an address that would begin another one. */
export function writeTo(address: string): string {
  if (address.length <= LONGEST_PLAIN && PLAIN.test(address)) return `To: ${address}\r\n`;
  if (LINE_BREAK.test(address)) throw new AddressFault('an address with a line break or control character in it');
  const headers = new MimeNode('text/plain').setHeader('To', { name: '', address }).buildHeaders();
  const field = FIELD.exec(`${headers}\r\n`)?.[0];
  if (!field) throw new AddressFault('an address that no field can hold');
  return field;
}
