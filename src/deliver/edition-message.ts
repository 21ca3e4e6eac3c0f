/** An edition as a message: for a list, with the headers a reader leaves it by. */
import type { Variant } from '../model.ts';
import type { Mailbox } from './mailbox.ts';
import { smallerEncoding, toBytes } from './to-bytes.ts';

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
