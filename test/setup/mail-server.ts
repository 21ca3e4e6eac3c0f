/** A real mail server on loopback that keeps what it takes. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A message as it arrived: its envelope, its bytes, and what an independent parser makes of it. */
export type Arrived = { readonly to: readonly string[]; readonly raw: Buffer; readonly mail: Email };

export type MailServer = {
  readonly url: string;
  /** In the order they arrived. */
  readonly arrived: readonly Arrived[];
  /** The first message to an address that has not been asked for yet; waits for it. */
  next(address: string): Promise<Arrived>;
  close(): Promise<void>;
};

const PATIENCE_MS = 30_000;

/** Starts a server that accepts everything. */
export async function openMailServer(): Promise<MailServer> {
  const arrived: Arrived[] = [];
  const seen = new Set<Arrived>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        arrived.push({ to, raw, mail: await PostalMime.parse(raw) });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    async next(address) {
      const deadline = Date.now() + PATIENCE_MS;
      while (Date.now() < deadline) {
        const found = arrived.find((message) => message.to.includes(address) && !seen.has(message));
        if (found) {
          seen.add(found);
          return found;
        }
        await new Promise((later) => setTimeout(later, 50));
      }
      throw new Error(`no mail to ${address} in ${PATIENCE_MS / 1000} s`);
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
