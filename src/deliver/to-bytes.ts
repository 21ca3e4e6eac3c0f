/** Messages as bytes, without a server. */
import { createTransport } from 'nodemailer';

/** nodemailer without a server: it writes the message down instead of sending it. */
export const toBytes = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Quoted-printable triples each byte of Arabic, base64 adds a third to all: the smaller of the two. */
export function smallerEncoding({
  html,
  text,
}: {
  readonly html: string;
  readonly text: string;
}): 'quoted-printable' | 'base64' {
  const all = html + text;
  const bytes = Buffer.byteLength(all);
  let quoted = 0;
  for (let i = 0; i < all.length; i++) {
    const unit = all.charCodeAt(i);
    quoted += unit > 0x7f ? (unit < 0x800 ? 6 : 9) : unit === 0x3d ? 3 : 1;
  }
  return quoted < bytes * (4 / 3) ? 'quoted-printable' : 'base64';
}
