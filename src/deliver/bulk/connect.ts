/** Connecting, encrypting and logging in are nodemailer's; the finished connection is then taken over from it. */
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { readFailure } from '../answers.ts';
import type { Server } from '../server.ts';
import { connectionStep, type EhloWords, takeSocket } from '../taken-connection.ts';
import { Line } from './line.ts';

/** What a server offers after encryption (RFC 5321, 4.1.1.1). */
export type Capabilities = {
  readonly pipelining: boolean;
  readonly smtpUtf8: boolean;
  readonly eightBitMime: boolean;
  /** Most bytes of a message (RFC 1870); 0: unknown. */
  readonly size: number;
};

/** `isFault`: no later try will help, as far as one can tell. */
export type Connected =
  | { readonly line: Line; readonly capabilities: Capabilities }
  | { readonly reply: string; readonly isFault: boolean };

/** Not there, or not now: no name, no answer, refused. */
const UNREACHABLE: ReadonlySet<string> = new Set(['EDNS', 'ETIMEDOUT', 'ECONNECTION']);

/** Connects and logs in; never rejects. `isProven`: the server has worked in this run, encryption included. */
export async function connect(server: Server, ms: number, isProven: boolean, stop: AbortSignal): Promise<Connected> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTLS,
    tls: server.tls,
    dnsTimeout: ms,
    connectionTimeout: ms,
    greetingTimeout: ms,
    socketTimeout: ms,
    socketCloseTimeout: 0,
    logger: false,
  });
  // A server that trickles its answers runs into no timeout of the socket.
  const limit = AbortSignal.any([stop, AbortSignal.timeout(3 * ms)]);
  try {
    await connectionStep(connection, limit, (done) => connection.connect(done));
    const { auth } = server;
    // As nodemailer does it: a server that offers no login may not need one, and says so (530) if it does.
    if (auth && connection.allowsAuth)
      await connectionStep(connection, limit, (done) => connection.login({ ...auth, credentials: auth }, done));
    return takeOver(connection);
  } catch (error) {
    connection.on('error', () => {});
    connection.close();
    return { reply: readFailure(error, '').reply, isFault: isFault(error, isProven) };
  }
}

/** The connection without nodemailer. */
function takeOver(connection: SMTPConnection): Connected {
  const taken = takeSocket(connection);
  if (!taken) return { reply: 'closed', isFault: false };
  return { line: new Line(taken.socket), capabilities: readCapabilities(taken.ehlo) };
}

/** Reads the lines of a reply to EHLO; none after HELO, which offers nothing. */
function readCapabilities(words: EhloWords): Capabilities {
  const has = (name: string) => words.some(([word]) => word === name);
  const size = Number(words.find(([word]) => word === 'SIZE')?.[1] ?? 0);
  return {
    pipelining: has('PIPELINING'),
    smtpUtf8: has('SMTPUTF8'),
    eightBitMime: has('8BITMIME'),
    size: Number.isSafeInteger(size) ? size : 0,
  };
}

/** A refusal for good, a login that fails, or an encryption that fails with a server that has never worked here. */
function isFault(error: unknown, isProven: boolean): boolean {
  if (readFailure(error, '').answer !== 'server-fault') return false;
  const { code, syscall, responseCode } = error as { code?: string; syscall?: string; responseCode?: number };
  if (responseCode !== undefined) return responseCode >= 500;
  if (UNREACHABLE.has(code ?? '') || syscall === 'connect') return false;
  return code === 'EAUTH' || code === 'ENOAUTH' || code === 'ECONFIG' || !isProven;
}
