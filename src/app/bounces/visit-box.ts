/** One look into a box: every unread mail is taken, and counted. */
import { BoxFault, type ReturnBox } from '../../deliver/index.ts';
import { faultLine } from '../post-office/fault-line.ts';
import { type MailDesk, type MailEnd, takeMail } from './take-mail.ts';

/** Mails by what they were. */
export type MailCounts = Record<MailEnd, number>;

/** Mails that were left where they are, so that each is named once. */
export type LeftMails = Set<string>;

/** More than that, and they are named again. */
const MOST_LEFT = 10_000;

export function noMails(): MailCounts {
  return {
    hard: 0,
    soft: 0,
    complaint: 0,
    delayed: 0,
    delivered: 0,
    'auto-reply': 0,
    other: 0,
    known: 0,
    'not-ours': 0,
    unreadable: 0,
  };
}

/**
 * Takes all mails of a box that nobody has read. What cannot be read stays there.
 * @param tell told of each such mail once, without an address
 * @throws BoxFault, StoreFault; what was taken until then is marked and stays taken
 */
export async function visitBox(
  desk: MailDesk,
  box: ReturnBox,
  { counts, left, tell }: { counts: MailCounts; left: LeftMails; tell: (line: string) => void },
  stop: AbortSignal,
): Promise<void> {
  await box.visit({ knows: (name) => left.has(name), take }, stop);

  async function take(name: string, bytes: Uint8Array | null): Promise<boolean> {
    const end = bytes === null ? 'unreadable' : await takeMail(desk, bytes);
    counts[end]++;
    if (end !== 'unreadable') return true;
    if (left.size >= MOST_LEFT) left.clear();
    left.add(name);
    tell(`${box.place}: the mail ${plainName(name)} cannot be read as a mail and stays there.`);
    return false;
  }
}

/** A file may be named anything, by anybody who can write there. */
function plainName(name: string): string {
  return name.replace(/[^\w.,:=-]/gu, '?').slice(0, 60);
}

/** A fault of a visit in one line. */
export function boxFaultLine(error: unknown): string {
  return error instanceof BoxFault
    ? `mails that come back: ${error.message} ${error.next}`
    : faultLine('mails that come back cannot be taken', error);
}
