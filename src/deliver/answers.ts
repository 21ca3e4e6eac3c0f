/**
 * What the failures of a mail server mean. Reply codes decide (RFC 5321, 4.2.1), with the command they answer and the
 * enhanced status code (RFC 3463); only where there was no reply, the kind of the broken connection does.
 */
import type { MailAnswer } from './mailer.ts';
import { maskReply } from './mask-reply.ts';

/** The parts of nodemailer's errors that say something; texts of its own are left alone, they may name addresses. */
type Failure = {
  readonly code: string;
  /** The system's or OpenSSL's word under `code`. */
  readonly originalCode: string;
  readonly syscall: string;
  readonly timeoutType: string;
  /** What was answered: `CONN`, `EHLO`, `STARTTLS`, `AUTH ...`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  readonly command: string;
  /** 0 without a reply. */
  readonly responseCode: number;
  readonly response: string;
};

/** Commands that are about this message and its recipient; what precedes them is about the server and us. */
const ABOUT_MESSAGE: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);

/** Log in first, wrong password, mechanism too weak, encryption needed (RFC 4954, 6). */
const LOGIN_REPLIES: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** Bad mailbox, bad domain, bad syntax, moved without a new address (RFC 3463), domain without mail (RFC 7505). */
const NO_SUCH_ADDRESS: ReadonlySet<string> = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10']);
/** The domain takes no mail (RFC 7504). */
const NO_MAIL_HERE = 556;

/** The sender's own address is wrong (RFC 3463): every message will hear the same. */
const BAD_SENDER: ReadonlySet<string> = new Set(['5.1.7', '5.1.8']);

/** Commands in the wrong order: something is wrong with this connection, not with the message. */
const BAD_SEQUENCE = 503;
/** Message or mailbox too large: about the message, whichever command it answers. */
const TOO_LARGE = 552;

/** What a connection may die of that has nothing to do with encryption. */
const NETWORK: ReadonlySet<string> = new Set(['', 'ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ENETDOWN']);

/** Reads what a send failed of. `recipient` is masked in the reply. */
export function readFailure(error: unknown, recipient: string): MailAnswer {
  const failure = failureOf(error);
  const reply = maskReply(failure.response || wordFor(failure), recipient);
  const answer = failure.responseCode > 0 ? byReply(failure) : byConnection(failure);
  return answer === 'refused' ? { answer, reply, noSuchAddress: namesNobody(failure) } : { answer, reply };
}

function byReply({ responseCode, response, command }: Failure): MailAnswer['answer'] {
  const status = enhancedStatus(response);
  if (LOGIN_REPLIES.has(responseCode)) return 'server-fault';
  if (responseCode < 500 || responseCode > 599 || responseCode === BAD_SEQUENCE) return 'try-again';
  if (responseCode === TOO_LARGE) return 'refused';
  if (!ABOUT_MESSAGE.has(command) || BAD_SENDER.has(status)) return 'server-fault';
  // 5.7.x is a rule about us (relaying, authentication, reputation): a person may mend it within the days we try.
  return status.startsWith('5.7.') ? 'try-again' : 'refused';
}

function byConnection({ code, originalCode, syscall, timeoutType, command }: Failure): MailAnswer['answer'] {
  switch (code) {
    case 'EDNS':
    case 'ETLS':
    case 'EAUTH':
    case 'ENOAUTH':
    case 'ECONFIG':
      return 'server-fault';
    case 'ETIMEDOUT':
      // A server that fell silent in the middle may do so because of this message.
      return timeoutType === 'SOCKET_TIMEOUT' ? 'try-again' : 'server-fault';
    case 'ESOCKET':
      return syscall === 'connect' || !NETWORK.has(originalCode) ? 'server-fault' : 'try-again';
    case 'EMESSAGE':
    case 'EENVELOPE':
      // Found out here, before a command was sent: larger than the server takes, or no address.
      return command === 'MAIL FROM' || command === 'API' ? 'refused' : 'try-again';
    default:
      return 'try-again';
  }
}

function namesNobody({ responseCode, response }: Failure): boolean {
  return responseCode === NO_MAIL_HERE || NO_SUCH_ADDRESS.has(enhancedStatus(response));
}

/** `5.1.1` of «550 5.1.1 No such user»; '' without one. */
function enhancedStatus(response: string): string {
  return /^[245]\d\d[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/u.exec(response)?.[1] ?? '';
}

/** For operators, where the server said nothing: «ECONNREFUSED». */
function wordFor({ code, originalCode, timeoutType }: Failure): string {
  return originalCode || timeoutType || code || 'failed';
}

function failureOf(error: unknown): Failure {
  const given = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof given[key] === 'string' ? (given[key] as string) : '');
  const { responseCode } = given;
  return {
    code: text('code'),
    originalCode: text('originalCode'),
    syscall: text('syscall'),
    timeoutType: text('timeoutType'),
    command: text('command'),
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
    response: text('response'),
  };
}
