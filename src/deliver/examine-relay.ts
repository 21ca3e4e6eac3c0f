/** What a mail server offers us, found out without sending anything. */
import { TLSSocket } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { readFailure } from './answers.ts';
import { Line } from './bulk/line.ts';
import type { Reply } from './bulk/reply-parser.ts';
import { maskReply } from './mask-reply.ts';
import { readServer } from './server.ts';
import { connectionStep, type EhloWords, takeSocket } from './taken-connection.ts';

/** What was agreed on and is offered; or what an unusable server said, in its own words or in one. */
export type RelayExamination =
  | { readonly isUsable: false; readonly reply: string; readonly isEncryptionAtFault: boolean }
  | {
      readonly isUsable: true;
      /** `TLSv1.3`; null for an open connection, which is only made on this machine. */
      readonly encryption: string | null;
      /** `not-offered`: a user is set, and the server asks for none. */
      readonly login: 'done' | 'none-set' | 'not-offered';
      readonly hasPipelining: boolean;
      /** Most bytes of a message (RFC 1870); null: it does not say. */
      readonly size: number | null;
      /** What became of our envelope sender, which was taken back at once. */
      readonly sender: { readonly answer: 'accepted' | 'later' | 'refused'; readonly reply: string };
    };

/** A server's host and port, without user and password. */
export function relayPlace(url: string): { readonly host: string; readonly port: number } {
  const { host, port } = readServer(url);
  return { host, port };
}

/** Connects, encrypts, logs in, names `sender` as the envelope's sender and takes it back; ends within `ms`, never rejects. */
export async function examineRelay(url: string, sender: string, ms: number): Promise<RelayExamination> {
  const { auth, ...server } = readServer(url);
  const connection = new SMTPConnection({
    ...server,
    dnsTimeout: ms,
    connectionTimeout: ms,
    greetingTimeout: ms,
    socketTimeout: ms,
    socketCloseTimeout: 0,
    logger: false,
  });
  const limit = AbortSignal.timeout(ms);
  let line: Line | null = null;
  try {
    await connectionStep(connection, limit, (done) => connection.connect(done));
    const isLogin = auth !== null && connection.allowsAuth;
    if (auth && isLogin)
      await connectionStep(connection, limit, (done) => connection.login({ ...auth, credentials: auth }, done));
    const login = isLogin ? 'done' : auth ? 'not-offered' : 'none-set';
    const { encryption, offers, ...taken } = takeOver(connection);
    line = taken.line;
    const answer = await nameSender(line, sender, limit, ms);
    return { isUsable: true, encryption, login, ...offers, sender: answer };
  } catch (error) {
    connection.on('error', () => {});
    connection.close();
    return { isUsable: false, reply: readFailure(error, sender).reply, isEncryptionAtFault: isAboutEncryption(error) };
  } finally {
    await line?.quit();
  }
}

/** Words of Node and OpenSSL: «CERT_HAS_EXPIRED», «ERR_TLS_CERT_ALTNAME_INVALID», «UNABLE_TO_GET_ISSUER_CERT». */
const ENCRYPTION = /CERT|TLS|SSL|SIGNATURE/u;

function isAboutEncryption(error: unknown): boolean {
  const { code = '', originalCode = '' } = error as { readonly code?: string; readonly originalCode?: string };
  return code === 'ETLS' || ENCRYPTION.test(originalCode);
}

type TakenOver = {
  readonly line: Line;
  readonly encryption: string | null;
  readonly offers: { readonly hasPipelining: boolean; readonly size: number | null };
};

/** The socket without nodemailer, which has no words for an envelope without a message. */
function takeOver(connection: SMTPConnection): TakenOver {
  const taken = takeSocket(connection);
  if (!taken) throw Object.assign(new Error('closed'), { code: 'ECONNECTION' });
  const { socket, ehlo } = taken;
  const encryption = socket instanceof TLSSocket ? (socket.getProtocol() ?? 'TLS') : null;
  return { line: new Line(socket), encryption, offers: readOffers(ehlo) };
}

function readOffers(words: EhloWords): TakenOver['offers'] {
  const size = Number(words.find(([word]) => word === 'SIZE')?.[1] ?? 0);
  return {
    hasPipelining: words.some(([word]) => word === 'PIPELINING'),
    size: Number.isSafeInteger(size) && size > 0 ? size : null,
  };
}

type SenderAnswer = Extract<RelayExamination, { isUsable: true }>['sender'];

async function nameSender(line: Line, sender: string, limit: AbortSignal, ms: number): Promise<SenderAnswer> {
  const late = () => line.break('timeout');
  limit.addEventListener('abort', late);
  try {
    const { code, text } = await ask(line, `MAIL FROM:<${sender}>`, ms);
    if (code >= 200 && code < 300) await ask(line, 'RSET', ms);
    const answer = code < 300 ? 'accepted' : code < 500 ? 'later' : 'refused';
    return { answer, reply: maskReply(text, sender) };
  } catch (error) {
    return { answer: 'later', reply: maskReply((error as { word?: string }).word ?? 'closed', sender) };
  } finally {
    limit.removeEventListener('abort', late);
  }
}

function ask(line: Line, command: string, ms: number): Promise<Reply> {
  line.write(`${command}\r\n`, 1);
  return line.reply(ms);
}
