/** A single letter as a message: for one person, written because that person or somebody in their name asked for it. */
import type { Mailbox } from './mailbox.ts';
import { smallerEncoding, toBytes } from './to-bytes.ts';

/** What a letter holds; `file` is attached as it is. */
export type LetterBody = {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly file: { readonly name: string; readonly type: string; readonly content: string } | null;
};

/** What a letter's message needs besides its content. */
export type LetterEnvelope = {
  readonly from: Mailbox;
  /** An address alone: a name that somebody typed in would be somebody else's words in our mail. */
  readonly to: string;
  /** Without angle brackets; the same whenever the letter is tried again (RFC 5322, 3.6.4). */
  readonly messageId: string;
  readonly date: Date;
  /** The address that takes the one-click POST of RFC 8058; null where there is nothing to leave. */
  readonly unsubscribeUrl: string | null;
  /** Parts are divided by a boundary made of this, so that the same letter gives the same bytes. */
  readonly boundary: string;
};

/** The finished message: text and HTML, with the file behind them where there is one. Same input, same bytes. */
export async function composeLetterMessage(body: LetterBody, envelope: LetterEnvelope): Promise<Buffer> {
  const { unsubscribeUrl } = envelope;
  const { message } = await toBytes.sendMail({
    from: envelope.from,
    to: { name: '', address: envelope.to },
    subject: body.subject,
    messageId: `<${envelope.messageId}>`,
    date: envelope.date,
    text: body.text,
    html: body.html,
    textEncoding: smallerEncoding(body),
    baseBoundary: envelope.boundary,
    attachments: body.file
      ? [{ filename: body.file.name, contentType: body.file.type, content: body.file.content, encoding: 'utf8' }]
      : [],
    headers: {
      'Content-Language': 'ar',
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl === null ? {} : { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    ...(unsubscribeUrl === null ? {} : { list: { unsubscribe: [[unsubscribeUrl]] } }),
  });
  return message as Buffer;
}
