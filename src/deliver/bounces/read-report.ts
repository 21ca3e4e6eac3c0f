/**
 * Mails that come back: delivery status notifications (RFC 3464), abuse reports (RFC 5965), the bounces of servers that
 * follow neither, and automatic replies (RFC 3834), told apart. Whom it is about is not decided here.
 */
import type { Attachment, Email } from 'postal-mime';
import { isAutoReply, isDaemon, isDelayed } from './automatic.ts';
import { readComplaint } from './complaint.ts';
import { readDeliveryStatus } from './delivery-status.ts';
import { readPlainBounce } from './plain-bounce.ts';
import { addressesIn, type Finding, LONGEST_ADDRESS, MOST_FIELD_BYTES, type Report } from './report.ts';

/** What stands behind that is not read: what a report has to say comes before the mail that it sends back. */
export const MOST_BYTES = 512 * 1024;
/** Each line costs, however short it is. */
const MOST_LINES = 10_000;
const NEW_LINE = 0x0a;
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 0 } as const;

/** Where servers write down whom they delivered to, the surest first. */
const RECIPIENT_HEADERS = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-rcpt-to',
  'apparently-to',
  'to',
  'received', // «... for <bounces+...@example.org>; Thu, ...»
];
const MOST_RECIPIENTS = 50;

/** Reads a mail; null for one that cannot be taken apart (nested too deeply, headers without end). */
export async function readReport(bytes: Uint8Array): Promise<Report | null> {
  const mail = await parse(beginningOf(bytes));
  if (!mail) return null;
  const { kind, status, mailedFrom = [] } = findingOf(mail);
  return { kind, status, recipients: recipientsOf(mail), mailedFrom, messageId: messageIdOf(mail) };
}

function beginningOf(bytes: Uint8Array): Uint8Array {
  let end = 0;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    end = bytes.indexOf(NEW_LINE, end) + 1;
    if (end === 0 || end >= MOST_BYTES) return bytes.subarray(0, MOST_BYTES);
  }
  return bytes.subarray(0, end);
}

async function parse(bytes: Uint8Array): Promise<Email | null> {
  // Loaded when there is a mail to read.
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(bytes, LIMITS);
  } catch {
    return null;
  }
}

function findingOf(mail: Email): Finding {
  // Of several parts of a kind, the first one counts.
  const parts = new Map(mail.attachments.toReversed().map((part) => [part.mimeType, part]));
  const feedback = parts.get('message/feedback-report');
  if (feedback) return readComplaint(textOf(feedback), textOf(parts.get('message/rfc822') ?? parts.get(HEADERS_ONLY)));
  const status = parts.get('message/delivery-status') ?? parts.get('message/global-delivery-status');
  if (status) return readDeliveryStatus(textOf(status));
  if (parts.has('message/disposition-notification')) return { kind: 'auto-reply', status: '' };
  if (isDaemon(mail)) return isDelayed(mail) ? { kind: 'delayed', status: '' } : readPlainBounce(mail.text ?? '');
  return { kind: isAutoReply(mail) ? 'auto-reply' : 'other', status: '' };
}

const HEADERS_ONLY = 'text/rfc822-headers';

function textOf(part: Attachment | undefined): string {
  if (!part) return '';
  const { content } = part;
  return typeof content === 'string'
    ? content
    : Buffer.from(content as ArrayBuffer, 0).toString('latin1', 0, MOST_FIELD_BYTES);
}

function recipientsOf({ headers }: Email): string[] {
  const values = RECIPIENT_HEADERS.flatMap((name) => headers.filter(({ key }) => key === name));
  return [...new Set(values.flatMap(({ value }) => addressesIn(value)))].slice(0, MOST_RECIPIENTS);
}

function messageIdOf({ messageId = '' }: Email): string | null {
  const bare = messageId.replace(/[<>\s]/gu, '').slice(0, LONGEST_ADDRESS);
  return bare === '' ? null : bare;
}
