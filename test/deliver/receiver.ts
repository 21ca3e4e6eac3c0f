/** A real mail server on the loopback that answers as a test wants and keeps what it took. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A message as it was taken. */
export type Taken = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

/** How the server behaves; each may answer with `reply`, or take what it is offered. */
export type Behaviour = {
  readonly onRecipient?: (address: string) => Error | null | Promise<Error | null>;
  readonly onMessage?: (taken: Taken) => Error | null | Promise<Error | null>;
  readonly options?: SMTPServerOptions;
};

/** A receiver at work. */
export type Receiver = { readonly url: string; readonly port: number; readonly taken: readonly Taken[] };

/** A refusal with its code and, in the text, the enhanced status code. */
export function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** Starts a receiver that is gone when the test ends; without login and encryption unless `options` say so. */
export async function startReceiver({ onRecipient, onMessage, options }: Behaviour = {}): Promise<Receiver> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options?.key ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: async ({ address }, _session, done) => done(await onRecipient?.(address)),
    onData: async (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const mail = {
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks).toString(),
      };
      const refusal = await onMessage?.(mail);
      if (!refusal) taken.push(mail);
      done(refusal ?? null);
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as { port: number };
  return { url: `smtp${options?.secure ? 's' : ''}://127.0.0.1:${port}`, port, taken };
}

/** Starts a server that speaks no SMTP of its own accord: `speak` has the bare connection. */
export async function startBare(speak: (socket: Socket) => void): Promise<{ url: string; port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    speak(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, port };
}

/** A server that greets, says yes to everything, and leaves the line after `last` (`DATA`, `.`, ...) to `then`. */
export function talkUntil(last: string, then: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    let isBody = false;
    socket.write('220 bare.example ESMTP\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (isBody && line !== '.') continue;
        if (line.startsWith(last)) {
          then(socket);
          return;
        }
        isBody = line === 'DATA';
        socket.write(isBody ? '354 go on\r\n' : '250 ok\r\n');
      }
    });
  };
}
