/** A mailbox on an IMAP server (RFC 9051): unseen mails are looked at, and marked as seen when they were taken. */
import type { ImapFlow, ImapFlowError } from 'imapflow';
import { maskReply } from '../mask-reply.ts';
import { readServer } from '../server.ts';
import { MOST_BYTES } from './read-report.ts';
import { BoxFault, type BoxVisitor, type ReturnBox } from './return-box.ts';

const PORTS = { plain: 143, secure: 993 } as const;
const CONNECT_MS = 20_000;
/** Silence after which a connection is given up. */
const SILENCE_MS = 60_000;
const SEEN = '\\Seen';

/**
 * A folder of a mailbox: `imaps://user:password@host/INBOX`. Encryption is asked for as of a mail server: always, but on
 * this machine. Each visit is a connection of its own, so that none has to be kept alive.
 */
export function openImapMailbox(url: string): ReturnBox {
  const { hostname, pathname } = new URL(url);
  const folder = decoded(pathname.slice(1)) || 'INBOX';
  return {
    place: `${hostname}/${folder}`,
    async visit(visitor, stop) {
      const client = await makeClient(url);
      // Errors come by the promises, too; an event without a listener would end the program.
      client.on('error', () => undefined);
      const end = () => client.close();
      stop.addEventListener('abort', end);
      try {
        await client.connect();
        await visitFolder(client, folder, visitor, stop);
        await client.logout();
      } catch (error) {
        if (!stop.aborted) throw faultOf(error, hostname, readServer(serverUrl(url)).auth?.user ?? '');
      } finally {
        stop.removeEventListener('abort', end);
        client.close();
      }
    },
  };
}

/** A folder with a bare % in its name is taken as it stands. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Loaded when there is a mailbox to look into. */
async function makeClient(url: string): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow');
  const { host, secure, requireTLS, tls, auth } = readServer(serverUrl(url));
  const port = Number(new URL(url).port) || (secure ? PORTS.secure : PORTS.plain);
  return new ImapFlow({
    host,
    port,
    secure,
    ...(requireTLS && { doSTARTTLS: true }),
    tls,
    ...(auth && { auth }),
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: 2 * MOST_BYTES,
  });
}

/** Both kinds of addresses are taken apart by the same rules. */
function serverUrl(url: string): string {
  return `smtp${url.slice('imap'.length)}`;
}

async function visitFolder(client: ImapFlow, folder: string, visitor: BoxVisitor, stop: AbortSignal): Promise<void> {
  const { uidValidity } = await client.mailboxOpen(folder);
  const found = await client.search({ seen: false }, { uid: true });
  for (const uid of found || []) {
    const name = `${uidValidity}-${uid}`;
    if (stop.aborted) return;
    if (visitor.knows(name)) continue;
    const mail = await client.fetchOne(uid, { source: { start: 0, maxLength: MOST_BYTES } }, { uid: true });
    // Another program may have taken it away meanwhile.
    if (!mail) continue;
    if (await visitor.take(name, mail.source ?? null)) await client.messageFlagsAdd(uid, [SEEN], { uid: true });
  }
}

/** Faults of the records, not of the mailbox, pass through as they are. */
function faultOf(error: unknown, host: string, user: string): unknown {
  const { code, authenticationFailed, tlsFailed, mailboxMissing, responseText, next } = error as ImapFlowError & {
    readonly next?: string;
  };
  if (next !== undefined) return error;
  const said = responseText === undefined ? (code ?? 'failed') : maskReply(`NO ${responseText}`, user);
  if (authenticationFailed)
    return new BoxFault(`${host} refuses the login (${said}).`, `Check user and password in ${URL_NAME}.`);
  if (tlsFailed)
    return new BoxFault(`${host} cannot be talked to in secret (${said}).`, `Use imaps:// in ${URL_NAME}.`);
  if (mailboxMissing) return new BoxFault(`${host} has no such folder (${said}).`, `Check the path in ${URL_NAME}.`);
  return new BoxFault(`${host} cannot be used as a mailbox (${said}).`, `Check host and port in ${URL_NAME}.`);
}

const URL_NAME = 'BOUNCES_IMAP_URL';
