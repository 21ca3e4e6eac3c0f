/** Messages of ours read back as another program reads them: to show what was really written. */
import PostalMime, { type Address, type Email } from 'postal-mime';

/** What the head of a message says; '' and null for what it does not. */
export type MessageHead = {
  readonly subject: string;
  /** «موجز <digest@mujaz.example>» as a name and an address. */
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly messageId: string;
  /** As written: addresses in angle brackets, with the reader's own token in them (RFC 2369). */
  readonly listUnsubscribe: string;
  /** That header can be acted on with one press (RFC 8058). */
  readonly isOneClick: boolean;
};

/** A whole message. */
export type ReadMessage = MessageHead & {
  readonly html: string | null;
  readonly text: string | null;
  /** Names of attached files. */
  readonly attached: readonly string[];
};

/** Bytes that hold the head of every message of ours. */
export const MOST_HEAD_BYTES = 64 * 1024;
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 0 } as const;
const NOBODY = { name: '', address: '' };

/** The head of the message that these bytes begin; null when it cannot be taken apart. */
export async function readMessageHead(bytes: Uint8Array): Promise<MessageHead | null> {
  const email = await parse(headOf(bytes));
  return email && viewHead(email);
}

/** Null for what cannot be taken apart. */
export async function readMessage(bytes: Uint8Array): Promise<ReadMessage | null> {
  const email = await parse(bytes);
  if (!email) return null;
  const attached = email.attachments.map(({ filename, mimeType }) => filename ?? mimeType);
  return { ...viewHead(email), html: email.html ?? null, text: email.text ?? null, attached };
}

async function parse(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(bytes, LIMITS);
  } catch {
    return null;
  }
}

/** The body of a big message need not be looked at for a list. */
function headOf(bytes: Uint8Array): Uint8Array {
  const known = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MOST_HEAD_BYTES));
  const ends = [known.indexOf('\r\n\r\n'), known.indexOf('\n\n')].filter((at) => at >= 0);
  return ends.length > 0 ? known.subarray(0, Math.min(...ends) + 4) : known;
}

function viewHead(email: Email): MessageHead {
  const header = (key: string) => email.headers.find((each) => each.key === key)?.value ?? '';
  return {
    subject: email.subject ?? '',
    from: mailboxOf(email.from),
    to: mailboxOf(email.to?.[0]),
    messageId: email.messageId ?? '',
    listUnsubscribe: header('list-unsubscribe'),
    isOneClick: /^\s*List-Unsubscribe=One-Click\s*$/iu.test(header('list-unsubscribe-post')),
  };
}

function mailboxOf(address: Address | undefined): MessageHead['to'] {
  const mailbox = address?.group ? address.group[0] : address;
  return mailbox ? { name: mailbox.name, address: mailbox.address ?? '' } : NOBODY;
}
