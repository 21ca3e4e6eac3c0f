/** A mail server (RFC 5321), reached over encrypted connections that are used for several messages. */
import { createTransport } from 'nodemailer';
import { readFailure } from './answers.ts';
import type { MailAnswer, Mailer, SmtpEnvelope } from './mailer.ts';
import { maskLogin, maskReply } from './mask-reply.ts';
import { readServer, type Server } from './server.ts';

const CONNECTIONS = 5;
const MESSAGES_PER_CONNECTION = 100;
const IDLE_MS = 20_000;
/** Longest wait for a connection, with greeting and TLS. */
const CONNECT_MS = 20_000;

/** Opens a pool of connections; none is made before the first message. */
export function openSmtp(url: string, patienceMs: number): Mailer {
  const server = readServer(url);
  const transport = createTransport({
    pool: true,
    ...loginOf(server),
    ...SETTINGS,
    ...timeoutsFor(patienceMs),
  });
  // What fails is told by the answer to each message; an idle connection that breaks is nobody's business.
  transport.on('error', () => {});
  return {
    send: (message, envelope) =>
      answerTo(envelope, async (signal) => {
        const { response } = await transport.sendMail({
          raw: message,
          envelope: { ...envelope, size: message.length },
          signal,
        });
        return response;
      }),
    verify: () =>
      answerTo({ from: '', to: '' }, async () => {
        await transport.verify();
        return 'ready';
      }),
    close: () => transport.close(),
  };

  /** `signal` ends what a server draws out by trickling its replies: no timeout of the socket notices that. */
  async function answerTo(
    { to }: SmtpEnvelope,
    work: (signal: AbortSignal) => Promise<string | undefined>,
  ): Promise<MailAnswer> {
    try {
      return { answer: 'accepted', reply: maskReply((await work(AbortSignal.timeout(patienceMs))) ?? '', to) };
    } catch (error) {
      const answer = readFailure(error, to);
      return { ...answer, reply: maskLogin(answer.reply, server.auth) };
    }
  }
}

const SETTINGS = {
  maxConnections: CONNECTIONS,
  maxMessages: MESSAGES_PER_CONNECTION,
  idleTimeout: IDLE_MS,
  // A connection that the server has closed while it was idle: once over a new one. Later tries are the caller's.
  maxRequeues: 1,
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

function timeoutsFor(patienceMs: number) {
  // A server that is not there is told from one that falls silent later: it must be noticed before the patience ends.
  const connect = Math.min(CONNECT_MS, patienceMs / 2);
  return {
    dnsTimeout: connect,
    connectionTimeout: connect,
    greetingTimeout: connect,
    socketTimeout: patienceMs,
  };
}

/** nodemailer takes a missing login for none. */
function loginOf({ auth, ...server }: Server) {
  return auth ? { ...server, auth } : server;
}
