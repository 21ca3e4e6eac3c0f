/** As much of an IMAP server (RFC 3501) as looking into a mailbox needs; imapflow is on the other side. */
import { type AddressInfo, createServer, type Socket } from 'node:net';

export type ImapServer = {
  readonly port: number;
  /** Commands as they came, without their tags. */
  readonly commands: readonly string[];
  /** UIDs that are marked as seen. */
  readonly seen: ReadonlySet<number>;
  /** Puts a mail into the mailbox. */
  add(mail: Buffer): void;
  /** While true, connections are closed at once. */
  setAway(isAway: boolean): void;
  close(): Promise<void>;
};

/** A mailbox `Bounces` of the user `bounces`, whose password is `a password`. */
export async function openImapServer(): Promise<ImapServer> {
  const mails: Buffer[] = [];
  const seen = new Set<number>();
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let isAway = false;
  const server = createServer((socket) => {
    if (isAway) return socket.destroy();
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.write('* OK an invented server\r\n');
    let rest = '';
    socket.on('data', (data) => {
      rest += data.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const [tag = '', ...words] = rest.slice(0, end).split(' ');
        rest = rest.slice(end + 2);
        commands.push(words.join(' '));
        socket.write(answer(tag, words.join(' ')));
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

  function answer(tag: string, command: string): Buffer {
    const ok = (...lines: (string | Buffer)[]) =>
      Buffer.concat(
        [...lines, `${tag} OK done\r\n`].map((line) => (typeof line === 'string' ? Buffer.from(line) : line)),
      );
    const name = command.replace(/^UID /iu, '').split(' ', 1)[0]?.toUpperCase();
    switch (name) {
      case 'CAPABILITY':
        return ok('* CAPABILITY IMAP4rev1\r\n');
      case 'LOGIN':
        if (/^LOGIN "?bounces"? "a password"$/iu.test(command)) return ok();
        return Buffer.from(`${tag} NO [AUTHENTICATIONFAILED] wrong for bounces@mail.example\r\n`);
      case 'LIST':
        if (command.endsWith('"" ""')) return ok('* LIST (\\Noselect) "/" ""\r\n');
        return /Bounces/u.test(command) ? ok('* LIST () "/" Bounces\r\n') : ok();
      case 'SELECT':
        if (!/Bounces/u.test(command)) return Buffer.from(`${tag} NO [NONEXISTENT] no such folder\r\n`);
        return ok(
          `* ${mails.length} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT ${mails.length + 1}] .\r\n`,
          '* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen)] .\r\n',
        );
      case 'SEARCH':
        return ok(`* SEARCH ${unseen().join(' ')}\r\n`);
      case 'FETCH': {
        const uid = Number(/FETCH (\d+)/iu.exec(command)?.[1]);
        const mail = mails[uid - 1] ?? Buffer.alloc(0);
        const most = Number(/<0\.(\d+)>/u.exec(command)?.[1] ?? mail.length);
        const part = mail.subarray(0, most);
        return ok(`* ${uid} FETCH (UID ${uid} BODY[]<0> {${part.length}}\r\n`, part, ')\r\n');
      }
      case 'STORE':
        seen.add(Number(/STORE (\d+)/iu.exec(command)?.[1]));
        return ok();
      case 'LOGOUT':
        return ok('* BYE\r\n');
      default:
        return ok();
    }
  }

  function unseen(): number[] {
    return mails.map((_, at) => at + 1).filter((uid) => !seen.has(uid));
  }

  return {
    port: (server.address() as AddressInfo).port,
    commands,
    seen,
    add: (mail) => mails.push(mail),
    setAway: (away) => {
      isAway = away;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
