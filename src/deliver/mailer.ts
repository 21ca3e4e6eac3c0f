/** The way out: to a mail server, or into a folder where none is set. */
import type { DkimSigner } from './dkim/signer.ts';
import { openOutbox } from './outbox.ts';
import { signing } from './signing.ts';
import { openSmtp } from './smtp.ts';

/** Who the server is told it is from and for; the headers of the message say so by themselves. */
export type SmtpEnvelope = { readonly from: string; readonly to: string };

/**
 * What became of a message. `accepted`: the server has taken it over, which is not yet delivered. `try-again`: not now,
 * or the connection broke before an answer. `refused`: never; with `noSuchAddress` because nobody is there. `server-fault`:
 * the server cannot be used at all (not there, another password, no TLS): no message is to blame, everything waits.
 * `reply` is what the server said, without addresses, or one word where it said nothing.
 */
export type MailAnswer =
  | { readonly answer: 'accepted' | 'try-again' | 'server-fault'; readonly reply: string }
  | { readonly answer: 'refused'; readonly reply: string; readonly noSuchAddress: boolean };

/** Sends finished messages. Never throws: every failure is an answer. */
export type Mailer = {
  /** Ends within `patienceMs`, whatever the server does. */
  send(message: Buffer, envelope: SmtpEnvelope): Promise<MailAnswer>;
  /** Whether messages would go out: connects and logs in, or looks whether the folder can be written. */
  verify(): Promise<MailAnswer>;
  /** Messages on their way are finished first. */
  close(): void;
};

/** Where mails go. */
export type MailerOptions = {
  /** `smtp://` or `smtps://` with user and password; null for the folder. */
  readonly smtp: string | null;
  /** Made when it is needed. */
  readonly outbox: string;
  /** The longest that one message may take, in milliseconds. */
  readonly patienceMs?: number;
  /** Signs every message; null: they go unsigned. */
  readonly signer?: DkimSigner | null;
};

/** Less than the two minutes that a letter is claimed for: nobody else sends it while this process still tries. */
const PATIENCE_MS = 90_000;

/** Opens the way out; a server is asked at the first message. */
export function openMailer({ smtp, outbox, patienceMs = PATIENCE_MS, signer = null }: MailerOptions): Mailer {
  const way = smtp === null ? openOutbox(outbox) : openSmtp(smtp, patienceMs);
  return signer === null ? way : signing(way, signer);
}
