/** The door of `deliver/`: from a rendered variant to a message as mail servers take it (RFC 5322, MIME). */
import { createTransport } from 'nodemailer';
import type { Variant } from '../model.ts';

/** A name and an address, never one string: a comma or line break in a name must not add a recipient. */
export type Mailbox = { readonly name: string; readonly address: string };

/** What a message needs besides its content. */
export type Envelope = {
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** Without angle brackets; stable for one edition and recipient (RFC 5322, 3.6.4). */
  readonly messageId: string;
  readonly date: Date;
  /** RFC 2919: a name for readers and an identifier. */
  readonly list: { readonly name: string; readonly id: string };
  /** The address that takes the one-click POST of RFC 8058; null for a message made into a folder, sent to nobody. */
  readonly unsubscribeUrl: string | null;
  /** Parts are divided by a boundary made of this, so that the same edition gives the same bytes. */
  readonly boundary: string;
};

/** The finished message: multipart/alternative with text and HTML. The same input gives the same bytes. */
export async function composeMessage(variant: Variant, envelope: Envelope): Promise<Buffer> {
  const { from, to, messageId, date, list } = envelope;
  const { message } = await toBytes.sendMail({
    from,
    to,
    subject: variant.subject,
    messageId: `<${messageId}>`,
    date,
    text: variant.text,
    html: variant.html,
    textEncoding: smallerEncoding(variant),
    baseBoundary: envelope.boundary,
    headers: {
      'Content-Language': 'ar',
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
      ...(envelope.unsubscribeUrl === null ? {} : { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    list: {
      id: { url: list.id, comment: list.name },
      ...(envelope.unsubscribeUrl === null ? {} : { unsubscribe: [[envelope.unsubscribeUrl]] }),
    },
  });
  return message as Buffer;
}

/** nodemailer without a server: it writes the message down instead of sending it. */
const toBytes = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Quoted-printable triples each byte of Arabic, base64 adds a third to all: the smaller of the two. */
function smallerEncoding({ html, text }: Variant): 'quoted-printable' | 'base64' {
  const all = html + text;
  const bytes = Buffer.byteLength(all);
  let quoted = 0;
  for (let i = 0; i < all.length; i++) {
    const unit = all.charCodeAt(i);
    quoted += unit > 0x7f ? (unit < 0x800 ? 6 : 9) : unit === 0x3d ? 3 : 1;
  }
  return quoted < bytes * (4 / 3) ? 'quoted-printable' : 'base64';
}
